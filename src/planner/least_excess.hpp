// When limits have to be exceeded: the plan that exceeds them by least.

#ifndef CLOUDPLAN_SRC_PLANNER_LEAST_EXCESS_HPP_
#define CLOUDPLAN_SRC_PLANNER_LEAST_EXCESS_HPP_

#include "planner/limit_amounts.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace cloudplan {

// A plan that keeps all limits of a workload but some.
struct NearPlan {
  Plan plan;
  // By limit that was lifted: what the plan needs of it over what is allowed;
  // 1 where it does not need more, unknown where the limit is no number.
  std::vector<double> factors{};

  // The largest factor; 1 without a number.
  double excess() const;
  std::size_t without_number() const;
};

// What a workload's planner gives; nothing when no plan is feasible.
using PlanSource = std::function<std::optional<Plan>(const Workload&)>;

// `free` is the workload with `lifted` lifted, `stated` the one with all limits; `plan` is a feasible plan of
// `free`. Of all plans of `free`, the one whose largest factor is least (to a hundredth, found by bisection
// over the factor by which all lifted numbers are multiplied; what can be kept stays feasible when numbers
// grow); then each number is lowered as far as the others, held where they are, allow it.
NearPlan least_excess(const Workload& free, const Workload& stated,
                      const std::vector<const WorkloadLimit*>& lifted, Plan plan, const PlanSource& planner);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_LEAST_EXCESS_HPP_
