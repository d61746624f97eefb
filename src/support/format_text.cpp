#include "support/format_text.hpp"

#include "support/money_text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::int64_t kNanosPerCent = 10'000'000;

std::string with_commas(std::string digits) {
  const std::size_t end = std::min(digits.find('.'), digits.size());
  for (std::size_t at = end; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string without_trailing_zeros(std::string number) {
  if (number.find('.') == std::string::npos) return number;
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.') number.pop_back();
  return number;
}

struct Scale {
  double from;
  double unit;
  const char* name;
};

// Three digits of a value in its unit: "1.5 TB", "150 GB".
std::string scaled_text(double value, const Scale* scale) {
  while (value < scale->from) ++scale;
  const double shown = value / scale->unit;
  return fmt::format("{} {}",
                     without_trailing_zeros(fmt::format("{:.{}f}", shown,
                                                        shown < 10    ? 2
                                                        : shown < 100 ? 1
                                                                      : 0)),
                     scale->name);
}

struct TimeUnit {
  double seconds;
  const char* name;
  int decimals;
};

TimeUnit time_unit(Seconds time) {
  // Thresholds are where rounding in the smaller unit would reach the larger.
  if (time.value >= 71.95 * 3600) return {86400, "d", 1};
  if (time.value >= 59.5 * 60) return {3600, "h", 1};
  if (time.value >= 59.5) return {60, "min", 0};
  return {1, "s", time.value < 9.95 ? 1 : 0};
}

}  // namespace

std::int64_t cents(Money usd) {
  const Money amount = shown(usd);
  const std::int64_t half = amount.nanos < 0 ? -kNanosPerCent / 2 : kNanosPerCent / 2;
  return amount.nanos / kNanosPerCent + (amount.nanos % kNanosPerCent + half) / kNanosPerCent;
}

std::string cents_text(std::int64_t amount) {
  const auto size = static_cast<std::uint64_t>(std::abs(amount));
  return fmt::format("{}{}{}.{:02}", amount < 0 ? "-" : "", currency_mark(),
                     with_commas(fmt::format("{}", size / 100)), size % 100);
}

std::string amount_text(Money exact, std::int64_t in_cents) {
  const Money amount = shown(exact);
  if (in_cents != 0 || amount.nanos == 0) return cents_text(in_cents);
  constexpr std::int64_t kLeastShown = 100'000;  // nano-dollars
  if (amount.nanos > 0 && amount.nanos < kLeastShown) return fmt::format("<{}0.0001", currency_mark());
  return fmt::format("{}{}{}", amount.nanos < 0 ? "-" : "", currency_mark(),
                     without_trailing_zeros(fmt::format("{:.{}f}", std::abs(amount.dollars()),
                                                        std::abs(amount.nanos) < kLeastShown ? 9 : 4)));
}

std::string usd_text(Money usd) { return amount_text(usd, cents(usd)); }

std::int64_t first_month_cents(Money monthly, Money once) { return cents(monthly) + cents(once); }

std::string first_month_text(Money monthly, Money once) {
  return amount_text(monthly + once, first_month_cents(monthly, once));
}

std::string first_month_above(Money monthly, Money once, Money limit) {
  return amount_text(monthly + once - limit, first_month_cents(monthly, once) - cents(limit));
}

std::string unit_price_text(double usd) {
  if (!is_known(usd)) return "unknown";
  const double price = shown(usd);
  if (price >= 1000) return currency_mark() + with_commas(fmt::format("{:.2f}", price));
  std::string text = without_trailing_zeros(fmt::format("{:.10f}", price));
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return currency_mark() + text + ".00";
  if (text.size() - point == 2) text += '0';
  return currency_mark() + text;
}

std::string time_text(Seconds time) {
  const TimeUnit unit = time_unit(time);
  return fmt::format("{:.{}f} {}", time.value / unit.seconds, unit.decimals, unit.name);
}

std::string time_text_up(Seconds time) {
  const TimeUnit unit = time_unit(time);
  const double step = unit.seconds * std::pow(10, -unit.decimals);
  const Seconds up{std::ceil(time.value / step - 1e-6) * step};
  return time_text(up);
}

std::string band_text(Seconds low, Seconds high, std::string_view dash) {
  const TimeUnit a = time_unit(low), b = time_unit(high);
  if (a.seconds != b.seconds)
    return fmt::format("{}{}{}", time_text(low), fmt::format(" {} ", dash), time_text(high));
  const std::string from = fmt::format("{:.{}f}", low.value / b.seconds, b.decimals);
  const std::string to = fmt::format("{:.{}f} {}", high.value / b.seconds, b.decimals, b.name);
  // Ends that read the same are one time.
  return to.starts_with(from + ' ') ? to : fmt::format("{}{}{}", from, dash, to);
}

std::string size_text(Bytes amount) {
  constexpr Scale kScales[] = {{999.5e12, 1e15, "PB"}, {999.5e9, 1e12, "TB"}, {999.5e6, 1e9, "GB"},
                               {999.5e3, 1e6, "MB"},   {999.5, 1e3, "kB"},    {-1, 1, "B"}};
  return scaled_text(std::max(amount.value, 0.0), kScales);
}

std::string count_text(double count) {
  constexpr Scale kScales[] = {{999.5e9, 1e12, "trillion"}, {999.5e6, 1e9, "billion"}, {-1, 1e6, "million"}};
  if (!is_known(count)) return "unknown";
  if (std::abs(count) >= 9.9995e6) return scaled_text(count, kScales);
  if (std::abs(count) >= 100) return with_commas(fmt::format("{:.0f}", count));
  return without_trailing_zeros(fmt::format("{:.{}f}", count, count < 10 ? 2 : 1));
}

std::string factor_text(double factor) {
  if (!is_known(factor)) return "unknown";
  return factor < 9.95 ? fmt::format("{:.1f}", factor) : with_commas(fmt::format("{:.0f}", factor));
}

std::string percent_text(double share) {
  const double percent = share * 100;
  return fmt::format("{:.{}f} %", percent, std::abs(percent) < 1 && percent != 0 ? 1 : 0);
}

std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<Money>& parts) {
  std::vector<std::int64_t> shares;
  std::vector<Money> amounts;
  for (const Money part : parts) amounts.push_back(shown(part));
  for (const Money amount : amounts) shares.push_back(amount.nanos / kNanosPerCent);
  std::int64_t missing = total - std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return amounts[a].nanos % kNanosPerCent > amounts[b].nanos % kNanosPerCent;
  });
  for (std::size_t i = 0; i < order.size() && missing > 0; ++i, --missing) ++shares[order[i]];
  // A total below the floors' sum, by rounding further up: the largest part gives.
  if (missing < 0 && !shares.empty()) *std::max_element(shares.begin(), shares.end()) += missing;
  return shares;
}

std::vector<std::int64_t> apportion_if_whole(Money total, const std::vector<Money>& parts) {
  Money sum;
  bool whole = true;
  for (const Money part : parts) sum += part, whole = whole && part.nanos >= 0;
  // A part may have been rounded to a nano-dollar when it was written.
  const auto slack = static_cast<std::int64_t>(parts.size());
  if (whole && std::abs((sum - total).nanos) <= slack) return apportion(cents(total), parts);
  std::vector<std::int64_t> shares;
  for (const Money part : parts) shares.push_back(cents(part));
  return shares;
}

}  // namespace cloudplan
