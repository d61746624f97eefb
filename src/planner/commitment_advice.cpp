#include "planner/commitment_advice.hpp"

#include "cloudplan/price_guard.hpp"
#include "planner/purchase.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

double rate_of(const Price& price, PurchaseOption purchase) {
  const HourlyRate rate = price.rate[static_cast<std::size_t>(purchase)];
  return is_known(rate) && !is_suspect(price, purchase) ? rate.dollars() : kUnknown;
}

// Hours of use a month from which a commitment is the cheaper.
double break_even(double committed, double by_the_hour) {
  return is_known(committed) && by_the_hour > 0 ? kHoursPerMonth * committed / by_the_hour : kUnknown;
}

std::string hours_text(double hours) {
  return fmt::format("{} h a month ({})", count_text(std::round(hours)),
                     percent_text(hours / kHoursPerMonth));
}

// "1 year pays from 438 h a month (60 %) on, 3 years from 290 h a month (40 %)"
std::string thresholds(double one, double three, const char* than) {
  std::string text;
  const auto add = [&](const char* term, double hours) {
    if (!is_known(hours)) return;
    const std::string says = hours > kHoursPerMonth
                                 ? fmt::format("{} never pays", term)
                                 : fmt::format("{} pays from {} on", term, hours_text(hours));
    text += (text.empty() ? "" : ", ") + says;
  };
  add("1 year", one);
  add("3 years", three);
  return text.empty() ? text : fmt::format("{}, against {}", text, than);
}

std::string verdict_of(const CommitmentAdvice& advice) {
  const double by_the_hour =
      is_known(advice.spot_usd) ? std::fmin(advice.spot_usd, advice.on_demand_usd) : advice.on_demand_usd;
  const char* const other = by_the_hour < advice.on_demand_usd ? "spot" : "on demand";
  const bool one = advice.commit_1y_usd < by_the_hour, three = advice.commit_3y_usd < by_the_hour;
  const std::string used = fmt::format("used {}", hours_text(advice.hours));
  std::string limits = thresholds(advice.hours_1y, advice.hours_3y, "on demand");
  if (const std::string spot = thresholds(advice.spot_hours_1y, advice.spot_hours_3y, "spot"); !spot.empty())
    limits += "; " + spot;
  if (!one && !three) return fmt::format("Commit? No: {}, and {}.", used, limits);
  std::string saves;
  const auto add = [&](const char* term, double usd) {
    saves += fmt::format("{}{} saves {} a month ({})", saves.empty() ? "" : ", ", term,
                         usd_text(dollars(by_the_hour - usd)), percent_text(1 - usd / by_the_hour));
  };
  if (one) add("1 year", advice.commit_1y_usd);
  if (three) add("3 years", advice.commit_3y_usd);
  return fmt::format("Commit? {}: {}; against {}, {}. {}.",
                     one ? "Yes, if it runs on for a year" : "Only if it runs on for three years", used,
                     other, saves, limits);
}

}  // namespace

std::optional<CommitmentAdvice> commitment_advice(const Catalog& catalog, const Candidate& candidate,
                                                  double machine_hours, bool spot_allowed) {
  if (candidate.offer.price == kNoIndex || !candidate.covered.empty() || !(machine_hours > 0))
    return std::nullopt;
  const Price& price = catalog.prices()[candidate.offer.price];
  const double on_demand = rate_of(price, PurchaseOption::on_demand);
  const double spot = spot_allowed ? rate_of(price, PurchaseOption::spot) : kUnknown;
  const double one = rate_of(price, PurchaseOption::commit_1y),
               three = rate_of(price, PurchaseOption::commit_3y);
  if (!is_known(on_demand) || (!is_known(one) && !is_known(three))) return std::nullopt;
  const double machines = candidate.machines * committed_machines(machine_hours / candidate.machines);
  const double month = kHoursPerMonth * machines;
  CommitmentAdvice advice{.on_demand_usd = on_demand * machine_hours,
                          .spot_usd = spot * machine_hours,
                          .commit_1y_usd = one * month,
                          .commit_3y_usd = three * month,
                          .hours = machine_hours / machines,
                          .hours_1y = break_even(one, on_demand),
                          .hours_3y = break_even(three, on_demand),
                          .spot_hours_1y = break_even(one, spot),
                          .spot_hours_3y = break_even(three, spot),
                          .verdict = {}};
  advice.verdict = verdict_of(advice);
  return advice;
}

}  // namespace cloudplan
