// What is as good as the recommendation, or nearly: equals in price, buckets in
// several data centers, buckets beside machines.

#include "storage_internal.hpp"

#include "support/format_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

// The lowest price first, then the largest region of those that cost the same (tie_limit).
template <class Passes>
const StorageOption* StorageAdvisor::cheapest_where(const StorageDecision& decision, Passes passes) const {
  const StorageOption* lowest = nullptr;
  for (const StorageOption& option : decision.all.options)
    if (option.complete && !option.second_choice && passes(option) &&
        (!lowest || option.compared < lowest->compared))
      lowest = &option;
  if (!lowest) return nullptr;
  const Money most = tie_limit(lowest->compared);
  const StorageOption* best = lowest;
  for (const StorageOption& option : decision.all.options)
    if (option.complete && !option.second_choice && option.compared <= most && passes(option) &&
        region_weights_.rows()[option.region] > region_weights_.rows()[best->region])
      best = &option;
  return best;
}

// Of two, either may be the cheaper one: where the choice stays with one provider, others may cost much less.
static bool same_price(const StorageOption& a, const StorageOption& b) {
  return a.compared <= tie_limit(b.compared) && b.compared <= tie_limit(a.compared);
}

bool StorageAdvisor::in_one_data_center(const StorageOption& option) const {
  return option.kind == StoreKind::bucket && option.step_count > 0 &&
         spread_of(
             book_->text(book_->row(book_->bucket_classes()[option.steps[0].bucket_class]).redundancy)) == 1;
}

std::vector<std::string> StorageAdvisor::notes_of_choice(const StorageDecision& decision,
                                                         const StorageOption& chosen,
                                                         bool own_region_only) const {
  constexpr double kWorthSaying = 1;  // USD a month
  std::vector<std::string> notes;
  if (chosen.free_plan || !chosen.complete || chosen.compared.dollars() < kWorthSaying) return notes;
  const auto where = [&](const StorageOption& option) {
    const std::string_view region = book_->text(book_->catalog().regions()[option.region].key);
    return region == "*" || region == "global" ? name(option) : fmt::format("{} in {}", name(option), region);
  };
  const bool fragile = in_one_data_center(chosen);
  const auto in_reach = [&](const StorageOption& option) {
    return !own_region_only || option.region == chosen.region;
  };
  const auto equals = [&](const StorageOption& option) {
    return in_reach(option) && option.kind == chosen.kind && option.provider != chosen.provider &&
           !option.free_plan && option.batched == chosen.batched && same_price(option, chosen);
  };
  const auto several = [&](const StorageOption& option) {
    return in_reach(option) && option.kind == StoreKind::bucket && !in_one_data_center(option);
  };
  const StorageOption* const safer = fragile ? cheapest_where(decision, several) : nullptr;
  if (safer && same_price(*safer, chosen)) {
    notes.push_back(fmt::format("{} costs the same within 1 %, {}, and is kept in several data centers",
                                where(*safer), price_text(*safer)));
    return notes;
  }
  if (safer)
    notes.push_back(fmt::format("kept in one data center only; in several the cheapest is {}, at {}",
                                where(*safer), price_text(*safer)));
  if (const StorageOption* const equal = cheapest_where(decision, equals))
    notes.push_back(fmt::format("{} costs the same within 1 %: {}", where(*equal), price_text(*equal)));
  return notes;
}

// Who sells storage only has no machines beside it: what that means for much that is read.
void StorageAdvisor::add_note_of_distance(const DatasetLoad& load, StorageDecision& decision) const {
  constexpr double kMuch = 1e13;  // bytes a month: 30 Mbit/s all the time
  const auto sells_machines = [&](const StorageOption& option) {
    return book_->catalog().providers()[option.provider].kind != ProviderKind::storage;
  };
  if (load.read_bytes < kMuch || sells_machines(decision.all.options[*decision.best])) return;
  const StorageOption* const nearest = cheapest_where(decision, [&](const StorageOption& option) {
    return option.kind == StoreKind::bucket && sells_machines(option);
  });
  if (!nearest) return;
  decision.assumptions.push_back(fmt::format(
      "{} a month are read from afar, {} Mbit/s all the time; beside machines the cheapest is {} in {}, at "
      "{}",
      size_text(Bytes{load.read_bytes}), count_text(std::round(load.read_bytes * 8 / kSecondsPerMonth / 1e6)),
      name(*nearest), book_->text(book_->catalog().regions()[nearest->region].key), price_text(*nearest)));
}

}  // namespace cloudplan
