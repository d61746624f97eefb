#!/bin/bash
# usage: check_mutations.sh PROGRAM JSON_CHECK SOURCE_DIRECTORY
# A repository's workload changed in some thirty ways, each checked as a CI job would: the exit code, which rules are
# broken, and that JSON, JUnit, SARIF, annotations, the summary and outputs all say the same. 77: jq is not installed.
set -u
program=$1 json_check=$2 source=$3
command -v jq >/dev/null || { echo "jq is not installed: skipped"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export SOURCE_DATE_EPOCH=1795305600 LC_ALL=C.UTF-8 XDG_CONFIG_HOME=/nonexistent XDG_DATA_HOME=/nonexistent
failures=0 tried=0
fail() { echo "$*"; failures=$((failures + 1)); }

cat >base.json <<'END'
{
  "version": 1,
  "name": "shop",
  "tags": {"team": "web"},
  "constraints": {"providers": ["aws", "gcp"], "regions": ["us-*", "eu-*", "gcp/*"]},
  "tasks": [
    {"name": "train", "kind": "train", "model": "resnet-50", "dataset": "photos", "epochs": 30},
    {"name": "api", "kind": "vm", "vcpus": 4, "memory": "16 GiB", "count": 2}
  ],
  "data": [{"name": "photos", "kind": "files", "size": "150 GB", "objects": 1281167}]
}
END
cat >policy.json <<'END'
{
  "version": 1,
  "limits": [
    {"max_monthly": "$2,000", "max_run": "$100", "max_time": "48 h"},
    {"tags": {"team": "frugal"}, "max_monthly": "$5"}
  ],
  "allow": {"providers": ["aws", "gcp"], "regions": ["us-*", "eu-*", "gcp/*"], "purchase": ["on_demand", "spot"]},
  "max_price_age": "20 y"
}
END

# Every report of the same check must tell the same story as its JSON.
reports_agree() {
  local name=$1 broken unknown
  broken=$(jq '[.files[].rules[] | select(.status == "broken")] | length' check.json)
  unknown=$(jq '[.files[].rules[] | select(.status == "unknown")] | length' check.json)
  "$program" check "${arguments[@]}" --format junit -o check.xml workload.json 2>/dev/null
  if command -v xmllint >/dev/null; then
    [ "$(xmllint --xpath 'count(//failure)' check.xml)" = "$broken" ] || fail "$name: JUnit has other failures"
    [ "$(xmllint --xpath 'sum(//testsuite/@failures)' check.xml)" = "$broken" ] || fail "$name: JUnit counts otherwise"
    [ "$(xmllint --xpath 'count(//skipped)' check.xml)" = "$unknown" ] || fail "$name: JUnit has other skips"
    [ "$(xmllint --xpath 'count(//testcase) = sum(//testsuite/@tests)' check.xml)" = true ] || fail "$name: JUnit tests"
  fi
  "$program" check "${arguments[@]}" --format sarif -o check.sarif workload.json 2>/dev/null
  "$json_check" "$source/tests/sarif.schema.json" check.sarif || fail "$name: SARIF"
  [ "$(jq '[.runs[0].results[] | select(.level == "error")] | length' check.sarif)" = "$broken" ] || fail "$name: SARIF results"
  jq -e '[.runs[0].tool.driver.rules[].id] as $ids | all(.runs[0].results[]; .ruleId as $id | any($ids[]; . == $id) and
    (.locations[0].physicalLocation | .artifactLocation.uri == "workload.json" and .region.startLine >= 1))' \
    check.sarif >/dev/null || fail "$name: SARIF rules or places"
  rm -f summary.md output
  GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$PWD/summary.md GITHUB_OUTPUT=$PWD/output \
    "$program" check "${arguments[@]}" --github-output workload.json >/dev/null 2>annotations
  [ "$(grep -c '^::error file=workload.json,line=[1-9][0-9]*,col=[1-9]' annotations)" -le "$broken" ] &&
    [ "$(grep -c '^::error file=workload.json' annotations)" = "$broken" ] || fail "$name: annotations: $(cat annotations)"
  grep -q '^### ' summary.md || fail "$name: no summary"
  grep -qx "broken-rules=$broken" output || fail "$name: outputs: $(cat output)"
}

# try NAME CODE RULES JQ [ARGUMENT...]: the workload after JQ; RULES: the ids of broken rules, sorted, each once.
try() {
  local name=$1 code=$2 rules=$3 filter=$4 got
  arguments=(--policy policy.json "${@:5}")
  tried=$((tried + 1))
  [ "$filter" = - ] || jq "$filter" base.json >workload.json
  "$program" check "${arguments[@]}" --json workload.json >check.json 2>stderr
  got=$?
  [ $got = "$code" ] || { fail "$name: exit code $got, not $code: $(cat stderr; jq -c '[.files[].rules[] | select(.status == "broken")]' check.json)"; return; }
  if [ "$code" = 2 ]; then
    grep -q '^workload.json\|^[a-z-]*.json' stderr && [ ! -s check.json ] || fail "$name: no mistake is named: $(cat stderr)"
    return
  fi
  got=$(jq -r '[.files[].rules[] | select(.status == "broken") | .rule] | unique | join(" ")' check.json)
  [ "$got" = "$rules" ] || fail "$name: broken: '$got', not '$rules'"
  reports_agree "$name"
  # Silent when all is well, and only then.
  "$program" check "${arguments[@]}" --quiet workload.json >quiet 2>/dev/null
  [ "$code" = 0 ] && [ -s quiet ] && fail "$name: --quiet is not"
  [ "$code" = 4 ] && [ ! -s quiet ] && fail "$name: --quiet hides a broken rule"
}

"$program" estimate --json -o baseline.json base.json 2>/dev/null || fail "no baseline"
baseline=(--baseline baseline.json --fail-on-increase 5%)

try "nothing changed" 0 "" .
try "a tenth more epochs" 0 "" '.tasks[0].epochs = 33'
try "renamed" 0 "" '.name = "store"'
try "tasks in another order" 0 "" '.tasks |= reverse'
try "a task less" 0 "" 'del(.tasks[1])'
try "a little more data" 0 "" '.data[0].size = "160 GB"'
try "another cloud" 0 "" '.constraints.exclude = ["gcp/*"]'
try "thousands of epochs" 4 "max-hours max-run" '.tasks[0].epochs = 15000'
try "a fleet" 4 "max-monthly" '.tasks[1].count = 60'
try "a hundred times the data, and more" 4 "max-monthly" '.data[0].size = "200 TB"'
try "a large machine all month" 4 "max-monthly" '.tasks += [{"name": "big", "kind": "vm", "vcpus": 192, "memory": "700 GiB"}]'
try "only Azure" 4 "provider region" '.constraints.providers = ["azure"] | .constraints.regions = ["azure/eastus"]'
try "a region not allowed" 4 "region" '.constraints.regions = ["aws/ap-south-1"]'
try "a commitment" 4 "purchase" '.tasks[1].constraints.purchase = ["commit_1y"]'
try "a tag with a limit" 4 "max-monthly" '.tags.team = "frugal"'
try "a budget that nothing keeps" 3 "feasible" '.budget = "$1"'
try "a deadline that nothing keeps" 3 "feasible" '.deadline = "1 s"'
try "memory that nothing has" 3 "feasible" '.tasks[1].memory = "900 TiB"'
try "a key mistyped" 2 "" '.taskss = []'
try "a model mistyped" 2 "" '.tasks[0].model = "resent-50"'
try "a kind mistyped" 2 "" '.tasks[0].kind = "trian"'
try "a negative number" 2 "" '.tasks[0].epochs = -3'
try "a unit mistyped" 2 "" '.data[0].size = "150 GX"'
try "a dataset that is not there" 2 "" '.tasks[0].dataset = "pictures"'
try "two tasks of one name" 2 "" '.tasks[1].name = "train"'
try "another version of the file" 2 "" '.version = 2'
: >workload.json && try "an empty file" 2 "" -
head -c 200 base.json >workload.json && try "a file cut off" 2 "" -
rm workload.json && try "no file" 2 "" -
# Ranges: what is likely is kept, and the maximum only when asked for.
ranges='.tasks[0].epochs = {min: 10, likely: 30, max: 15000} | .tasks[1].count = {min: 1, likely: 2, max: 60}'
try "ranges, likely" 0 "" "$ranges"
try "ranges, at their maximum" 4 "max-hours max-monthly max-run" "$ranges" --at max
try "ranges, at their maximum, the budget too" 4 "feasible max-hours max-monthly max-run" "$ranges | .budget = \"\$3,000\"" --at max
try "no ranges, at their maximum" 0 "" . --at max
try "slow predictions" 4 "max-hours" . --at worst --max-hours 1.9
try "slow predictions, a longer time" 0 "" . --at worst --max-hours 40
try "no more than the baseline" 0 "" . "${baseline[@]}"
try "less than the baseline" 0 "" '.tasks[1].count = 1' "${baseline[@]}"
try "more than the baseline" 4 "increase" '.tasks[1].count = 3' "${baseline[@]}"
try "less time on the command line" 4 "max-hours" . --max-hours 0.001
try "less money on the command line" 4 "max-monthly max-run" . --max-monthly 1 --max-run 0.0001
try "prices too old" 6 "" . --max-catalog-age 1d
jq '.max_price_age = "1 day"' policy.json >strict.json && cp strict.json policy.json
try "prices too old for the policy" 4 "price-age" .

# A diff says nothing when there is nothing to say.
[ -z "$("$program" diff --only-if-changed baseline.json base.json)" ] || fail "diff --only-if-changed: not silent"
jq '.tasks[1].count = 3' base.json >workload.json
[ -n "$("$program" diff --only-if-changed baseline.json workload.json)" ] || fail "diff --only-if-changed: silent about a change"
[ -n "$("$program" diff --threshold 5% baseline.json workload.json)" ] || fail "diff --threshold: silent about more"
[ -n "$("$program" diff --threshold 5% workload.json baseline.json)" ] || fail "diff --threshold: silent about less"
[ -z "$("$program" diff --threshold '$1,000' workload.json baseline.json)" ] || fail "diff --threshold: not silent"

[ -z "$("$program" diff -q baseline.json base.json)" ] || fail "diff -q: not silent"
# Another order, other units and other names cost nothing, and say so.
same() { "$program" diff --json baseline.json workload.json 2>/dev/null | jq -e "$2" >/dev/null || fail "diff: $1"; }
jq '.tasks |= reverse | .constraints.providers |= reverse | .data[0].size = "150000 MB"' base.json >workload.json
same "another order" '.totals.first_month.change_usd == 0 and all(.items[]; .change == "same")'
jq '.tasks[1].name = "web" | .data[0].name = "pictures" | .tasks[0].dataset = "pictures"' base.json >workload.json
same "renamed" '.totals.first_month.change_usd == 0 and .after_feasible and all(.items[]; .change == "same" or (.fields | map(.field) == ["name"]))'
jq '.deadline = "1 s"' base.json >workload.json
"$program" diff baseline.json workload.json >text 2>/dev/null
[ $? = 3 ] && grep -q 'workload.json: no plan keeps every limit' text || fail "diff: B without a plan"
jq '.budget = "$1"' base.json >workload.json
same "over the budget" '(.after_feasible | not) and .totals.first_month.change_usd == 0'

# Comments and summaries stay within their limits, and say that they are shortened.
files=()
for i in $(seq 1 40); do files+=(workload.json); done
jq '.tasks = [range(40) | {"name": "api-\(.)", "kind": "vm", "vcpus": 2, "memory": "4 GiB"}] | del(.data)' base.json >workload.json
"$program" check --max-run 0 --format markdown -o comment.md --policy policy.json "${files[@]}" 2>/dev/null
[ "$(wc -c <comment.md)" -le 65536 ] && grep -q '^_Shortened' comment.md || fail "a long comment: $(wc -c <comment.md) bytes"
head -c 1048000 /dev/zero | tr '\0' x >summary.md
GITHUB_STEP_SUMMARY=$PWD/summary.md "$program" check --max-monthly 1 --policy policy.json workload.json >/dev/null 2>&1
[ "$(wc -c <summary.md)" -le 1048576 ] || fail "a summary above 1 MiB"
[ $tried -ge 30 ] || fail "only $tried"
[ "$failures" -eq 0 ]
