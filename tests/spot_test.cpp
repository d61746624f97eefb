#include "planner/spot.hpp"

#include "catch.hpp"

#include <rapidcheck.h>

using namespace cloudplan;

TEST_CASE("a month on a machine of the 5-10 % band is interrupted with 7.5 % chance", "[spot]") {
  const double rate = interruptions_per_hour(InterruptionBand::from_5_to_10);
  CHECK_THAT(1 - std::exp(-rate * kHoursPerMonth), WithinRel(0.075, 1e-9));
}

TEST_CASE("a run without interruptions takes its work", "[spot]") {
  const auto run = spot_run(hours(10), {}, 0);
  REQUIRE(run);
  CHECK(run->expected == hours(10));
}

TEST_CASE("a run that would restart forever is no option", "[spot]") {
  CHECK_FALSE(spot_run(hours(5000), {}, 0.01));
  CHECK(spot_run(hours(5000), hours(0.5), 0.01));
}

TEST_CASE("expected spot time obeys its laws", "[spot]") {
  CHECK(rc::check("monotone", [] {
    const double work = *rc::gen::inRange(1, 400);
    const double rate = *rc::gen::inRange(1, 100) * 1e-4;
    const Seconds interval = hours(*rc::gen::inRange(1, 40) * 0.1);
    const auto run = spot_run(hours(work), interval, rate);
    const auto more_work = spot_run(hours(work * 2), interval, rate);
    const auto more_trouble = spot_run(hours(work), interval, rate * 2);
    RC_ASSERT(run.has_value());
    RC_ASSERT(run->expected >= hours(work));
    if (more_work) RC_ASSERT(more_work->expected > run->expected);
    if (more_trouble) RC_ASSERT(more_trouble->expected > run->expected);
  }));
}

TEST_CASE("the probability of keeping a deadline follows the band", "[spot]") {
  OnTimeQuestion q{Seconds{300}, hours(10), hours(8), hours(13), 0, {}, hours(10) + Seconds{300}};
  CHECK_THAT(on_time_probability(q), WithinAbs(0.5, 1e-9));
  q.deadline = hours(13) + Seconds{300};
  CHECK_THAT(on_time_probability(q), WithinAbs(0.9, 1e-9));
  q.deadline = hours(8) + Seconds{300};
  CHECK_THAT(on_time_probability(q), WithinAbs(0.1, 1e-9));
  q.deadline = Seconds{200};
  CHECK(on_time_probability(q) == 0);
}

TEST_CASE("the probability of keeping a deadline obeys its laws", "[spot]") {
  CHECK(rc::check("monotone", [] {
    const double work = *rc::gen::inRange(1, 200);
    OnTimeQuestion q{Seconds{300},
                     hours(work),
                     hours(work * 0.8),
                     hours(work * 1.4),
                     *rc::gen::inRange(0, 500) * 0.01,
                     hours(0.5),
                     hours(work * *rc::gen::inRange(5, 30) * 0.1)};
    const double now = on_time_probability(q);
    RC_ASSERT(now >= 0 && now <= 1);
    OnTimeQuestion longer = q, rougher = q;
    longer.deadline = q.deadline * 1.1;
    rougher.expected_interruptions += 0.5;
    RC_ASSERT(on_time_probability(longer) >= now - 1e-12);
    RC_ASSERT(on_time_probability(rougher) <= now + 1e-12);
  }));
}
