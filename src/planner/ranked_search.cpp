#include "planner/ranked_search.hpp"

#include <utility>

namespace cloudplan {

RankedSearch::RankedSearch(RankedSearch& base, const Adjustments& adjustments, const Touched& touched)
    : base_(&base),
      touched_(touched),
      search_(std::make_unique<const TaskSearch>(*base.search_, adjustments, touched)) {}

std::shared_ptr<const Ranking> RankedSearch::ranking(double usd_per_hour) {
  auto& known = rankings_[usd_per_hour];
  if (!known)
    known = std::make_shared<const Ranking>(
        base_ ? search_->rank_with(base_->ranking_without(touched_, usd_per_hour), usd_per_hour)
              : search_->rank(usd_per_hour));
  return known;
}

const Tradeoffs& RankedSearch::tradeoffs() {
  if (!tradeoffs_)
    tradeoffs_ = base_ ? search_->tradeoffs_with(base_->tradeoffs_without(touched_)) : search_->tradeoffs();
  return *tradeoffs_;
}

double RankedSearch::balanced_usd_per_hour() {
  if (!balanced_) balanced_ = search_->balanced_usd_per_hour(*ranking(0));
  return *balanced_;
}

const Ranking& RankedSearch::ranking_without(const Touched& touched, double usd_per_hour) {
  auto& known = untouched_[touched].rankings;
  auto found = known.find(usd_per_hour);
  if (found == known.end())
    found =
        known.emplace(usd_per_hour, search_->rank_untouched(touched, *ranking(usd_per_hour), usd_per_hour))
            .first;
  return found->second;
}

const Tradeoffs& RankedSearch::tradeoffs_without(const Touched& touched) {
  auto& known = untouched_[touched].tradeoffs;
  if (!known) known = search_->untouched_tradeoffs(touched, tradeoffs());
  return *known;
}

}  // namespace cloudplan
