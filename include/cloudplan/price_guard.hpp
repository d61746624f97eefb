// Finds prices that are probably wrong where they were taken from, and prices
// of machines where there are none to rent. A planner that takes the cheapest
// row finds exactly these, so a price that is flagged here may not win unless
// its user trusts outliers.

#ifndef CLOUDPLAN_PRICE_GUARD_HPP_
#define CLOUDPLAN_PRICE_GUARD_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/catalog_records.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// How far an on-demand price may be from the median of its type over regions.
// No row of AWS or Google Cloud lies outside; those of Azure that do are
// mistakes (a whole family at a tenth of its price in one region).
inline constexpr double kLowestOfMedian = 0.5;
inline constexpr double kHighestOfMedian = 2.5;

// The least that a whole accelerator may cost, against the median of its
// series in the region. The largest machines around one accelerator (g4dn,
// g5) make the median up to 2.7 times the price of the smallest.
inline constexpr double kLowestOfSiblings = 0.33;

// An instance type as far as the guard looks at it; its prices are
// prices[first_price .. first_price + price_count).
struct GuardedType {
  std::string_view series;  // types that differ in size only, see series_of()
  Index accelerator = kNoIndex;
  double accelerator_count = 0;
  double vcpus = kUnknown;
  double memory_gib = kUnknown;
  Index first_price = 0;
  std::uint32_t price_count = 0;
  std::span<const Index> offered_in = {};  // regions where it can be rented; none: not known
};

// The SuspectReason bits of every price, in the same order.
std::vector<std::uint8_t> suspect_prices(std::span<const GuardedType> types, std::span<const Price> prices);
// The same for the types of a catalog; `text` reads their names, `offered` says
// where some of them can be rented.
std::vector<std::uint8_t> suspect_prices(std::span<const InstanceType> types,
                                         const std::function<std::string_view(Name)>& text,
                                         std::span<const Price> prices,
                                         std::span<const MachineRegion> offered);

// What the names of types that differ in size only have in common: "p3.2xlarge"
// -> "p3", "Standard_NC12s_v3" -> "Standard_NCs_v3".
std::string series_of(std::string_view type_name);

// Whether a price under one option may not win: reasons about the on-demand
// price and the machine hold for all options, the others for their own.
bool is_suspect(const Price& price, PurchaseOption option);

// The reasons as text: "far from its median, spot not below on demand"; "" for none.
std::string suspect_text(std::uint8_t reasons);

// The sources of what the catalog knows about where a type can be rented, each
// once, in the catalog's order. None: where it can be rented is not known.
std::vector<Index> availability_sources(const Catalog& catalog, const InstanceType& type);

// The reasons as a sentence for a reader who did not ask for this type: "Google
// Cloud lists a price but not the machine in this region, as of 2026-06-03".
std::string suspect_sentence(const Catalog& catalog, const InstanceType& type, std::uint8_t reasons);

}  // namespace cloudplan

#endif  // CLOUDPLAN_PRICE_GUARD_HPP_
