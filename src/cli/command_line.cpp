#include "command_line.hpp"

#include "cloudplan/error.hpp"
#include "completion.hpp"
#include "help.hpp"
#include "manual.hpp"
#include "message_options.hpp"
#include "option_defaults.hpp"
#include "option_text.hpp"
#include "other_names.hpp"
#include "report_output.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cstdlib>
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

// The options of a command as CLI11 knows them, in the same order.
using Parsers = std::vector<CLI::Option*>;

template <class T>
CLI::Option* bind(CLI::App& app, const Option& option, T* target) {
  if constexpr (std::is_same_v<T, bool>)
    return app.add_flag(option.flags, *target, option.help);
  else
    return app.add_option(option.flags, *target, option.help);
}

// "10 TB" where GB are asked for is the commonest mistake.
std::string_view how_to_write(const Option& option) {
  if (option.value == "GB") return "; give GB without a unit: 10000 or 1e4";
  return option.value == "N" ? "; without a unit or commas: 10000 or 1e4" : "";
}

// "$3" and "5h" where dollars and hours are asked for; what is no number is told so in words.
std::string plain_number(const Option& option, std::string& text) {
  std::string number = text;
  if (option.value == "USD" && !number.empty() && number.front() == '$') number.erase(0, 1);
  if (option.value == "HOURS" && !number.empty() && number.back() == 'h') number.pop_back();
  char* end = nullptr;
  std::strtod(number.c_str(), &end);
  const bool hexadecimal = number.find_first_of("xX") != std::string::npos;
  if (number.empty() || *end != '\0' || hexadecimal)
    return fmt::format("{} is not a number{}", in_quotes(text), how_to_write(option));
  text = number;
  return {};
}

bool takes_number(const Option& option) {
  return std::holds_alternative<double*>(option.target) ||
         std::holds_alternative<std::optional<double>*>(option.target) ||
         std::holds_alternative<int*>(option.target) ||
         std::holds_alternative<std::optional<int>*>(option.target);
}

CLI::Option* add_option(CLI::App& app, const Option& option) {
  CLI::Option* const made =
      std::visit([&](auto* target) -> CLI::Option* { return bind(app, option, target); }, option.target);
  // One value each time it is given: what follows it is the next argument.
  if (repeats(option) && !is_positional(option)) made->allow_extra_args(false);
  // An unset variable of a shell is no wish for the default.
  if (std::holds_alternative<std::string*>(option.target) && !is_positional(option))
    made->check([](const std::string& value) {
      return std::string(value.empty() ? "the value is empty; leave the option out for its default" : "");
    });
  if (takes_number(option))
    made->transform(CLI::Validator([&option](std::string& text) { return plain_number(option, text); }, ""));
  if (!option.choices.empty()) {
    made->transform(CLI::Validator(
        [&option](std::string& text) {
          text = chosen(option, text);
          return std::string();
        },
        ""));
    made->check([&option](const std::string& value) { return check_choice(option, value); });
  }
  return made;
}

int unexpected(const Command& command, const std::vector<std::string>& extras) {
  const auto option = std::find_if(extras.begin(), extras.end(), [](const std::string& extra) {
    return extra.size() > 1 && extra.front() == '-';
  });
  if (option == extras.end())
    return usage_error(fmt::format("{}: unexpected argument {}", command.name, in_quotes(extras.front())),
                       fmt::format("usage: {}", usage_text(command)));
  return usage_error(
      fmt::format("{}: unknown option {}", command.name, printable(option->substr(0, option->find('=')))),
      unknown_option_hint(command, *option));
}

// What the environment, then the configuration say of the options that were not given; and what is still
// missing.
int complete_options(const Program& program, const Command& command, const Parsers& parsers,
                     const Environment& environment) {
  std::vector<bool> given;
  for (const CLI::Option* const parser : parsers) given.push_back(parser->count() > 0);
  for (std::size_t i = 0; i < parsers.size(); ++i) {
    const Option& option = command.options[i];
    if (given[i]) continue;
    const std::string_view value = default_from_environment(option, program, environment);
    if (value.empty() && option.required)
      return usage_error(fmt::format("{}: {} is missing", command.name,
                                     is_positional(option) ? argument_text(option) : long_name(option)),
                         fmt::format("usage: {}", usage_text(command)));
    if (value.empty()) continue;
    if (const std::string problem = set_option(option, value); !problem.empty())
      return usage_error(fmt::format("{}: {}", variable_name(option), problem), {});
    given[i] = true;
  }
  set_config_defaults(command, given, environment);
  return kOk;
}

// Which option has too many values, or too few.
std::string given_twice(const Command& command, const Parsers& parsers) {
  for (std::size_t i = 0; i < parsers.size(); ++i)
    if (!repeats(command.options[i]) && parsers[i]->count() > 1)
      return fmt::format("{} is given {} times; give it once", long_name(command.options[i]),
                         parsers[i]->count());
  return "an option has no value";
}

int run_command(const Program& program, const Program::Entry& entry,
                const std::vector<std::string>& arguments, const Environment& environment) {
  const Command command = entry.command();
  CLI::App app;
  app.set_help_flag("-h,--help", "");
  Parsers parsers;
  for (const Option& option : command.options) parsers.push_back(add_option(app, option));
  try {
    // CLI11 takes the arguments last first.
    const std::vector<std::string> known = with_known_names(command, arguments);
    app.parse(std::vector<std::string>(known.rbegin(), known.rend()));
  } catch (const CLI::CallForHelp&) {
    // Of a new one: the parser has changed defaults of this one already.
    print(command_help(program, entry.command(), environment.columns));
    return kOk;
  } catch (const CLI::ExtrasError&) {
    return unexpected(command, app.remaining());
  } catch (const CLI::ArgumentMismatch&) {
    return usage_error(fmt::format("{}: {}", command.name, given_twice(command, parsers)), {});
  } catch (const CLI::ParseError& e) {
    return usage_error(fmt::format("{}: {}", command.name, e.what()), {});
  }
  const int code = complete_options(program, command, parsers, environment);
  return code == kOk ? command.run(environment) : code;
}

// Names that a first word may be meant to be: commands, and groups of them.
std::vector<std::string_view> first_words(const Program& program) {
  std::vector<std::string_view> names{"help", "--help", "version", "--version"};
  for (const auto& entry : program.commands)
    if (const std::string_view word = entry.name.substr(0, entry.name.find(' ')); names.back() != word)
      names.push_back(word);
  return names;
}

int unknown_in_group(const Program& program, const std::vector<std::string>& arguments,
                     const std::string& group) {
  const std::string name = arguments[0] + ' ' + arguments[1];
  std::vector<std::string_view> names;
  for (const auto& entry : program.commands)
    if (entry.name.substr(0, arguments[0].size() + 1) == arguments[0] + ' ') names.push_back(entry.name);
  const std::string_view near = closest_name(name, names);
  constexpr std::size_t kFew = 10;
  if (near.empty() && names.size() <= kFew) {
    std::string list = group.substr(group.find("Commands:\n") + 10);
    list.pop_back();
    return usage_error(fmt::format("unknown command '{}'", printable(name)), "one of:\n" + list);
  }
  return usage_error(fmt::format("unknown command '{}'", printable(name)),
                     near.empty() ? fmt::format("'cloudplan {} --help' lists them", arguments[0])
                                  : fmt::format("did you mean '{}'?", near));
}

int unknown_command(const Program& program, const std::vector<std::string>& arguments,
                    const Environment& environment) {
  const std::string& name = arguments.front();
  if (const std::string group = group_overview(program, name, environment.columns); !group.empty()) {
    const bool help = arguments.size() == 1 || arguments[1] == "--help" || arguments[1] == "-h";
    if (!help) return unknown_in_group(program, arguments, group);
    print(group);
    return arguments.size() == 1 ? kBadInput : kOk;
  }
  const std::string_view near = closest_name(name, first_words(program));
  return usage_error(
      fmt::format("unknown {} '{}'", name.front() == '-' ? "option" : "command", printable(name)),
      !near.empty()         ? fmt::format("did you mean '{}'?", near)
      : name.front() == '-' ? "options stand after the command: cloudplan estimate --json FILE"
                            : "'cloudplan --help' lists the commands");
}

}  // namespace

Command Program::Entry::command() const {
  Command command = make();
  add_json_flag(command);
  add_message_options(command);
  return command;
}

const Program::Entry* find_command(const Program& program, const std::vector<std::string>& arguments,
                                   std::size_t& words) {
  for (words = std::min<std::size_t>(arguments.size(), 2); words > 0; --words) {
    const std::string name = words == 2 ? arguments[0] + ' ' + arguments[1] : arguments[0];
    for (const auto& entry : program.commands)
      if (entry.name == name) return &entry;
  }
  return nullptr;
}

int run_program(const Program& program, const std::vector<std::string>& arguments,
                const Environment& environment) {
  if (arguments.empty()) {
    print(overview(program, environment.columns));
    return kBadInput;
  }
  const std::string& first = arguments.front();
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (first == "--help" || first == "-h" || (first == "help" && rest.empty())) {
    print(overview(program, environment.columns));
    return kOk;
  }
  if (first == "--version" || first == "-V" || first == "version") {
    print(program.version + "\n");
    return kOk;
  }
  if (first == "help") {
    std::vector<std::string> asked = rest;
    asked.emplace_back("--help");
    return run_program(program, asked, environment);
  }
  // Not for people: what the scripts of `completion` and the build call.
  if (first == kCompleteCommand) return print_completions(program, rest, environment);
  if (first == kManualCommand) return write_manual(program, rest);
  std::size_t words = 0;
  const Program::Entry* const entry = find_command(program, arguments, words);
  if (!entry) return unknown_command(program, arguments, environment);
  return run_command(program, *entry,
                     {arguments.begin() + static_cast<std::ptrdiff_t>(words), arguments.end()}, environment);
}

}  // namespace cloudplan::cli
