// Finds offers: instance types in regions under a purchase option.

#ifndef CLOUDPLAN_OFFER_SEARCH_HPP_
#define CLOUDPLAN_OFFER_SEARCH_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/catalog_records.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// Both ends belong to it. Holds no unknown number unless it holds all.
struct Range {
  double least = 0;
  double most = std::numeric_limits<double>::infinity();

  bool everything() const { return least <= 0 && most == std::numeric_limits<double>::infinity(); }
  bool holds(double value) const { return everything() || (value >= least && value <= most); }
};

// What an offer must be. Lists of flags are by index into the catalog's table;
// an empty list allows all.
struct OfferFilter {
  enum class Accelerators { any_or_none, some, none };

  std::vector<bool> providers;
  std::vector<bool> regions;
  std::vector<bool> accelerators;  // the only kinds allowed
  Accelerators wish = Accelerators::any_or_none;
  Range accelerator_count;
  Range accelerator_memory_gib;  // of one device
  Range vcpus;
  Range memory_gib;
  std::vector<std::string> types;  // globs on names and full names ("c5.*", "aws/c5.*"); empty: all
  std::string arch;                // "x86_64", "arm64"; "": any
  std::array<bool, kPurchaseOptions> purchase{true, false, false, false};
  double most_usd_per_hour = std::numeric_limits<double>::infinity();
  bool managed = false;         // SageMaker, Vertex AI, Watson too
  bool trust_outliers = false;  // prices that the price guard flags too
  bool restricted = false;      // regions that are not open to everybody too
};

struct FoundOffer {
  Index type = kNoIndex;   // into instance_types()
  Index price = kNoIndex;  // into prices()
  PurchaseOption option = PurchaseOption::on_demand;
};

struct OfferSearch {
  std::vector<FoundOffer> offers;  // in the catalog's order
  // Offers that match but for one thing.
  std::size_t hidden_suspect = 0;
  std::size_t hidden_restricted = 0;
};
OfferSearch search_offers(const Catalog& catalog, const OfferFilter& filter);

// What an offer is sorted by: price and accelerator_price from low to high,
// name in the order of the catalog, the others from high to low.
enum class OfferOrder { price, accelerator_price, vcpus, memory, accelerators, name };

// The first `limit` (0: all) offers in that order; equal ones by price, then as
// the catalog has them. What is not known comes last.
void sort_offers(const Catalog& catalog, std::vector<FoundOffer>& offers, OfferOrder order,
                 std::size_t limit);

HourlyRate rate_of(const Catalog& catalog, const FoundOffer& offer);
// Per hour and whole accelerator; unknown without one.
double usd_per_accelerator_hour(const Catalog& catalog, const FoundOffer& offer);

}  // namespace cloudplan

#endif  // CLOUDPLAN_OFFER_SEARCH_HPP_
