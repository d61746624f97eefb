// Prices and speeds of some machines, changed to see what would be chosen then.

#ifndef CLOUDPLAN_SRC_PLANNER_ADJUSTMENTS_HPP_
#define CLOUDPLAN_SRC_PLANNER_ADJUSTMENTS_HPP_

#include "cloudplan/planner.hpp"
#include "planner/market.hpp"

#include <map>
#include <memory>
#include <vector>

namespace cloudplan {

// Factors on all prices of a type, in every region and however it is bought,
// and on the speed that is predicted on it.
struct Adjustment {
  Index type = kNoIndex;      // into instance_types(), or
  Index notebook = kNoIndex;  // into table<Notebook>(), whose price is left as it is
  double price = 1;
  double speed = 1;
};

// A task's choice, to be made again whatever it costs.
struct HeldOffer {
  Offer offer{};
  double machines = 1;  // of a job
  double speed = 1;     // as a factor on what is predicted
};

// Hours of a notebook service's quota that other tasks use before this one.
struct QuotaUse {
  double weekly = 0;  // of every week
  double once = 0;    // from the start of the plan on
};

class RankedSearch;
class DataSearch;
// Of a dataset, by what was assumed of the account's free allowances.
using DataSearches = std::map<AccountUse, std::shared_ptr<const DataSearch>>;

// Searches of another plan, made without adjustments, that this one may use: of the tasks and datasets that
// are the same in both, with the same limits, options and list prices. Null where they are not; both empty:
// none. That plan, with all that it refers to, must outlive this one.
struct KnownSearches {
  std::vector<std::shared_ptr<RankedSearch>> tasks{};
  std::vector<std::shared_ptr<DataSearches>> data{};
};

struct Adjustments {
  std::vector<Adjustment> list{};
  // By task and by PlanOptions::owned: how much of what was paid for the task may use
  // in a month. Empty: each task may use all of it, whatever the others do.
  std::vector<std::vector<double>> owned{};
  // By task: what others use of the quota of a hosted notebook. Empty: each task may use all of it.
  std::vector<QuotaUse> quota_before{};
  // Choices that are held, by task and by dataset; both empty: none.
  std::vector<HeldOffer> held_offers{};
  std::vector<StorageOption> held_stores{};
  KnownSearches known{};
  // By task: what an hour of its run is worth in dollars where the objective is `balanced`. Empty: what the
  // cheapest offer of the search makes it worth.
  std::vector<double> worths{};

  Adjustment of(Index type, Index notebook) const {
    for (const Adjustment& adjustment : list)
      if (adjustment.type == type && adjustment.notebook == notebook) return adjustment;
    return {};
  }
};

// What make_plan chooses, with what it costs and whether it keeps the limits,
// and nothing beside it: no alternatives, no reasons. For those who make many.
Plan make_brief_plan(const Workload& workload, const Market& market, const PlanOptions& options,
                     const Adjustments& adjustments = {});

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_ADJUSTMENTS_HPP_
