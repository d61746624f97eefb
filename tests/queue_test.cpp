#include "planner/queue.hpp"

#include "catch.hpp"

#include <rapidcheck.h>

#include <cmath>

using namespace cloudplan;

namespace {

ServiceCurve one_at_a_time(double seconds) { return {{{1, {seconds}}}, Batching::joins}; }

// A fixed part, shared by all that are answered together, and a part of each.
ServiceCurve batched(double fixed, double each, Batching batching) {
  ServiceCurve curve{{}, batching};
  for (const double n : {1.0, 4.0, 16.0, 64.0}) curve.points.push_back({n, {fixed + each * n}});
  return curve;
}

ServiceCurve any_curve() {
  const double fixed = *rc::gen::inRange(0, 100) * 0.01;
  const double each = *rc::gen::inRange(1, 100) * 0.001;
  return batched(fixed, each, *rc::gen::element(Batching::joins, Batching::waits));
}

// Independent of the program's way: Erlang C as a sum, and the wait behind it.
double erlang_c_p99(int servers, double seconds, double arrivals) {
  const double load = arrivals * seconds;
  double term = 1, sum = 0;
  for (int n = 0; n < servers; ++n) {
    sum += term;
    term *= load / (n + 1);
  }
  const double tail = term / (1 - load / servers);
  const double waits = tail / (sum + tail);
  const double spare = servers / seconds - arrivals;
  return seconds + (waits <= 0.01 ? 0 : std::log(waits / 0.01) / spare);
}

}  // namespace

TEST_CASE("servers that answer one at a time are an M/M/c queue", "[queue]") {
  // One server at half its capacity: every second request waits; ln(0.5 / 0.01) / (1 - 0.5).
  CHECK_THAT(latency_p99(one_at_a_time(1), 1, 0.5).value, WithinRel(1 + std::log(50) / 0.5, 1e-12));
  CHECK(latency_p99(one_at_a_time(1), 3, 3).value == HUGE_VAL);
  CHECK(rc::check("Erlang C", [] {
    const int servers = *rc::gen::inRange(1, 100);
    const double utilization = *rc::gen::inRange(1, 99) * 0.01;
    const double seconds = *rc::gen::inRange(1, 50) * 0.1;
    const double arrivals = utilization * servers / seconds;
    const double expected = erlang_c_p99(servers, seconds, arrivals);
    RC_ASSERT(std::fabs(latency_p99(one_at_a_time(seconds), servers, arrivals).value / expected - 1) < 1e-6);
  }));
}

TEST_CASE("requests that join are as slow as their number makes them", "[queue]") {
  // Nothing shared slows them: each takes its second however many there are, until the server is full.
  const ServiceCurve no_slower{{{1, {1}}, {64, {1}}}, Batching::joins};
  CHECK_THAT(latency_p99(no_slower, 1, 30).value, WithinRel(1.0, 1e-12));
  // 2 s and 0.05 s of each: ten a second settle where n = 10 (2 + 0.05 n), at 40 in flight. The weights of
  // the chain are the products of 10 (2 + 0.05 k) / k: summed by hand, 99 of 100 requests find 64 at most. (A
  // simulation of 60,000 requests of equal work gives 5.07 s: their number changes while they run, which
  // evens out.)
  const ServiceCurve shared{{{1, {2.05}}, {256, {2 + 0.05 * 256}}}, Batching::joins};
  CHECK_THAT(latency_p99(shared, 1, 10).value, WithinRel(5.25, 1e-9));
}

TEST_CASE("requests that wait for a batch take no more than two batches of those in flight", "[queue]") {
  const ServiceCurve curve = batched(0.1, 0.001, Batching::waits);
  CHECK_THAT(latency_p99(curve, 1, 0.01).value, WithinRel(0.101, 1e-12));  // alone
  const double busy = latency_p99(curve, 1, 100).value;
  CHECK(busy > 0.2);
  CHECK(busy < 2 * (0.1 + 0.064));
}

TEST_CASE("more servers never make a request slower, more requests never faster", "[queue]") {
  CHECK(rc::check("monotone", [] {
    const ServiceCurve curve = any_curve();
    const int servers = *rc::gen::inRange(1, 60);
    const double arrivals = *rc::gen::inRange(1, 99) * 0.01 * servers * curve.capacity();
    const double now = latency_p99(curve, servers, arrivals).value;
    RC_ASSERT(now >= curve.points.front().time.value);
    RC_ASSERT(latency_p99(curve, servers + 1, arrivals).value <= now * (1 + 1e-9));
    RC_ASSERT(latency_p99(curve, servers, arrivals * 0.9).value <= now * (1 + 1e-9));
  }));
}

TEST_CASE("a fleet is stable and keeps its latency with the fewest servers", "[queue]") {
  CHECK(rc::check("size_fleet", [] {
    const ServiceCurve curve = any_curve();
    const double arrivals = *rc::gen::inRange(1, 2000) * 0.1;
    const Seconds latency = curve.points.front().time * (1 + *rc::gen::inRange(1, 100) * 0.1);
    const auto fleet = size_fleet(curve, arrivals, latency);
    RC_ASSERT(fleet.has_value());
    RC_ASSERT(fleet->utilization <= kHighestUtilization + 1e-12);
    RC_ASSERT(fleet->latency_p99 <= latency);
    if (fleet->servers > 1) {
      const double fewer = fleet->servers - 1;
      const bool too_full = arrivals / curve.capacity() / fewer > kHighestUtilization;
      RC_ASSERT(too_full || latency_p99(curve, fewer, arrivals) > latency);
    }
    RC_ASSERT(!size_fleet(curve, arrivals, latency, fleet->servers));
    const auto just_below = size_fleet(curve, arrivals, latency, fleet->servers + 1);
    RC_ASSERT(just_below.has_value());
    RC_ASSERT(just_below->servers == fleet->servers);
  }));
}

TEST_CASE("a service that is slower than its target fits nowhere", "[queue]") {
  CHECK_FALSE(size_fleet(one_at_a_time(0.1), 1, Seconds{0.05}));
}

TEST_CASE("very large fleets are sized, and not counted request by request", "[queue]") {
  const auto fleet = size_fleet(one_at_a_time(1), 5e5, Seconds{1.5});
  REQUIRE(fleet);
  CHECK_THAT(fleet->servers, WithinRel(5e5 / kHighestUtilization, 0.01));
  CHECK_FALSE(size_fleet(one_at_a_time(1), 1e6, std::nullopt));
}
