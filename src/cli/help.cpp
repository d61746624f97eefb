#include "help.hpp"

#include "option_text.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

// Wider lines are hard to read, narrower ones have no room for two columns.
std::size_t text_columns(int columns) { return static_cast<std::size_t>(std::clamp(columns, 40, 100)); }

constexpr std::size_t kLabelColumn = 28;  // where what is said about an option begins

// A label, and beside it, or below it when it is long, what it means.
void add_entry(std::string& text, const std::string& label, std::string_view meaning, std::size_t columns,
               std::size_t column = kLabelColumn) {
  const std::string body = wrap(meaning, columns, column);
  text += "  " + label;
  if (label.size() + 4 <= column && !body.empty())
    text += std::string(column - 2 - label.size(), ' ') + body.substr(column);
  else
    text += "\n" + body;
  if (text.back() != '\n') text += '\n';
}

std::string option_label(const Option& option) {
  const std::string_view brief = short_name(option), name = long_name(option);
  std::string label = brief.empty() ? "    " : std::string(brief) + (name.empty() ? "" : ", ");
  label += name;
  return option.value.empty() ? label : label + " " + option.value;
}

void add_options(std::string& text, const Command& command, const std::string& group, std::size_t columns) {
  text += "\n" + group + ":\n";
  for (const Option& option : command.options)
    if (!is_positional(option) && option.group == group)
      add_entry(text, option_label(option), help_text(option), columns);
  if (group == "Options") add_entry(text, option_label(help_option()), help_option().help, columns);
}

void add_arguments(std::string& text, const Command& command, std::size_t columns) {
  bool any = false;
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    if (!any) text += "\nArguments:\n";
    any = true;
    add_entry(text, argument_text(option), help_text(option), columns);
  }
}

std::string exit_codes_line(const Program& program) {
  std::string text = "Exit codes: ";
  for (const auto& [code, meaning] : program.exit_codes)
    text += fmt::format("{}{} {}", code == 0 ? "" : "; ", code, meaning);
  return text + ".";
}

bool in_group(const Program::Entry& entry, std::string_view group) {
  return entry.name.size() > group.size() && entry.name.substr(0, group.size()) == group &&
         entry.name[group.size()] == ' ';
}

// Example lines that fit: a longer one goes on after a backslash, before an option.
std::string narrowed(std::string_view examples, std::size_t width) {
  std::string out;
  while (!examples.empty()) {
    std::string_view line = examples.substr(0, examples.find('\n'));
    examples.remove_prefix(std::min(line.size() + 1, examples.size()));
    while (line.size() > width) {
      const std::size_t cut = line.rfind(" -", width - 2);
      if (cut == std::string_view::npos ||
          line.substr(0, cut).find_first_not_of(' ') == std::string_view::npos)
        break;
      out += std::string(line.substr(0, cut)) + " \\\n     ";
      line.remove_prefix(cut);
    }
    out += std::string(line) + '\n';
  }
  return out;
}

}  // namespace

std::string wrap(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string out;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    std::size_t width = 0;
    while (!line.empty()) {
      const std::string_view word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(word.size() + 1, line.size()));
      if (word.empty()) continue;
      if (width > 0 && indent + width + 1 + word.size() > columns) {
        out += '\n';
        width = 0;
      }
      out += width == 0 ? std::string(indent, ' ') : " ";
      out += word;
      width += word.size() + (width > 0 ? 1 : 0);
    }
    out += '\n';
  }
  return out;
}

std::string overview(const Program& program, int columns) {
  const std::size_t width = text_columns(columns);
  std::string text = wrap(program.description, width) + "\nUsage: cloudplan COMMAND [OPTIONS]\n\nCommands:\n";
  constexpr std::size_t kColumn = 20;
  std::string_view folded;
  for (const auto& entry : program.commands) {
    const std::string_view word = entry.name.substr(0, entry.name.find(' '));
    const auto group = std::find_if(program.groups.begin(), program.groups.end(),
                                    [&](const Program::Group& known) { return known.name == word; });
    if (group == program.groups.end())
      add_entry(text, std::string(entry.name), entry.summary, width, kColumn);
    else if (folded != word)
      add_entry(text, std::string(word), group->summary, width, kColumn);
    folded = word;
  }
  text += "\n'cloudplan COMMAND --help' describes a command.\n\nExit codes:\n";
  for (const auto& [code, meaning] : program.exit_codes)
    add_entry(text, fmt::format("{}", code), meaning, width, 6);
  text += "\nEnvironment:\n";
  for (const auto& [name, meaning] : program.variables)
    add_entry(text, std::string(name), meaning, width, 24);
  return text;
}

std::string group_overview(const Program& program, std::string_view group, int columns) {
  std::string text;
  for (const auto& entry : program.commands)
    if (in_group(entry, group))
      add_entry(text, std::string(entry.name), entry.summary, text_columns(columns));
  if (text.empty()) return {};
  return fmt::format("Usage: cloudplan {} COMMAND [OPTIONS]\n\nCommands:\n{}", group, text);
}

std::string usage_text(const Command& command) {
  std::string text = "cloudplan " + command.name + " [OPTIONS]";
  for (const Option& option : command.options)
    if (!is_positional(option) && option.required)
      text += fmt::format(" {} {}", long_name(option), option.value);
  for (const Option& option : command.options)
    if (is_positional(option)) text += " " + argument_text(option);
  return text;
}

std::vector<std::string> option_groups(const Command& command) {
  std::vector<std::string> groups;
  for (const Option& option : command.options)
    if (!is_positional(option) && option.group != "Options" &&
        std::find(groups.begin(), groups.end(), option.group) == groups.end())
      groups.push_back(option.group);
  groups.emplace_back("Options");
  return groups;
}

std::string command_help(const Program& program, const Command& command, int columns) {
  const std::size_t width = text_columns(columns);
  std::string text = wrap(command.description.empty() ? command.summary : command.description, width);
  text += "\nUsage: " + usage_text(command) + "\n";
  add_arguments(text, command, width);
  for (const std::string& group : option_groups(command)) add_options(text, command, group, width);
  if (!command.examples.empty()) {
    text += "\nExamples:\n" + narrowed(command.examples, width);
  }
  return text + "\n" + wrap(exit_codes_line(program), width);
}

}  // namespace cloudplan::cli
