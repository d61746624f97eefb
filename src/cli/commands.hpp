// Every command of the program, one factory each, in src/cli/<name>_command.cpp.

#ifndef CLOUDPLAN_SRC_CLI_COMMANDS_HPP_
#define CLOUDPLAN_SRC_CLI_COMMANDS_HPP_

#include "command.hpp"

namespace cloudplan::cli {

Command catalog_list_command();
Command catalog_show_command();
Command calibrate_command();
Command catalog_verify_command();
Command compare_command();
Command estimate_command();
Command check_command();
Command completion_command();
Command explain_command();
Command diff_command();
Command export_command();
Command import_command();
Command init_command();
Command offers_command();
Command gpus_command();
Command doctor_command();
Command mcp_command();
Command models_command();
Command predict_command();
Command schema_command();
Command validate_command();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_COMMANDS_HPP_
