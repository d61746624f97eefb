// What all plans over one catalog share, worked out once: prices by name, where
// data can be kept, which machines have the same hardware.

#ifndef CLOUDPLAN_SRC_PLANNER_MARKET_HPP_
#define CLOUDPLAN_SRC_PLANNER_MARKET_HPP_

#include "cloudplan/performance_catalog.hpp"
#include "cloudplan/price_book.hpp"
#include "cloudplan/storage.hpp"
#include "planner/hardware_classes.hpp"

#include <optional>

namespace cloudplan {

class Market {
 public:
  // For this workload, and for others that differ from it in amounts and limits. The performance catalog must
  // outlive the market.
  Market(const Workload& workload, const PerformanceCatalog& performance)
      : performance_(performance), book_(performance.catalog()), hardware_(performance.catalog()) {
    if (!workload.data.empty()) advisor_.emplace(book_);
  }
  Market(const Market&) = delete;
  Market& operator=(const Market&) = delete;

  const PerformanceCatalog& performance() const { return performance_; }
  const Catalog& catalog() const { return book_.catalog(); }
  const PriceBook& book() const { return book_; }
  const HardwareClasses& hardware() const { return hardware_; }
  const StorageAdvisor& advisor() const { return *advisor_; }  // there is one when there are datasets

 private:
  const PerformanceCatalog& performance_;
  PriceBook book_;
  HardwareClasses hardware_;
  std::optional<StorageAdvisor> advisor_;
};

// What of that stands in a catalog's image, so that no start works it out again; see Catalog::prepared().
PreparedParts prepare_market(const Catalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_MARKET_HPP_
