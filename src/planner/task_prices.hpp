// Every price of a timed machine that may be paid: what TaskSearch ranks, and what its tradeoffs are of.

#ifndef CLOUDPLAN_SRC_PLANNER_TASK_PRICES_HPP_
#define CLOUDPLAN_SRC_PLANNER_TASK_PRICES_HPP_

#include "planner/task_search.hpp"

namespace cloudplan {

// Some 100,000 prices are looked at for every task, and most lose: what does not depend on the price is
// worked out before, and the caller's test is part of the loop.
template <class Found>
void TaskSearch::for_each_price(const Timed& timed, const std::vector<RegionTerms>& regions,
                                Found found) const {
  const InstanceType& type = catalog_.instance_types()[timed.type];
  const Index first = held_ ? held_->offer.price : type.first_price;
  const Index end = held_ ? first + 1 : first + type.price_count;
  const bool owned = !options_.owned.empty();
  const double factor = timed.price_factor;
  const Price* const prices = catalog_.prices().data();
  const Use* const uses = uses_.data();
  for (Index p = first; p < end; ++p) {
    const Price& price = prices[p];
    const RegionTerms& terms = regions[price.region];
    if (!terms.allowed) continue;
    for (const Way& way : ways_) {
      const HourlyRate rate = price.rate[static_cast<std::size_t>(way.purchase)];
      const std::uint32_t used = timed.uses[way.slot(price.interruption)];
      if (!is_known(rate) || used == 0) continue;
      const Use& use = uses[used];
      const double paid_hours = owned && way.purchase == PurchaseOption::on_demand
                                    ? hours_to_pay(timed, use, price)
                                    : use.machine_hours;
      const double usd = paid_hours * (rate.dollars() * factor) + use.disk_months * terms.disk_usd;
      found(Priced{p, price, terms, way.purchase, {usd, use.run_hours}});
    }
  }
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_TASK_PRICES_HPP_
