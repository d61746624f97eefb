// The parts of a plan, made from the places that were chosen.

#ifndef CLOUDPLAN_SRC_PLANNER_PLAN_PARTS_HPP_
#define CLOUDPLAN_SRC_PLANNER_PLAN_PARTS_HPP_

#include "planner/joint_plan.hpp"

#include <string>
#include <vector>

namespace cloudplan {

// How much of a plan is wanted: all of it, or what its limits are checked by.
enum class Detail { brief, full };

// The task where it was placed, what else it could be, and why the rest is
// out. Appends to `suspects` what the price guard kept from winning.
TaskPlacement place_task(const JointPlan& joint, const Workload& workload, std::size_t task, Detail detail,
                         std::vector<std::string>& suspects);

// The whole plan as the joint choice stands; limits that couple tasks are not looked at.
Plan assemble(const JointPlan& joint, const Workload& workload, Detail detail, const PlanOptions& options);

// Says of each line of the plan whose price the user's configuration changed what the list price was.
void add_list_prices(const Catalog& catalog, Plan& plan);

// Says of a plan how long its longest chain of jobs takes, and which limits it breaks.
void hold_against_limits(const Workload& workload, Plan& plan);

DatasetPlacement place_dataset(const JointPlan& joint, const Workload& workload, std::size_t dataset,
                               Detail detail, const PlanOptions& options);

// One sentence on a task that no offer can do.
std::string why_no_offer(const Workload& workload, const TaskPlacement& placed);

// Of a workload that no one provider can do as a whole: by provider, those that can do most of it first, what
// it can't do, and why; or what nobody can do.
std::vector<std::string> provider_conflicts(const Workload& workload, const Market& market,
                                            const PlanOptions& options);

// For an infeasible plan: the smallest set of limits in conflict, and the plan
// when the fewest are lifted. Appends to the plan's conflicts.
void add_nearest(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options,
                 Plan& plan);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_PLAN_PARTS_HPP_
