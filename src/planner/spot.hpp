// What interruptions of spot machines cost in time. Pure arithmetic.

#ifndef CLOUDPLAN_SRC_PLANNER_SPOT_HPP_
#define CLOUDPLAN_SRC_PLANNER_SPOT_HPP_

#include "cloudplan/catalog_records.hpp"
#include "cloudplan/units.hpp"

#include <optional>

namespace cloudplan {

// Interruptions per hour of one machine, as a Poisson process whose chance of
// at least one in a month is the middle of the band (AWS Spot Instance Advisor:
// "frequency of interruption" over the trailing month; over 20 % is taken as
// 30 %). Providers that publish none are taken at the worst band.
double interruptions_per_hour(InterruptionBand band);

struct SpotRun {
  Seconds expected;          // wall time of the run, rework and restarts included
  double interruptions = 0;  // expected number
};

// Daly, J. T. (2006), "A higher order estimate of the optimum checkpoint
// interval for restart dumps", equation 13 with exponential failures:
//   E[T] = (1/r + restart) (exp(r (interval + dump)) - 1) work / interval
// Without checkpoints the interval is the whole work. `rate` counts every
// machine of the run: any of them stops all. Nothing when the run would in
// expectation take more than 20 times its work: it never ends in practice.
std::optional<SpotRun> spot_run(Seconds work, std::optional<Seconds> checkpoint_interval,
                                double rate_per_hour);

// How likely a run keeps a deadline. Its work is log-normal on each side of the median with the width that
// p10 and p90 give; the number of interruptions is Poisson with the expected one; each costs a restart and on
// average half of a checkpoint interval, or half of the work where there are no checkpoints.
// `expected_interruptions` is 0 for machines that are not spot.
struct OnTimeQuestion {
  Seconds setup, work, work_p10, work_p90;
  double expected_interruptions = 0;
  std::optional<Seconds> checkpoint_interval;
  Seconds deadline;
};
double on_time_probability(const OnTimeQuestion& question);

inline constexpr Seconds kCheckpointDump{20};   // seconds to write one checkpoint
inline constexpr Seconds kSpotRestart{6 * 60};  // to get another machine and load the checkpoint

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_SPOT_HPP_
