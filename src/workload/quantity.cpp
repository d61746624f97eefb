#include "cloudplan/quantity.hpp"

#include "cloudplan/error.hpp"
#include "support/printable.hpp"
#include "workload/quantity_hints.hpp"
#include "workload/quantity_units.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include <fmt/core.h>

namespace cloudplan {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Length of the decimal number that the text begins with: a sign, digits, a
// fraction, an exponent. 0: none.
std::size_t number_length(std::string_view text) {
  const auto digits_from = [&](std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
  };
  const std::size_t begin = !text.empty() && text[0] == '-' ? 1 : 0;
  std::size_t end = digits_from(begin);
  if (end == begin) return 0;
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) end = digits_from(end + 1);
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (digits_from(exponent) > exponent) end = digits_from(exponent);
  }
  return end;
}

// A number and what stands behind it.
struct Split {
  std::optional<double> number;
  std::string_view digits;
  std::string_view rest;
};

Split split(std::string_view text) {
  const std::size_t length = number_length(text);
  Split parts{.number = {}, .digits = text.substr(0, length), .rest = trimmed(text.substr(length))};
  double number = 0;
  if (length > 0 && std::from_chars(text.data(), text.data() + length, number).ec == std::errc())
    parts.number = number;
  return parts;
}

ParsedQuantity wrong(std::string message, std::string hint = {}) {
  return {.value = {}, .message = std::move(message), .hint = std::move(hint)};
}

ParsedQuantity product(std::string_view text, double number, double factor) {
  const double value = number * factor;
  if (!std::isfinite(value)) return wrong(fmt::format("{} is beyond any number", in_quotes(text)));
  return {.value = value, .message = {}, .hint = {}};
}

ParsedQuantity not_a_number(QuantityKind kind, std::string_view text) {
  if (!text.empty() && (text[0] == '.' || text[0] == '+'))
    return wrong(fmt::format("{} does not begin with a digit", in_quotes(text)),
                 fmt::format("write {}", text[0] == '.' ? in_quotes("0" + std::string(text))
                                                        : in_quotes(text.substr(1))));
  if (number_length(text) > 0) return wrong(fmt::format("{} is beyond any number", in_quotes(text)));
  return wrong(fmt::format("{} is not {}", in_quotes(text), quantity_noun(kind)), hint_of_text(kind, text));
}

// The same number without the marks that some people put between thousands.
std::string without_separators(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != ',' && c != '_' && c != '\'') plain += c;
  return plain;
}

bool has_separator(const Split& parts) {
  return parts.rest.size() > 1 && std::string_view(",_'").find(parts.rest[0]) != std::string_view::npos &&
         is_digit(parts.rest[1]);
}

// "1,5" has a decimal comma: what follows is no group of three digits.
bool is_decimal_comma(const Split& parts) {
  const std::size_t end = parts.rest.find_first_not_of("0123456789", 1);
  const std::size_t digits = std::min(end, parts.rest.size()) - 1;
  const bool more = end != std::string_view::npos &&
                    std::string_view(",_'.").find(parts.rest[end]) != std::string_view::npos;
  return parts.rest[0] == ',' && digits != 3 && !more && parts.digits.find('.') == std::string_view::npos;
}

ParsedQuantity separator_error(std::string_view text, const Split& parts) {
  if (is_decimal_comma(parts)) {
    std::string point(text);
    point[point.find(',')] = '.';
    return wrong(fmt::format("{} has a decimal comma", in_quotes(text)),
                 fmt::format("decimals are written with a point: {}", in_quotes(point)));
  }
  return wrong(fmt::format("{} has a separator inside the number", in_quotes(text)),
               fmt::format("thousands are written without marks and decimals with a point: {}",
                           in_quotes(without_separators(text))));
}

ParsedQuantity with_unit(QuantityKind kind, std::string_view text, std::span<const Unit> units) {
  const Split parts = split(text);
  if (!parts.number) return not_a_number(kind, text);
  if (has_separator(parts)) return separator_error(text, parts);
  if (const Unit* const unit = find_unit(units, parts.rest))
    return product(text, *parts.number, unit->factor);
  if (parts.rest.empty())
    return wrong(
        fmt::format("{} has no unit", in_quotes(text)),
        fmt::format("did you mean \"{} {}\"?", parts.digits, kind == QuantityKind::bytes ? "GB" : "h"));
  return wrong(fmt::format("unknown unit {} in {}", in_quotes(parts.rest, 20), in_quotes(text)),
               hint_of_unit(kind, parts.digits, parts.rest, units));
}

ParsedQuantity parse_rate(std::string_view text) {
  const std::size_t slash = text.find('/');
  const Split parts = split(trimmed(text.substr(0, slash)));
  if (!parts.number) return not_a_number(QuantityKind::rate, text);
  if (has_separator(parts)) return separator_error(text, parts);
  if (slash == std::string_view::npos)
    return wrong(fmt::format("{} does not say per what time", in_quotes(text)),
                 fmt::format("did you mean \"{}/s\"?", parts.digits));
  const Unit* const suffix = find_unit(count_suffixes(), parts.rest);
  if (!suffix)
    return wrong(
        fmt::format("unknown word {} in {}", in_quotes(parts.rest, 20), in_quotes(text)),
        fmt::format("write \"{}/{}\"", parts.digits, printable(trimmed(text.substr(slash + 1, 12)))));
  const std::string_view name = trimmed(text.substr(slash + 1));
  const Unit* const unit = find_unit(time_units(), name);
  if (!unit)
    return wrong(fmt::format("unknown time {} in {}", in_quotes(name, 20), in_quotes(text)),
                 hint_of_unit(QuantityKind::rate, parts.digits, name, time_units()));
  return product(text, *parts.number * suffix->factor, 1 / unit->factor);
}

// "1,200" has a comma before each three digits.
bool is_grouped(std::string_view number) {
  const std::string_view whole = number.substr(0, number.find('.'));
  const std::size_t first = whole.find(',');
  if (first == std::string_view::npos || first == 0 || first > 3) return false;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool comma = i >= first && (i - first) % 4 == 0;
    if (comma ? whole[i] != ',' : !is_digit(whole[i])) return false;
  }
  return (whole.size() - first) % 4 == 0;
}

ParsedQuantity parse_money(std::string_view text) {
  std::string_view number = text;
  bool dollars = false;
  for (const std::string_view mark : {"US$", "USD", "$"})
    if (!dollars && number.substr(0, mark.size()) == mark) {
      number.remove_prefix(mark.size());
      dollars = true;
    }
  for (const std::string_view mark : {"USD", "usd", "dollars"})
    if (!dollars && number.size() > mark.size() && number.substr(number.size() - mark.size()) == mark) {
      number.remove_suffix(mark.size());
      dollars = true;
    }
  number = trimmed(number);
  const std::string plain = is_grouped(number) ? without_separators(number) : std::string(number);
  const Split parts = split(plain);
  if (!parts.number) return not_a_number(QuantityKind::money, text);
  const Unit* const suffix = find_unit(count_suffixes(), parts.rest);
  if (dollars && suffix) return product(text, *parts.number, suffix->factor);
  if (has_separator(parts)) return separator_error(text, parts);
  if (suffix)
    return wrong(fmt::format("{} has no currency", in_quotes(text)),
                 fmt::format("write \"${}\"", parts.digits));
  if (dollars && parts.rest.starts_with('/'))
    return wrong(fmt::format("{} is an amount per time", in_quotes(text)),
                 fmt::format("write \"${}\"; the key says for what time it is", parts.digits));
  return wrong(fmt::format("{} is not an amount in US dollars", in_quotes(text)),
               fmt::format("write \"${}\"; other currencies are not taken", parts.digits));
}

ParsedQuantity parse_share(std::string_view text) {
  const Split parts = split(text);
  if (!parts.number) return not_a_number(QuantityKind::share, text);
  if (parts.rest == "%") return {.value = *parts.number / 100, .message = {}, .hint = {}};
  return wrong(fmt::format("{} is not a share", in_quotes(text)), fmt::format("write \"{}%\"", parts.digits));
}

// Over t months a growth of g a year is the factor (1 + g)^(t / 12).
ParsedQuantity parse_growth(std::string_view text) {
  const std::size_t slash = text.find('/');
  const ParsedQuantity share = parse_share(trimmed(text.substr(0, slash)));
  if (!share.value) return wrong(share.message, "growth is written as \"5%/month\"");
  if (slash == std::string_view::npos)
    return wrong(fmt::format("{} does not say per what time", in_quotes(text)),
                 fmt::format("did you mean {}?", in_quotes(std::string(text) + "/month")));
  const std::string_view name = trimmed(text.substr(slash + 1));
  if (name == "month") return share;
  const Unit* const unit = find_unit(time_units(), name);
  if (!unit || unit->factor < 24 * 3600.0)
    return wrong(fmt::format("unknown time {} in {}", in_quotes(name, 20), in_quotes(text)),
                 "growth is per day, week, month or year");
  const double months = unit->factor / find_unit(time_units(), "month")->factor;
  const double value = std::expm1(std::log1p(*share.value) / months);
  if (!std::isfinite(value)) return wrong(fmt::format("{} is beyond any growth", in_quotes(text)));
  return {.value = value, .message = {}, .hint = {}};
}

ParsedQuantity parse_count(std::string_view text) {
  const Split parts = split(text);
  if (!parts.number) return not_a_number(QuantityKind::count, text);
  if (has_separator(parts)) return separator_error(text, parts);
  if (const Unit* const suffix = find_unit(count_suffixes(), parts.rest))
    return product(text, *parts.number, suffix->factor);
  return wrong(fmt::format("unknown suffix {} in {}", in_quotes(parts.rest, 20), in_quotes(text)),
               hint_of_suffix(text, parts.digits, parts.rest));
}

}  // namespace

ParsedQuantity parse_quantity(QuantityKind kind, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return wrong("an empty text");
  switch (kind) {
    case QuantityKind::bytes:
      return with_unit(kind, text, byte_units());
    case QuantityKind::duration:
      return with_unit(kind, text, time_units());
    case QuantityKind::rate:
      return parse_rate(text);
    case QuantityKind::money:
      return parse_money(text);
    case QuantityKind::share:
      return parse_share(text);
    case QuantityKind::growth:
      return parse_growth(text);
    case QuantityKind::count:
      return parse_count(text);
  }
  return {};
}

ParsedThroughput parse_throughput(std::string_view text) {
  ParsedThroughput result;
  text = trimmed(text);
  const std::size_t slash = text.find('/');
  const Split parts = split(trimmed(text.substr(0, slash)));
  const auto refuse = [&](std::string message, std::string hint) {
    result.message = std::move(message);
    result.hint = std::move(hint);
    return result;
  };
  if (!parts.number || slash == std::string_view::npos)
    return refuse(in_quotes(text) + " is not a throughput", "write \"390 images/s\"");
  // "1.2k tokens" or "1.2 k tokens" or "390 images"
  const std::size_t blank = parts.rest.find(' ');
  std::string_view word = parts.rest;
  const Unit* suffix = find_unit(count_suffixes(), "");
  if (blank != std::string_view::npos) {
    suffix = find_unit(count_suffixes(), parts.rest.substr(0, blank));
    word = trimmed(parts.rest.substr(blank));
  }
  const std::string_view time = trimmed(text.substr(slash + 1));
  const Unit* const unit = find_unit(time_units(), time);
  if (!unit || !suffix)
    return refuse(fmt::format("{} is not a throughput", in_quotes(text)), "write \"390 images/s\"");
  std::vector<std::string_view> words(throughput_units().begin(), throughput_units().end());
  for (const std::string_view known : words)
    if (word == known || word == known.substr(0, known.size() - 1)) result.unit = known;
  if (result.unit.empty()) {
    const std::string_view near = closest_name(word, words);
    return refuse(fmt::format("unknown unit {} in {}", in_quotes(word, 20), in_quotes(text)),
                  near.empty() ? "units are images, tokens, sequences, samples, requests, rows, steps"
                               : fmt::format("did you mean \"{}\"?", near));
  }
  const ParsedQuantity value = product(text, *parts.number * suffix->factor, 1 / unit->factor);
  result.per_second = value.value;
  result.message = value.message;
  return result;
}

}  // namespace cloudplan
