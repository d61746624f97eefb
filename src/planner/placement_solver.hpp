// The joint placement problem in the abstract: every variable (a task or a
// dataset) takes one of its values (a location, with the best offer there), a
// value has a cost of its own, and pairs of variables that exchange data pay
// for it by where the two are. The least total is found exactly.
//
// Method: values that no optimal plan can contain are pruned against an upper
// bound; then variables are eliminated one by one, cheapest table first
// (bucket elimination, Dechter 1999, doi:10.1016/S0004-3702(99)00059-4); where
// a table would grow too large, a variable is fixed to each of its values in
// turn instead (cutset conditioning), best bound first. docs/planner.md proves it.

#ifndef CLOUDPLAN_SRC_PLANNER_PLACEMENT_SOLVER_HPP_
#define CLOUDPLAN_SRC_PLANNER_PLACEMENT_SOLVER_HPP_

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace cloudplan {

inline constexpr double kImpossible = std::numeric_limits<double>::infinity();

struct PlacementProblem {
  // own_cost[variable][value]: at least 0; kImpossible where the value can't be.
  std::vector<std::vector<double>> own_cost;

  // What two variables pay together: cost[value of a * values of b + value of b], at least 0.
  struct Pair {
    std::size_t a = 0, b = 0;
    std::vector<double> cost;
  };
  std::vector<Pair> pairs;
};

struct PlacementSolution {
  std::vector<std::size_t> value;  // per variable
  double cost = 0;
};

// The least total cost, or nothing when every combination is impossible. The
// same problem always gives the same solution, also among equal totals.
// `table_limit`: the most entries of an intermediate table.
std::optional<PlacementSolution> solve_placement(const PlacementProblem& problem,
                                                 std::size_t table_limit = std::size_t{1} << 22);

// The total of one combination.
double placement_cost(const PlacementProblem& problem, const std::vector<std::size_t>& value);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_PLACEMENT_SOLVER_HPP_
