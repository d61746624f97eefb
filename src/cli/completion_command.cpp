#include "commands.hpp"

#include "completion.hpp"
#include "files.hpp"

#include <memory>

namespace cloudplan::cli {

namespace {

// Each script asks the program itself, so that it never falls behind it.
constexpr std::string_view kBash = R"sh(# bash completion for cloudplan: source it, or put it into
# ~/.local/share/bash-completion/completions/cloudplan
_cloudplan() {
  local line files= program=${COMP_WORDS[0]}
  local current=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ':files' ]]; then
      files=1
    elif [[ -n $line ]]; then
      COMPREPLY+=("$(printf '%q' "$line")")
    fi
  done < <("${program/#\~/$HOME}" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$current" 2>/dev/null)
  if [[ -n $files ]]; then
    [[ $current == '=' ]] && current=
    while IFS= read -r line; do
      COMPREPLY+=("$line")
    done < <(compgen -f -- "$current")
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _cloudplan cloudplan
)sh";

constexpr std::string_view kZsh = R"sh(#compdef cloudplan
# zsh completion for cloudplan: put it into a folder of $fpath as _cloudplan
_cloudplan() {
  local line value files
  local -a described
  while IFS= read -r line; do
    if [[ $line == ':files' ]]; then
      files=1
    else
      value=${line%%$'\t'*}
      described+=("${value//:/\\:}${line:+:${line#*$'\t'}}")
      [[ $line == *$'\t'* ]] || described[-1]=${value//:/\\:}
    fi
  done < <(${~words[1]} __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
  (( $#described )) && _describe cloudplan described
  if [[ -n $files ]]; then
    compset -P '--*='
    _files
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _cloudplan "$@"
else
  compdef _cloudplan cloudplan
fi
)sh";

constexpr std::string_view kFish =
    R"sh(# fish completion for cloudplan: put it into ~/.config/fish/completions/cloudplan.fish
function __cloudplan_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (command $words[1] __complete fish $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = ':files'
            set -l parts (string match -r '^(--[^=]*=)?(.*)$' -- "$current")
            for file in (__fish_complete_path "$parts[-1]")
                if string match -q -- '--*=*' "$current"
                    echo (string replace -r '=.*' '=' -- "$current")$file
                else
                    echo $file
                end
            end
        else
            echo $line
        end
    end
end
complete -c cloudplan -f -a '(__cloudplan_complete)'
)sh";

struct CompletionOptions {
  std::string shell;
  std::string output = "-";
};

int run(const CompletionOptions& options) {
  const std::string_view script = options.shell == "bash" ? kBash : options.shell == "zsh" ? kZsh : kFish;
  write_file_atomically(options.output, script);
  return kOk;
}

}  // namespace

Command completion_command() {
  auto options = std::make_shared<CompletionOptions>();
  return {.name = "completion",
          .summary = "Print a script that completes cloudplan in a shell",
          .description =
              "Prints a script after which the shell completes commands, options and their values: models, "
              "providers, regions, instance types and accelerators from the catalog. Packages install it; "
              "otherwise put it where the first lines of the script say.",
          .examples =
              "  source <(cloudplan completion bash)\n"
              "  cloudplan completion zsh -o ~/.zfunc/_cloudplan\n"
              "  cloudplan completion fish -o ~/.config/fish/completions/cloudplan.fish\n",
          .options = {{.flags = "shell",
                       .value = "SHELL",
                       .help = "bash, zsh or fish",
                       .target = &options->shell,
                       .choices = {"bash", "zsh", "fish"},
                       .required = true},
                      {.flags = "-o,--output",
                       .value = "FILE",
                       .help = "Write into this file instead of standard output",
                       .target = &options->output,
                       .completes = "file"}},
          .run = [options](const Environment&) { return run(*options); }};
}

}  // namespace cloudplan::cli
