// Which of several limits can't be kept together, in the abstract: the smallest
// set of them in conflict, and the fewest to lift.

#ifndef CLOUDPLAN_SRC_PLANNER_CONFLICT_SETS_HPP_
#define CLOUDPLAN_SRC_PLANNER_CONFLICT_SETS_HPP_

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace cloudplan {

// Limits by their number, in order.
using LimitSet = std::vector<std::size_t>;

class ConflictFinder {
 public:
  // `feasible` says whether all limits of a set can be kept together, which is
  // true of every part of a set of which it is true. It is asked once for each set.
  ConflictFinder(std::size_t limits, std::function<bool(const LimitSet&)> feasible);

  // The smallest set of limits that can't be kept together; nothing when all
  // can, or when not even none can. Minimal hitting set dualization (Ignatiev,
  // Previti, Liffiton and Marques-Silva 2015, doi:10.1007/978-3-319-23219-5_13).
  // After too many questions: a set that is in conflict, and no part of it is.
  std::optional<LimitSet> smallest_conflict();
  // The fewest limits without which the others can be kept; nothing when no
  // limit is to blame. After too many questions: limits of which none can be kept too.
  std::optional<LimitSet> smallest_relaxation();

  bool feasible(const LimitSet& set);

 private:
  LimitSet all() const;
  LimitSet without(const LimitSet& set) const;
  LimitSet grown(LimitSet set);   // until no limit can be added
  LimitSet shrunk(LimitSet set);  // until no limit can be left out
  bool tired() const;

  std::size_t limits_;
  std::function<bool(const LimitSet&)> feasible_;
  std::map<LimitSet, bool> known_;
};

// The smallest set that has a member in common with each of `sets`; of equals
// the first in order.
LimitSet smallest_hitting_set(const std::vector<LimitSet>& sets);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_CONFLICT_SETS_HPP_
