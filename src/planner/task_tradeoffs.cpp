// TaskSearch: of each place, what no other offer there beats in both dollars and hours.

#include "planner/notebook_use.hpp"
#include "planner/task_prices.hpp"

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
  for_each_price(timed_[index], regions, [&](const Priced& priced) {
    const double usd = priced.spent.usd_per_month + priced.terms.penalty;
    if (!is_known(usd) || distrusted(priced)) return;
    keep_tradeoff(found[places_.of_region(priced.price.region)],
                  {usd, priced.spent.hours, {usd, first_ + index, priced.index, priced.purchase}});
  });
}

void TaskSearch::add_notebook_tradeoff(std::uint32_t index, Tradeoffs& found) const {
  const Timed& timed = timed_[index];
  const Notebook& notebook = catalog_.table<Notebook>()[timed.notebook];
  const auto bill = notebook_bill(catalog_, notebook, task_, timed.run, quota_before());
  if (!bill) return;
  const double hours = is_job(task_.kind) ? in_hours(bill->calendar_time) : 0;
  const Scored offer{bill->usd_per_month, first_ + index, kNoIndex, PurchaseOption::on_demand};
  keep_tradeoff(found[places_.of_notebook_provider(notebook.provider)], {bill->usd_per_month, hours, offer});
}

Tradeoffs TaskSearch::tradeoffs() const {
  Tradeoffs found(places_.count());
  const auto regions = region_terms(std::nullopt);
  for (std::uint32_t i = 0; i < timed_.size(); ++i) {
    if (timed_[i].notebook == kNoIndex)
      add_tradeoffs(i, regions[timed_[i].disks], found);
    else
      add_notebook_tradeoff(i, found);
  }
  return found;
}

}  // namespace cloudplan
