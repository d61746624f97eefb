// What was paid for already, shared among the tasks of a plan.

#ifndef CLOUDPLAN_SRC_PLANNER_OWNED_HOURS_HPP_
#define CLOUDPLAN_SRC_PLANNER_OWNED_HOURS_HPP_

#include "cloudplan/planner.hpp"
#include "planner/adjustments.hpp"

#include <functional>
#include <vector>

namespace cloudplan {

// All that there is of a capacity in a month: machine-hours, or dollars of a savings plan.
double available_in_month(const OwnedCapacity& capacity);

// How much of each capacity each chosen candidate uses: by task, then by capacity.
std::vector<std::vector<double>> owned_use(const Plan& plan, const PlanOptions& options);

// Of what a candidate is covered with, the hours that cost nothing more: an hour on a machine
// of the user's own has its price.
double hours_paid_already(const std::vector<CoveredHours>& covered, const PlanOptions& options);

// What the planner minimizes, over all parts of a plan.
double objective_of(const Plan& plan);

// A plan, and under which adjustments it was made; of some only what limits and sums are checked by.
struct Attempt {
  Plan plan{};
  Adjustments adjusted{};
  bool is_brief = false;
};

using Planner = std::function<Attempt(const Adjustments&)>;
// The best plan that `planner` finds of which the tasks together use no more than there
// is. Where each task alone would use all it wants and together they may, that is the
// optimum; else the tasks that want the same hours are tried in several orders, and the plan
// without these hours: the result is never dearer than that one.
Attempt plan_with_owned(const PlanOptions& options, const Adjustments& adjustments, const Planner& planner);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_OWNED_HOURS_HPP_
