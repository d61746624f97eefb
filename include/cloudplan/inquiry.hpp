// Questions about a plan: what a prediction in it was made from, and how a task
// would do on an offer that was not chosen.

#ifndef CLOUDPLAN_INQUIRY_HPP_
#define CLOUDPLAN_INQUIRY_HPP_

#include "cloudplan/planner.hpp"

#include <optional>
#include <string>

namespace cloudplan {

// What a candidate's numbers were made from.
struct TaskBasis {
  bool predictable = false;  // the model predicts it; else the task states its own hours
  Job job;
  Machine machine;
  StepFactors factors;
  Index model = kNoIndex;  // into Catalog::models(); kNoIndex: described in the workload, or no model
  double items = kUnknown;
  std::string unit;                         // of `items` and of the prediction's throughput
  Bytes input;                              // read from the dataset, once a run
  Bytes copied;                             // of it, to each machine
  double copy_bytes_per_second = kUnknown;  // at which it is copied
  double copy_share = kUnknown;             // of the network rate that counts
  Seconds machine_start;
  // Of spot machines; 0 otherwise.
  double interruptions_per_hour = 0;  // of all machines of a run together
  Seconds checkpoint_dump, spot_restart;
};
TaskBasis task_basis(const Workload& workload, std::size_t task, const Candidate& candidate,
                     const PerformanceCatalog& performance);

// An offer by name. Empty parts: the best of them.
struct OfferQuestion {
  std::string offer;     // "aws/g5.xlarge", or a provider, "gcp"
  std::string region;    // "us-east-1"
  std::string purchase;  // "on_demand", "spot", "commit_1y", "commit_3y", "notebook"
};

struct OfferTrial {
  std::string obstacle;  // what in the workload or the offer rules it out; empty: nothing, it only loses
  bool doubted = false;  // the obstacle is that the price guard trusts no price of it
  // The task there, everything else placed around it: within the workload's
  // limits or, when one of them is the obstacle, without them. None: it can't be done there at all.
  std::optional<Candidate> candidate;
  Cost cost;
  Money monthly, one_off;  // of that whole plan
  bool feasible = false;   // that plan keeps all of the workload's limits

  Money first_month() const { return monthly + one_off; }
};
OfferTrial try_offer(const Workload& workload, std::size_t task, const OfferQuestion& question,
                     const PerformanceCatalog& performance, const PlanOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_INQUIRY_HPP_
