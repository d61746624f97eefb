#include "planner/queue.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {
// Beyond this many servers the recursion is not worth its time: the chance to
// wait at 80 % utilization is below 1e-6 there, so the fleet is sized by
// utilization alone.
constexpr double kLargeFleet = 2000;
constexpr double kMostServers = 1e6;
}  // namespace

double erlang_c(double servers, double load) {
  if (load >= servers) return 1;
  if (load <= 0) return 0;
  double blocking = 1;  // Erlang B of 0 servers
  for (double c = 1; c <= servers; ++c) blocking = load * blocking / (c + load * blocking);
  return blocking / (1 - (load / servers) * (1 - blocking));
}

Seconds wait_p99(double servers, double service_rate, double arrival_rate) {
  const double spare = servers * service_rate - arrival_rate;
  if (spare <= 0) return {HUGE_VAL};
  if (servers > kLargeFleet) return {0};
  const double waits = erlang_c(servers, arrival_rate / service_rate);
  return {waits <= 0.01 ? 0 : std::log(waits / 0.01) / spare};
}

std::optional<FleetSize> size_fleet(double arrival_rate, double service_rate, Seconds service_time,
                                    std::optional<Seconds> latency) {
  if (latency && service_time > *latency) return std::nullopt;
  if (!(service_rate > 0)) return std::nullopt;
  const double load = arrival_rate / service_rate;
  double servers = std::max(1.0, std::ceil(load / kHighestUtilization));
  if (servers > kMostServers) return std::nullopt;
  const auto latency_with = [&](double n) { return service_time + wait_p99(n, service_rate, arrival_rate); };
  // A queue at 80 % is a few servers short of any reachable target at most:
  // each server more shortens the wait.
  while (latency && latency_with(servers) > *latency) ++servers;
  return FleetSize{servers, load / servers, latency_with(servers)};
}

}  // namespace cloudplan
