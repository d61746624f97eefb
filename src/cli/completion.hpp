// What completes a command line in a shell, from the table of commands and the
// names of the catalog.

#ifndef CLOUDPLAN_SRC_CLI_COMPLETION_HPP_
#define CLOUDPLAN_SRC_CLI_COMPLETION_HPP_

#include "command_line.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// The hidden command that the shells' scripts call:
// `cloudplan __complete SHELL WORD...`, the last word being the one under the cursor.
inline constexpr std::string_view kCompleteCommand = "__complete";

struct Completion {
  std::string value;
  std::string meaning;
};

struct Completions {
  std::vector<Completion> values;  // that begin with the last word
  bool files = false;              // and the names of files
};

// `words` are those after the program's name; the last one is to be completed
// and may be empty.
Completions complete(const Program& program, const std::vector<std::string>& words,
                     const Environment& environment);

// The same as lines for a script: "VALUE<tab>MEANING", and ":files" first when
// names of files fit too. Bash splits words at '=' and ':', and replaces only
// the last part: for it, words are put together again, and values cut.
int print_completions(const Program& program, const std::vector<std::string>& arguments,
                      const Environment& environment);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_COMPLETION_HPP_
