// A plan's choices made again: for other amounts, at other speeds, or with
// free tiers counted differently.

#ifndef CLOUDPLAN_SRC_PLANNER_HELD_PLAN_HPP_
#define CLOUDPLAN_SRC_PLANNER_HELD_PLAN_HPP_

#include "cloudplan/planner.hpp"
#include "planner/adjustments.hpp"

#include <string>
#include <vector>

namespace cloudplan {

// Where in the band of every prediction.
enum class Pace { fast, median, slow };  // p90, median, p10 of the speed

class HeldPlan {
 public:
  // Everything that is passed must outlive it; the plan is whole and has a choice for everything.
  HeldPlan(const Workload& workload, const Plan& plan, const Market& market, const PlanOptions& options);

  // The same choices for the uncertain inputs at these values. No limit of the workload is looked at; the
  // plan is infeasible where the choices can't do it.
  Plan at(const std::vector<double>& inputs, Pace pace) const;
  // The same choices and amounts with the free tiers counted as they were not.
  Plan with_other_free_tier() const;
  // Planned anew for these amounts, within all limits.
  Plan anew(const std::vector<double>& inputs) const;

 private:
  Plan held(const Workload& workload, Pace pace, const PlanOptions& options) const;

  const Workload& workload_;
  const Plan& plan_;
  const Market& market_;
  PlanOptions options_;
};

// Fills Plan::other_free_tier and Plan::range.
void add_beside(const Workload& workload, const Market& market, const PlanOptions& options, Plan& plan);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_HELD_PLAN_HPP_
