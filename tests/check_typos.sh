#!/bin/bash
# usage: check_typos.sh PROGRAM SOURCE_DIRECTORY
# Mistyped commands, options, values and names: exit code 2 (or 3 where a question has no answer), and the right name.
set -u
program=$1 file=$2/examples/bird-classifier.json
failures=0
# typo WANTED ARGUMENT...
typo() {
  local wanted=$1 said code
  shift
  said=$("$program" "$@" 2>&1 >/dev/null)
  code=$?
  if { [ $code -ne 2 ] && [ $code -ne 3 ]; } || ! grep -qF -- "$wanted" <<<"$said"; then
    printf '%s: exit code %s, no "%s" in: %s\n' "$*" $code "$wanted" "$said"
    failures=$((failures + 1))
  fi
}
typo "'estimate'" estimat "$file"
typo "'offers'" offer
typo "'price'" prise s3
typo "'catalog list'" catalog lst
typo "'price s3'" price s4
typo "'--version'" --verison
typo "after the command" --json estimate "$file"
typo "--purchase" estimate --purchse spot "$file"
typo "--json" estimate --jsn "$file"
typo "did you mean json" estimate --format jsn "$file"
typo "did you mean gcp" estimate --provider gpc "$file"
typo "did you mean aws" estimate --provider Amazon "$file"
typo "did you mean azure" estimate --provider microsoft "$file"
typo "did you mean us-east-1" estimate --region us-esat-1 "$file"
typo "europe-west1" offers --region europe-wst1
typo "'h100'" offers --gpu h10
typo "'p4d.24xlarge'" offers --instance p4d.24xlage
typo "\"eight\" is no range" offers --vcpus eight
typo "\"cheap\" is not a number" offers --max-price cheap
typo "did you mean price" offers --sort prize
typo "resnet-50" predict --model resnt-50 --device nvidia-l4
typo "nvidia-l4" predict --model resnet-50 --device nvidia-l44
typo "g5.xlarge" predict --model resnet-50 --instance g5.xlarg
typo "g5.xlarge" catalog show g5.xlarg
typo "did you mean train" explain "$file" trian
typo "aws/g5.xlarge" explain "$file" train aws/g5.xlrge
typo "p4d.24xlarge" price ec2 --type p4d.24xlage --hours 1
typo "us-east-1" price s3 --region us-esat-1
typo "Glacier" price s3 --class glacer
typo "'web-app'" init webapp
typo "did you mean plan" schema plans
typo "\"5x\" is not a number" check --max-hours 5x "$file"
typo "not an amount of money" check --max-monthly abc "$file"
typo "B is missing" diff "$file"
[ "$("$program" offers --max-price '$3' --limit 1 --json)" = "$("$program" offers --max-price 3 --limit 1 --json)" ] ||
  { echo "--max-price \$3 is not 3"; failures=$((failures + 1)); }
[ "$failures" -eq 0 ]
