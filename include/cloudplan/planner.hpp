// The planner: tries every task on every offer and every dataset in every
// service, prices what fits, and places all of them together. docs/planner.md
// has the formulas and the proof.

#ifndef CLOUDPLAN_PLANNER_HPP_
#define CLOUDPLAN_PLANNER_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/cost.hpp"
#include "cloudplan/owned_capacity.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "cloudplan/plan_range.hpp"
#include "cloudplan/storage.hpp"
#include "cloudplan/workload.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

// An instance type in a region under a purchase option, or a hosted notebook.
struct Offer {
  Index type = kNoIndex;   // into instance_types(); kNoIndex for a notebook
  Index price = kNoIndex;  // into prices()
  PurchaseOption purchase = PurchaseOption::on_demand;
  Index notebook = kNoIndex;  // into table<Notebook>()

  bool is_notebook() const { return notebook != kNoIndex; }
  bool operator==(const Offer&) const = default;
};

// The wall time of one run of a job, in parts.
struct RunTime {
  Seconds setup;               // machine start, and the copy of the data to it
  Seconds work;                // the predicted time (median)
  Seconds work_p10, work_p90;  // its band: 10 % of such jobs are faster than p10, 10 % slower than p90
  Seconds lost;                // expected rework and restarts after spot interruptions
  double interruptions = 0;    // expected, per run

  Seconds total() const { return setup + work + lost; }
  Seconds total_p10() const { return setup + work_p10 + lost * (work_p10 / work); }
  Seconds total_p90() const { return setup + work_p90 + lost * (work_p90 / work); }
};

// How a service meets its load.
struct ServiceSize {
  double replicas = 0;
  double capacity = 0;     // requests a second of one replica at the batch used
  double batch = 1;        // requests that a replica answers together, at most
  double utilization = 0;  // mean, at the peak rate
  Seconds latency_p99;     // at the peak rate
};

// How a job or a person uses a hosted notebook.
struct NotebookUse {
  double sessions = 0;       // that a run takes
  double weeks = 0;          // that a run takes under the weekly quota
  double compute_units = 0;  // per run or month, where the service counts them
  double quota_before = 0;   // hours of the weekly quota that other tasks of the plan use first
  Seconds calendar;          // of a run, from its start: sessions and quotas are waited for
};

// One way to do a task.
struct Candidate {
  Offer offer;
  double machines = 1;
  bool timed = false;  // `run` and `prediction` hold: a job, or a service whose capacity was predicted
  RunTime run;
  Prediction prediction;
  ServiceSize service;
  NotebookUse notebook;
  Money per_run;    // of a job
  Money per_month;  // runs x per_run, or the service's month
  Money transfer;   // a month, of the data that comes and goes, the others being where they are
  std::vector<CoveredHours> covered{};  // what was paid for already
  // Of a run that has a deadline of its own or the workload's: how likely it is to keep it, from the
  // band of the prediction and, on spot, the interruptions. Unknown without one.
  double on_time = kUnknown;
  double score = 0;  // what the objective minimizes; comparable within a task only
};

enum class AlternativeKind {
  cheapest_cpu,
  cheapest_gpu,
  fastest,
  free_of_charge,
  cheapest_on_demand,
  provider,  // the best of one provider; `label` names it
  runner_up
};

struct Alternative {
  AlternativeKind kind = AlternativeKind::runner_up;
  std::string label;
  Candidate candidate;
  Cost cost;
};

// Why candidates fell out, with how many did and one of them.
struct Exclusion {
  std::string reason;
  std::size_t count = 0;
  std::string example;
};

// Whether to commit: the same machine in the same place, bought in other ways.
struct CommitmentAdvice {
  // What the machines of the task cost in a month as they are used; unknown where there is no price or no
  // such way.
  double on_demand_usd = kUnknown, spot_usd = kUnknown, commit_1y_usd = kUnknown, commit_3y_usd = kUnknown;
  double hours = 0;  // that a machine is used in a month
  // From so many hours of use a month on, a commitment costs less than buying by the hour; above 730: never.
  double hours_1y = kUnknown, hours_3y = kUnknown;            // than on demand
  double spot_hours_1y = kUnknown, spot_hours_3y = kUnknown;  // than spot
  std::string verdict;                                        // one sentence: commit or not
};

struct TaskPlacement {
  std::size_t task = 0;             // into Workload::tasks
  std::optional<Candidate> chosen;  // none: nothing fits
  Cost cost;
  std::vector<Alternative> alternatives;
  std::vector<Exclusion> exclusions;
  std::vector<std::string> notes;              // assumptions and warnings for the reader
  std::size_t considered = 0;                  // offers that were priced
  bool tie = false;                            // the runner-up is within the error band
  bool calibrated = false;                     // re-anchored by a measurement of the user's own
  std::optional<CommitmentAdvice> commitment;  // where it has a price
  std::string unit;         // of the work and of a prediction's throughput: "images"; empty when not timed
  double items = kUnknown;  // of one run, in `unit`; of a service, of one request
};

struct StoreAlternative {
  std::string label;  // "best database", "gcp bucket"
  std::string name;   // "RDS PostgreSQL db.t4g.small"
  StorageOption option;
  std::vector<std::string> warnings;
  Cost cost;
};

struct DatasetPlacement {
  std::size_t dataset = 0;              // into Workload::data
  std::optional<StorageOption> chosen;  // none: nothing can hold it
  std::string name;                     // "S3 Standard"
  Cost cost;
  std::string reason;  // one sentence
  // The cheapest bucket, database and disk in the chosen place or, failing that, anywhere; then other
  // providers.
  std::vector<StoreAlternative> alternatives;
  std::optional<StoreAlternative> records;  // a database beside the bucket, for the records of the files
  Cost records_cost;
  std::vector<std::string> rejections;  // what cannot work, and why
  bool read = false;  // a task reads it or the other way round: flips are for tasks that stay where they are
  std::vector<FlipPoint> flips;
  std::vector<std::string> notes;  // assumptions and warnings
};

// Data that goes from one place to another in the plan.
struct DataFlow {
  std::string from, to;              // names of a dataset or tasks
  std::string from_place, to_place;  // "aws/us-east-1"
  Bytes per_month;
  Cost cost;
};

// What an account gets for nothing in a month, counted once for all that the plan has there.
struct AllowanceUse {
  std::string name;  // "Amazon Web Services, transfer to the internet"
  std::string unit;  // "GB"
  double amount = 0, used = 0;
};

struct Plan {
  std::vector<TaskPlacement> tasks;
  std::vector<DatasetPlacement> data;
  std::vector<DataFlow> flows;
  Money monthly;          // services, storage, and repeated runs
  Money one_off;          // single runs and set-up
  Seconds longest_chain;  // of jobs that wait for each other, run once each; what a deadline is held against
  bool feasible = true;
  std::vector<std::string> conflicts;  // why not, and the nearest plan that would do
  std::vector<std::string> assumptions;
  std::vector<OwnedUse> owned;           // what was paid for already, and how much of it is used
  std::vector<AllowanceUse> allowances;  // of free tiers: what the plan uses of each
  std::vector<std::string> suspects;     // offers that the price guard kept from winning
  bool free_tiers = false;               // monthly free allowances are counted
  // The same choices with the monthly free allowances counted when they were not, and without when they
  // were; nothing where that makes no difference.
  std::optional<PlanTotals> other_free_tier;
  // Where the plan is feasible and the workload has uncertain inputs, or PlanOptions::range asks for it.
  std::optional<PlanRange> range;

  Money first_month() const { return monthly + one_off; }
  // What a run of the task takes from its start to its end; a notebook's waiting for its quota included. 0
  // where nothing was chosen or nothing is timed.
  Seconds run_time(std::size_t task) const;
};

struct PlanOptions {
  bool trust_outliers = false;         // let suspect prices win
  bool free_tiers = false;             // apply monthly free allowances, once per account
  std::int32_t today = 0;              // days since 1970-01-01, to say which prices are old; 0: don't
  bool explain_infeasible = true;      // look for the nearest feasible plan
  std::vector<OwnedCapacity> owned{};  // paid for already
  bool flip_points = true;             // look for them; takes most of the time of a storage decision
  bool beside = true;                  // work out Plan::other_free_tier and range
  bool range = false;                  // and a range for the error of the predictions where no input has one
};

// The plan with the least objective; see Plan::feasible. Names in the workload
// were checked by parse_workload.
Plan make_plan(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_PLANNER_HPP_
