// Which offers a task may use: the workload's constraints and the task's own.

#ifndef CLOUDPLAN_SRC_PLANNER_CANDIDATE_FILTER_HPP_
#define CLOUDPLAN_SRC_PLANNER_CANDIDATE_FILTER_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/workload.hpp"

#include <string_view>
#include <vector>

namespace cloudplan {

// The workload's constraints with the task's on top: lists of the task replace
// the workload's, except exclusions, which add up.
Constraints combine(const Constraints& workload, const Constraints& own);

// Why a task does not run on the accelerator, or nullptr: what no job of its kind
// does (performance/suitability.hpp), and, unless the user names them: TPUs, Trainium
// and Gaudi, which need a port of the program, and boards that frameworks dropped
// (for anything but a bare machine).
const char* unsuited_accelerator(const Catalog& catalog, TaskKind kind, Index accelerator, double count,
                                 bool named);

class CandidateFilter {
 public:
  CandidateFilter(const Catalog& catalog, const Constraints& constraints);

  bool provider(Index provider) const { return providers_[provider]; }
  bool region(Index region) const { return regions_[region]; }
  // Why a type is out, or nullptr when it is not. Regions, prices and memory are not looked at.
  const char* excludes(const InstanceType& type) const;
  const char* excludes_accelerator(Index accelerator, double count) const;

  bool names_accelerator_of(Index accelerator) const;  // as itself, not by "any"

  // Whether the user named the purchase option, and whether any was named.
  bool purchase_named(std::string_view name) const;
  bool any_purchase_named() const { return !constraints_.purchase.empty(); }
  const Constraints& constraints() const { return constraints_; }

 private:
  const Catalog& catalog_;
  Constraints constraints_;
  std::vector<bool> providers_;     // by index
  std::vector<bool> regions_;       // by index
  std::vector<bool> accelerators_;  // by index: matches constraints_.accelerators
  bool cpu_only_allowed_ = true;    // machines without an accelerator
  bool any_accelerator_ = true;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_CANDIDATE_FILTER_HPP_
