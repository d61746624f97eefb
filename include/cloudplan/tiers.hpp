// Prices that depend on the volume of a month: the first so many units at one
// price, the next at another. Every tiered price of the program goes through
// here, so that the boundaries are right in one place.

#ifndef CLOUDPLAN_TIERS_HPP_
#define CLOUDPLAN_TIERS_HPP_

#include "cloudplan/cost.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace cloudplan {

// What a line says that costs nothing because of an allowance.
inline constexpr std::string_view kFreeNote = "free every month, once per account";

struct PriceTier {
  double from = 0;       // units in the month
  double to = kUnknown;  // unknown: no upper end
  double usd = kUnknown;
  Index source = kNoIndex;
  std::uint32_t unused = 0;  // it lies in the catalog's image, whole
};

// Whether the tiers leave no gap, do not overlap, start at zero and have no
// end: what is not so has no price that could be trusted.
bool covers_all(std::span<const PriceTier> tiers);

// Units of the quantity that follows the first `start` units and fall into `tier`.
double units_in_tier(const PriceTier& tier, double start, double quantity);

// Charges the mean over the months of `volumes` (one volume: that month), each
// month tiered on its own: one charge per tier that is used. `start` units of
// each month were already billed elsewhere, for example to another dataset of
// the same account. When the tiers do not reach the largest volume without a
// gap or overlap, the meter is unknown as a whole.
void charge_tiers(Bill& bill, std::span<const PriceTier> tiers, std::span<const double> volumes,
                  Charge charge, double start = 0);

// The tiers without their free allowance, a first tier of price zero: the tier
// after it begins at zero. Azure lists what follows the allowance shifted by it
// (100, 10340, ...): `shifted` moves all of them down; AWS and Google count the
// whole volume (100, 10240, ...).
std::vector<PriceTier> without_allowance(std::span<const PriceTier> tiers, bool shifted);

}  // namespace cloudplan

#endif  // CLOUDPLAN_TIERS_HPP_
