// Options by the names that other tools have for them.

#ifndef CLOUDPLAN_SRC_CLI_OTHER_NAMES_HPP_
#define CLOUDPLAN_SRC_CLI_OTHER_NAMES_HPP_

#include "command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// The long name of the option that is also called `name` ("--storage_gb", "--Region",
// or one of Option::also); `name` itself when there is none, or the command has an option of that name.
std::string_view known_name(const Command& command, std::string_view name);

// The arguments of `command` with the long names that it has: "--instance_class=db.t3.micro" becomes
// "--instance=db.t3.micro". What follows "--" stays as it is.
std::vector<std::string> with_known_names(const Command& command, std::vector<std::string> arguments);

// What to say of an option that `command` does not have.
std::string unknown_option_hint(const Command& command, std::string_view unknown);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OTHER_NAMES_HPP_
