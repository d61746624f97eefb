#include "other_names.hpp"

#include "cloudplan/error.hpp"
#include "option_text.hpp"
#include "support/letter_case.hpp"
#include "support/text_list.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

// Hyphens and lower case, as all options have them.
std::string hyphened(std::string_view name) {
  std::string text = lower_case(name);
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

bool has(const Command& command, std::string_view name) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [&](const Option& option) { return has_name(option, name); });
}

// Names of options, and what they are called here.
using Names = std::vector<std::pair<std::string_view, std::string_view>>;

Names all_names(const Command& command) {
  Names names{{"--help", "--help"}};
  for (const Option& option : command.options) {
    if (long_name(option).empty()) continue;
    names.emplace_back(long_name(option), long_name(option));
    for (const std::string& other : option.also) names.emplace_back(other, long_name(option));
  }
  return names;
}

}  // namespace

std::string_view known_name(const Command& command, std::string_view name) {
  if (has(command, name)) return name;
  const std::string wanted = hyphened(name);
  for (const auto& [known, here] : all_names(command))
    if (known == wanted) return here;
  return name;
}

std::vector<std::string> with_known_names(const Command& command, std::vector<std::string> arguments) {
  for (std::string& argument : arguments) {
    if (argument == "--") break;
    if (argument.compare(0, 2, "--") != 0) continue;
    const std::size_t end = std::min(argument.find('='), argument.size());
    const std::string name = argument.substr(0, end);
    const std::string_view known = known_name(command, name);
    if (known != name) argument.replace(0, end, known);
  }
  return arguments;
}

std::string unknown_option_hint(const Command& command, std::string_view unknown) {
  const std::string wanted = hyphened(unknown.substr(0, unknown.find('=')));
  const Names names = all_names(command);
  std::vector<std::string_view> all, listed;
  for (const auto& [name, here] : names) {
    all.push_back(name);
    if (name == here) listed.push_back(name);
  }
  std::string_view near = closest_name(wanted, all);
  if (near.empty() && wanted.size() > 3) {  // "--gb" of "--storage-gb"
    const std::string_view tail = std::string_view(wanted).substr(1);
    const auto longer = std::find_if(all.begin(), all.end(), [&](std::string_view name) {
      return name.size() > tail.size() && name.substr(name.size() - tail.size()) == tail;
    });
    if (longer != all.end()) near = *longer;
  }
  if (!near.empty()) return fmt::format("did you mean {}?", known_name(command, near));
  constexpr std::size_t kReadable = 30;
  return listed.size() > kReadable ? fmt::format("'cloudplan {} --help' lists the options", command.name)
                                   : fmt::format("the options are {}", comma_list(listed));
}

}  // namespace cloudplan::cli
