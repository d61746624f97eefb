// Manual pages, made from the table of commands.

#ifndef CLOUDPLAN_SRC_CLI_MANUAL_HPP_
#define CLOUDPLAN_SRC_CLI_MANUAL_HPP_

#include "command_line.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan::cli {

// The hidden command of the build: `cloudplan __manual DIRECTORY` writes all pages there.
inline constexpr std::string_view kManualCommand = "__manual";

// A text as roff prints it: no request, no escape, hyphens that can be copied.
std::string roff(std::string_view text);

// cloudplan.1, one page for each command, one for each group that the overview
// folds: name of the file and its text.
std::vector<std::pair<std::string, std::string>> manual_pages(const Program& program);

int write_manual(const Program& program, const std::vector<std::string>& arguments);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_MANUAL_HPP_
