// The places that each task and dataset may be in, less those that no cheapest
// choice contains: found before the price of any flow between two of them is.

#ifndef CLOUDPLAN_SRC_PLANNER_PLACE_DOMAINS_HPP_
#define CLOUDPLAN_SRC_PLANNER_PLACE_DOMAINS_HPP_

#include "planner/placement_solver.hpp"
#include "planner/places.hpp"

#include <utility>
#include <vector>

namespace cloudplan {

// Places of one variable, in order, and what it costs there by itself.
struct PlaceDomain {
  std::vector<Place> places;
  std::vector<double> costs;

  // The least cost; kImpossible without places.
  double least() const;
  double cost_at(Place place) const;  // kImpossible where it can't be
};

// Takes out what costs more than everything that is connected costs in one
// place together. `links` are the pairs of variables that exchange data, which
// within one place costs nothing, and elsewhere at least nothing.
void prune_places(std::vector<PlaceDomain>& domains,
                  const std::vector<std::pair<std::size_t, std::size_t>>& links);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_PLACE_DOMAINS_HPP_
