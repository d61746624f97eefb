// Every place a dataset could be stored, with the best service there.

#ifndef CLOUDPLAN_SRC_PLANNER_DATA_SEARCH_HPP_
#define CLOUDPLAN_SRC_PLANNER_DATA_SEARCH_HPP_

#include "cloudplan/planner.hpp"
#include "cloudplan/storage.hpp"
#include "planner/places.hpp"

#include <optional>
#include <vector>

namespace cloudplan {

class DataSearch {
 public:
  // Everything that is passed must outlive the search. `data` holds the reads
  // of the tasks too (see with_task_reads). `account` is what others use of the free allowances; `held` the
  // only store to use, in any size; null: any.
  DataSearch(Dataset data, const Workload& workload, const StorageAdvisor& advisor, const Places& places,
             const PlanOptions& options, AccountUse account = {}, const StorageOption* held = nullptr);

  // Of the best option there; kImpossible where there is none.
  double usd_per_month(Place place) const;
  // What it costs in the first month, with what is paid once; kImpossible where there is none.
  double first_month_usd(Place place) const;
  // As usd_per_month(), to choose by: of places that cost the same, the one where the catalog offers most
  // comes first, and no far corner of the world.
  double score(Place place) const;
  std::optional<std::size_t> option_at(Place place) const;  // into decision().all.options

  const Dataset& data() const { return data_; }
  const StorageDecision& decision() const { return decision_; }
  const StorageContext& context() const { return context_; }

 private:
  void keep_best_of_kind(const Places& places);
  void prefer_a_cheapest(const StorageAdvisor& advisor);

  Dataset data_;
  StorageContext context_;
  StorageDecision decision_;
  std::vector<std::size_t> best_at_;  // by place; npos: nothing
  std::optional<Place> preferred_{};  // of the cheapest places
};

// The dataset with the reads that the workload's tasks make of it each month.
Dataset with_task_reads(const Dataset& data, const Workload& workload);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_DATA_SEARCH_HPP_
