#!/bin/bash
# usage: check_ci_files.sh PROGRAM SOURCE_DIRECTORY
# Runs what action.yml, the GitLab example, the pre-commit hooks and docs/ci.md tell people to run.
set -u
program=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/work"
ln -s "$program" "$folder/bin/cloudplan"
export PATH="$folder/bin:$PATH" LC_ALL=C.UTF-8 NO_COLOR=1
unset GITHUB_STEP_SUMMARY GITHUB_ACTIONS GITHUB_OUTPUT
cd "$folder/work" || exit 1
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
# Exit code of a command, 0 to 255; what it printed is in ./log.
code_of() { "$@" >log 2>&1; echo $?; }
expect() {
  local wanted=$1 got
  shift
  got=$(code_of "$@")
  [ "$got" = "$wanted" ] || fail "$* gave exit code $got, not $wanted: $(cat log)"
}

awk '/^```json file=policy.json/ {inside = 1; next} /^```/ {inside = 0} inside' "$source/docs/ci.md" >policy.json

# docs/ci.md: no command may be wrong usage (2) or fail inside (1), nor be unknown to the shell.
awk '/^```sh/ {inside = 1; next} /^```/ {inside = 0} inside' "$source/docs/ci.md" >commands
[ "$(wc -l <commands)" -gt 10 ] || fail "docs/ci.md has no commands"
while IFS= read -r line; do
  case $(code_of bash -c "$line") in
    0 | 4) ;;
    *) fail "docs/ci.md: $line: $(cat log)" ;;
  esac
done <commands
for file in cloudplan.xml cloudplan.sarif comment.md plan.json; do
  [ -s "$file" ] || fail "docs/ci.md: nothing wrote $file"
done

# The check step of action.yml with its inputs as GitHub passes them.
step=$(awk '/^      run: \|/ {inside = 1; text = ""; next} inside && /^        / {text = text substr($0, 9) "\n"; next}
            {inside = 0} END {printf "%s", text}' "$source/action.yml")
case $step in *'cloudplan check'*) ;; *) fail "action.yml: no check step" ;; esac
run_step() {
  env FILES='work*.json' REPORT=action.xml REPORT_FORMAT=junit CLOUDPLAN_POLICY='' CLOUDPLAN_STRICT=0 CLOUDPLAN_MAX_RUN='' \
    GITHUB_STEP_SUMMARY="$PWD/summary.md" GITHUB_OUTPUT="$PWD/output" GITHUB_ACTIONS=true "$@" bash --noprofile --norc -eo pipefail -c "$step"
}
rm -f summary.md
expect 0 run_step CLOUDPLAN_MAX_MONTHLY=1000000
grep -q '<testsuites>' action.xml || fail "action.yml: no report"
[ "$(grep -c '^### ' summary.md)" = 1 ] || fail "action.yml: the summary is not there once"
grep -qx 'passed=true' output || fail "action.yml: no output"
for name in $(sed -n 's/.*steps\.check\.outputs\.\([a-z-]*\).*/\1/p' "$source/action.yml"); do
  grep -q "^$name=" output || fail "action.yml: nothing sets $name"
done
expect 4 run_step CLOUDPLAN_MAX_MONTHLY=0.01
grep -q '^::error file=work' log || fail "action.yml: no annotation"
grep -q 'max-monthly' log || fail "action.yml: the broken rule is not in the log"
expect 4 run_step CLOUDPLAN_BASELINE=plan.json CLOUDPLAN_FAIL_ON_INCREASE=0% CLOUDPLAN_MAX_HOURS=0.001
expect 2 run_step FILES='missing.json'

# The script of the GitLab job.
awk '/^  script:/ {inside = 1; next} inside && /^    - / {print substr($0, 7); next} {inside = 0}' \
  "$source/examples/ci/gitlab.yml" >script
[ -s script ] || fail "gitlab.yml: no script"
# The sources come into the folder that a cache has made before, once and again.
if git -C "$source" rev-parse HEAD >/dev/null 2>&1; then
  sed -n 's/^ *- \(git .*\)/\1/p' "$source/examples/ci/gitlab.yml" >fetch
  mkdir -p runner/.cloudplan/build/static
  for turn in first second; do
    (cd runner && CLOUDPLAN_REPOSITORY=$(realpath "$source") bash -e ../fetch >../log 2>&1 && [ -x .cloudplan/scripts/run ] && [ -d .cloudplan/build/static ]) ||
      fail "gitlab.yml: $turn fetch: $(cat log)"
  done
fi
while IFS= read -r line; do
  case $(code_of bash -c "$line") in 0 | 4) ;; *) fail "gitlab.yml: $line: $(cat log)" ;; esac
done <script

# The hooks, on good and on broken files.
printf '{' >broken.json
while IFS= read -r entry; do
  command=${entry/scripts\/run/cloudplan}
  expect 0 bash -c "$command workload.json"
  expect 2 bash -c "$command workload.json broken.json"
done < <(sed -n 's/^  entry: //p' "$source/.pre-commit-hooks.yaml")
[ "$(sed -n 's/^  entry: scripts\/run //p' "$source/.pre-commit-hooks.yaml" | wc -l)" = 2 ] || fail "pre-commit: not two hooks"
[ "$failures" -eq 0 ]
