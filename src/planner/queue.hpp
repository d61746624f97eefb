// How many servers keep a latency: the M/M/c queue. Pure arithmetic.

#ifndef CLOUDPLAN_SRC_PLANNER_QUEUE_HPP_
#define CLOUDPLAN_SRC_PLANNER_QUEUE_HPP_

#include "cloudplan/units.hpp"

#include <optional>

namespace cloudplan {

// The chance that an arrival has to wait when `load` = arrivals x service time
// is offered to `servers` (Erlang C, by the stable recursion of Erlang B).
double erlang_c(double servers, double load);

// The wait that 99 of 100 arrivals stay under: P(W > t) = C exp(-(c m - a) t),
// with c servers of rate m and arrivals a.
Seconds wait_p99(double servers, double service_rate, double arrival_rate);

struct FleetSize {
  double servers = 0;
  double utilization = 0;
  Seconds latency_p99;  // wait + service
};

// The fewest servers with wait_p99 + service time within `latency` (none: the
// queue only has to be stable below `kHighestUtilization`). Nothing when the
// service time alone is over it, or more than a million servers would be needed.
std::optional<FleetSize> size_fleet(double arrival_rate, double service_rate, Seconds service_time,
                                    std::optional<Seconds> latency);

// Above this share of capacity, small surges make queues long; load balancers'
// autoscaling targets are commonly set near it.
inline constexpr double kHighestUtilization = 0.8;

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_QUEUE_HPP_
