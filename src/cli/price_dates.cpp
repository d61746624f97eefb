#include "price_dates.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/quantity.hpp"
#include "support/printable.hpp"

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

std::string age_text(double days) {
  if (days < 0) return "not yet due";
  return days < 730 ? fmt::format("{:.0f} days old", days) : fmt::format("{:.1f} years old", days / 365);
}

}  // namespace

std::vector<std::string> price_date_lines(const Catalog& catalog, const std::vector<PriceAge>& ages,
                                          const Environment& environment) {
  std::string all;
  std::string old;
  for (const PriceAge& age : ages) {
    const Source& source = catalog.sources()[age.source];
    const std::string_view provider = catalog.text(catalog.providers()[age.provider].key);
    const double days = age_in_days(source, environment.today);
    all += fmt::format("{}{} {} ({})", all.empty() ? "Prices: " : ", ", provider, catalog.text(source.as_of),
                       age_text(days));
    if (days > kOldPriceDays) old += fmt::format("{}{}", old.empty() ? "" : ", ", provider);
  }
  std::vector<std::string> lines;
  if (!all.empty()) lines.push_back(all + ".");
  if (!old.empty())
    lines.push_back(fmt::format("Warning: prices older than {} days: {}.", kOldPriceDays, old));
  return lines;
}

Option max_age_option(std::string* age) {
  return {.flags = "--max-catalog-age",
          .value = "AGE",
          .help = "Exit code 6 when a price used is older: 60d, '3 months'",
          .target = age,
          .group = "Catalog"};
}

int check_price_age(const Catalog& catalog, const std::vector<PriceAge>& ages, const std::string& max_age,
                    const Environment& environment) {
  if (max_age.empty()) return kOk;
  const ParsedQuantity limit = parse_quantity(QuantityKind::duration, max_age);
  if (!limit.value)
    throw InputError({{.file = "--max-catalog-age",
                       .line = 0,
                       .column = 0,
                       .pointer = {},
                       .message = limit.message,
                       .hint = limit.hint.empty() ? "write 60d or '3 months'" : limit.hint}});
  constexpr double kSecondsPerDay = 86400;
  int code = kOk;
  for (const PriceAge& age : ages) {
    const Source& source = catalog.sources()[age.source];
    const double days = age_in_days(source, environment.today);
    if (days * kSecondsPerDay <= *limit.value) continue;
    warn(fmt::format("prices of {} are of {}, {}: over --max-catalog-age {}",
                     catalog.text(catalog.providers()[age.provider].key), catalog.text(source.as_of),
                     age_text(days), printable(max_age)));
    code = kPricesTooOld;
  }
  return code;
}

void warn_of_old_prices(const std::vector<PriceAge>& ages, const Catalog& catalog, std::int32_t today) {
  std::string old;
  for (const PriceAge& age : ages) {
    const Source& source = catalog.sources()[age.source];
    const double days = age_in_days(source, today);
    if (days > kOldPriceDays)
      old +=
          fmt::format("{}{} {} ({:.0f} days)", old.empty() ? "" : ", ",
                      catalog.text(catalog.providers()[age.provider].key), catalog.text(source.as_of), days);
  }
  if (!old.empty()) note("some prices are old: " + old);
}

}  // namespace cloudplan::cli
