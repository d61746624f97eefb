#include "foreign/import/foreign_units.hpp"

#include "support/letter_case.hpp"

#include <charconv>
#include <cmath>
#include <utility>

namespace cloudplan {

namespace {

// The number that a text begins with; takes it off the text. "+" is not taken for a sign.
std::optional<double> take_number(std::string_view& text) {
  if (text.empty() || !((text[0] >= '0' && text[0] <= '9') || text[0] == '.')) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

// 1024 to the power that the letter stands for: k, m, g, t, p, e; 0 for another.
double binary_unit(char letter) {
  constexpr std::string_view kLetters = "kmgtpe";
  const std::size_t at = kLetters.find(letter);
  return at == std::string_view::npos ? 0 : std::exp2(10.0 * static_cast<double>(at + 1));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<double> plain_number(std::string_view text) {
  text = trimmed(text);
  const auto value = take_number(text);
  return text.empty() ? value : std::nullopt;
}

std::optional<double> kubernetes_quantity(std::string_view text) {
  text = trimmed(text);
  constexpr std::pair<std::string_view, double> kUnits[] = {{"", 1},
                                                            {"n", 1e-9},
                                                            {"u", 1e-6},
                                                            {"m", 1e-3},
                                                            {"k", 1e3},
                                                            {"M", 1e6},
                                                            {"G", 1e9},
                                                            {"T", 1e12},
                                                            {"P", 1e15},
                                                            {"E", 1e18},
                                                            {"Ki", 1024.0},
                                                            {"Mi", 1048576.0},
                                                            {"Gi", 1073741824.0},
                                                            {"Ti", 1099511627776.0},
                                                            {"Pi", 1125899906842624.0},
                                                            {"Ei", 1152921504606846976.0}};
  const auto value = take_number(text);
  if (!value) return std::nullopt;
  for (const auto& [unit, factor] : kUnits)
    if (text == unit) return *value * factor;
  return std::nullopt;
}

std::optional<Bytes> docker_size(std::string_view text) {
  const std::string lower = lower_case(trimmed(text));
  std::string_view rest = lower;
  const auto value = take_number(rest);
  if (!value) return std::nullopt;
  rest = trimmed(rest);
  if (rest.empty() || rest == "b") return Bytes{*value};
  const double unit = binary_unit(rest[0]);
  rest.remove_prefix(1);
  if (unit == 0 || !(rest.empty() || rest == "b" || rest == "ib")) return std::nullopt;
  return Bytes{*value * unit};
}

std::optional<Bytes> skypilot_size(std::string_view text, double unit) {
  if (const auto bare = plain_number(text)) return Bytes{*bare * unit};
  return docker_size(text);
}

}  // namespace cloudplan
