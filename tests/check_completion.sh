#!/bin/bash
# usage: check_completion.sh PROGRAM bash|zsh|fish
# Loads the script of `cloudplan completion` into the real shell and completes command lines there. Exit code 77:
# the shell is not installed.
set -euo pipefail
program=$1 shell=$2
command -v "$shell" >/dev/null || { echo "$shell is not installed: skipped"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$program" "$folder/cloudplan"
export PATH="$folder:$PATH" HOME="$folder" LC_ALL=C.UTF-8 TERM=dumb
unset CLOUDPLAN_CATALOG
cd "$folder"
cloudplan completion "$shell" -o script
touch workload.json
mkdir folder

# Prints what the shell offers for a command line whose cursor is at its end; zsh takes all lines at once.
complete_bash() {
  bash --norc -c '
    source ./script
    complete -p cloudplan >/dev/null
    # As readline splits it: at blanks, and at = and : too.
    COMP_LINE=$1 COMP_POINT=${#1}
    spaced=${1//=/ = } spaced=${spaced//:/ : }
    read -r -a COMP_WORDS <<<"$spaced"
    [[ $1 == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _cloudplan
    printf "%s\n" "${COMPREPLY[@]}"' - "$1" 2>&1
}
complete_fish() {
  # shellcheck disable=SC2016  # fish expands it
  fish --no-config -c 'source ./script; complete -C $argv[1]' -- "$1" 2>&1 | cut -f1
}
# In a session of its own: a widget inserts every match, another writes the line into a file.
complete_zsh() {
  cat >session.zsh <<'END'
PS1= LISTMAX=0
autoload -Uz compinit
compinit -u -D
source ./script
report() { _main_complete; compstate[insert]=all; compstate[list]= }
zle -C report complete-word report
dump() {
  local words=(${=BUFFER})
  local first=$#words
  [[ $BUFFER == *' ' ]] && first=$((first + 1))
  zle report
  words=(${=BUFFER})
  print -rl -- ${words[first,-1]} >offers.new
  mv offers.new offers
  zle kill-buffer
}
zle -N dump
bindkey '^X' dump
touch ready
END
  zsh -f -c '
    zmodload zsh/zpty
    zpty -b session zsh -f -i
    zpty -w session "source ./session.zsh"
    repeat 500; do [[ -e ready ]] && break; sleep 0.02; done
    for line in "$@"; do
      zpty -w -n session "$line"$'"'\\x18'"'
      repeat 500; do [[ -e offers ]] && break; sleep 0.02; done
      mv offers offers.$((++number))
    done
    zpty -d session' - "$@" >/dev/null 2>&1
}

failures=0
lines=() wanted=()
# expect LINE CANDIDATE...: each of them is offered; "!TEXT": this one is not.
expect() {
  lines+=("$1")
  shift
  wanted+=("$*")
}
# check NUMBER: what was offered for a line, ./offers.NUMBER, against what was expected.
check() {
  local candidate
  for candidate in ${wanted[$1 - 1]}; do
    if [ "${candidate#!}" != "$candidate" ]; then
      grep -qxF -e "${candidate#!}" "offers.$1" || continue
    else
      ! grep -qxF -e "$candidate" "offers.$1" || continue
    fi
    printf '%s: "%s" should give %s, gave:\n%s\n' "$shell" "${lines[$1 - 1]}" "$candidate" "$(head -20 "offers.$1")"
    failures=$((failures + 1))
  done
}

# Where an option's value is completed behind "=": bash replaces the value only.
whole=--format=
[ "$shell" != bash ] || whole=
expect 'cloudplan val' validate '!offers'
expect 'cloudplan ' offers price catalog help '!--help'
expect 'cloudplan catalog ' list show verify '!offers'
expect 'cloudplan price s' s3 sagemaker
expect 'cloudplan offers --form' --format '!--sort'
expect 'cloudplan offers --format ' table json csv '!xml'
expect 'cloudplan offers --format=j' "${whole}json" "!${whole}csv"
expect 'cloudplan offers --format json --form' '!--format'
expect 'cloudplan offers --provider g' gcp '!aws'
expect 'cloudplan offers --region eu-w' eu-west-1 '!us-east-1'
expect 'cloudplan offers --region aws/eu-w' aws/eu-west-1 '!gcp/europe-west1'
expect 'cloudplan predict --model resnet-5' resnet-50 '!bert-large'
expect 'cloudplan predict --device nvidia-l' nvidia-l4
expect 'cloudplan predict --instance aws/g5.x' aws/g5.xlarge
expect 'cloudplan validate work' workload.json
expect 'cloudplan validate --format json work' workload.json
expect 'cloudplan completion ' bash zsh fish
expect 'cloudplan gp' gpus '!offers'
expect 'cloudplan gpus --provider g' gcp '!aws'
expect 'cloudplan help val' validate
expect 'cloudplan check --a' --at '!--format'
expect 'cloudplan check --at ' likely max worst '!json'
expect 'cloudplan compare --col' --columns

if [ "$shell" = zsh ]; then
  complete_zsh "${lines[@]}"
else
  for i in "${!lines[@]}"; do
    "complete_$shell" "${lines[$i]}" >"offers.$((i + 1))"
  done
fi
for i in "${!lines[@]}"; do check $((i + 1)); done
[ "$failures" -eq 0 ]
