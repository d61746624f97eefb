// JointPlan: offers chosen by terms instead of a ranking.

#include "planner/joint_plan.hpp"

namespace cloudplan {

namespace {

// The best of a place by the terms, with its score; impossible where none is within them.
Tradeoff best_by(const std::vector<Tradeoff>& list, const TaskTerms& terms) {
  Tradeoff best;
  for (const Tradeoff& made : list) {
    if (!(made.hours > terms.above)) continue;
    if (made.hours > terms.up_to) break;
    const double score = made.usd + terms.usd_per_hour * made.hours;
    if (score >= best.offer.score) continue;
    best = made;
    best.offer.score = score;
  }
  return best;
}

}  // namespace

void JointPlan::choose_by(const std::vector<TaskTerms>& terms, double first_month_share) {
  first_month_share_ = first_month_share;
  selected_.assign(tasks(), {});
  for (std::size_t t = 0; t < tasks(); ++t) {
    const Tradeoffs& all = tradeoffs(t);
    selected_[t].reserve(all.size());
    for (const auto& list : all) selected_[t].push_back(best_by(list, terms[t]));
  }
}

void JointPlan::hold(const std::vector<Tradeoff>& offers, const std::vector<Place>& places) {
  selected_.clear();
  first_month_share_ = 0;
  for (std::size_t t = 0; t < tasks(); ++t) {
    Ranking ranking = *rankings_[t];
    ranking.any[places[t]] = offers[t].offer;
    rankings_[t] = std::make_shared<const Ranking>(std::move(ranking));
  }
  place_at(places);
}

}  // namespace cloudplan
