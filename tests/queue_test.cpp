#include "planner/queue.hpp"

#include "catch.hpp"

#include <rapidcheck.h>

using namespace cloudplan;

TEST_CASE("Erlang C agrees with hand-made values", "[queue]") {
  // One server: the chance to wait is the utilization. Two servers at load 1: 1/3.
  CHECK_THAT(erlang_c(1, 0.5), WithinRel(0.5, 1e-12));
  CHECK_THAT(erlang_c(2, 1), WithinRel(1.0 / 3, 1e-12));
  CHECK(erlang_c(3, 3) == 1);
}

TEST_CASE("a fleet is stable and keeps its latency with the fewest servers", "[queue]") {
  CHECK(rc::check("size_fleet", [] {
    const double arrivals = *rc::gen::inRange(1, 2000) * 0.1;
    const double rate = *rc::gen::inRange(1, 500) * 0.1;
    const Seconds service{1 / rate};
    const Seconds latency = service * (1 + *rc::gen::inRange(1, 100) * 0.1);
    const auto fleet = size_fleet(arrivals, rate, service, latency);
    RC_ASSERT(fleet.has_value());
    RC_ASSERT(fleet->utilization <= kHighestUtilization + 1e-12);
    RC_ASSERT(fleet->latency_p99 <= latency);
    if (fleet->servers > 1) {
      const double fewer = fleet->servers - 1;
      const bool too_full = arrivals / rate / fewer > kHighestUtilization;
      RC_ASSERT(too_full || service + wait_p99(fewer, rate, arrivals) > latency);
    }
  }));
}

TEST_CASE("a service that is slower than its target fits nowhere", "[queue]") {
  CHECK_FALSE(size_fleet(1, 10, {0.1}, Seconds{0.05}));
}
