// How likely each machine is the cheapest for a task, given the bands of the predictions.

#ifndef CLOUDPLAN_SRC_PLANNER_CHOICE_ODDS_HPP_
#define CLOUDPLAN_SRC_PLANNER_CHOICE_ODDS_HPP_

#include "cloudplan/sensitivity.hpp"
#include "planner/joint_plan.hpp"

#include <vector>

namespace cloudplan {

// Of a job, as the joint plan was ranked and solved. The likeliest first; those
// below one in a hundred are left out. Empty for what is not timed.
std::vector<ChoiceOdds> choice_odds(const JointPlan& joint, std::size_t task);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_CHOICE_ODDS_HPP_
