#!/bin/bash
# usage: check_calibration.sh PROGRAM SOURCE
# Keeps measurements in a folder of its own, and looks at what they change and what is left behind.
set -u
program=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SOURCE_DATE_EPOCH=1795305600 COLUMNS=80 LC_ALL=C.UTF-8 NO_COLOR=1 XDG_CONFIG_HOME=/nonexistent
export XDG_DATA_HOME="$folder/data"
kept="$folder/data/cloudplan/measurements.csv"
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
run() { "$program" "$@" >"$folder/out" 2>"$folder/err"; code=$?; }
expect() { grep -qF -- "$2" "$folder/$1" || fail "no \"$2\" in $1: $(cat "$folder/$1")"; }

run calibrate --list
[ $code -eq 0 ] || fail "an empty list gives $code"
expect out 'No measurements are kept'
run estimate "$source/examples/bird-classifier.json"
cp "$folder/out" "$folder/before"

run calibrate --mine "$source/examples/measurements.csv"
[ $code -eq 0 ] || fail "--mine gives $code: $(cat "$folder/err")"
expect out '3 measurements kept in'
expect out 'Calibrated by 2 measurements of resnet-50 of your own (newest 2026-11-09)'
[ "$(grep -v "$kept" "$folder/out" | wc -L)" -le 80 ] || fail "a line is wider than the terminal"
[ "$(wc -l <"$kept")" -eq 4 ] || fail "not three rows are kept"
[ "$(ls -A "$folder/data/cloudplan")" = measurements.csv ] || fail "something else is left behind"

# The same again changes nothing.
cp "$kept" "$folder/kept"
run calibrate --mine "$source/examples/measurements.csv"
cmp -s "$kept" "$folder/kept" || fail "the same measurements again change what is kept"

for command in "estimate" "explain" "compare"; do
  run $command "$source/examples/bird-classifier.json"
  [ $code -eq 0 ] || fail "$command gives $code with measurements"
  [ $command = compare ] || grep -q 'of your own' "$folder/out" || fail "$command does not say that it is calibrated"
  run $command --no-calibration "$source/examples/bird-classifier.json"
  grep -q 'of your own' "$folder/out" && fail "$command --no-calibration is calibrated"
done
run estimate --no-calibration "$source/examples/bird-classifier.json"
cmp -s "$folder/out" "$folder/before" || fail "--no-calibration is not what it was without measurements"
run predict --model resnet-50 --device nvidia-a10g
expect out 'calibrated by 2 measurements'
run predict --model resnet-50 --device nvidia-a10g --no-calibration
grep -q calibrated "$folder/out" && fail "predict --no-calibration is calibrated"
run check "$source/examples/bird-classifier.json" --budget 1000
grep -q calibrated "$folder/out" && fail "check takes notice of measurements"

run calibrate --list
expect out 'resnet-50, train'
run calibrate --list --format csv
expect out 'MODEL,ON'

# Mistakes: told, and nothing is written.
cp "$kept" "$folder/kept"
printf 'task,model,device,throughput\ntrain,resnet-50,nvidia-t4,fast\ntrain,resnt-50,nvidia-t4,300\n' >"$folder/bad.csv"
run calibrate --mine "$folder/bad.csv"
[ $code -eq 2 ] || fail "a bad table gives $code"
expect err 'bad.csv:2:27: error: not a positive number'
expect err 'bad.csv:3:7: error'
cmp -s "$kept" "$folder/kept" || fail "a bad table changed what is kept"
run calibrate
[ $code -eq 2 ] || fail "no question gives $code"
run calibrate --list --remove all
[ $code -eq 2 ] || fail "two questions give $code"
run calibrate --remove vgg-16
[ $code -eq 2 ] || fail "removing what is not there gives $code"

run calibrate --remove resnet50
expect out '2 of 3 measurements forgotten'
run calibrate --remove all
[ "$(wc -l <"$kept")" -eq 1 ] || fail "not all is forgotten"

# A broken file is told, can be left out, and can be forgotten.
printf '\x1b[31mthroughput\n"' >"$kept"
run estimate "$source/examples/bird-classifier.json"
[ $code -eq 2 ] || fail "a broken file gives $code"
expect err '--no-calibration'
grep -q $'\x1b' "$folder/err" && fail "an escape reaches the terminal"
run estimate --no-calibration "$source/examples/bird-classifier.json"
[ $code -eq 0 ] || fail "--no-calibration gives $code with a broken file"
run calibrate --remove all
run estimate "$source/examples/bird-classifier.json"
[ $code -eq 0 ] || fail "a forgotten file gives $code"

# Without a folder there is nothing to keep in; nothing else minds.
HOME= XDG_DATA_HOME= "$program" calibrate --list >/dev/null 2>&1 && fail "no folder is no error"
HOME= XDG_DATA_HOME= "$program" predict --model resnet-50 --device nvidia-a10g >/dev/null || fail "no folder is an error to predict"

[ $failures -eq 0 ] || exit 1
echo "measurements are kept, used, and forgotten"
