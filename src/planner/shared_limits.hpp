// The best plan within limits that concern all tasks together: a budget, and a
// deadline for tasks that follow each other.
//
// Branch and bound over what the runs of each task may take. The bound is
// Lagrange's: with a price on each hour of a chain and on each dollar of the
// bill, the placement is as easy as without limits, and costs, less the price
// of what is allowed, no more than any plan that keeps them (Geoffrion 1974,
// doi:10.1007/BFb0120690). Where such prices don't close the gap, there are a
// plan that breaks a limit and one that keeps it, and a task whose run takes
// longer in one of them: in one half of the search it takes no longer than the
// shorter of the two, in the other half longer. docs/planner.md, section 4.

#ifndef CLOUDPLAN_SRC_PLANNER_SHARED_LIMITS_HPP_
#define CLOUDPLAN_SRC_PLANNER_SHARED_LIMITS_HPP_

#include "planner/joint_plan.hpp"

#include <optional>
#include <vector>

namespace cloudplan {

class SharedLimits {
 public:
  // The joint plan is one of the workload's, ranked by the workload's objective.
  SharedLimits(JointPlan& joint, const Workload& workload);

  struct Choice {
    std::vector<Tradeoff> offers;  // by task; their scores are what the objective says of them
    std::vector<Place> places;     // by variable
    std::vector<TaskTerms> terms;  // by which the joint plan chose them
    double first_month_share = 0;
    double objective = 0;
    double usd = 0;  // of the first month
  };
  // The best that keeps all limits; nothing where no plan does.
  std::optional<Choice> best();
  // How much lower than the best found the objective of another plan may be, as the search was cut off; 0: it
  // is the best.
  double gap() const { return gap_; }
  // What an hour of each task's run was worth, in dollars, where the limits bind.
  const std::vector<double>& worths() const { return worths_; }

 private:
  // A limit on a sum: of the hours of tasks that follow each other, or, without tasks, of dollars.
  struct Row {
    std::vector<std::size_t> tasks{};
    double most = 0;
  };
  struct Node {
    double bound = 0;
    std::vector<double> above, up_to;  // hours of each task
    std::vector<double> prices;        // by row
  };
  // Two plans between which a limit lies.
  struct Gap {
    Choice breaks, keeps;
  };

  void evaluate(Node node);
  bool hopeless(const Node& node) const;
  std::optional<Choice> relaxed(const Node& node, const std::vector<double>& prices);
  double bound_of(const Choice& choice, const std::vector<double>& prices) const;
  double used(const Row& row, const Choice& choice) const;
  std::size_t worst_row(const Choice& choice);
  std::optional<Gap> close_in(Node& node, std::size_t row, const Choice& breaks);
  void offer(const Choice& choice);
  void split(const Node& node, const Gap& gap);
  std::vector<std::size_t> longest_chain(const std::vector<double>& hours) const;
  double tolerance() const;

  JointPlan& joint_;
  const Workload& workload_;
  std::vector<double> worths_of_objective_;
  std::vector<std::vector<std::size_t>> before_;  // by task: those that it follows
  std::vector<std::size_t> order_;                // tasks, each after those that it follows
  std::vector<double> shortest_;                  // hours, of each task
  std::vector<Row> rows_;
  std::vector<Node> open_;
  std::optional<Choice> best_;
  std::vector<double> worths_;
  double closed_bound_ = kImpossible;  // the least of the bounds that were not followed to the end
  double gap_ = 0;
  int solved_ = 0;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_SHARED_LIMITS_HPP_
