// Facts about purchase options that more than one part of the planner needs.

#ifndef CLOUDPLAN_SRC_PLANNER_PURCHASE_HPP_
#define CLOUDPLAN_SRC_PLANNER_PURCHASE_HPP_

#include "cloudplan/catalog_records.hpp"

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

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_PURCHASE_HPP_
