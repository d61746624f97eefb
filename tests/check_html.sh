#!/bin/bash
# usage: check_html.sh PROGRAM SOURCE_DIRECTORY
# Reports in a real browser, headless: nothing is asked of the network, the console stays empty, at 360 and 1280
# pixels nothing stands out of the page, and the amounts are those of the JSON. 77: no Chromium, or no jq.
set -u
program=$1 source=$2
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) &&
  command -v jq >/dev/null || { echo "no Chromium, or no jq: skipped"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
browse() {
  timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-component-update \
    --disable-background-networking --disable-sync --user-data-dir="$folder/profile" --hide-scrollbars --enable-logging=stderr "$@"
}

# Two jobs beside each other: the time of the front is that of both.
cat >parallel.json <<'END'
{"version": 1, "name": "parallel", "tasks": [
  {"name": "large", "kind": "train", "model": "resnet-50", "dataset": "photos", "epochs": 90},
  {"name": "small", "kind": "train", "model": "bert-base", "samples": 3000000, "epochs": 1}],
 "data": [{"name": "photos", "kind": "files", "size": "150 GB", "objects": 1281167}]}
END
for name in bird-classifier ml-platform web-app parallel; do
  workload="$source/examples/$name.json"
  [ -f "$workload" ] || workload=$name.json
  pareto=
  [ $name = web-app ] || pareto=--pareto
  "$program" estimate --quiet $pareto -o $name.html "$workload"
  "$program" estimate --quiet $pareto --format json -o $name.plan.json "$workload"
  # The page itself, as it is delivered.
  browse --dump-dom "file://$folder/$name.html" >dom.html 2>log
  grep -q '</footer>' dom.html || fail "$name: not whole in the browser: $(tail -3 log)"
  grep -i 'CONSOLE' log && fail "$name: the console is not empty"
  grep -oE '(src|href|url\(|@import)[^>]*(https?:)?//[^ ">]*' $name.html | grep -v w3.org && fail "$name: names something outside"
  # Amounts: every line of the JSON is in the page, and the totals are.
  grep -o 'data-usd="[^"]*"' dom.html | sed 's/data-usd="//; s/"//' | jq -s 'map(. * 1e9 | round) | unique' >shown
  jq '[.totals.monthly_usd, .totals.once_usd, .totals.first_month_usd, (.front[]? | .monthly_usd, .once_usd),
       ((.tasks[], .data[]) | select(.placement != null) | .placement.cost | .monthly_usd, .once_usd, .lines[].amount_usd)]
      | map(. * 1e9 | round) | unique' $name.plan.json >wanted
  [ "$(jq 'length' wanted)" -gt 5 ] || fail "$name: no amounts"
  missing=$(jq -c --slurpfile shown shown '. - $shown[0]' wanted)
  [ "$missing" = "[]" ] || fail "$name: amounts of the JSON that the page does not have: $missing"
  # How it lies in the window: a copy that may run a script which measures.
  # A frame of that width: a window has a least width of its own.
  sed -e '/Content-Security-Policy/d' -e 's|</body>|<script>var e=document.documentElement;e.dataset.over=e.scrollWidth-e.clientWidth;e.dataset.cut=[].filter.call(document.querySelectorAll(".scroll>table"),function(t){return t.scrollWidth>t.parentNode.clientWidth}).length;var tips=[].filter.call(document.querySelectorAll(".spot"),function(g){g.focus();var t=g.querySelector(".tip"),r=t.getBoundingClientRect();return getComputedStyle(t).visibility!="visible"\|\|r.left<0\|\|r.right>e.clientWidth+1}).length;parent.postMessage([e.clientWidth,e.dataset.over,e.dataset.cut,tips].join(" "),"*")</script></body>|' \
    $name.html >measured.html
  for width in 360 1280; do
    printf '<!doctype html><body style="margin:0"><script>onmessage=function(m){document.title=m.data}</script><iframe src="measured.html" style="border:0;width:%dpx;height:900px"></iframe>' $width >frame.html
    browse --window-size=1400,1000 --virtual-time-budget=3000 --dump-dom "file://$folder/frame.html" >frame.dom 2>/dev/null
    grep -q "<title>$width 0 0 0</title>" frame.dom || fail "$name at $width pixels (width, over, cut, tips that are not seen whole): $(grep -o '<title>.*</title>' frame.dom)"
  done
done
# One meaning of time in the front, and it is said which.
grep -q 'time of all jobs, added up' parallel.html && grep -q '<small>chain ' parallel.html || fail "parallel: what the time of the front is"
grep -q 'time of all jobs</text>' bird-classifier.html || fail "bird-classifier: what the time of the front is"
grep -hoP '([0-9.]+)–\1 (s|min|h|d)' ./*.html && fail "a range from a time to the same"
[ "$failures" -eq 0 ]
