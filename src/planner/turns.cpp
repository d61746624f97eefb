#include "planner/turns.hpp"

#include <algorithm>

namespace cloudplan {

std::vector<std::vector<std::size_t>> orders_of_turns(std::vector<std::size_t> claimants) {
  std::vector<std::vector<std::size_t>> made;
  if (claimants.size() <= kAllOrders) {
    do made.push_back(claimants);
    while (std::next_permutation(claimants.begin(), claimants.end()));
    return made;
  }
  for (std::size_t i = 0; i < claimants.size(); ++i) {
    made.push_back(claimants);
    std::rotate(claimants.begin(), claimants.begin() + 1, claimants.end());
  }
  return made;
}

}  // namespace cloudplan
