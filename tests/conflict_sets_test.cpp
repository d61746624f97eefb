#include "planner/conflict_sets.hpp"

#include "catch.hpp"
#include "many_cases.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

using namespace cloudplan;

namespace {

// Limits as bits; some sets of them are in conflict, and so is all that contains one.
struct Problem {
  std::size_t limits = 0;
  std::vector<std::uint32_t> conflicts;

  bool feasible(std::uint32_t set) const {
    return std::none_of(conflicts.begin(), conflicts.end(),
                        [&](std::uint32_t conflict) { return (set & conflict) == conflict; });
  }
};

std::uint32_t bits_of(const LimitSet& set) {
  std::uint32_t bits = 0;
  for (const std::size_t limit : set) bits |= 1U << limit;
  return bits;
}

Problem any_problem() {
  Problem problem;
  problem.limits = *rc::gen::inRange<std::size_t>(1, 8);
  const auto conflicts = *rc::gen::inRange(0, 6);
  for (int i = 0; i < conflicts; ++i)
    problem.conflicts.push_back(*rc::gen::inRange<std::uint32_t>(0, 1U << problem.limits));
  return problem;
}

// The least number of limits of a set for which the statement holds, over all sets.
int least(const Problem& problem, const std::function<bool(std::uint32_t)>& holds) {
  int best = 99;
  for (std::uint32_t set = 0; set < 1U << problem.limits; ++set)
    if (holds(set)) best = std::min(best, __builtin_popcount(set));
  return best;
}

}  // namespace

TEST_CASE("no smaller set of limits is in conflict", "[conflict]") {
  CHECK(check_many("smallest conflict", 2000, [] {
    const Problem problem = any_problem();
    const std::uint32_t all = (1U << problem.limits) - 1;
    ConflictFinder finder(problem.limits, [&](const LimitSet& s) { return problem.feasible(bits_of(s)); });
    const auto found = finder.smallest_conflict();
    RC_ASSERT(found.has_value() == (!problem.feasible(all) && problem.feasible(0)));
    if (!found) return;
    RC_ASSERT(!problem.feasible(bits_of(*found)));
    RC_ASSERT(static_cast<int>(found->size()) ==
              least(problem, [&](std::uint32_t set) { return !problem.feasible(set); }));
  }));
}

TEST_CASE("no fewer limits can be lifted, and every set of as few is found", "[conflict]") {
  CHECK(check_many("smallest relaxations", 2000, [] {
    const Problem problem = any_problem();
    const std::uint32_t all = (1U << problem.limits) - 1;
    ConflictFinder finder(problem.limits, [&](const LimitSet& s) { return problem.feasible(bits_of(s)); });
    const auto found = finder.smallest_relaxations();
    RC_ASSERT(found.empty() == (problem.feasible(all) || !problem.feasible(0)));
    if (found.empty()) return;
    const auto enough = [&](std::uint32_t set) { return problem.feasible(all & ~set); };
    const int fewest = least(problem, enough);
    std::size_t as_few = 0;
    for (std::uint32_t set = 0; set <= all; ++set)
      if (std::popcount(set) == fewest && enough(set)) ++as_few;
    RC_ASSERT(found.size() == std::min(as_few, ConflictFinder::kMostRelaxations));
    RC_ASSERT(std::is_sorted(found.begin(), found.end()));
    RC_ASSERT(std::adjacent_find(found.begin(), found.end()) == found.end());
    for (const LimitSet& set : found)
      RC_ASSERT(enough(bits_of(set)) && static_cast<int>(set.size()) == fewest);
  }));
}

TEST_CASE("a question is asked once", "[conflict]") {
  std::vector<LimitSet> asked;
  ConflictFinder finder(6, [&](const LimitSet& set) {
    asked.push_back(set);
    return set.size() < 3;
  });
  CHECK(finder.smallest_conflict()->size() == 3);
  CHECK(finder.smallest_relaxations().front().size() == 4);
  std::sort(asked.begin(), asked.end());
  CHECK(std::adjacent_find(asked.begin(), asked.end()) == asked.end());
}

TEST_CASE("with too many limits for the smallest conflict, no part of what is found is one", "[conflict]") {
  // A budget that any twenty of forty deadlines break: more sets than anybody can ask about.
  const auto feasible = [](const LimitSet& set) {
    return set.empty() || set.front() != 0 || set.size() <= 20;
  };
  ConflictFinder finder(41, feasible);
  const auto found = finder.smallest_conflict();
  REQUIRE(found);
  CHECK_FALSE(feasible(*found));
  for (std::size_t i = 0; i < found->size(); ++i) {
    LimitSet part = *found;
    part.erase(part.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(feasible(part));
  }
}
