#!/bin/bash
# usage: check_html.sh PROGRAM SOURCE_DIRECTORY
# Reports in a real browser, headless: nothing is asked of the network, the console stays empty, at 390 and 1280
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

for name in bird-classifier ml-platform web-app; do
  "$program" estimate --quiet -o $name.html "$source/examples/$name.json"
  "$program" estimate --quiet -o $name.json "$source/examples/$name.json"
  # The page itself, as it is delivered.
  browse --dump-dom "file://$folder/$name.html" >dom.html 2>log
  grep -q '</footer>' dom.html || fail "$name: not whole in the browser: $(tail -3 log)"
  grep -i 'CONSOLE' log && fail "$name: the console is not empty"
  grep -oE '(src|href|url\(|@import)[^>]*(https?:)?//[^ ">]*' $name.html | grep -v w3.org && fail "$name: names something outside"
  # Amounts: every line of the JSON is in the page, and the totals are.
  grep -o 'data-usd="[^"]*"' dom.html | sed 's/data-usd="//; s/"//' | jq -s 'map(. * 1e9 | round) | unique' >shown
  jq '[.totals.monthly_usd, .totals.once_usd, .totals.first_month_usd,
       ((.tasks[], .data[]) | select(.placement != null) | .placement.cost | .monthly_usd, .once_usd, .lines[].amount_usd)]
      | map(. * 1e9 | round) | unique' $name.json >wanted
  [ "$(jq 'length' wanted)" -gt 5 ] || fail "$name: no amounts"
  missing=$(jq -c --slurpfile shown shown '. - $shown[0]' wanted)
  [ "$missing" = "[]" ] || fail "$name: amounts of the JSON that the page does not have: $missing"
  # How it lies in the window: a copy that may run a script which measures.
  # A frame of that width: a window has a least width of its own.
  sed -e '/Content-Security-Policy/d' -e 's|</body>|<script>var e=document.documentElement;e.dataset.over=e.scrollWidth-e.clientWidth;e.dataset.cut=[].filter.call(document.querySelectorAll(".scroll>table"),function(t){return t.scrollWidth>t.parentNode.clientWidth}).length;parent.postMessage([e.clientWidth,e.dataset.over,e.dataset.cut].join(" "),"*")</script></body>|' \
    $name.html >measured.html
  for width in 390 1280; do
    printf '<!doctype html><body style="margin:0"><script>onmessage=function(m){document.title=m.data}</script><iframe src="measured.html" style="border:0;width:%dpx;height:900px"></iframe>' $width >frame.html
    browse --window-size=1400,1000 --virtual-time-budget=3000 --dump-dom "file://$folder/frame.html" >frame.dom 2>/dev/null
    grep -q "<title>$width 0 0</title>" frame.dom || fail "$name at $width pixels (width, over, cut): $(grep -o '<title>.*</title>' frame.dom)"
  done
done
[ "$failures" -eq 0 ]
