// What the planner minimizes, added up by the tests themselves.

#ifndef CLOUDPLAN_TESTS_PLAN_OBJECTIVE_HPP_
#define CLOUDPLAN_TESTS_PLAN_OBJECTIVE_HPP_

#include "cloudplan/planner.hpp"

namespace cloudplan {

// Dollars a month of a plan in which everything has a place; a first upload is spread over the time that the
// data is kept.
inline double summed_objective(const Plan& plan) {
  double usd = 0;
  for (const auto& task : plan.tasks) usd += task.chosen->per_month.dollars();
  for (const auto& data : plan.data) usd += data.chosen->compared.dollars();
  for (const auto& flow : plan.flows) usd += flow.cost.total().dollars();
  return usd;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_TESTS_PLAN_OBJECTIVE_HPP_
