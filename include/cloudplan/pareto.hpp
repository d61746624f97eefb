// The front of cost and time: the plans of which none is both cheaper and faster.

#ifndef CLOUDPLAN_PARETO_HPP_
#define CLOUDPLAN_PARETO_HPP_

#include "cloudplan/planner.hpp"

#include <vector>

namespace cloudplan {

struct FrontPoint {
  double usd_per_hour = 0;  // what an hour was worth: above it, this plan is the best up to the next point
  double usd = 0;           // a month, what is paid once for data spread over the time that it is kept
  Seconds time;             // of one run of each job, added up
  Plan plan;
};

// By rising cost and falling time. The first is the cheapest plan, the last the
// fastest; between them the corners that some worth of an hour leads to
// (docs/planner.md). The workload's objective, budget and coupled deadlines are not looked at; limits
// of single tasks hold. One point when no job is timed; none when something fits nowhere.
std::vector<FrontPoint> pareto_front(const Workload& workload, const PerformanceCatalog& performance,
                                     const PlanOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_PARETO_HPP_
