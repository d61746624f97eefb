// TaskSearch: of each place, what no other offer there beats in both dollars and hours.

#include "cloudplan/price_guard.hpp"
#include "planner/notebook_use.hpp"
#include "planner/owned_hours.hpp"
#include "planner/task_search.hpp"

#include <algorithm>

namespace cloudplan {

// Keeps a list of rising hours and falling dollars; of equals the one that is preferred.
void TaskSearch::keep_tradeoff(std::vector<Tradeoff>& list, const Tradeoff& made) const {
  const auto later = std::upper_bound(list.begin(), list.end(), made.hours,
                                      [](double hours, const Tradeoff& kept) { return hours < kept.hours; });
  if (later != list.begin()) {
    Tradeoff& before = *(later - 1);
    const bool equal = before.usd == made.usd && before.hours == made.hours;
    if (equal && in_order(made.offer, before.offer)) before = made;
    if (before.usd <= made.usd) return;
  }
  auto first = later;
  if (first != list.begin() && (first - 1)->hours == made.hours) --first;
  auto end = first;
  while (end != list.end() && end->usd >= made.usd) ++end;
  if (first == end) {
    list.insert(first, made);
  } else {
    *first = made;
    list.erase(first + 1, end);
  }
}

void TaskSearch::add_tradeoffs(std::uint32_t index, const std::vector<RegionTerms>& regions,
                               Tradeoffs& found) const {
  const Timed& timed = timed_[index];
  const InstanceType& type = catalog_.instance_types()[timed.type];
  const Index first = held_ ? held_->offer.price : type.first_price;
  const Index end = held_ ? first + 1 : first + type.price_count;
  for (Index p = first; p < end; ++p) {
    const Price& price = catalog_.prices()[p];
    const RegionTerms& terms = regions[price.region];
    if (!terms.allowed) continue;
    for (const Way& way : ways_) {
      const HourlyRate rate = price.rate[static_cast<std::size_t>(way.purchase)];
      const std::uint32_t used = timed.uses[way.slot(price.interruption)];
      if (!is_known(rate) || used == 0) continue;
      if (is_suspect(price, way.purchase) && !options_.trust_outliers) continue;
      const Use& use = uses_[used];
      double paid_hours = use.machine_hours;
      if (!options_.owned.empty() && way.purchase == PurchaseOption::on_demand) {
        const auto shares = covered(timed, use, price);
        if (!shares) continue;
        paid_hours -= hours_paid_already(*shares, options_);
      }
      const double usd = paid_hours * (rate.dollars() * timed.price_factor) +
                         use.disk_months * terms.disk_usd + terms.penalty;
      keep_tradeoff(found[places_.of_region(price.region)],
                    {usd, use.run_hours, {usd, index, p, way.purchase}});
    }
  }
}

Tradeoffs TaskSearch::tradeoffs() const {
  Tradeoffs found(places_.count());
  const std::vector<RegionTerms> regions = region_terms(std::nullopt);
  for (std::uint32_t i = 0; i < timed_.size(); ++i) {
    const Timed& timed = timed_[i];
    if (timed.notebook == kNoIndex) {
      add_tradeoffs(i, regions, found);
      continue;
    }
    const Notebook& notebook = catalog_.table<Notebook>()[timed.notebook];
    const auto bill = notebook_bill(catalog_, notebook, task_, timed.run, service_hours(), quota_before());
    if (!bill) continue;
    const double hours = is_job(task_.kind) ? in_hours(bill->calendar_time) : 0;
    keep_tradeoff(
        found[places_.of_notebook_provider(notebook.provider)],
        {bill->usd_per_month, hours, {bill->usd_per_month, i, kNoIndex, PurchaseOption::on_demand}});
  }
  return found;
}

}  // namespace cloudplan
