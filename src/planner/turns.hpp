// Tasks that want what there is not enough of for all: who is served first.

#ifndef CLOUDPLAN_SRC_PLANNER_TURNS_HPP_
#define CLOUDPLAN_SRC_PLANNER_TURNS_HPP_

#include <cstddef>
#include <vector>

namespace cloudplan {

// With so many, every order of them is tried.
inline constexpr std::size_t kAllOrders = 3;

// Orders of the claimants, which are in ascending order: all, or with more than kAllOrders of them each first
// once.
std::vector<std::vector<std::size_t>> orders_of_turns(std::vector<std::size_t> claimants);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_TURNS_HPP_
