// What an option of a command is called and takes, for everything that is made
// from the table of commands: the parser, the help, completions, the manual.

#ifndef CLOUDPLAN_SRC_CLI_OPTION_TEXT_HPP_
#define CLOUDPLAN_SRC_CLI_OPTION_TEXT_HPP_

#include "command.hpp"

#include <string>
#include <string_view>

namespace cloudplan::cli {

bool is_positional(const Option& option);
bool is_flag(const Option& option);
// May be given more than once.
bool repeats(const Option& option);

std::string_view long_name(const Option& option);   // "--output"; "" when it has none
std::string_view short_name(const Option& option);  // "-o"; "" when it has none
bool has_name(const Option& option, std::string_view name);

// "FILE...", "[NAME]"; of an argument without a dash.
std::string argument_text(const Option& option);
// The help, then the choices where it does not name them all, and the default.
std::string help_text(const Option& option);
// The environment variable that holds a default: "CLOUDPLAN_MAX_PRICE"; "" for none.
std::string variable_name(const Option& option);

// "--help", which every command has.
const Option& help_option();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OPTION_TEXT_HPP_
