// TaskSearch: made again where a few machines have another price or speed, and merged with the rest.

#include "planner/task_search.hpp"

#include <algorithm>

namespace cloudplan {

// Members that only timing all machines needs, classes of the same hardware, stay empty.
TaskSearch::TaskSearch(const TaskSearch& base, const Adjustments& adjustments, const Touched& touched)
    : base_(&base),
      first_(static_cast<std::uint32_t>(base.timed_.size())),
      task_(base.task_),
      workload_(base.workload_),
      catalog_(base.catalog_),
      performance_(base.performance_),
      hardware_(base.hardware_),
      places_(base.places_),
      options_(base.options_),
      adjustments_(adjustments),
      deadline_(base.deadline_),
      filter_(base.filter_),
      work_(base.work_),
      timer_(base.timer_),
      counts_(base.counts_),
      granularity_(base.granularity_),
      disks_(base.disks_),
      buyable_(base.buyable_),
      ways_(base.ways_),
      exclusions_(base.exclusions_),
      calibrated_(base.calibrated_),
      chained_(base.chained_),
      own_(base.own_) {
  if (!work_.problem.empty()) return;
  for (const Index type : touched.types) look_at(type);
  if (touched.notebooks) time_notebooks();
  exclusions_ = base.exclusions_;
}

bool TaskSearch::touches(const Touched& touched, const Scored& scored) const {
  const Timed& timed = timed_at(scored.timed);
  if (timed.notebook != kNoIndex) return touched.notebooks;
  return std::binary_search(touched.types.begin(), touched.types.end(), timed.type);
}

// Of these places alone.
std::vector<std::vector<TaskSearch::RegionTerms>> TaskSearch::region_terms_of(
    const std::vector<bool>& places) const {
  auto all = region_terms(std::nullopt);
  for (std::vector<RegionTerms>& regions : all)
    for (Index region = 0; region < regions.size(); ++region)
      regions[region].allowed = regions[region].allowed && places[places_.of_region(region)];
  return all;
}

// Without machines that are not its best, a place keeps its best: only the other places are looked at again.
Ranking TaskSearch::rank_untouched(const Touched& touched, const Ranking& all, double usd_per_hour) const {
  Ranking ranking(places_.count(), timed_.size());
  std::vector<bool> again(places_.count(), false);
  for (Place place = 0; place < all.any.size(); ++place) {
    const bool kept = !all.any[place].possible() || !touches(touched, all.any[place]);
    if (kept) ranking.any[place] = all.any[place];
    again[place] = !kept;
  }
  if (std::find(again.begin(), again.end(), true) == again.end()) return ranking;
  const auto regions = region_terms_of(again);
  const std::vector<Scored> kept = ranking.any;
  for (std::uint32_t i = 0; i < timed_.size(); ++i) {
    if (touches(touched, {.timed = i})) continue;
    if (timed_[i].notebook == kNoIndex)
      rank_prices(ranking, i, usd_per_hour, regions[timed_[i].disks]);
    else
      rank_notebook(ranking, i, usd_per_hour);
  }
  settle(ranking);
  for (Place place = 0; place < kept.size(); ++place)
    if (kept[place].possible()) ranking.any[place] = kept[place];
  return ranking;
}

// A machine that is touched may have beaten others, so that its places are looked at again.
Tradeoffs TaskSearch::untouched_tradeoffs(const Touched& touched, const Tradeoffs& all) const {
  Tradeoffs found(all.size());
  std::vector<bool> again(all.size(), false);
  for (Place place = 0; place < all.size(); ++place) {
    again[place] = std::any_of(all[place].begin(), all[place].end(),
                               [&](const Tradeoff& made) { return touches(touched, made.offer); });
    if (!again[place]) found[place] = all[place];
  }
  if (std::find(again.begin(), again.end(), true) == again.end()) return found;
  const auto regions = region_terms_of(again);
  for (std::uint32_t i = 0; i < timed_.size(); ++i) {
    if (touches(touched, {.timed = i})) continue;
    if (timed_[i].notebook == kNoIndex)
      add_tradeoffs(i, regions[timed_[i].disks], found);
    else if (again[place_of({.timed = i})])
      add_notebook_tradeoff(i, found);
  }
  return found;
}

Ranking TaskSearch::rank_with(const Ranking& untouched, double usd_per_hour) const {
  Ranking ranking = rank(usd_per_hour);
  for (Place place = 0; place < ranking.any.size(); ++place) {
    const Scored &own = ranking.any[place], &other = untouched.any[place];
    if (other.possible() && (!own.possible() || in_order(other, own))) ranking.any[place] = other;
  }
  return ranking;
}

Tradeoffs TaskSearch::tradeoffs_with(const Tradeoffs& untouched) const {
  Tradeoffs found = untouched;
  const Tradeoffs own = tradeoffs();
  for (Place place = 0; place < found.size(); ++place)
    for (const Tradeoff& made : own[place]) keep_tradeoff(found[place], made);
  return found;
}

}  // namespace cloudplan
