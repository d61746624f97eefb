// The limits of a workload that a user could lift, one by one.

#ifndef CLOUDPLAN_SRC_PLANNER_LIMITS_HPP_
#define CLOUDPLAN_SRC_PLANNER_LIMITS_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/workload.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cloudplan {

// What a limit is a number of, when it is one.
enum class LimitMeasure { none, budget, deadline, task_deadline, machines, latency };

struct WorkloadLimit {
  std::string name;    // "deadline", "providers of train"
  std::string stated;  // "24 h", "aws, gcp"; empty where the name says it all
  LimitMeasure measure = LimitMeasure::none;
  std::size_t task = 0;  // whose deadline, machines or latency it is
  std::function<void(Workload&)> lift;
};

// The same workload with the constraints that are meant for all tasks and
// datasets written into each of them, so that each can be lifted by itself.
Workload with_own_constraints(const Workload& workload);

// The budget, the deadlines, then the constraints. `lift` is for with_own_constraints(workload).
std::vector<WorkloadLimit> limits_of(const Workload& workload, const Catalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_LIMITS_HPP_
