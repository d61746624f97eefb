// Whether to commit to a machine: what it costs bought by the hour and for a year
// or three, and from how many hours of use a month on the one beats the other.

#ifndef CLOUDPLAN_SRC_PLANNER_COMMITMENT_ADVICE_HPP_
#define CLOUDPLAN_SRC_PLANNER_COMMITMENT_ADVICE_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/planner.hpp"

#include <optional>

namespace cloudplan {

// For a machine that is used `machine_hours` in a month, all `machines` together. A commitment is
// paid for every hour of the month, so that it beats another way to buy from
//   hours = 730 x committed price / price by the hour
// on. Spot is looked at where `spot_allowed`. Nothing where the region sells no commitment, or the machines
// are the user's own or paid for already.
std::optional<CommitmentAdvice> commitment_advice(const Catalog& catalog, const Candidate& candidate,
                                                  double machine_hours, bool spot_allowed);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_COMMITMENT_ADVICE_HPP_
