// How likely each machine is the cheapest for a task, given the bands of the predictions.

#ifndef CLOUDPLAN_SRC_PLANNER_CHOICE_ODDS_HPP_
#define CLOUDPLAN_SRC_PLANNER_CHOICE_ODDS_HPP_

#include "cloudplan/sensitivity.hpp"

#include <vector>

namespace cloudplan {

// The likeliest first; those below one in a hundred are left out. Empty for what
// is not a timed job.
std::vector<ChoiceOdds> choice_odds(const Workload& workload, std::size_t task,
                                    const PerformanceCatalog& performance, const PlanOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_CHOICE_ODDS_HPP_
