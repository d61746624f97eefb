#!/bin/bash
# usage: check_streams.sh PROGRAM
# Closed pipes, full disks, signals: what a terminal and a script meet around the program.
set -u
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }

# A reader that goes away: no message, and the program stops.
"$program" offers --limit 3000 2>"$folder/stderr" | head -1 >/dev/null
[ ! -s "$folder/stderr" ] || fail "a closed pipe is not quiet: $(cat "$folder/stderr")"
( trap '' PIPE; "$program" offers --limit 3000 2>"$folder/stderr" | head -1 >/dev/null )
[ ! -s "$folder/stderr" ] || fail "a closed pipe is not quiet where SIGPIPE is ignored: $(cat "$folder/stderr")"

# Output that can't be written is an error.
if [ -e /dev/full ]; then
  "$program" --help >/dev/full 2>"$folder/stderr"
  code=$?
  [ $code -eq 1 ] || fail "a full disk gives exit code $code"
  grep -q 'standard output: No space left' "$folder/stderr" || fail "a full disk: $(cat "$folder/stderr")"
  # A long report fails while it is written; what is said after it must not change the reason.
  "$program" models >/dev/full 2>"$folder/stderr"
  grep -q 'standard output: No space left' "$folder/stderr" || fail "a full disk, long: $(cat "$folder/stderr")"
fi
"$program" --version >&- 2>/dev/null && fail "a closed standard output is no error"

# Ctrl-C while it waits for its input: 130, and nothing is left behind.
mkfifo "$folder/fifo"
cd "$folder" || exit 1
( set -m; "$program" validate - <fifo >/dev/null 2>&1 & echo $! >pid; exec 3>fifo; sleep 0.3; kill -INT "$(cat pid)"
  wait "$(cat pid)"; echo $? >code )
[ "$(cat code)" = 130 ] || fail "Ctrl-C gives exit code $(cat code)"

( set -m; "$program" estimate -o torn.json - <fifo >/dev/null 2>&1 & echo $! >pid; exec 3>fifo; sleep 0.3; kill -INT "$(cat pid)"
  wait "$(cat pid)"; echo $? >code )
[ "$(cat code)" = 130 ] || fail "Ctrl-C under -o gives exit code $(cat code)"
[ -z "$(ls torn.json* 2>/dev/null)" ] || fail "Ctrl-C leaves $(ls torn.json*)"

# Standard input, and several files of which some are bad.
"$program" init web-app -o - >workload.json 2>/dev/null || "$program" init web-app >workload.json
"$program" validate - <workload.json >out 2>&1 || fail "standard input: $(cat out)"
"$program" validate workload.json missing.json >out 2>&1
[ $? -eq 2 ] || fail "a missing file is no bad input"
grep -q 'missing.json.*No such file' out || fail "a missing file: $(cat out)"
# --quiet: nothing on standard error where all is well; --verbose: what is done, and the same report.
export SOURCE_DATE_EPOCH=1995305600 XDG_CONFIG_HOME=/nonexistent XDG_DATA_HOME=/nonexistent  # prices are old then
echo '{"version": 1, "name": "w", "tasks": [{"name": "t", "kind": "train", "model": "resnet-18", "samples": 1000000}]}' >w.json
"$program" estimate --json -o saved.json w.json 2>/dev/null
spoken=0
for command in "estimate w.json" "compare w.json" "explain w.json" "offers --gpu A100" "check --max-monthly 9999 w.json" \
  "diff saved.json w.json" "predict --model resnet-18 --device nvidia-t4" "price ebs --region us-east-1 --gb 1 --type io2" \
  "export --to terraform saved.json" "validate w.json" "catalog verify" "doctor"; do
  $program $command >plain 2>said
  spoken=$((spoken + $(wc -l <said)))
  $program $command --quiet >quiet 2>stderr || fail "$command --quiet: exit code $?"
  [ ! -s stderr ] || fail "$command --quiet says: $(cat stderr)"
  $program $command --verbose >loud 2>stderr || fail "$command --verbose: exit code $?"
  grep -q "exit code 0" stderr || fail "$command --verbose does not say what is done: $(cat stderr)"
  case $command in check*|diff*) continue ;; esac  # nothing at all when all is well
  cmp -s plain quiet || fail "$command --quiet changes the report"
  case $command in estimate*) continue ;; esac  # the report has more, too
  cmp -s plain loud || fail "$command --verbose changes the report"
done
[ $spoken -ge 4 ] || fail "only $spoken warnings were there to be silenced"
CLOUDPLAN_QUIET=1 "$program" compare w.json >/dev/null 2>stderr
[ ! -s stderr ] || fail "CLOUDPLAN_QUIET: $(cat stderr)"

[ "$failures" -eq 0 ]
