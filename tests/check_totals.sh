#!/bin/bash
# usage: check_totals.sh PROGRAM SOURCE_DIRECTORY
# One plan costs the same in every place that shows it, to the cent: estimate as a table, Markdown and HTML, diff, check
# and compare; and the rows of each add up.
set -u
program=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SOURCE_DATE_EPOCH=1795305600 LC_ALL=C.UTF-8 XDG_CONFIG_HOME=/nonexistent XDG_DATA_HOME=/nonexistent COLUMNS=200 NO_COLOR=1
failures=0 tried=0
fail() { echo "$*"; failures=$((failures + 1)); }
amounts() { grep -o '\$[0-9,]*\.[0-9]*' "$@"; }

# Workloads whose rows end in fractions of a cent: odd counts and sizes of the same things.
for i in 1 2 3 4 5 6; do
  cat >"$folder/odd-$i.json" <<END
{"version": 1, "name": "odd-$i",
 "tasks": [{"name": "api", "kind": "vm", "vcpus": 2, "memory": "4 GiB", "hours_per_month": $((i * 37)).3, "count": $i},
           {"name": "etl", "kind": "batch", "core_hours": $((i * 13)).7, "parallel_fraction": 0.9, "dataset": "logs"},
           {"name": "train", "kind": "train", "model": "resnet-18", "dataset": "photos", "epochs": $((i * 2 + 1))}],
 "data": [{"name": "logs", "kind": "files", "size": "$((i * 11)).1 GB", "objects": 1000, "egress_per_month": "$i.3 GB"},
          {"name": "photos", "kind": "files", "size": "$((i * 7)).9 GB", "objects": $((i * 20000))}]}
END
done

for file in "$source"/examples/*.json "$folder"/odd-*.json; do
  name=$(basename "$file")
  "$program" estimate "$file" >"$folder/table" 2>/dev/null || continue
  "$program" estimate --json -o "$folder/plan.json" "$file" 2>/dev/null
  tried=$((tried + 1))
  first=$(amounts "$folder/table" | head -1)
  got=$("$program" estimate --format markdown "$file" 2>/dev/null | amounts | head -1)
  [ "$got" = "$first" ] || fail "$name: Markdown says $got, the table $first"
  got=$("$program" estimate --format html "$file" 2>/dev/null | sed -n 's/.*<p class="verdict[^>]*>//p' | amounts | head -1)
  [ "$got" = "$first" ] || fail "$name: HTML says $got, the table $first"
  got=$("$program" diff "$folder/plan.json" "$file" | sed -n 's/^first month *//p')
  [ "$got" = "$first" ] || fail "$name: diff says $got, estimate $first"
  got=$("$program" check --max-monthly 0 --format markdown "$file" 2>/dev/null | grep max-monthly | amounts | sed -n 2p)
  [ "$got" = "$first" ] || fail "$name: check says $got, estimate $first"
  # The rows of the plan before it was thrown away, against its totals.
  echo '{"version": 1, "name": "none", "tasks": [{"name": "nothing", "kind": "vm", "vcpus": 1, "memory": "1 GiB"}]}' >"$folder/none.json"
  "$program" diff --format markdown "$folder/plan.json" "$folder/none.json" |
    awk -F'|' '
      function before(text,   parts) {
        if (split(text, parts, " -> ") < 2 || text ~ /0\.00[0-9]|<\$/) return 0
        gsub(/[$, ]/, "", parts[1]); return parts[1]
      }
      /^\| removed/ { month += before($6); once += before($7) }
      /every month/ { split($0, s, ", every month \\$?"); split(s[2], t, " -> "); gsub(/,/, "", t[1]); total = t[1]
                      if (s[2] !~ / -> /) total = -1 }
      END { d = month - total; if (total > 0 && (d > 0.0001 || d < -0.0001)) { print month, total; exit 1 } }' ||
    fail "$name: the rows of the diff do not add up"
done
[ $tried -ge 15 ] || fail "only $tried plans"
[ "$failures" -eq 0 ]
