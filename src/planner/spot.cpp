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
  const double expected =
      (1 / rate + kSpotRestart.value) * std::expm1(rate * (interval + dump)) * (work.value / interval);
  if (!(expected <= kHopeless * work.value)) return std::nullopt;
  // Attempts per interval minus the one that succeeds.
  const double interruptions = std::expm1(rate * (interval + dump)) * (work.value / interval);
  return SpotRun{{expected}, interruptions};
}

}  // namespace cloudplan
