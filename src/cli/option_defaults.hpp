// Defaults of options from the environment: CLOUDPLAN_ and the option's long
// name in capitals, CLOUDPLAN_MAX_PRICE for --max-price; and from the user's
// configuration. The command line wins, then the environment.

#ifndef CLOUDPLAN_SRC_CLI_OPTION_DEFAULTS_HPP_
#define CLOUDPLAN_SRC_CLI_OPTION_DEFAULTS_HPP_

#include "command.hpp"
#include "command_line.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// The choice that a value means: itself, one that differs in case, hyphens or underscores, or the
// one that the value is a synonym of, whatever version number ends it ("POSTGRES_15"); else the value.
std::string chosen(const Option& option, const std::string& value);

// What is wrong with the value of an option that has choices, with the nearest
// one; "" when nothing is.
std::string check_choice(const Option& option, std::string_view value);

// The variable's value for this option; "" when it has none, or one that only
// another command's option of this name takes (CLOUDPLAN_FORMAT=html and a
// command that writes no HTML).
std::string_view default_from_environment(const Option& option, const Program& program,
                                          const Environment& environment);

// Puts a variable's text into the option's target: words after commas into a
// list, 1, true, yes and on or their opposites into a flag. Gives what is wrong
// with it, or "".
std::string set_option(const Option& option, std::string_view text);

// What the user's configuration says of options that neither the command line nor
// the environment set: `given` is by the command's options. Nothing for a command
// without --config. What is wrong in the file is left for the command to report.
void set_config_defaults(const Command& command, const std::vector<bool>& given,
                         const Environment& environment);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OPTION_DEFAULTS_HPP_
