#include "report_output.hpp"

#include "files.hpp"
#include "option_text.hpp"
#include "support/json_lines.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace cloudplan::cli {

Option output_option(std::string* output, std::string group) {
  return {.flags = "-o,--output",
          .value = "FILE",
          .help = "Write into this file, whole or not at all",
          .target = output,
          .group = std::move(group),
          .completes = "file"};
}

void write_report(const std::string& output, std::string_view text) {
  write_file_atomically(output.empty() ? "-" : output, text);
}

bool is_json(std::string_view format) { return format == "json" || format == "ndjson"; }

std::string in_format(std::string document, std::string_view format, std::string_view rows) {
  return format == "ndjson" ? json_lines(document, rows) : std::move(document);
}

void add_json_flag(Command& command) {
  const auto format = std::find_if(command.options.begin(), command.options.end(),
                                   [](const Option& option) { return has_name(option, "--format"); });
  if (format == command.options.end()) return;
  const auto& choices = format->choices;
  std::string* const target = std::get<std::string*>(format->target);
  if (std::find(choices.begin(), choices.end(), "json") == choices.end() || *target == "json") return;
  const auto wanted = std::make_shared<bool>(false);
  command.run = [wanted, target, run = std::move(command.run)](const Environment& environment) {
    if (*wanted) *target = "json";
    return run(environment);
  };
  command.options.insert(format + 1, Option{.flags = "--json",
                                            .help = "The same as --format json",
                                            .target = wanted.get(),
                                            .group = format->group});
}

}  // namespace cloudplan::cli
