// How firm a choice is: what would have to be how different for another one,
// and how likely another one is the cheaper within the error of the predictions.

#ifndef CLOUDPLAN_SENSITIVITY_HPP_
#define CLOUDPLAN_SENSITIVITY_HPP_

#include "cloudplan/planner.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cloudplan {

// A quantity, and by how much it must change for the choice to change.
struct TippingPoint {
  std::string lever;    // "price of aws/g6.xlarge", "speed of aws/g6.xlarge", "epochs", "size", ...
  double factor = 1;    // of today's value: the choice is another one there
  double before = 1;    // and still the same here, a hundredth or less away
  std::string becomes;  // "gcp/g2-standard-4"
};

struct ChoiceOdds {
  std::string choice;
  double probability = 0;
};

// Of one task or dataset.
struct Sensitivity {
  std::string item;
  std::string choice;                // the machine type or notebook; the store
  std::vector<TippingPoint> points;  // the least change first
  std::vector<std::string> firm;     // levers that change nothing up to ten times more or less
  std::vector<ChoiceOdds> odds;      // of a timed task: to be the cheapest; the likeliest first
};

struct SensitivityOptions {
  PlanOptions plan;
  std::string item{};  // a task or a dataset; empty: all
  // Called before each of the levers is turned, with the number of those that were and of all.
  std::function<void(std::size_t done, std::size_t all)> on_lever{};
};

// Every lever is tried by planning everything anew with it, between a tenth and ten times today's value; what
// a turn leaves as it is, is searched once. Items without a choice are left out. Deterministic.
std::vector<Sensitivity> sensitivity(const Workload& workload, const PerformanceCatalog& performance,
                                     const SensitivityOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SENSITIVITY_HPP_
