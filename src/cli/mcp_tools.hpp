// The tools that `cloudplan mcp` offers: commands of the program, their schemas
// made from the same table of options. A tool reads and writes no file: options
// that name one are left out, and a workload is handed over as it is.

#ifndef CLOUDPLAN_SRC_CLI_MCP_TOOLS_HPP_
#define CLOUDPLAN_SRC_CLI_MCP_TOOLS_HPP_

#include "command_line.hpp"

#include <string>
#include <string_view>

namespace cloudplan::cli {

// The member "tools" of an answer to tools/list, as JSON.
std::string list_tools(const Program& program);

struct ToolResult {
  bool known = false;   // there is such a tool
  std::string text;     // for the assistant
  bool failed = false;  // nothing useful was done; the text says why
};
// Calls a tool; `arguments` is the text of a JSON object.
ToolResult call_tool(const Program& program, std::string_view name, const std::string& arguments,
                     const Environment& environment);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_MCP_TOOLS_HPP_
