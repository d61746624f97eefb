// The help, made from the table of commands.

#ifndef CLOUDPLAN_SRC_CLI_HELP_HPP_
#define CLOUDPLAN_SRC_CLI_HELP_HPP_

#include "command_line.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// Paragraphs (between empty lines) broken at blanks into lines of at most
// `columns`, each after `indent` blanks. A longer word gets its own line.
std::string wrap(std::string_view text, std::size_t columns, std::size_t indent = 0);

// `cloudplan --help`.
std::string overview(const Program& program, int columns);
// `cloudplan GROUP`: the commands whose name begins with that word; "" when there are none.
std::string group_overview(const Program& program, std::string_view group, int columns);
// `cloudplan COMMAND --help`.
std::string command_help(const Program& program, const Command& command, int columns);

// "cloudplan estimate [OPTIONS] FILE...".
std::string usage_text(const Command& command);
// The headings of its options, in the order of their first option, "Options" last.
std::vector<std::string> option_groups(const Command& command);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_HELP_HPP_
