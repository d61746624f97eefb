#include "message_options.hpp"

#include "environment.hpp"
#include "log.hpp"
#include "option_builders.hpp"
#include "option_text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

// Whether the options were given: the command's own, or those that are added.
struct MessageOptions {
  bool added_quiet = false, added_verbose = false;
  const bool* quiet = &added_quiet;
  const bool* verbose = &added_verbose;
};

// They print a text that is inside the program, or answer a protocol: nothing is ever said beside it.
bool only_prints(std::string_view name) {
  constexpr std::array<std::string_view, 4> kSilent = {"completion", "mcp", "models", "schema"};
  return std::find(kSilent.begin(), kSilent.end(), name) != kSilent.end();
}

// What the command's own option of that name sets; null without one.
const bool* own_flag(const Command& command, std::string_view name) {
  for (const Option& option : command.options)
    if (long_name(option) == name) return std::get<bool*>(option.target);
  return nullptr;
}

// Beside the other options of the report where the command has such a group.
std::string group_of(const Command& command) {
  const auto report = std::find_if(command.options.begin(), command.options.end(),
                                   [](const Option& option) { return option.group == "Report"; });
  return report == command.options.end() ? Option{}.group : report->group;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

void add_message_options(Command& command) {
  if (only_prints(command.name)) return;
  const auto chosen = std::make_shared<MessageOptions>();
  const std::string group = group_of(command);
  if (const bool* const own = own_flag(command, "--verbose"))
    chosen->verbose = own;
  else
    command.options.push_back(flag("-v,--verbose", "What is read, done and written, on standard error",
                                   &chosen->added_verbose, group));
  if (const bool* const own = own_flag(command, "--quiet"))
    chosen->quiet = own;
  else
    command.options.push_back(
        flag("-q,--quiet", "No notes and warnings on standard error", &chosen->added_quiet, group));
  command.run = [chosen, run = std::move(command.run), name = command.name](const Environment& environment) {
    const QuietScope scope(*chosen->quiet);
    const auto start = std::chrono::steady_clock::now();
    set_verbose(*chosen->verbose);
    const int code = run(environment);
    if (verbose()) log_info(fmt::format("{}: exit code {} after {:.3f} s", name, code, seconds_since(start)));
    return code;
  };
}

}  // namespace cloudplan::cli
