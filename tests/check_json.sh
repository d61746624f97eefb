#!/bin/bash
# usage: check_json.sh PROGRAM JSON_CHECK SOURCE_DIRECTORY
# The JSON of every command, on every example, against the schema that `cloudplan schema` prints; that each
# document names its schema; that NDJSON is the rows of the document, and -o the bytes of standard output.
set -u
program=$1 json_check=$2 source=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export SOURCE_DATE_EPOCH=1795305600 LC_ALL=C.UTF-8 XDG_CONFIG_HOME=/nonexistent XDG_DATA_HOME=/nonexistent
unset GITHUB_STEP_SUMMARY GITHUB_ACTIONS GITHUB_OUTPUT
failures=0 documents=0
fail() { echo "$*"; failures=$((failures + 1)); }

# holds SCHEMA ROWS ARGUMENT...: what the command writes with --json keeps cloudplan.SCHEMA; ROWS: its array, or -.
holds() {
  local schema=$1 rows=$2
  shift 2
  documents=$((documents + 1))
  "$program" "$@" --json >document.json 2>stderr
  local code=$?
  [ $code -ne 1 ] && [ -s document.json ] || { fail "$*: exit code $code: $(head -3 stderr)"; return; }
  [ -e "$schema.schema" ] || "$program" schema "$schema" >"$schema.schema" || fail "no schema $schema"
  "$json_check" "$schema.schema" document.json >mistakes || fail "$* --json: $(head -5 mistakes)"
  head -3 document.json | grep -q "\"schema\": \"cloudplan.$schema/1\"" || fail "$*: does not name its schema"
  cp document.json "kept.$documents.json" && echo "$schema.schema kept.$documents.json" >>pairs
  # How it is written is the same for all of a kind.
  [ ! -e "written.$1.$schema.$rows" ] || return
  touch "written.$1.$schema.$rows"
  "$program" "$@" --format json -o copy.json 2>/dev/null
  cmp -s document.json copy.json || fail "$* -o: not the bytes of standard output"
  [ "$rows" = - ] && return
  "$program" "$@" --format ndjson >lines 2>/dev/null
  if command -v jq >/dev/null; then
    if [ "$rows" = . ]; then jq -c . document.json; else jq -c ".$rows[]" document.json; fi >wanted
    # jq may write a number in another way: both sides through it.
    jq -c . lines | cmp -s - wanted || fail "$*: the lines of ndjson are not $rows"
  fi
  [ "$(wc -l <lines)" -gt 0 ] || fail "$*: no lines"
}

for file in "$source"/examples/*.json; do
  holds plan . estimate "$file"
  holds comparison - compare "$file"
  holds comparison - compare --pareto "$file"
  holds plan . estimate --pareto "$file"
  holds explanation - explain "$file"
  holds check files check --max-monthly 10 --max-run 0.5 --max-hours 1 "$file"
  holds diff items diff "$source/examples/startup.json" "$file"
  holds validation files validate "$file"
done
holds plan . estimate --provider ibm --budget '$1' --deadline 1s "$source/examples/bird-classifier.json"
holds comparison - compare "$source/examples/bird-classifier.json" "$source/examples/tabular.json"
holds explanation - explain --sensitivity "$source/examples/bird-classifier.json"
holds explanation - explain --sensitivity "$source/examples/web-app.json"
holds explanation - explain "$source/examples/bird-classifier.json" train aws/g5.xlarge
printf '{"version": 1, "nme": 2, "tasks": [{"name": "x", "kind": "trin"}]}' >bad.json
holds validation files validate bad.json missing.json
holds offers offers offers --gpu A100 --purchase any --limit 50
holds offers offers offers --spot --managed --restricted --trust-outliers --limit 300
holds prediction predictions predict --model resnet-50 --device nvidia-l4
holds prediction predictions predict --model xgboost --instance aws/m7i.4xlarge --rows 1e6 --features 30 --trees 100
holds prediction predictions predict --model llama-3.1-405b --device nvidia-t4
printf 'task,model,device,note\ntrain,resnet-50,nvidia-l4,"a, ""b"""\ntrain,no-such,nvidia-l4,\n' >questions.csv
holds prediction predictions predict --csv questions.csv
holds price lines price s3 --region us-east-1 --gb 10000 --gets 1000000 --egress-gb 500
holds price lines price colab
holds price lines price ec2 --type p4d.24xlarge --hours 10
holds catalog-list parts catalog list
holds catalog-list regions catalog list --regions
holds catalog-list sources catalog list --sources
for name in aws/g5.xlarge S3 nvidia-l4 us-east-1 aws; do holds catalog-show - catalog show "$name"; done
holds catalog-verify - catalog verify
holds models models models
holds models models models resnet-50

# By a validator that is not ours, where there is one.
if python3 -c 'import jsonschema' 2>/dev/null; then
  python3 - <<'END' || failures=$((failures + 1))
import json, jsonschema, sys
validators = {}
bad = 0
for schema, document in (line.split() for line in open("pairs")):
    if schema not in validators:
        loaded = json.load(open(schema))
        jsonschema.Draft202012Validator.check_schema(loaded)
        validators[schema] = jsonschema.Draft202012Validator(loaded)
    for error in list(validators[schema].iter_errors(json.load(open(document))))[:3]:
        bad += 1
        print(schema, document, "/".join(map(str, error.absolute_path)), error.message[:200])
sys.exit(bad > 0)
END
fi
[ "$documents" -gt 60 ] || fail "only $documents documents"
[ "$failures" -eq 0 ]
