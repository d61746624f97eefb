// All tasks and datasets placed together: the searches of each, the flows
// between them, and the exact choice of places.

#ifndef CLOUDPLAN_SRC_PLANNER_JOINT_PLAN_HPP_
#define CLOUDPLAN_SRC_PLANNER_JOINT_PLAN_HPP_

#include "planner/data_search.hpp"
#include "planner/place_domains.hpp"
#include "planner/placement_solver.hpp"
#include "planner/ranked_search.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace cloudplan {

// Data that goes from a variable to another: a dataset to the task that reads
// it, or a task's output to the next. Variables: tasks first, then datasets.
struct Flow {
  std::size_t from = 0, to = 0;
  Bytes per_month;
  Recurrence recurrence = Recurrence::monthly;
  bool online = false;  // a service waits for it: the two belong in one region
  // Reads of the whole that are in the price of the dataset where only storage
  // is sold: there every read is egress, less what is included.
  double in_bill_of_data = 0;  // what part of them, see share_of_reads()
  // Of a person who reads: to a hosted notebook it goes once for every session.
  const Task* notebook = nullptr;
};

// By what a task's offer is chosen, in place of a ranking.
struct TaskTerms {
  double usd_per_hour = 0;     // what an hour of a run is worth
  double above = -1;           // of a run's hours: more than that,
  double up_to = kImpossible;  // and so many at most
};

class JointPlan {
 public:
  // Everything that is passed but the adjustments must outlive it.
  JointPlan(const Workload& workload, const Market& market, const PlanOptions& options,
            const Adjustments& adjustments = {});

  // What a time weight means for each task; see Objective.
  void rank(Objective objective, double extra_usd_per_hour);
  // By what an hour of each task's run is worth, in dollars.
  void rank(const std::vector<double>& worths);
  double worth(std::size_t task) const { return worths_[task]; }
  // Chooses by these terms until the next rank() or hold(), and data so much by what the first month costs
  // (0: by what is compared; 1: by that alone). Offers are looked up, not searched.
  void choose_by(const std::vector<TaskTerms>& terms, double first_month_share);
  // Of a task where it was placed, as it was chosen by terms.
  const Tradeoff& chosen_tradeoff(std::size_t task) const { return selected_[task][*chosen_[task]]; }
  const Tradeoffs& tradeoffs(std::size_t task) { return searches_[task]->tradeoffs(); }
  // Places everything there; the tasks with these offers, whatever rank() says.
  void hold(const std::vector<Tradeoff>& offers, const std::vector<Place>& places);
  // The best place of every variable, or nothing when the tasks and datasets
  // that have a place at all have no combination.
  bool solve();

  // Calls work(0) to work(count - 1), which change nothing that another looks at, on all processors where the
  // catalog is large.
  void for_all(std::size_t count, const std::function<void(std::size_t)>& work) const;

  const Places& places() const { return places_; }
  const StorageAdvisor& advisor() const { return market_.advisor(); }
  const std::vector<Flow>& flows() const { return flows_; }
  std::size_t tasks() const { return searches_.size(); }
  const TaskSearch& search(std::size_t task) const { return searches_[task]->search(); }
  // For plans that have searches in common with this one; see KnownSearches.
  KnownSearches searches() const { return {searches_, searched_}; }
  const Ranking& ranking(std::size_t task) const { return *rankings_[task]; }
  const DataSearch& data(std::size_t dataset) const { return *data_[dataset]; }
  std::size_t datasets() const { return data_.size(); }
  std::size_t variables() const { return chosen_.size(); }
  // Of a task or a dataset; nothing when it has none.
  std::optional<Place> place(std::size_t variable) const { return chosen_[variable]; }
  // The flows' dollars of a variable, if it were at `place` and all others where they are.
  double flow_usd(std::size_t variable, Place place) const;
  // What those who read a dataset would pay if it were at `place`, they are where they are and read `amount`
  // times as much; as a choice counts it. Infinite where it cannot be.
  double reading_usd(std::size_t dataset, Place place, double amount) const;
  // Of a flow where everything is now; see also account_of().
  double flow_usd(const Flow& flow) const;
  // What others use of the account's free allowances before this flow; nullptr where none are counted.
  const AccountUse* account_of(const Flow& flow) const;
  // How much more than the least the plan may cost; see SharedAllowances::gap_usd().
  double gap_usd() const { return gap_usd_; }
  std::vector<AllowanceUse> allowance_use() const;
  // How often a month a person with a notebook there begins with an empty machine; 1: it keeps its disk.
  double notebook_sessions(const Task& task, Place place) const;
  // What of the flow moves in a month when it goes there, and what of that is paid for as a transfer.
  Bytes moved(const Flow& flow, Place to) const;
  Bytes billed(const Flow& flow, Place from, Place to) const;
  Recurrence recurrence_of(const Flow& flow, Place to) const;
  // Whether a task answers online from records that are where it is: it has to stay there.
  bool bound(std::size_t task) const;
  // The ranking of a task within one place.
  Ranking rank_at(std::size_t task, Place place) const { return search(task).rank(worths_[task], place); }

  // --- For SharedAllowances ---
  static constexpr Place kNowhere = static_cast<Place>(-1);
  // What others use of the allowances before this dataset, or this flow.
  void assume_data(std::size_t dataset, const AccountUse& used);
  void assume_flow(std::size_t flow, const AccountUse& used) { flow_accounts_[flow] = used; }
  // Where a variable may be, by place; empty: anywhere.
  void allow(std::size_t variable, std::vector<bool> places) { allowed_[variable] = std::move(places); }
  // The best of these places as everything is assumed, and its cost.
  std::optional<double> place_all();
  void place_at(const std::vector<Place>& places);
  double own_cost(std::size_t variable, Place place) const;
  double cost_of_flow(std::size_t flow, Place from, Place to) const;
  FreeAmounts drawn_by_data(std::size_t dataset, Place place) const;
  FreeAmounts drawn_by_flow(std::size_t flow, Place from, Place to) const;

 private:
  void begin_searches();
  // Makes the rankings of the tasks by these worths of an hour, those that there are not yet.
  void rank_open(const std::vector<double>& worths);
  // The machines that the adjustments change for a task.
  Touched touched(std::size_t task) const;
  // The known search of a task, as the adjustments change it.
  std::shared_ptr<RankedSearch> adjusted(std::size_t task, const std::shared_ptr<RankedSearch>& known) const;
  void find_flows();
  void add_dataset_flow(std::size_t task, std::size_t dataset);
  std::vector<PlaceDomain> domains_among(Index provider) const;
  PlacementProblem::Pair pair_of(const Flow& flow, const PlaceDomain& from, const PlaceDomain& to) const;
  std::optional<PlacementSolution> solve_among(Index provider) const;

  const Workload& workload_;
  const Market& market_;
  const PlanOptions& options_;
  Adjustments adjustments_;
  Places places_;
  std::vector<std::shared_ptr<RankedSearch>> searches_;
  std::vector<std::shared_ptr<const Ranking>> rankings_;
  std::vector<std::vector<Tradeoff>> selected_;  // by task and place; empty: by rankings_
  double first_month_share_ = 0;
  std::vector<double> worths_;  // of an hour, dollars, as each task was ranked
  std::vector<std::shared_ptr<const DataSearch>> data_;
  std::vector<std::shared_ptr<DataSearches>> searched_;
  std::vector<AccountUse> flow_accounts_;
  std::vector<std::vector<bool>> allowed_;
  double gap_usd_ = 0;
  std::vector<Flow> flows_;
  std::vector<std::optional<Place>> chosen_;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_JOINT_PLAN_HPP_
