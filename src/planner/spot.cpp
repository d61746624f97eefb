#include "planner/spot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace cloudplan {

double interruptions_per_hour(InterruptionBand band) {
  static const auto kPerHour = [] {
    constexpr double kMonthlyShare[] = {0.025, 0.075, 0.125, 0.175, 0.30, 0.30};
    std::array<double, std::size(kMonthlyShare)> rates{};
    for (std::size_t i = 0; i < rates.size(); ++i) rates[i] = -std::log1p(-kMonthlyShare[i]) / kHoursPerMonth;
    return rates;
  }();
  return kPerHour[static_cast<std::size_t>(band)];
}

std::optional<SpotRun> spot_run(Seconds work, std::optional<Seconds> checkpoint_interval,
                                double rate_per_hour) {
  constexpr double kHopeless = 20;
  const double rate = rate_per_hour / 3600;
  if (rate <= 0 || work.value <= 0) return SpotRun{work, 0};
  const bool checkpointed = checkpoint_interval && checkpoint_interval->value < work.value;
  const double interval = checkpointed ? std::max(checkpoint_interval->value, 1.0) : work.value;
  const double dump = checkpointed ? kCheckpointDump.value : 0;
  const double failures = std::expm1(rate * (interval + dump));  // of an interval, before it succeeds
  const double expected = (1 / rate + kSpotRestart.value) * failures * (work.value / interval);
  if (!(expected <= kHopeless * work.value)) return std::nullopt;
  return SpotRun{{expected}, failures * (work.value / interval)};
}

namespace {

// That work of this median and band takes no longer than `limit` seconds.
double done_within(const OnTimeQuestion& q, double limit) {
  constexpr double kNinetieth = 1.2815515655446004;  // of the standard normal distribution
  if (!(limit > 0)) return 0;
  const double off = std::log(limit / q.work.value);
  const double width =
      off < 0 ? std::log(q.work.value / q.work_p10.value) : std::log(q.work_p90.value / q.work.value);
  if (!(width > 0)) return off < 0 ? 0 : 1;
  return 0.5 * std::erfc(-off / (width / kNinetieth) / std::sqrt(2.0));
}

}  // namespace

double on_time_probability(const OnTimeQuestion& q) {
  if (!(q.work.value > 0)) return q.setup <= q.deadline ? 1 : 0;
  const bool checkpointed = q.checkpoint_interval && q.checkpoint_interval->value < q.work.value;
  const double interval = checkpointed ? std::max(q.checkpoint_interval->value, 1.0) : q.work.value;
  const bool spot = q.expected_interruptions > 0;
  const double dumps = spot && checkpointed ? q.work.value / interval * kCheckpointDump.value : 0;
  const double room = q.deadline.value - q.setup.value - dumps;
  const double each = kSpotRestart.value + interval / 2;
  double probability = 0, weight = std::exp(-q.expected_interruptions);
  // The terms end when nothing of the deadline is left, or when so many interruptions are not to be expected.
  constexpr double kNegligible = 1e-12;
  for (double k = 0; room - k * each > 0; weight *= q.expected_interruptions / ++k) {
    probability += weight * done_within(q, room - k * each);
    if (k > q.expected_interruptions && weight < kNegligible) break;
  }
  return std::min(probability, 1.0);
}

}  // namespace cloudplan
