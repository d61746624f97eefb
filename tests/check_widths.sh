#!/bin/bash
# usage: check_widths.sh PROGRAM SOURCE_DIRECTORY
# Nothing that any command prints is wider than the terminal, has a control character or ends in a blank; wide
# characters in names count as what they take.
set -u
program=$1 examples=$2/examples
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795305600 XDG_CONFIG_HOME=/nonexistent XDG_DATA_HOME=/nonexistent
unset NO_COLOR CLICOLOR_FORCE
cat >wide.json <<'END'
{
  "version": 1,
  "name": "画像分類 🐦 ñandú é",
  "tasks": [
    {"name": "訓練🚀", "kind": "train", "model": "resnet-50", "dataset": "写真", "epochs": 30},
    {"name": "a very long name of a task that goes on and on beyond the width of any narrow terminal, surely", "kind": "vm",
     "vcpus": 2, "memory": "4 GiB"}
  ],
  "data": [{"name": "写真", "kind": "files", "size": "150 GB", "objects": 1000000}]
}
END
failures=0
while read -r line; do
  for columns in 60 80 120 200; do
    eval "COLUMNS=$columns '$program' $line" >out 2>/dev/null
    [ -s out ] || { echo "$line: nothing"; failures=$((failures + 1)); }
    width=$(wc -L <out)
    if [ "$width" -gt $columns ] || grep -qP '[\x00-\x09\x0b-\x1f\x7f]' out || grep -q ' $' out; then
      echo "$columns columns: $line: $width wide, or a stray character: $(awk -v n=$columns 'length($0) > n' out | head -2)"
      failures=$((failures + 1))
    fi
  done
done <<END
estimate $examples/ml-platform.json
estimate --verbose $examples/startup.json
estimate wide.json
compare wide.json
compare --pareto $examples/bird-classifier.json
explain $examples/bird-classifier.json
explain wide.json
check --max-monthly 1 wide.json
diff wide.json $examples/web-app.json
offers --gpu A100 --purchase any
offers --instance 'azure/Standard_N*'
predict --model resnet-50 --device nvidia-l4
price s3 --region us-east-1 --gb 1000 --gets 1000000 --egress-gb 500
price rds --instance db.m6g.large --storage-gb 100
catalog list
catalog list --regions
catalog show aws/g5.xlarge
catalog verify
models
models resnet-50
init --list
--help
estimate --help
offers --help
price rds --help
END
[ "$failures" -eq 0 ]
