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
  // The fewest limits without which the others can be kept: all sets of so few, in
  // order, at most kMostRelaxations; none when no limit is to blame. After too many
  // questions: those found so far, or limits of which none can be kept too.
  static constexpr std::size_t kMostRelaxations = 8;
  std::vector<LimitSet> smallest_relaxations();

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

// All sets of at most so many limits that have a member in common with each of
// `sets`, and none that nothing asks for; in order.
std::vector<LimitSet> hitting_sets(const std::vector<LimitSet>& sets, std::size_t members);
// The smallest set that has a member in common with each of `sets`; of equals
// the first in order.
LimitSet smallest_hitting_set(const std::vector<LimitSet>& sets);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_CONFLICT_SETS_HPP_
