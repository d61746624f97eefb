#include "planner/placement_solver.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cloudplan {

namespace {

// A function over some variables, as a table; the last variable's value moves fastest.
struct Factor {
  std::vector<std::size_t> scope;
  std::vector<double> table;
};

class Elimination {
 public:
  Elimination(const PlacementProblem& problem, std::size_t table_limit)
      : problem_(problem), table_limit_(table_limit) {}

  std::optional<PlacementSolution> solve() {
    std::vector<std::vector<std::size_t>> domains;
    for (const auto& costs : problem_.own_cost) {
      std::vector<std::size_t> values;
      for (std::size_t v = 0; v < costs.size(); ++v)
        if (costs[v] < kImpossible) values.push_back(v);
      if (values.empty()) return std::nullopt;
      domains.push_back(std::move(values));
    }
    best_.cost = kImpossible;
    improve_by_descent(domains);
    search(std::move(domains));
    if (best_.cost == kImpossible) return std::nullopt;
    return best_;
  }

 private:
  using Domains = std::vector<std::vector<std::size_t>>;

  // A first upper bound: every variable at its own best, then one variable at
  // a time to its best given the others, until nothing moves.
  void improve_by_descent(const Domains& domains) {
    std::vector<std::size_t> value;
    for (std::size_t i = 0; i < domains.size(); ++i)
      value.push_back(*std::min_element(
          domains[i].begin(), domains[i].end(),
          [&](std::size_t a, std::size_t b) { return problem_.own_cost[i][a] < problem_.own_cost[i][b]; }));
    double cost = placement_cost(problem_, value);
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t i = 0; i < domains.size(); ++i) {
        for (const std::size_t candidate : domains[i]) {
          const std::size_t before = std::exchange(value[i], candidate);
          const double tried = placement_cost(problem_, value);
          if (tried < cost)
            cost = tried, moved = true;
          else
            value[i] = before;
        }
      }
    }
    offer(value, cost);
  }

  void offer(const std::vector<std::size_t>& value, double cost) {
    if (cost < best_.cost || (cost == best_.cost && cost < kImpossible && value < best_.value))
      best_ = {value, cost};
  }

  // Takes out values that cost more than the best plan known even when all
  // others are at their own best. False when a domain gets empty.
  bool prune(Domains& domains) const {
    std::vector<double> least;
    for (std::size_t i = 0; i < domains.size(); ++i) {
      double least_cost = kImpossible;
      for (const std::size_t v : domains[i]) least_cost = std::min(least_cost, problem_.own_cost[i][v]);
      least.push_back(least_cost);
    }
    const double sum = std::accumulate(least.begin(), least.end(), 0.0);
    // Rounding must not prune an optimum: sums in another order differ by this at most.
    const double bound = best_.cost + 1e-9 * (1 + best_.cost);
    for (std::size_t i = 0; i < domains.size(); ++i) {
      std::erase_if(domains[i],
                    [&](std::size_t v) { return sum - least[i] + problem_.own_cost[i][v] > bound; });
      if (domains[i].empty()) return false;
    }
    return true;
  }

  void search(Domains domains) {
    if (!prune(domains)) return;
    if (const std::size_t hard = eliminate(domains); hard != domains.size()) condition(domains, hard);
  }

  // Solves by elimination; or the variable to fix first when tables grow too large.
  std::size_t eliminate(const Domains& domains);

  void condition(const Domains& domains, std::size_t variable) {
    std::vector<std::size_t> values = domains[variable];
    std::stable_sort(values.begin(), values.end(), [&](std::size_t a, std::size_t b) {
      return problem_.own_cost[variable][a] < problem_.own_cost[variable][b];
    });
    for (const std::size_t v : values) {
      Domains fixed = domains;
      fixed[variable] = {v};
      search(std::move(fixed));
    }
  }

  const PlacementProblem& problem_;
  std::size_t table_limit_;
  PlacementSolution best_;
};

std::size_t table_size(const std::vector<std::size_t>& scope, const std::vector<std::size_t>& sizes) {
  double size = 1;
  for (const std::size_t v : scope) size *= static_cast<double>(sizes[v]);
  return size > 1e18 ? static_cast<std::size_t>(1e18) : static_cast<std::size_t>(size);
}

// The variables that share a factor with `variable`.
std::vector<std::size_t> neighbors(const std::vector<Factor>& factors, std::size_t variable) {
  std::vector<std::size_t> found;
  for (const Factor& factor : factors) {
    if (std::find(factor.scope.begin(), factor.scope.end(), variable) == factor.scope.end()) continue;
    for (const std::size_t other : factor.scope)
      if (other != variable && std::find(found.begin(), found.end(), other) == found.end())
        found.push_back(other);
  }
  std::sort(found.begin(), found.end());
  return found;
}

// A factor's place in its table, for an assignment of positions to all variables.
std::size_t entry(const Factor& factor, const std::vector<std::size_t>& position,
                  const std::vector<std::size_t>& sizes) {
  std::size_t at = 0;
  for (const std::size_t v : factor.scope) at = at * sizes[v] + position[v];
  return at;
}

// Steps through all positions of `scope`; false after the last.
bool next(std::vector<std::size_t>& position, const std::vector<std::size_t>& scope,
          const std::vector<std::size_t>& sizes) {
  for (std::size_t i = scope.size(); i-- > 0;) {
    if (++position[scope[i]] < sizes[scope[i]]) return true;
    position[scope[i]] = 0;
  }
  return false;
}

// Minimizes `variable` out of the sum of `parts`; `arg` gets the minimizing positions.
Factor minimize_out(const std::vector<Factor>& parts, std::size_t variable, std::vector<std::size_t> scope,
                    const std::vector<std::size_t>& sizes, std::vector<std::size_t>& arg) {
  Factor result{std::move(scope), {}};
  result.table.reserve(table_size(result.scope, sizes));
  std::vector<std::size_t> position(sizes.size(), 0);
  do {
    double best = kImpossible;
    std::size_t best_at = 0;
    for (std::size_t v = 0; v < sizes[variable]; ++v) {
      position[variable] = v;
      double sum = 0;
      for (const Factor& part : parts) sum += part.table[entry(part, position, sizes)];
      if (sum < best) best = sum, best_at = v;
    }
    result.table.push_back(best);
    arg.push_back(best_at);
  } while (next(position, result.scope, sizes));
  return result;
}

std::vector<Factor> factors_of(const PlacementProblem& problem,
                               const std::vector<std::vector<std::size_t>>& domains) {
  std::vector<Factor> factors;
  for (std::size_t i = 0; i < domains.size(); ++i) {
    Factor own{{i}, {}};
    for (const std::size_t v : domains[i]) own.table.push_back(problem.own_cost[i][v]);
    factors.push_back(std::move(own));
  }
  for (const auto& pair : problem.pairs) {
    Factor shared{{pair.a, pair.b}, {}};
    const std::size_t columns = problem.own_cost[pair.b].size();
    for (const std::size_t va : domains[pair.a])
      for (const std::size_t vb : domains[pair.b]) shared.table.push_back(pair.cost[va * columns + vb]);
    factors.push_back(std::move(shared));
  }
  return factors;
}

std::size_t Elimination::eliminate(const Domains& domains) {
  std::vector<std::size_t> sizes;
  for (const auto& values : domains) sizes.push_back(values.size());
  std::vector<Factor> factors = factors_of(problem_, domains);

  struct Step {
    std::size_t variable;
    Factor shape;  // its scope only
    std::vector<std::size_t> arg;
  };
  std::vector<Step> steps;
  std::vector<std::size_t> left(domains.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  while (!left.empty()) {
    // The variable whose elimination makes the smallest table; the first of equals.
    std::size_t chosen = 0, smallest = std::numeric_limits<std::size_t>::max();
    for (const std::size_t v : left)
      if (const std::size_t size = table_size(neighbors(factors, v), sizes); size < smallest)
        smallest = size, chosen = v;
    if (smallest > table_limit_ / sizes[chosen])
      return *std::max_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
        const auto degree = [&](std::size_t v) {
          return sizes[v] > 1 ? neighbors(factors, v).size() + 1 : 0;
        };
        return degree(a) < degree(b);
      });
    std::vector<Factor> parts;
    for (Factor& factor : factors)
      if (std::find(factor.scope.begin(), factor.scope.end(), chosen) != factor.scope.end())
        parts.push_back(std::move(factor));
    std::erase_if(factors, [](const Factor& f) { return f.table.empty(); });
    Step step{chosen, {}, {}};
    Factor made = minimize_out(parts, chosen, neighbors(parts, chosen), sizes, step.arg);
    step.shape.scope = made.scope;
    steps.push_back(std::move(step));
    factors.push_back(std::move(made));
    std::erase(left, chosen);
  }
  std::vector<std::size_t> position(domains.size(), 0);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step)
    position[step->variable] = step->arg[entry(step->shape, position, sizes)];
  std::vector<std::size_t> value;
  for (std::size_t i = 0; i < domains.size(); ++i) value.push_back(domains[i][position[i]]);
  offer(value, placement_cost(problem_, value));
  return domains.size();
}

}  // namespace

double placement_cost(const PlacementProblem& problem, const std::vector<std::size_t>& value) {
  double cost = 0;
  for (std::size_t i = 0; i < value.size(); ++i) cost += problem.own_cost[i][value[i]];
  for (const auto& pair : problem.pairs)
    cost += pair.cost[value[pair.a] * problem.own_cost[pair.b].size() + value[pair.b]];
  return cost;
}

std::optional<PlacementSolution> solve_placement(const PlacementProblem& problem, std::size_t table_limit) {
  return Elimination(problem, table_limit).solve();
}

}  // namespace cloudplan
