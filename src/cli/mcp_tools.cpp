#include "mcp_tools.hpp"

#include "cloudplan/error.hpp"
#include "mapped_file.hpp"
#include "option_text.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace cloudplan::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Tool {
  std::string_view name;
  std::string_view command;  // of the program; "price": the group, one of which `service` names
  std::string_view description;
  bool workload = false;                        // takes one, in place of a file
  std::vector<std::string_view> left_out = {};  // options that are no use here
  std::vector<std::string_view> defaults = {};  // options that are always given
};

const std::vector<Tool>& tools() {
  static const std::vector<Tool> kTools = {
      {"workload_template",
       "init",
       "A commented workload file to start from; {\"list\": true} names them. Begin here: every other tool "
       "that takes a workload takes "
       "this "
       "format.",
       false,
       {"force"},
       {"--output=-"}},
      {"validate_workload",
       "validate",
       "Every mistake in a workload: line, column, what was expected, the nearest valid name.",
       true,
       {},
       {}},
      {"estimate",
       "estimate",
       "Recommends where to run and store a workload: CPU or GPU, instance, region, how it is bought; "
       "bucket, "
       "database or disk; with time and its band, cost line by line, alternatives and reasons. Offline, "
       "deterministic; dates of prices are in the answer. Exit code 3: no plan keeps every limit, the answer "
       "says which.",
       true,
       {},
       {"--quiet"}},
      {"compare", "compare", "Providers, CPU and GPU, and stores side by side for a workload.", true, {}, {}},
      {"explain",
       "explain",
       "Every number on the way to the recommendation for a workload, or why an offer of your choice lost.",
       true,
       {},
       {}},
      {"offers",
       "offers",
       "Searches about 210,000 prices of instance types: by accelerator, vCPUs, memory, region, price, "
       "purchase "
       "option. The cheapest first; 20 unless limit says otherwise.",
       false,
       {},
       {}},
      {"price",
       "price",
       "The bill of one use of one service, line by line: service s3 with options {\"region\": "
       "\"us-east-1\", "
       "\"gb\": 1000}. An unknown option is answered with the nearest one.",
       false,
       {},
       {}}};
  return kTools;
}

bool is_left_out(const Tool& tool, const Option& option) {
  if (option.completes == "file" || has_name(option, "--json")) return true;
  if (is_positional(option) || long_name(option).empty()) return false;
  const std::string_view name = long_name(option).substr(2);
  // An answer has the notes too, and nobody waits at a terminal.
  if (name == "quiet" || name == "verbose") return true;
  return std::find(tool.left_out.begin(), tool.left_out.end(), name) != tool.left_out.end();
}

std::string member_name(const Option& option) {
  return is_positional(option) ? option.flags : std::string(long_name(option).substr(2));
}

Json type_of(const Option& option) {
  if (is_flag(option)) return {{"type", "boolean"}};
  Json value = {{"type", Json::array({"string", "number"})}};
  if (!option.choices.empty()) value = {{"enum", option.choices}};
  return repeats(option) ? Json{{"type", "array"}, {"items", std::move(value)}} : value;
}

Json price_schema(const Program& program) {
  Json services = Json::array();
  for (const auto& entry : program.commands)
    if (entry.name.substr(0, 6) == "price ") services.push_back(entry.name.substr(6));
  return {{"type", "object"},
          {"properties",
           {{"service", {{"enum", std::move(services)}}},
            {"options",
             {{"type", "object"},
              {"description", "By name: region, gb, gets, egress-gb, ..."},
              {"additionalProperties", {{"type", Json::array({"string", "number", "boolean"})}}}}}}},
          {"required", {"service"}},
          {"additionalProperties", false}};
}

std::optional<Command> command_of(const Program& program, std::string_view name) {
  for (const auto& entry : program.commands)
    if (entry.name == name) return entry.command();
  return std::nullopt;
}

Json schema_of(const Program& program, const Tool& tool) {
  if (tool.command == "price") return price_schema(program);
  Json properties = Json::object(), required = Json::array();
  if (tool.workload) {
    properties["workload"] = {{"type", Json::array({"object", "string"})},
                              {"description", "A workload file: the object, or its text with comments"}};
    required.push_back("workload");
  }
  const Command command = *command_of(program, tool.command);
  for (const Option& option : command.options) {
    if (is_left_out(tool, option)) continue;
    Json property = type_of(option);
    property["description"] = help_text(option);
    properties[member_name(option)] = std::move(property);
    if (option.required) required.push_back(member_name(option));
  }
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

InputError wrong(std::string message, std::string hint = {}) {
  Diagnostic diagnostic;
  diagnostic.file = "arguments";
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return InputError({std::move(diagnostic)});
}

// A value as a word of a command line.
std::string word(const std::string& name, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  throw wrong(fmt::format("\"{}\" is neither a text nor a number", printable(name)));
}

// "--name=value" for each value; a flag that is true is its name.
void add_option(const std::string& name, const Json& value, std::vector<std::string>& words) {
  if (value.is_boolean()) {
    if (value.get<bool>()) words.push_back("--" + name);
    return;
  }
  if (!value.is_array()) return words.push_back("--" + name + '=' + word(name, value));
  for (const Json& element : value) words.push_back("--" + name + '=' + word(name, element));
}

// What a call says, as a command line and a standard input.
struct Call {
  std::vector<std::string> words;
  std::string input;
};

Call call_of_price(const Json& arguments) {
  if (!arguments.contains("service") || !arguments["service"].is_string())
    throw wrong("\"service\" is missing", "one such as \"s3\"; the schema lists them");
  Call call{{"price", arguments["service"].get<std::string>()}, {}};
  const Json none = Json::object();
  const Json& options = arguments.contains("options") ? arguments["options"] : none;
  if (!options.is_object()) throw wrong("\"options\" is no object");
  for (const auto& [name, value] : options.items()) {
    // A name is a name: nothing of it may be read as a value, and none of a file is taken.
    const bool plain = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == name.npos;
    if (!plain || name == "output" || name == "catalog" || name == "config")
      throw wrong(fmt::format("option {} is not taken here", in_quotes(name)));
    add_option(name, value, call.words);
  }
  return call;
}

Call call_of(const Program& program, const Tool& tool, const Json& arguments) {
  if (tool.command == "price") return call_of_price(arguments);
  Call call{{std::string(tool.command)}, {}};
  for (const std::string_view given : tool.defaults) call.words.emplace_back(given);
  const Command command = *command_of(program, tool.command);
  std::vector<std::string> positional;
  std::vector<std::string_view> names;
  if (tool.workload) {
    names.emplace_back("workload");
    if (!arguments.contains("workload")) throw wrong("\"workload\" is missing");
    const Json& workload = arguments["workload"];
    call.input = workload.is_string() ? workload.get<std::string>() : workload.dump();
    positional.emplace_back("-");
  }
  for (const Option& option : command.options) {
    if (is_left_out(tool, option)) continue;
    const std::string name = member_name(option);
    names.push_back(is_positional(option) ? std::string_view(option.flags) : long_name(option).substr(2));
    if (!arguments.contains(name)) continue;
    if (is_positional(option))
      positional.push_back(word(name, arguments[name]));
    else
      add_option(name, arguments[name], call.words);
  }
  for (const auto& [name, value] : arguments.items())
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string_view near = closest_name(name, names);
      throw wrong(fmt::format("unknown argument {}", in_quotes(name)),
                  near.empty() ? "" : fmt::format("did you mean \"{}\"?", near));
    }
  call.words.emplace_back("--");
  call.words.insert(call.words.end(), positional.begin(), positional.end());
  return call;
}

}  // namespace

std::string list_tools(const Program& program) {
  Json list = Json::array();
  for (const Tool& tool : tools())
    list.push_back({{"name", tool.name},
                    {"description", tool.description},
                    {"inputSchema", schema_of(program, tool)},
                    {"annotations", {{"readOnlyHint", true}, {"openWorldHint", false}}}});
  return list.dump();
}

ToolResult call_tool(const Program& program, std::string_view name, const std::string& arguments,
                     const Environment& environment) {
  ToolResult result;
  const auto tool =
      std::find_if(tools().begin(), tools().end(), [&](const Tool& known) { return known.name == name; });
  if (tool == tools().end()) return result;
  result.known = true;
  CapturedOutput captured;
  int code = kBadInput;
  try {
    const Call call = call_of(program, *tool, Json::parse(arguments));
    const GivenInput input(call.input);
    code = run_program(program, call.words, environment);
  } catch (const InputError& e) {
    captured.warned += std::string(e.what()) + '\n';
  } catch (const std::exception& e) {
    code = kInternalError;
    captured.warned += std::string("internal error: ") + e.what() + '\n';
  }
  result.failed = code == kBadInput || code == kInternalError;
  result.text = std::move(captured.printed) + captured.warned;
  if (code != kOk)
    for (const auto& [number, meaning] : program.exit_codes)
      if (number == code) result.text += fmt::format("exit code {}: {}\n", code, meaning);
  return result;
}

}  // namespace cloudplan::cli
