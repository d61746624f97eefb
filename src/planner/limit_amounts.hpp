// Limits that are numbers, in dollars, seconds or machines: what they allow, and
// what a plan takes of them.

#ifndef CLOUDPLAN_SRC_PLANNER_LIMIT_AMOUNTS_HPP_
#define CLOUDPLAN_SRC_PLANNER_LIMIT_AMOUNTS_HPP_

#include "cloudplan/planner.hpp"
#include "planner/limits.hpp"

#include <string>

namespace cloudplan {

inline bool is_number(const WorkloadLimit& limit) { return limit.measure != LimitMeasure::none; }

// What the workload allows; the limit must be a number that it has.
double allowed_amount(const Workload& workload, const WorkloadLimit& limit);
// Machines are rounded down.
void allow_amount(Workload& workload, const WorkloadLimit& limit, double amount);
// What a feasible plan takes of what the limit is about.
double taken_amount(const Plan& plan, const WorkloadLimit& limit);
// Rounded up, so that a limit of what is written can be kept: "$12.35", "22.9 h", "350 ms", "8".
std::string amount_text(const WorkloadLimit& limit, double amount);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_LIMIT_AMOUNTS_HPP_
