#include "planner/place_domains.hpp"

#include <algorithm>
#include <numeric>

namespace cloudplan {

double PlaceDomain::least() const {
  return costs.empty() ? kImpossible : *std::min_element(costs.begin(), costs.end());
}

double PlaceDomain::cost_at(Place place) const {
  const auto at = std::lower_bound(places.begin(), places.end(), place);
  return at == places.end() || *at != place ? kImpossible
                                            : costs[static_cast<std::size_t>(at - places.begin())];
}

namespace {

// For each variable the first one that it is connected with, by whatever way.
std::vector<std::size_t> components(std::size_t variables,
                                    const std::vector<std::pair<std::size_t, std::size_t>>& links) {
  std::vector<std::size_t> first(variables);
  std::iota(first.begin(), first.end(), std::size_t{0});
  for (const auto& [a, b] : links) {
    const auto [low, high] = std::minmax(first[a], first[b]);
    const std::size_t from = high, to = low;
    std::replace(first.begin(), first.end(), from, to);
  }
  return first;
}

// The least that some variables cost in one place together; kImpossible where they share none.
double together(const std::vector<PlaceDomain>& domains, const std::vector<std::size_t>& members) {
  double best = kImpossible;
  for (const Place place : domains[members.front()].places) {
    double sum = 0;
    for (const std::size_t v : members) sum += domains[v].cost_at(place);
    best = std::min(best, sum);
  }
  return best;
}

void keep_up_to(PlaceDomain& domain, double most) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < domain.places.size(); ++i)
    if (domain.costs[i] <= most) {
      domain.places[kept] = domain.places[i];
      domain.costs[kept++] = domain.costs[i];
    }
  domain.places.resize(kept);
  domain.costs.resize(kept);
}

}  // namespace

void prune_places(std::vector<PlaceDomain>& domains,
                  const std::vector<std::pair<std::size_t, std::size_t>>& links) {
  const std::vector<std::size_t> first = components(domains.size(), links);
  for (std::size_t root = 0; root < domains.size(); ++root) {
    std::vector<std::size_t> members;
    for (std::size_t v = root; v < domains.size(); ++v)
      if (first[v] == root) members.push_back(v);
    if (members.empty()) continue;
    const double bound = together(domains, members);
    if (bound == kImpossible) continue;
    double sum = 0;
    for (const std::size_t v : members) sum += domains[v].least();
    // Rounding must not prune an optimum: sums in another order differ by this at most.
    const double slack = bound - sum + 1e-9 * (1 + bound);
    for (const std::size_t v : members) keep_up_to(domains[v], domains[v].least() + slack);
  }
}

}  // namespace cloudplan
