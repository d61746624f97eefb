#include "catalog/table_reader.hpp"

#include <charconv>

namespace cloudplan {

namespace {

// Days since 1970-01-01 of a day of the proleptic Gregorian calendar. Years
// start in March here, so that the leap day is the last one.
std::int32_t days_from_civil(int year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

// Exactly `digits` digits at the front, then the end or a '-'.
bool take(std::string_view& text, std::size_t digits, int& value) {
  if (text.size() < digits) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc() || end != text.data() + digits) return false;
  text.remove_prefix(digits);
  if (text.empty()) return true;
  if (text.front() != '-') return false;
  text.remove_prefix(1);
  return !text.empty();
}

}  // namespace

bool last_day_of(std::string_view date, std::int32_t& day) {
  int year = 0;
  int month = 0;
  int day_of_month = 0;
  if (!take(date, 4, year) || year < 1970) return false;
  if (date.empty()) {
    day = days_from_civil(year + 1, 1, 1) - 1;
    return true;
  }
  if (!take(date, 2, month) || month < 1 || month > 12) return false;
  const std::int32_t last =
      days_from_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1;
  if (date.empty()) {
    day = last;
    return true;
  }
  if (!take(date, 2, day_of_month) || !date.empty() || day_of_month < 1) return false;
  day = days_from_civil(year, month, day_of_month);
  return day <= last;
}

}  // namespace cloudplan
