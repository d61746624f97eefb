// How old prices are.

#ifndef CLOUDPLAN_PRICE_AGE_HPP_
#define CLOUDPLAN_PRICE_AGE_HPP_

#include "cloudplan/catalog.hpp"

#include <cstdint>
#include <vector>

namespace cloudplan {

// Older prices than this are announced in every report.
inline constexpr std::int32_t kOldPriceDays = 90;

// The oldest price in use of a provider.
struct PriceAge {
  Index provider = kNoIndex;
  Index source = kNoIndex;  // the source that says how old it is
};

// Collects the sources of the prices that an answer stands on.
class PriceAges {
 public:
  explicit PriceAges(const Catalog& catalog)
      : catalog_(&catalog), oldest_(catalog.providers().size(), kNoIndex) {}

  void add(Index provider, Index source);
  // Of every provider added, in the catalog's order.
  std::vector<PriceAge> oldest() const;

 private:
  const Catalog* catalog_;
  std::vector<Index> oldest_;  // source, by provider
};

// Days from the last day that a source can mean to `today`, both in days since
// 1970-01-01. A source without a date has no age: kUnknown.
double age_in_days(const Source& source, std::int32_t today);

}  // namespace cloudplan

#endif  // CLOUDPLAN_PRICE_AGE_HPP_
