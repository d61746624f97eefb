// The command line, parsed into a command's own state.

#ifndef CLOUDPLAN_SRC_CLI_COMMAND_LINE_HPP_
#define CLOUDPLAN_SRC_CLI_COMMAND_LINE_HPP_

#include "command.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan::cli {

struct Program {
  std::string version;
  std::string description;
  // In the order of the help: name, one-line summary, factory.
  struct Entry {
    std::string_view name;
    std::string_view summary;
    CommandFactory make;
    // What `make` makes, with the options that every such command has.
    Command command() const;
  };
  std::vector<Entry> commands;
  // Groups of many commands with the same first word: one line in the overview,
  // listed by `cloudplan GROUP`.
  struct Group {
    std::string_view name, summary;
  };
  std::vector<Group> groups{};
  std::vector<std::pair<int, std::string_view>> exit_codes{};
  std::vector<std::pair<std::string_view, std::string_view>> variables{};  // of the environment
};

// The first words of `arguments` that name a command, two before one; null when
// none do. `words` gets how many they are.
const Program::Entry* find_command(const Program& program, const std::vector<std::string>& arguments,
                                   std::size_t& words);

// Finds the command, parses its options and runs it; prints help, the version
// or a usage error (exit code 2, with the nearest valid name) instead where
// that is what the arguments ask for.
int run_program(const Program& program, const std::vector<std::string>& arguments,
                const Environment& environment);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_COMMAND_LINE_HPP_
