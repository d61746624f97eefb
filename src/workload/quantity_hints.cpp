#include "workload/quantity_hints.hpp"

#include "cloudplan/error.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

namespace cloudplan {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2026-12-01", "2026-12-01T08:00", "01.12.2026", "08:30".
bool is_date(std::string_view text) {
  const auto marks = [&](char mark) { return std::count(text.begin(), text.end(), mark); };
  return text.size() >= 5 && is_digit(text[0]) &&
         (marks('-') >= 2 || marks(':') >= 1 || marks('/') >= 2 || (marks('.') == 2 && text.size() >= 8)) &&
         text.find_first_not_of("0123456789-:/.TZ+ ") == std::string_view::npos;
}

// "PT8H", "P2D" of ISO 8601, where one part is all.
std::string of_iso_duration(std::string_view text) {
  if (text.size() < 3 || text[0] != 'P') return {};
  const bool clock = text[1] == 'T';
  const std::string_view number = text.substr(clock ? 2 : 1, text.size() - (clock ? 3 : 2));
  if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos) return {};
  const char unit = text.back();
  const char* const name = clock         ? unit == 'H'   ? "h"
                                           : unit == 'M' ? "min"
                                           : unit == 'S' ? "s"
                                                         : nullptr
                           : unit == 'D' ? "d"
                           : unit == 'W' ? "weeks"
                           : unit == 'M' ? "months"
                           : unit == 'Y' ? "y"
                                         : nullptr;
  return name ? fmt::format("write \"{} {}\"", number, name) : "";
}

// "gigabyte", "Gigs", "tebibytes": the letter of the unit, and whether it is a binary one.
std::string of_long_size(std::string_view name) {
  const std::string word = lower_case(name);
  for (const std::string_view prefix : {"kilo", "mega", "giga", "tera", "peta", "exa"})
    if (word.starts_with(prefix))
      return fmt::format("did you mean \"{}B\"?",
                         prefix == "kilo" ? 'k' : static_cast<char>(prefix[0] - 'a' + 'A'));
  for (const std::string_view prefix : {"kibi", "mebi", "gibi", "tebi", "pebi", "exbi"})
    if (word.starts_with(prefix))
      return fmt::format("did you mean \"{}iB\"?", static_cast<char>(prefix[0] - 'a' + 'A'));
  if (word == "gig" || word == "gigs") return "did you mean \"GB\"?";
  if (word == "meg" || word == "megs") return "did you mean \"MB\"?";
  return {};
}

// What people write and what it could mean.
std::string ambiguous_unit(QuantityKind kind, std::string_view digits, std::string_view name) {
  if (kind == QuantityKind::bytes) {
    if (name == "Gb" || name == "Mb" || name == "Kb" || name == "Tb" || name == "Gbit" || name == "Mbit")
      return fmt::format("bits are not taken; {}B is bytes", name[0]);
    if (name.size() == 1 && std::string_view("kKMGTP").find(name[0]) != std::string_view::npos)
      return fmt::format("write {0}B for powers of 1000, {0}iB for powers of 1024", name[0]);
    if (std::string hint = of_long_size(name); !hint.empty()) return hint;
  }
  if (kind == QuantityKind::duration)
    if (std::string hint = hint_of_text(kind, std::string(digits) + std::string(name)); !hint.empty())
      return hint;
  if (name.find_first_of("0123456789") != std::string_view::npos)
    return "write one number and one unit, such as \"90 min\"";
  if (name == "m" || name == "M") return "write min for minutes, month for months";
  return {};
}

}  // namespace

std::string hint_of_text(QuantityKind kind, std::string_view text) {
  if (kind == QuantityKind::money) return "amounts are in US dollars: \"$500\"";
  if (kind != QuantityKind::duration) return {};
  if (is_date(text)) return "a time is counted from the start, as in \"36 h\"; dates are not taken";
  return of_iso_duration(text);
}

std::string hint_of_unit(QuantityKind kind, std::string_view digits, std::string_view unit,
                         std::span<const Unit> units) {
  if (std::string hint = ambiguous_unit(kind, digits, unit); !hint.empty()) return hint;
  std::vector<std::string_view> names;
  std::string preferred;
  for (const Unit& known : units) {
    if (!known.name.empty()) names.push_back(known.name);
    if (known.preferred && !known.name.empty())
      preferred += (preferred.empty() ? "" : ", ") + std::string(known.name);
  }
  const std::string_view near = unit.size() > 1 ? closest_name(unit, names) : "";
  return near.empty() ? "units are " + preferred : fmt::format("did you mean \"{}\"?", near);
}

std::string hint_of_suffix(std::string_view text, std::string_view digits, std::string_view suffix) {
  if (suffix.size() > 1 && suffix[0] == '.' &&
      suffix.find_first_not_of("0123456789.") == std::string_view::npos) {
    std::string plain(text);
    plain.erase(std::remove(plain.begin(), plain.end(), '.'), plain.end());
    return fmt::format("thousands are written without marks: {}", in_quotes(plain));
  }
  if (find_unit(time_units(), suffix) || find_unit(byte_units(), suffix))
    return fmt::format("write {}: the key says what is counted", digits);
  return "suffixes are k, M, B or G (10^9) and T (10^12)";
}

}  // namespace cloudplan
