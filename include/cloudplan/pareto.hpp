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
  bool chosen = false;      // it is the plan that was asked about
  // Its choices and costs, without alternatives; its conflicts are the limits that couple tasks and that it
  // breaks: the budget, the deadline of a chain of tasks.
  Plan plan;
};

// By rising cost and falling time. The first is the cheapest plan, the last the
// fastest but for a thousandth of its time; between them the corners that some worth of an hour leads to
// (docs/planner.md). `chosen`, which make_plan() made of the same workload, is marked; it is added where it
// is no corner but nothing beats it (limits can have that effect). Limits of single tasks hold. One point
// when no job is timed; none when something fits nowhere.
std::vector<FrontPoint> pareto_front(const Workload& workload, const PerformanceCatalog& performance,
                                     const PlanOptions& options, const Plan* chosen = nullptr);

}  // namespace cloudplan

#endif  // CLOUDPLAN_PARETO_HPP_
