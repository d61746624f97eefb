#include "cloudplan/tiers.hpp"

#include <algorithm>
#include <limits>

namespace cloudplan {

namespace {

double upper_end(const PriceTier& tier) {
  return is_known(tier.to) ? tier.to : std::numeric_limits<double>::infinity();
}

// How far the tiers go without a gap or an overlap.
double covered_up_to(std::span<const PriceTier> tiers) {
  double end = 0;
  for (const PriceTier& tier : tiers) {
    if (tier.from != end || upper_end(tier) <= end) return tier.from < end ? -1 : end;
    end = upper_end(tier);
  }
  return end;
}

}  // namespace

bool covers_all(std::span<const PriceTier> tiers) {
  return covered_up_to(tiers) == std::numeric_limits<double>::infinity();
}

double units_in_tier(const PriceTier& tier, double start, double quantity) {
  return std::max(0.0, std::min(start + quantity, upper_end(tier)) - std::max(start, tier.from));
}

void charge_tiers(Bill& bill, std::span<const PriceTier> tiers, std::span<const double> volumes,
                  Charge charge, double start) {
  const double largest = volumes.empty() ? 0 : *std::max_element(volumes.begin(), volumes.end());
  if (!(largest > 0)) return;
  if (covered_up_to(tiers) < start + largest) return bill.unknown(charge.meter);
  const std::string_view note = charge.note;
  for (const PriceTier& tier : tiers) {
    double units = 0;
    for (const double volume : volumes) units += units_in_tier(tier, start, volume);
    charge.quantity = units / static_cast<double>(volumes.size());
    charge.unit_price_usd = tier.usd;
    charge.source = tier.source;
    charge.note = tier.usd == 0 && is_known(tier.to) ? kFreeNote : note;
    charge.tier_from = tier.from;
    charge.tier_to = tier.to;
    bill.charge(charge);
  }
}

std::vector<PriceTier> without_allowance(std::span<const PriceTier> tiers, bool shifted) {
  std::vector<PriceTier> rest(tiers.begin(), tiers.end());
  if (rest.size() < 2 || rest.front().usd != 0) return rest;
  const double allowance = rest.front().to;
  rest.erase(rest.begin());
  if (shifted)
    for (PriceTier& tier : rest) {
      tier.from -= allowance;
      tier.to -= allowance;  // unknown stays unknown
    }
  rest.front().from = 0;
  return rest;
}

}  // namespace cloudplan
