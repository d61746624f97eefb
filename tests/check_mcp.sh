#!/bin/bash
# usage: check_mcp.sh PROGRAM
# A session of the Model Context Protocol, as an assistant would hold it.
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME=$folder LC_ALL=C.UTF-8
unset XDG_CONFIG_HOME XDG_DATA_HOME CLOUDPLAN_CATALOG
cd "$folder"

workload='{"version": 1, "name": "x", "tasks": [{"name": "t", "kind": "batch", "core_hours": 10}]}'
call() { # ID TOOL ARGUMENTS
  jq -cn --argjson id "$1" --arg name "$2" --argjson arguments "$3" \
    '{jsonrpc: "2.0", id: $id, method: "tools/call", params: {name: $name, arguments: $arguments}}'
}
{
  echo '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2024-11-05"}}'
  echo '{"jsonrpc":"2.0","method":"notifications/initialized"}'
  echo '{"jsonrpc":"2.0","id":2,"method":"tools/list"}'
  echo '{"jsonrpc":"2.0","id":"three","method":"ping"}'
  echo 'no json'
  echo '[]'
  echo '{"jsonrpc":"2.0","id":4,"method":"resources/list"}'
  call 5 nothing '{}'
  call 6 price '{"service": "s3", "options": {"region": "us-east-1", "gb": 1000, "format": "json"}}'
  call 7 offers '{"gpu": ["L4"], "limit": 2, "format": "json"}'
  call 8 estimate "{\"workload\": $workload, \"provider\": [\"aws\"], \"format\": \"json\"}"
  call 9 estimate "{\"workload\": $workload, \"deadlin\": \"3 h\"}"
  call 10 estimate "$(jq -cn --arg text "// a comment
$workload" '{workload: $text, deadline: "1 s"}')"
  call 11 validate_workload '{"workload": {"version": 1, "name": "x", "tasks": [{"name": "t", "kind": "bach"}]}}'
  call 12 workload_template '{"template": "tabular"}'
  call 13 estimate "{\"workload\": $workload, \"output\": \"stolen.json\"}"
  call 14 price '{"service": "s3", "options": {"output": "stolen.json", "region": "us-east-1", "gb": 1}}'
  call 15 explain "{\"workload\": $workload, \"item\": \"t\"}"
  call 16 compare "{\"workload\": $workload}"
  call 18 price '{"service": "s3", "options": {"output=stolen.json": true, "region": "us-east-1", "gb": 1}}'
  call 17 price '{"service": "s3 --output=stolen.json", "options": {}}'
} | "$program" mcp >answers

answer() {
  jq -es "map(select(.id == $1)) | any($2)" answers >/dev/null ||
    { echo "answer $1: not $2"; jq "select(.id == $1)" answers; exit 1; }
}
text() { jq -j "select(.id == $1) | .result.content[0].text" answers; }

[ "$(wc -l <answers)" -eq 20 ] || { echo "20 answers expected:"; cut -c1-100 answers; exit 1; }
answer 1 '.result.protocolVersion == "2024-11-05" and .result.serverInfo.name == "cloudplan"'
answer 2 '[.result.tools[].name] | contains(["estimate", "price", "offers", "explain"])'
answer 2 '.result.tools | all(.inputSchema.type == "object" and (.description | length) > 20)'
answer 2 '[.result.tools[].inputSchema.properties | keys[]] | any(. == "output" or . == "catalog" or . == "config" or . == "quiet" or . == "verbose") | not'
answer '"three"' '.result == {}'
answer null '.error.code == -32700 or .error.code == -32600'
answer 4 '.error.code == -32601'
answer 5 '.error.code == -32602'
text 6 | jq -e '.schema == "cloudplan.price/1"' >/dev/null
text 7 | jq -e '.offers | length == 2' >/dev/null
text 8 | jq -e '.schema == "cloudplan.plan/1" and .feasible and .tasks[0].placement.offer.place.provider == "aws"
  or .tasks[0].placement.offer.provider == "aws"' >/dev/null
answer 8 '.result.isError == false'
answer 9 '.result.isError and (.result.content[0].text | contains("did you mean \"deadline\""))'
answer 10 '.result.isError == false and (.result.content[0].text | contains("exit code 3"))'
answer 11 '.result.isError and (.result.content[0].text | contains("did you mean \"batch\""))'
text 12 | "$program" validate - >/dev/null
answer 13 '.result.isError'
answer 14 '.result.isError'
answer 18 '.result.isError'
answer 15 '.result.isError == false'
answer 16 '.result.isError == false'
answer 17 '.result.isError'
[ "$(ls)" = answers ] || { echo "a file was written:"; ls; exit 1; }
# The same answers as the command gives, and the same each time.
text 6 >price.mcp
"$program" price s3 --region us-east-1 --gb 1000 --format json >price.cli
cmp price.mcp price.cli
