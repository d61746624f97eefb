// The program: every command, in the order of the help.

#ifndef CLOUDPLAN_SRC_CLI_PROGRAM_HPP_
#define CLOUDPLAN_SRC_CLI_PROGRAM_HPP_

#include "command_line.hpp"

namespace cloudplan::cli {

Program program();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PROGRAM_HPP_
