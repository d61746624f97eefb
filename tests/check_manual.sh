#!/bin/bash
# usage: check_manual.sh PROGRAM
# No page makes groff or mandoc warn; exit code 77 when neither is installed.
set -u
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" __manual "$folder" || exit 1
[ -s "$folder/cloudplan.1" ] || { echo "no cloudplan.1"; exit 1; }
checked=77 warnings=
for page in "$folder"/*.1; do
  if command -v groff >/dev/null; then
    checked=0
    warnings+=$(groff -ww -man -Tutf8 "$page" 2>&1 >/dev/null)
  fi
  if command -v mandoc >/dev/null; then
    checked=0
    # The pages carry the program's version instead of a date.
    warnings+=$(mandoc -Tlint -W warning "$page" 2>&1 | grep -v 'missing date')
  fi
done
[ -z "$warnings" ] || { echo "$warnings"; exit 1; }
[ $checked -eq 0 ] || echo "neither groff nor mandoc is installed: skipped"
exit $checked
