#!/bin/bash
# usage: check_import_export.sh PROGRAM SOURCE_DIRECTORY
# Runs the commands of docs/import-export.md, and gives what is exported to its own readers where they are installed.
set -u
program=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/work"
ln -s "$program" "$folder/bin/cloudplan"
export PATH="$folder/bin:$PATH" LC_ALL=C.UTF-8 NO_COLOR=1
cd "$folder/work" || exit 1
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }

# The files that the page shows: ```yaml file=NAME.
awk '/^```yaml file=/ {sub(/.*file=/, ""); file = $0; next} /^```/ {file = ""} file {print >file}' "$source/docs/import-export.md"
awk '/^```sh/ {inside = 1; next} /^```/ {inside = 0} inside' "$source/docs/import-export.md" >commands
[ "$(wc -l <commands)" -gt 7 ] || fail "docs/import-export.md has no commands"
while IFS= read -r line; do
  bash -c "set -o pipefail; $line" >log 2>&1 || fail "docs/import-export.md: $line: $(cat log)"
done <commands
for file in workload.json web.json plan.json task-planned.yaml main.tf create.sh; do
  [ -s "$file" ] || fail "docs/import-export.md: nothing wrote $file"
done

# A name with an asterisk of its own is no pattern, and what is imported is always valid.
printf 'resources:\n  accelerators: {A**x&100:6, A100-80GB:8}\n' >asterisk.yaml
cloudplan import asterisk.yaml -o asterisk.json 2>log || fail "asterisk.yaml: $(cat log)"
cloudplan validate asterisk.json >/dev/null || fail "asterisk.yaml became no valid workload"

# What the options of planning say holds for what is exported.
fleet="$source/examples/vm-fleet.json"
cloudplan export --quiet --to commands --provider gcp "$fleet" >options.sh || fail "export --provider gcp gave $?"
grep -q '^gcloud compute' options.sh || fail "export --provider gcp writes no gcloud command"
grep -qE '^(aws|az) ' options.sh && fail "export --provider gcp writes commands of others"
cloudplan export --quiet --to terraform --infra azure/westeurope "$fleet" >options.tf || fail "export --infra gave $?"
grep -q '"westeurope"' options.tf || fail "export --infra azure/westeurope plans elsewhere"
cloudplan estimate --quiet --json "$fleet" -o fleet.plan
cloudplan export --to commands --provider gcp fleet.plan >/dev/null 2>log
grep -q 'is a saved plan' log || fail "export says nothing of options that a saved plan can't follow"
cloudplan export --quiet --to commands --max-catalog-age 1d "$fleet" >/dev/null 2>log
[ $? = 6 ] || fail "export --max-catalog-age 1d: $(cat log)"
printf '{"version": 1, "defaults": {"providers": ["azure"]}}' >own.json
cloudplan export --quiet --config own.json --to commands "$source/examples/tabular.json" | grep -q "^az vm" || fail "export: no configuration"

# Names with everything in them.
cp "$source/tests/golden/export_hostile/workload.json" hostile.json
for workload in "$source"/examples/*.json hostile.json; do
  name=$(basename "$workload" .json)
  cloudplan estimate --quiet --format json "$workload" -o "$name.plan" 2>log
  [ -s "$name.plan" ] || { fail "$workload: no plan"; continue; }
  for target in skypilot terraform commands; do
    cloudplan export --to $target "$name.plan" -o "$name.$target" 2>log
    code=$?
    [ $code = 0 ] || [ $code = 3 ] || fail "$name: --to $target gave $code: $(cat log)"
    [ $code = 3 ] && continue
    cloudplan export --to $target "$name.plan" 2>/dev/null | cmp -s - "$name.$target" || fail "$name: $target is not the same twice"
  done
  [ -e "$name.commands" ] || continue
  sh -n "$name.commands" || fail "$name.commands: sh cannot read it"
  # Without its variables the script ends before it does anything.
  if grep -q '^: "' "$name.commands"; then
    env -i PATH=/nonexistent "$(command -v sh)" "$name.commands" >log 2>&1 && fail "$name.commands: runs without its variables"
    grep -q 'not found' log && fail "$name.commands: ran something: $(cat log)"
  fi
  if command -v terraform >/dev/null; then
    cp "$name.terraform" "$name.tf"
    TF_CLI_CONFIG_FILE=/dev/null terraform fmt -check -diff "$name.tf" >log 2>&1 || fail "$name.tf: $(cat log)"
  fi
  if python3 -c 'import yaml' 2>/dev/null; then
    python3 -c 'import sys, yaml; list(yaml.safe_load_all(open(sys.argv[1])))' "$name.skypilot" || fail "$name.skypilot is not YAML"
  fi
done
[ "$failures" = 0 ]
