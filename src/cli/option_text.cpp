#include "option_text.hpp"
#include "support/text_list.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

// The part of "-o,--output" that `matches`; "" when there is none.
template <class Matches>
std::string_view find_name(std::string_view flags, Matches matches) {
  while (!flags.empty()) {
    const std::string_view name = flags.substr(0, flags.find(','));
    if (matches(name)) return name;
    flags.remove_prefix(std::min(name.size() + 1, flags.size()));
  }
  return {};
}

bool is_word_part(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

bool mentions(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word_part(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !is_word_part(text[end]))) return true;
  }
  return false;
}

// What the option is when it is not given; "" when that says nothing.
std::string default_text(const Option& option) {
  if (const auto* const text = std::get_if<std::string*>(&option.target)) return **text == "-" ? "" : **text;
  if (const auto* const number = std::get_if<int*>(&option.target)) return fmt::format("{}", **number);
  if (const auto* const number = std::get_if<double*>(&option.target))
    return **number > 0 ? fmt::format("{:g}", **number) : "";
  return {};
}

}  // namespace

bool is_positional(const Option& option) { return option.flags.empty() || option.flags.front() != '-'; }
bool is_flag(const Option& option) { return std::holds_alternative<bool*>(option.target); }
bool repeats(const Option& option) {
  return std::holds_alternative<std::vector<std::string>*>(option.target);
}

std::string_view long_name(const Option& option) {
  return find_name(option.flags, [](std::string_view name) { return name.substr(0, 2) == "--"; });
}

std::string_view short_name(const Option& option) {
  return find_name(option.flags, [](std::string_view name) { return name.size() == 2 && name[0] == '-'; });
}

bool has_name(const Option& option, std::string_view name) {
  return !name.empty() && !find_name(option.flags, [&](std::string_view n) { return n == name; }).empty();
}

std::string argument_text(const Option& option) {
  std::string text = option.value.empty() ? option.flags : option.value;
  if (repeats(option) && (text.size() < 3 || text.compare(text.size() - 3, 3, "...") != 0)) text += "...";
  return option.required ? text : "[" + text + "]";
}

std::string help_text(const Option& option) {
  std::string text = option.help;
  const auto named = [&](const std::string& choice) { return mentions(text, choice); };
  if (!std::all_of(option.choices.begin(), option.choices.end(), named))
    text += fmt::format("; one of {}", comma_list(option.choices));
  if (const std::string value = default_text(option); !value.empty())
    text += fmt::format(" (default: {})", value);
  return text;
}

std::string variable_name(const Option& option) {
  const std::string_view name = long_name(option);
  if (name.empty()) return {};
  std::string text = "CLOUDPLAN_";
  for (const char c : name.substr(2))
    text += c == '-' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  return text;
}

const Option& help_option() {
  static bool ignored = false;
  static const Option option{.flags = "-h,--help", .help = "Print this help and exit", .target = &ignored};
  return option;
}

}  // namespace cloudplan::cli
