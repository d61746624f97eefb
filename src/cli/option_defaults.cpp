#include "option_defaults.hpp"

#include "cloudplan/error.hpp"
#include "open_catalog.hpp"
#include "option_text.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <charconv>
#include <type_traits>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::string set(bool& target, std::string_view text) {
  target = is_one_of(text, {"1", "true", "yes", "on"});
  return target || is_one_of(text, {"0", "false", "no", "off"}) ? ""
                                                                : in_quotes(text) + " is neither 1 nor 0";
}

std::string set(std::string& target, std::string_view text) {
  target = text;
  return {};
}

std::string set(std::vector<std::string>& target, std::string_view text) {
  target.clear();
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    if (!word.empty()) target.emplace_back(word);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return {};
}

template <class Number>
requires std::is_arithmetic_v<Number> std::string set(Number& target, std::string_view text) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), target);
  return error == std::errc() && end == text.data() + text.size() ? "" : in_quotes(text) + " is no number";
}

template <class Value>
std::string set(std::optional<Value>& target, std::string_view text) {
  return set(target.emplace(), text);
}

// Lower case, letters and digits only.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c >= 'A' && c <= 'Z')
      result += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      result += c;
  return result;
}

// Without the version number at its end: "postgres15" is postgres.
std::string without_version(std::string text) {
  while (!text.empty() && text.back() >= '0' && text.back() <= '9') text.pop_back();
  return text;
}

bool takes(const Option& option, std::string_view value) {
  return option.choices.empty() ||
         std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end();
}

// Whether any command has an option of this name that takes the value.
bool another_takes(const Program& program, std::string_view name, std::string_view value) {
  for (const auto& entry : program.commands) {
    const Command command = entry.command();
    for (const Option& option : command.options)
      if (long_name(option) == name && !option.choices.empty() && takes(option, value)) return true;
  }
  return false;
}

}  // namespace

std::string chosen(const Option& option, const std::string& value) {
  if (takes(option, value) || value.substr(0, 1) == "-") return value;
  for (const std::string& choice : option.choices)
    if (plain(choice) == plain(value)) return choice;
  for (const auto& [word, choice] : option.synonyms)
    if (plain(word) == plain(value) || plain(word) == without_version(plain(value))) return choice;
  return value;
}

std::string check_choice(const Option& option, std::string_view value) {
  if (takes(option, value)) return {};
  std::string all;
  for (const std::string& choice : option.choices) all += (all.empty() ? "" : ", ") + choice;
  const std::string_view near = closest_name(value, {option.choices.begin(), option.choices.end()});
  std::string text = fmt::format("{} is none of {}", in_quotes(value), all);
  if (!near.empty()) text += fmt::format("\n  hint: did you mean {}?", near);
  return text;
}

std::string_view default_from_environment(const Option& option, const Program& program,
                                          const Environment& environment) {
  const std::string name = variable_name(option);
  if (name.empty() || environment.variables.empty()) return {};
  const auto found = std::find_if(environment.variables.begin(), environment.variables.end(),
                                  [&](const auto& variable) { return variable.first == name; });
  if (found == environment.variables.end()) return {};
  if (!repeats(option) && !takes(option, found->second) &&
      another_takes(program, long_name(option), found->second))
    return {};
  return found->second;
}

std::string set_option(const Option& option, std::string_view text) {
  std::string problem = std::visit([&](auto* target) { return set(*target, text); }, option.target);
  if (!problem.empty() || option.choices.empty()) return problem;
  if (const auto* const list = std::get_if<std::vector<std::string>*>(&option.target)) {
    for (const std::string& value : **list)
      if (problem = check_choice(option, value); !problem.empty()) return problem;
    return {};
  }
  return check_choice(option, text);
}

void set_config_defaults(const Command& command, const std::vector<bool>& given,
                         const Environment& environment) {
  CatalogChoice choice;
  bool honors = false, has_output = false;
  for (std::size_t i = 0; i < command.options.size(); ++i) {
    const Option& option = command.options[i];
    if (long_name(option) == "--config")
      choice.config = *std::get<std::string*>(option.target), honors = true;
    if (long_name(option) == "--no-config") choice.no_config = *std::get<bool*>(option.target);
    if (long_name(option) == "--output") has_output = given[i];
  }
  const std::string path = honors ? config_file(choice, environment) : std::string();
  if (path.empty()) return;
  for (const auto& [name, value] : config_option_defaults(read_text(path), path))
    for (std::size_t i = 0; i < command.options.size(); ++i) {
      const Option& option = command.options[i];
      // The name of an output file says its format better than a default does.
      const bool said = given[i] || (name == "format" && has_output);
      if (!said && long_name(option) == "--" + name && takes(option, value)) set_option(option, value);
    }
}

}  // namespace cloudplan::cli
