// The database plans of a catalog, made ready to be searched many times.

#ifndef CLOUDPLAN_SRC_COST_DATABASE_PLANS_HPP_
#define CLOUDPLAN_SRC_COST_DATABASE_PLANS_HPP_

#include "cloudplan/price_book.hpp"

#include <vector>

namespace cloudplan {

// A run of plans of one service in one region, and their storage.
struct PlanGroup {
  Name service{};
  Index region = kNoIndex;
  std::uint32_t first = 0, count = 0;   // into the table of plans
  std::uint8_t engine = 0, family = 0;  // Engine, DatabaseFamily
  bool memory_known = true;             // of every plan
  double least_usd = kUnknown;          // a month, of the cheapest plan with a price
  double most_vcpus = 0, most_memory_gib = 0;
  Index storage = kNoIndex, storage_ha = kNoIndex, storage_io = kNoIndex;
};

// Of a plan, what rules most of them out: a quarter of the record's bytes, and
// no texts. What plan_limit() takes for a plan that states none is filled in.
struct PlanSize {
  double usd_per_month = kUnknown;  // plan_usd_per_month()
  double vcpus = kUnknown;
  double memory_gib = kUnknown;
  bool single = false;  // in one zone
};

struct DatabasePlans {
  explicit DatabasePlans(const PriceBook& book);

  std::vector<PlanGroup> groups{};  // in the order of the catalog
  std::vector<PlanSize> sizes{};    // by index of the plan
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_DATABASE_PLANS_HPP_
