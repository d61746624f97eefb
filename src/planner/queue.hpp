// How many servers keep a latency: a queue of requests that are answered together. Pure arithmetic.

#ifndef CLOUDPLAN_SRC_PLANNER_QUEUE_HPP_
#define CLOUDPLAN_SRC_PLANNER_QUEUE_HPP_

#include "cloudplan/units.hpp"

#include <cmath>
#include <optional>
#include <vector>

namespace cloudplan {

// What a server does with a request that comes while it answers others.
enum class Batching {
  joins,  // takes it in at once, and all become slower: continuous batching of language models
  waits,  // until the batch in progress is done, then answers all that came meanwhile together
};

// How long a server takes for requests that it answers together: known for a few numbers of them, ascending
// from one, and on the line between two of these. The last is the most it takes at a time; the rest waits in
// turn.
struct ServiceCurve {
  struct Point {
    double together = 1;
    Seconds time;
  };
  std::vector<Point> points;
  Batching batching = Batching::joins;

  Seconds time(double together) const;  // outside of the points: of the nearest
  double capacity() const { return points.back().together / points.back().time.value; }  // requests a second
};

// Latency that 99 of 100 requests keep when `arrivals` a second, at random (Poisson), are spread evenly over
// `servers`; infinite when they can't keep up. The number of requests in flight is a birth-death chain:
// births at the arrival rate, deaths at the rate of the servers with that many in flight. A request takes as
// long as it would if as many stayed in flight as 99 of 100 find at most. For servers that answer one at a
// time this is the M/M/c queue, with Erlang's C.
Seconds latency_p99(const ServiceCurve& curve, double servers, double arrivals);

struct FleetSize {
  double servers = 0;
  double utilization = 0;  // arrivals / capacity
  Seconds latency_p99;
};

// The fewest servers that keep `latency` (none: any) and stay at or below `kHighestUtilization`. Nothing when
// a request alone takes longer, or more than a million servers would be needed, or `below` of them and more.
std::optional<FleetSize> size_fleet(const ServiceCurve& curve, double arrivals,
                                    std::optional<Seconds> latency, double below = HUGE_VAL);

// Above this share of capacity, small surges make queues long; load balancers'
// autoscaling targets are commonly set near it.
inline constexpr double kHighestUtilization = 0.8;

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_QUEUE_HPP_
