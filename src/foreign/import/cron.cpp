// How often a cron schedule fires.

#include "foreign/import/foreign_units.hpp"

#include "cloudplan/units.hpp"
#include "support/letter_case.hpp"

#include <array>
#include <vector>

namespace cloudplan {

namespace {

constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view kDays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct FieldRange {
  int low = 0, high = 0;
};

// A value, or the name of one ("mon", "jan"): -1 when it is neither.
int value_of(std::string_view text, FieldRange range) {
  if (range.high == 12)
    for (int i = 0; i < 12; ++i)
      if (text == kMonths[i]) return i + 1;
  if (range.high == 7)
    for (int i = 0; i < 7; ++i)
      if (text == kDays[i]) return i;
  const auto number = plain_number(text);
  if (!number || *number > range.high || *number < range.low) return -1;
  const int value = static_cast<int>(*number);
  return *number == value ? value : -1;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

struct Field {
  std::array<bool, 60> on{};
  bool any = false;  // begins with "*" or is "?": does not narrow the days

  int count(int low, int high) const {
    int n = 0;
    for (int i = low; i <= high; ++i) n += on[static_cast<std::size_t>(i)] ? 1 : 0;
    return n;
  }
};

// "*/15", "1-5", "mon,fri", "10-50/20".
bool add_part(std::string_view part, FieldRange range, Field& field) {
  int step = 1;
  const std::size_t slash = part.find('/');
  if (slash != std::string_view::npos) {
    step = value_of(part.substr(slash + 1), {1, 1000});
    part = part.substr(0, slash);
    if (step < 1) return false;
  }
  int low = range.low, high = range.high;
  if (part == "*" || part == "?") {
    field.any = true;
  } else {
    const std::size_t dash = part.find('-');
    low = value_of(part.substr(0, dash), range);
    high = dash != std::string_view::npos    ? value_of(part.substr(dash + 1), range)
           : slash == std::string_view::npos ? low
                                             : range.high;
    if (low < 0 || high < low) return false;
  }
  for (int i = low; i <= high; i += step) field.on[static_cast<std::size_t>(i)] = true;
  return true;
}

bool parse_field(std::string_view text, FieldRange range, Field& field) {
  for (const std::string_view part : split(text, ','))
    if (!add_part(part, range, field)) return false;
  return true;
}

// The share of days that match, over the 400 years after which the calendar repeats.
double share_of_days(const Field& day, const Field& month, const Field& weekday) {
  constexpr int kDaysOf[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int matching = 0, all = 0, day_of_week = 6;  // 2000-01-01 was a Saturday
  for (int year = 2000; year < 2400; ++year)
    for (int m = 1; m <= 12; ++m) {
      const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      const int last = kDaysOf[m - 1] + (m == 2 && leap ? 1 : 0);
      for (int d = 1; d <= last; ++d, ++all, day_of_week = (day_of_week + 1) % 7) {
        const bool by_day = day.on[static_cast<std::size_t>(d)];
        const bool by_week =
            weekday.on[static_cast<std::size_t>(day_of_week)] || (day_of_week == 0 && weekday.on[7]);
        // Either suffices when both are narrowed (crontab(5)).
        const bool both = day.any || weekday.any;
        if (month.on[static_cast<std::size_t>(m)] && (both ? by_day && by_week : by_day || by_week))
          ++matching;
      }
    }
  return static_cast<double>(matching) / all;
}

// "1h30m", "90s" in hours, of "@every".
std::optional<double> interval_hours(std::string_view text) {
  double total = 0;
  while (!text.empty()) {
    const std::size_t end = text.find_first_not_of("0123456789.");
    if (end == std::string_view::npos) return std::nullopt;
    const auto number = plain_number(text.substr(0, end));
    const char unit = text[end];
    if (!number || (unit != 'h' && unit != 'm' && unit != 's')) return std::nullopt;
    total += *number / (unit == 'h' ? 1 : unit == 'm' ? 60 : 3600);
    text.remove_prefix(end + 1);
  }
  return total > 0 ? std::optional(total) : std::nullopt;
}

std::optional<double> named_schedule(std::string_view name) {
  constexpr std::pair<std::string_view, double> kNames[] = {{"@hourly", 730},
                                                            {"@daily", kDaysPerMonth},
                                                            {"@midnight", kDaysPerMonth},
                                                            {"@weekly", kDaysPerMonth / 7},
                                                            {"@monthly", 1},
                                                            {"@yearly", 1.0 / 12},
                                                            {"@annually", 1.0 / 12}};
  for (const auto& [known, runs] : kNames)
    if (name == known) return runs;
  constexpr std::string_view kEvery = "@every ";
  if (name.substr(0, kEvery.size()) != kEvery) return std::nullopt;
  const auto hours = interval_hours(name.substr(kEvery.size()));
  return hours ? std::optional(730 / *hours) : std::nullopt;
}

}  // namespace

std::optional<double> cron_runs_per_month(std::string_view schedule) {
  const std::string lower = lower_case(schedule);
  std::vector<std::string_view> words;
  for (const std::string_view word : split(lower, ' '))
    if (!word.empty()) words.push_back(word);
  if (!words.empty() && (words[0].substr(0, 3) == "tz=" || words[0].substr(0, 8) == "cron_tz="))
    words.erase(words.begin());
  if (!words.empty() && words[0][0] == '@')
    return named_schedule(words.size() == 2 ? std::string(words[0]) + " " + std::string(words[1])
                                            : std::string(words[0]));
  if (words.size() != 5) return std::nullopt;
  constexpr FieldRange kRanges[] = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
  std::array<Field, 5> fields;
  for (std::size_t i = 0; i < 5; ++i)
    if (!parse_field(words[i], kRanges[i], fields[i])) return std::nullopt;
  return fields[0].count(0, 59) * fields[1].count(0, 23) * kDaysPerMonth *
         share_of_days(fields[2], fields[3], fields[4]);
}

}  // namespace cloudplan
