// Facts about purchase options that more than one part of the planner needs.

#ifndef CLOUDPLAN_SRC_PLANNER_PURCHASE_HPP_
#define CLOUDPLAN_SRC_PLANNER_PURCHASE_HPP_

#include "cloudplan/catalog_records.hpp"
#include "cloudplan/units.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace cloudplan {

inline constexpr PurchaseOption kAllPurchases[] = {PurchaseOption::on_demand, PurchaseOption::spot,
                                                   PurchaseOption::commit_1y, PurchaseOption::commit_3y};

// As workloads name them.
constexpr std::string_view purchase_key(PurchaseOption purchase) {
  constexpr std::string_view kKeys[] = {"on_demand", "spot", "commit_1y", "commit_3y"};
  return kKeys[static_cast<std::size_t>(purchase)];
}

// As people read them.
constexpr std::string_view purchase_title(PurchaseOption purchase) {
  constexpr std::string_view kTitles[] = {"on demand", "spot", "1-year commitment", "3-year commitment"};
  return kTitles[static_cast<std::size_t>(purchase)];
}

constexpr bool is_commitment(PurchaseOption purchase) {
  return purchase == PurchaseOption::commit_1y || purchase == PurchaseOption::commit_3y;
}

// How many machines a commitment must cover for what one machine would be used so many hours a month: runs
// that are under way at once have a machine each, and one machine has no more hours than the month.
inline double committed_machines(double hours_of_use) {
  return std::max(1.0, std::ceil(hours_of_use / kHoursPerMonth - 1e-9));
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_PURCHASE_HPP_
