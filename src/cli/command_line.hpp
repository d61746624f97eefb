// The command line, parsed into a command's own state.

#ifndef CLOUDPLAN_SRC_CLI_COMMAND_LINE_HPP_
#define CLOUDPLAN_SRC_CLI_COMMAND_LINE_HPP_

#include "command.hpp"

#include <string>
#include <vector>

namespace cloudplan::cli {

struct Program {
  std::string version;
  std::string description;
  std::string footer;  // exit codes, environment
  // In the order of the help: name, one-line summary, factory.
  struct Entry {
    std::string_view name;
    std::string_view summary;
    CommandFactory make;
  };
  std::vector<Entry> commands;
  // Groups of many commands with the same first word: one line in the overview,
  // listed by `cloudplan GROUP`.
  struct Group {
    std::string_view name, summary;
  };
  std::vector<Group> groups{};
};

// Finds the command, parses its options and runs it; prints help, the version
// or a usage error (exit code 2, with the nearest valid name) instead where
// that is what the arguments ask for.
int run_program(const Program& program, const std::vector<std::string>& arguments,
                const Environment& environment);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_COMMAND_LINE_HPP_
