// Monthly free allowances are the account's: what one part of a plan uses of them, no other can.

#ifndef CLOUDPLAN_SRC_PLANNER_SHARED_ALLOWANCES_HPP_
#define CLOUDPLAN_SRC_PLANNER_SHARED_ALLOWANCES_HPP_

#include "planner/joint_plan.hpp"

#include <optional>
#include <vector>

namespace cloudplan {

// Places everything so that the plan is the cheapest with each allowance counted once. They are used up in
// the order of the workload: by the datasets, then by the transfers between them and the tasks.
//
// Branch and bound: as long as each part is priced as if no other (but those whose provider is settled) used
// anything, the placement costs at most what it really does, so that its cost is a bound; where the real cost
// is higher, the part that used up what another one counted on is first tied to its provider, then kept away
// from it. docs/planner.md says more.
class SharedAllowances {
 public:
  explicit SharedAllowances(JointPlan& joint) : joint_(joint) {}

  // Leaves the joint plan placed, and every part priced with what the others leave it. False when there is
  // no placement.
  bool solve();
  // How much more than the least the plan may cost, because the search was cut off; 0: it is the least.
  double gap_usd() const { return gap_usd_; }

 private:
  using Allowed = std::vector<std::vector<bool>>;  // by variable and place; empty: everywhere
  struct Node {
    double bound = 0;
    Allowed allowed;
  };
  struct Split {
    std::size_t variable = 0;
    std::vector<bool> inside;  // one half of its places; the other half is the rest
  };

  void evaluate(Node node);
  void assume(const Allowed& allowed);
  double bill(const std::vector<Place>& places);
  std::vector<Place> places_now() const;
  std::vector<Place> possible(std::size_t variable, const Allowed& allowed) const;
  std::optional<Place> only_place(std::size_t variable, const Allowed& allowed) const;
  bool one_provider(const std::vector<Place>& places) const;
  std::vector<double> costs_of_parts(const std::vector<Place>& places) const;
  std::optional<Index> contended(const std::vector<Place>& places, const std::vector<double>& assumed) const;
  std::optional<Split> split(const std::vector<Place>& places, const Allowed& allowed, Index provider) const;
  std::optional<Split> split_at(std::size_t variable, Place at, const Allowed& allowed) const;
  void push_halves(const Node& node, const Split& split, double bound);

  JointPlan& joint_;
  std::vector<Node> open_;
  std::vector<Place> best_;
  double best_usd_ = kImpossible;
  double closed_bound_ = kImpossible;  // the least of the bounds that were not followed to the end
  double gap_usd_ = 0;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_SHARED_ALLOWANCES_HPP_
