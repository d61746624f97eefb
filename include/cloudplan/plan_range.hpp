// What a plan costs and takes over the ranges of its uncertain inputs, the
// choices being held: the machine, its place and how it is bought, the number
// of a job's machines; the service, class and place of data. What follows the
// amounts (replicas, disks, the size of a database) follows them.
//
// Every input that may be a range is an amount more of which never costs less,
// so that all inputs at their minimum and all at their maximum are the ends.
// docs/planner.md says more.

#ifndef CLOUDPLAN_PLAN_RANGE_HPP_
#define CLOUDPLAN_PLAN_RANGE_HPP_

#include "cloudplan/units.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

// What a whole plan comes to.
struct PlanTotals {
  Money monthly, one_off;
  Seconds longest_chain;

  Money first_month() const { return monthly + one_off; }
};

// What a plan comes to at an end of its ranges.
struct PlanEnd : PlanTotals {
  struct Job {
    std::size_t task = 0;         // into Workload::tasks
    std::optional<Seconds> time;  // of one run; nothing where nothing is timed
    Money run;                    // what one run costs
  };
  std::vector<Job> jobs;
  // What each part costs there, which adds up to the totals: the plan's tasks and datasets in their order,
  // each dataset's records after it, then transfers that are paid.
  struct Item {
    std::string kind;  // "task", "dataset", "records", "transfer"
    std::string name;  // of the task or dataset; of a transfer "photos to train"
    Money monthly, once;
  };
  std::vector<Item> items;
  std::vector<std::string> conflicts;  // budgets and deadlines of the workload that are not kept there
};

// Between these; an end that the choices can't do is nothing.
struct TotalsRange {
  std::optional<PlanEnd> low, high;
};

// One input from its minimum to its maximum, the others at what is likely.
struct InputSwing {
  std::size_t input = 0;           // into Workload::uncertain
  std::string name;                // "epochs of train"
  std::optional<Money> low, high;  // of the first month
};

struct PlanRange {
  TotalsRange inputs;  // all inputs at their minimum, or maximum; the model's median
  // The same, and every prediction at its 90th (least) or 10th (most) percentile of speed too: the ends
  // of everything that is known to be uncertain, seldom met both at once.
  TotalsRange with_model;
  std::vector<InputSwing> swings;     // the widest first
  std::vector<std::string> warnings;  // what breaks, or would be chosen instead, at an end
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_PLAN_RANGE_HPP_
