#include "command_line.hpp"

#include "cloudplan/error.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace cloudplan::cli {

namespace {

// One line and a remedy, like every usage error of the program.
int usage_error(std::string_view message, std::string_view hint) {
  warn(fmt::format("{}{}", message, hint.empty() ? "" : fmt::format("\n  hint: {}", hint)));
  return kBadInput;
}

template <class T>
CLI::Option* bind(CLI::App& app, const Option& option, T* target) {
  if constexpr (std::is_same_v<T, bool>)
    return app.add_flag(option.flags, *target, option.help);
  else
    return app.add_option(option.flags, *target, option.help);
}

void add_option(CLI::App& app, const Option& option) {
  CLI::Option* const made =
      std::visit([&](auto* target) -> CLI::Option* { return bind(app, option, target); }, option.target);
  made->group(option.group);
  if (option.required) made->required();
  if (!option.value.empty()) made->type_name(option.value);
  if (!option.choices.empty()) made->check(CLI::IsMember(option.choices));
}

std::vector<std::string_view> option_names(const CLI::App& app) {
  std::vector<std::string_view> names;
  for (const CLI::Option* const option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  return names;
}

std::string hint_for(const CLI::App& app, std::string_view command,
                     const std::vector<std::string>& arguments) {
  const auto names = option_names(app);
  for (const std::string& argument : arguments) {
    if (argument.size() < 3 || argument.compare(0, 2, "--") != 0) continue;
    const std::string_view name = std::string_view(argument).substr(2, argument.find('=') - 2);
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    if (const std::string_view near = closest_name(name, names); !near.empty())
      return fmt::format("did you mean --{}?", near);
  }
  return fmt::format("'cloudplan {} --help' lists the options", command);
}

int run_command(const Command& command, const std::vector<std::string>& arguments,
                const Environment& environment) {
  CLI::App app{command.description.empty() ? command.summary : command.description,
               "cloudplan " + command.name};
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.get_formatter()->column_width(34);
  if (!command.examples.empty()) app.footer("Examples:\n" + command.examples);
  for (const Option& option : command.options) add_option(app, option);
  try {
    // CLI11 takes the arguments last first.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return kOk;
  } catch (const CLI::ParseError& e) {
    return usage_error(fmt::format("{}: {}", command.name, e.what()), hint_for(app, command.name, arguments));
  }
  return command.run(environment);
}

std::string overview(const Program& program) {
  std::string text =
      fmt::format("{}\n\nUsage: cloudplan COMMAND [OPTIONS]\n\nCommands:\n", program.description);
  std::string_view folded;
  for (const auto& entry : program.commands) {
    const std::string_view word = entry.name.substr(0, entry.name.find(' '));
    const auto group = std::find_if(program.groups.begin(), program.groups.end(),
                                    [&](const Program::Group& known) { return known.name == word; });
    if (group == program.groups.end())
      text += fmt::format("  {:<17} {}\n", entry.name, entry.summary);
    else if (folded != word)
      text += fmt::format("  {:<17} {}\n", word, group->summary);
    folded = word;
  }
  text += "\n" + program.footer;
  return text;
}

// The first words of `arguments` that name a command, longest first.
const Program::Entry* find_command(const Program& program, const std::vector<std::string>& arguments,
                                   std::size_t& words) {
  for (words = std::min<std::size_t>(arguments.size(), 2); words > 0; --words) {
    const std::string name = words == 2 ? arguments[0] + ' ' + arguments[1] : arguments[0];
    for (const auto& entry : program.commands)
      if (entry.name == name) return &entry;
  }
  return nullptr;
}

// "catalog" and its like: the first word of several commands.
std::string group_overview(const Program& program, std::string_view group) {
  std::string text;
  for (const auto& entry : program.commands)
    if (entry.name.size() > group.size() && entry.name.substr(0, group.size()) == group &&
        entry.name[group.size()] == ' ')
      text += fmt::format("  {:<24} {}\n", entry.name, entry.summary);
  return text;
}

int unknown_command(const Program& program, const std::vector<std::string>& arguments) {
  const std::string& name = arguments.front();
  if (const std::string group = group_overview(program, name); !group.empty()) {
    const bool help = arguments.size() == 1 || arguments[1] == "--help" || arguments[1] == "-h";
    if (help) {
      print(fmt::format("Usage: cloudplan {} COMMAND [OPTIONS]\n\nCommands:\n{}", name, group));
      return arguments.size() == 1 ? kBadInput : kOk;
    }
    return usage_error(fmt::format("unknown command '{} {}'", name, arguments[1]),
                       "one of:\n" + group.substr(0, group.size() - 1));
  }
  std::vector<std::string_view> names;
  for (const auto& entry : program.commands) names.push_back(entry.name);
  const std::string_view near = closest_name(name, names);
  return usage_error(
      fmt::format("unknown command '{}'", name),
      near.empty() ? "'cloudplan --help' lists the commands" : fmt::format("did you mean '{}'?", near));
}

}  // namespace

int run_program(const Program& program, const std::vector<std::string>& arguments,
                const Environment& environment) {
  if (arguments.empty()) {
    print(overview(program));
    return kBadInput;
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || (first == "help" && arguments.size() == 1)) {
    print(overview(program));
    return kOk;
  }
  if (first == "--version" || first == "version") {
    print(program.version + "\n");
    return kOk;
  }
  if (first == "help") {
    std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
    rest.emplace_back("--help");
    return run_program(program, rest, environment);
  }
  std::size_t words = 0;
  const Program::Entry* const entry = find_command(program, arguments, words);
  if (!entry) return unknown_command(program, arguments);
  return run_command(entry->make(), {arguments.begin() + static_cast<std::ptrdiff_t>(words), arguments.end()},
                     environment);
}

}  // namespace cloudplan::cli
