// What is only worth its while with many prices.

#ifndef CLOUDPLAN_SRC_CATALOG_CATALOG_SIZE_HPP_
#define CLOUDPLAN_SRC_CATALOG_CATALOG_SIZE_HPP_

#include "cloudplan/catalog.hpp"

namespace cloudplan {

// A few prices are searched sooner than a thread begins (some 50 us).
inline bool is_worth_threads(const Catalog& catalog) {
  constexpr std::size_t kFewPrices = 5000;
  return catalog.prices().size() >= kFewPrices;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_CATALOG_SIZE_HPP_
