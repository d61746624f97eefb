// What a command says beside its result, on standard error: the options that
// every command which says anything has.

#ifndef CLOUDPLAN_SRC_CLI_MESSAGE_OPTIONS_HPP_
#define CLOUDPLAN_SRC_CLI_MESSAGE_OPTIONS_HPP_

#include "command.hpp"

namespace cloudplan::cli {

// Adds --quiet and --verbose where the command has no such option of its own; its run() then speaks as they
// say. Nothing for a command that only prints what is inside the program.
void add_message_options(Command& command);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_MESSAGE_OPTIONS_HPP_
