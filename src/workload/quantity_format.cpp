// Quantities to text, and what a text of each kind looks like.

#include "cloudplan/quantity.hpp"
#include "workload/quantity_units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// The shortest decimal that is this double; without an exponent where that takes
// up to `most_digits`.
std::string shortest(double number, std::size_t most_digits = 12) {
  constexpr std::size_t kLongest = 400;  // 1.8e308 and 5e-324 fit
  std::array<char, kLongest> buffer{};
  char* const first = buffer.data();
  const auto digits = std::to_chars(first, first + buffer.size(), number, std::chars_format::fixed);
  if (digits.ptr <= first + most_digits) return {first, digits.ptr};
  return {first, std::to_chars(first, first + buffer.size(), number).ptr};
}

// The shortest number of `factor`s that is exactly `value`; empty when dividing
// and multiplying again can't reach it.
std::string count_of(double value, double factor) {
  const double quotient = value / factor;
  for (const double number : {quotient, std::nextafter(quotient, 0.0), std::nextafter(quotient, HUGE_VAL)})
    if (std::isfinite(number) && number * factor == value) return shortest(number);
  return {};
}

std::string in_units(double value, std::span<const Unit> units, std::string_view separator) {
  std::string best;
  double best_factor = 0;
  for (const Unit& unit : units) {
    if (!unit.preferred || value < unit.factor) continue;
    const std::string number = count_of(value, unit.factor);
    if (number.empty()) continue;
    std::string text = number + std::string(unit.name.empty() ? "" : separator) + std::string(unit.name);
    const bool shorter = best.empty() || text.size() < best.size();
    if (!shorter && (text.size() > best.size() || unit.factor < best_factor)) continue;
    best = std::move(text);
    best_factor = unit.factor;
  }
  if (!best.empty()) return best;
  // Nothing of it, or not exact in units that it has some of.
  const auto base =
      std::find_if(units.begin(), units.end(), [](const Unit& unit) { return unit.factor == 1; });
  return shortest(value) + std::string(base->name.empty() ? "" : separator) + std::string(base->name);
}

std::string rate_text(double value) {
  std::string best;
  for (const std::string_view time : {"s", "min", "h", "day", "month"}) {
    const double seconds = find_unit(time_units(), time)->factor;
    // parse_quantity() multiplies by 1 / seconds
    const std::string number = count_of(value, 1 / seconds);
    if (!number.empty() && (best.empty() || number.size() + time.size() + 1 < best.size()))
      best = fmt::format("{}/{}", number, time);
  }
  return best;
}

constexpr std::size_t kEveryDigit = 400;  // no bill has an exponent
constexpr std::string_view kNumber = R"([0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)";

std::string alternatives(std::span<const Unit> units) {
  std::string names;
  for (const Unit& unit : units)
    if (!unit.name.empty()) names += (names.empty() ? "" : "|") + std::string(unit.name);
  return names;
}

}  // namespace

std::string format_quantity(QuantityKind kind, double value) {
  switch (kind) {
    case QuantityKind::bytes:
      return in_units(value, byte_units(), " ");
    case QuantityKind::duration:
      return in_units(value, time_units(), " ");
    case QuantityKind::rate:
      return rate_text(value);
    case QuantityKind::money:
      return "$" + shortest(value, kEveryDigit);
    case QuantityKind::share:
      return shortest(value * 100) + "%";
    case QuantityKind::growth:
      return shortest(value * 100) + "%/month";
    case QuantityKind::count:
      return in_units(value, count_suffixes(), "");
  }
  return {};
}

std::string_view quantity_noun(QuantityKind kind) {
  constexpr std::string_view kNouns[] = {
      "a size", "a time", "a rate", "an amount of money", "a share", "a growth per time", "a count"};
  return kNouns[static_cast<int>(kind)];
}

std::string_view quantity_examples(QuantityKind kind) {
  constexpr std::string_view kExamples[] = {
      R"("150 GB" or "2 TiB")", R"("36 h", "20 min" or "200 ms")", R"("20/s" or "1000/day")", R"("$500")",
      R"(0.05 or "5%")",        R"("5%/month" or "60%/year")",     R"(2000000 or "2M")"};
  return kExamples[static_cast<int>(kind)];
}

std::string quantity_pattern(QuantityKind kind) {
  const std::string times = alternatives(time_units());
  const std::string suffixes = alternatives(count_suffixes());
  switch (kind) {
    case QuantityKind::bytes:
      return fmt::format("^ *{} *({}) *$", kNumber, alternatives(byte_units()));
    case QuantityKind::duration:
      return fmt::format("^ *{} *({}) *$", kNumber, times);
    case QuantityKind::rate:
      return fmt::format("^ *{} *({})? */ *({}) *$", kNumber, suffixes, times);
    case QuantityKind::money: {
      constexpr std::string_view kGrouped = R"([0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?)";
      const std::string amount = fmt::format("({}|{}) *({})?", kNumber, kGrouped, suffixes);
      return fmt::format(R"(^ *((US\$|USD|\$) *{0}|{0} *(USD|usd|dollars)) *$)", amount);
    }
    case QuantityKind::share:
      return fmt::format("^ *{} *% *$", kNumber);
    case QuantityKind::growth:
      return fmt::format("^ *{} *% */ *(d|days?|w|weeks?|mo|months?|y|yr|years?) *$", kNumber);
    case QuantityKind::count:
      return fmt::format("^ *{} *({})? *$", kNumber, suffixes);
  }
  return {};
}

std::string throughput_pattern() {
  std::string words;
  for (const std::string_view unit : throughput_units())
    words += fmt::format("{}{}?", words.empty() ? "" : "|", unit);
  return fmt::format("^ *{}( *({}) +| *)({}) */ *({}) *$", kNumber, alternatives(count_suffixes()), words,
                     alternatives(time_units()));
}

}  // namespace cloudplan
