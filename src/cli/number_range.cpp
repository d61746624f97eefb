#include "number_range.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

namespace cloudplan::cli {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<Range> parse_range(std::string_view text, BareNumber bare,
                                 const std::function<std::optional<double>(std::string_view)>& number) {
  Range range;
  text = trimmed(text);
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const bool plus = !text.empty() && text.back() == '+';
    const auto value = number(trimmed(plus ? text.substr(0, text.size() - 1) : text));
    if (!value) return std::nullopt;
    range.least = *value;
    if (!plus && bare == BareNumber::exactly) range.most = *value;
    return range;
  }
  const std::string_view low = trimmed(text.substr(0, dots));
  const std::string_view high = trimmed(text.substr(dots + 2));
  if (low.empty() && high.empty()) return std::nullopt;
  const auto least = low.empty() ? std::optional(range.least) : number(low);
  const auto most = high.empty() ? std::optional(range.most) : number(high);
  if (!least || !most || *least > *most) return std::nullopt;
  return Range{*least, *most};
}

std::optional<double> plain_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value < 0)
    return std::nullopt;
  return value;
}

}  // namespace cloudplan::cli
