// The database plans of a catalog, made ready to be searched many times.

#ifndef CLOUDPLAN_SRC_COST_DATABASE_PLANS_HPP_
#define CLOUDPLAN_SRC_COST_DATABASE_PLANS_HPP_

#include "cloudplan/price_book.hpp"

#include <cstdint>
#include <limits>
#include <span>

namespace cloudplan {

// A run of plans of one service in one region, and their storage.
struct PlanGroup {
  Name service{};
  Index region = kNoIndex;
  std::uint32_t first = 0, count = 0;   // into the table of plans, and into their sizes
  std::uint8_t engine = 0, family = 0;  // Engine, DatabaseFamily
  bool memory_known = true;             // of every plan
  std::uint8_t unused = 0;              // it lies in the catalog's image, whole
  double least_usd = kUnknown;          // a month, of the cheapest plan with a price
  double most_vcpus = 0, most_memory_gib = 0;
  Index storage = kNoIndex, storage_ha = kNoIndex, storage_io = kNoIndex;
  std::uint32_t first_run = 0;  // of the same service in the same region, among all groups
};
static_assert(sizeof(PlanGroup) == 64);

// MB/s that a plan's machine keeps up; infinite where nothing limits it, or nobody says what.
struct PlanRates {
  float network = std::numeric_limits<float>::infinity();  // to its clients
  float disk = std::numeric_limits<float>::infinity();     // to its volume
};

// Of a plan, what rules most of them out: a quarter of the record's bytes, and
// no texts. What plan_limit() takes for a plan that states none is filled in.
struct PlanSize {
  double usd_per_month = kUnknown;  // plan_usd_per_month()
  double vcpus = kUnknown;
  double memory_gib = kUnknown;
  Index plan = kNoIndex;     // into the table of plans
  std::uint32_t single = 0;  // 1: in one zone
  PlanRates rates{};
};
static_assert(sizeof(PlanSize) == 40);

class DatabasePlans {
 public:
  explicit DatabasePlans(const PriceBook& book);

  std::span<const PlanGroup> groups() const { return groups_.rows(); }  // in the order of the catalog
  // From the cheapest on, then in the order of the catalog; those without a price last.
  std::span<const PlanSize> sizes_of(const PlanGroup& group) const {
    return sizes_.rows().subspan(group.first, group.count);
  }

  // For the image, see Catalog::prepared().
  void prepare(PreparedParts& parts) const;

 private:
  void work_out(const PriceBook& book);

  PreparedTable<PlanGroup> groups_{};
  PreparedTable<PlanSize> sizes_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_DATABASE_PLANS_HPP_
