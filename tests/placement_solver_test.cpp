#include "planner/placement_solver.hpp"

#include "catch.hpp"
#include "many_cases.hpp"

#include <cmath>

using namespace cloudplan;

namespace {

// Tries every combination.
double least_cost_by_brute_force(const PlacementProblem& problem) {
  std::vector<std::size_t> value(problem.own_cost.size(), 0);
  double best = kImpossible;
  while (true) {
    best = std::min(best, placement_cost(problem, value));
    std::size_t i = 0;
    while (i < value.size() && ++value[i] == problem.own_cost[i].size()) value[i++] = 0;
    if (i == value.size()) return best;
  }
}

// Whole numbers, so that sums in any order are the same; about one value in eight is impossible.
double any_cost() {
  const int drawn = *rc::gen::inRange(0, 80);
  return drawn >= 70 ? kImpossible : drawn;
}

PlacementProblem any_problem() {
  PlacementProblem problem;
  const auto variables = *rc::gen::inRange<std::size_t>(1, 7);
  for (std::size_t i = 0; i < variables; ++i) {
    std::vector<double> costs(*rc::gen::inRange<std::size_t>(1, 5));
    for (double& cost : costs) cost = any_cost();
    problem.own_cost.push_back(costs);
  }
  for (std::size_t a = 0; a < variables; ++a)
    for (std::size_t b = a + 1; b < variables; ++b) {
      if (*rc::gen::inRange(0, 2) == 0) continue;
      PlacementProblem::Pair pair{a, b, {}};
      pair.cost.resize(problem.own_cost[a].size() * problem.own_cost[b].size());
      for (double& cost : pair.cost) cost = any_cost();
      problem.pairs.push_back(pair);
    }
  return problem;
}

}  // namespace

TEST_CASE("placement equals brute force", "[planner]") {
  CHECK(check_many("elimination", 5000, [] {
    const PlacementProblem problem = any_problem();
    const double expected = least_cost_by_brute_force(problem);
    const auto solution = solve_placement(problem);
    RC_ASSERT(solution.has_value() == std::isfinite(expected));
    if (solution) {
      RC_ASSERT(solution->cost == expected);
      RC_ASSERT(placement_cost(problem, solution->value) == expected);
    }
  }));
}

TEST_CASE("placement equals brute force when tables must stay small", "[planner]") {
  CHECK(check_many("conditioning", 3000, [] {
    const PlacementProblem problem = any_problem();
    const double expected = least_cost_by_brute_force(problem);
    const auto solution = solve_placement(problem, 4);
    RC_ASSERT(solution.has_value() == std::isfinite(expected));
    if (solution) RC_ASSERT(solution->cost == expected);
  }));
}

TEST_CASE("prices twice as high make a placement twice as dear, and no other", "[planner]") {
  CHECK(check_many("scaling", 1000, [] {
    PlacementProblem problem = any_problem();
    const auto before = solve_placement(problem);
    for (auto& costs : problem.own_cost)
      for (double& cost : costs) cost *= 2;
    for (auto& pair : problem.pairs)
      for (double& cost : pair.cost) cost *= 2;
    const auto after = solve_placement(problem);
    RC_ASSERT(before.has_value() == after.has_value());
    if (before) RC_ASSERT(after->cost == 2 * before->cost && after->value == before->value);
  }));
}

TEST_CASE("data pulls computation to where it is, when moving it costs more than a dearer machine",
          "[planner]") {
  PlacementProblem problem;
  problem.own_cost = {{10, 8}, {1, 5}};  // a task and a dataset, each at two places
  problem.pairs = {{0, 1, {0, 3, 3, 0}}};
  const auto solution = solve_placement(problem);
  REQUIRE(solution);
  CHECK(solution->value == std::vector<std::size_t>{0, 0});
  CHECK(solution->cost == 11);
}
