#include "planner/conflict_sets.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace cloudplan {

namespace {

constexpr std::size_t kMostQuestions = 200;

bool contains(const LimitSet& set, std::size_t limit) {
  return std::binary_search(set.begin(), set.end(), limit);
}

LimitSet with(LimitSet set, std::size_t limit) {
  set.insert(std::lower_bound(set.begin(), set.end(), limit), limit);
  return set;
}

bool hits(const LimitSet& set, const LimitSet& other) {
  return std::any_of(other.begin(), other.end(), [&](std::size_t limit) { return contains(set, limit); });
}

// Completes `set` to those that hit all, with at most `more` members more: one of
// the first set that is not hit has to be taken.
void complete(const std::vector<LimitSet>& sets, const LimitSet& set, std::size_t more,
              std::set<LimitSet>& found) {
  const auto missed =
      std::find_if(sets.begin(), sets.end(), [&](const LimitSet& s) { return !hits(set, s); });
  if (missed == sets.end())
    found.insert(set);
  else if (more > 0)
    for (const std::size_t limit : *missed) complete(sets, with(set, limit), more - 1, found);
}

}  // namespace

std::vector<LimitSet> hitting_sets(const std::vector<LimitSet>& sets, std::size_t members) {
  std::set<LimitSet> found;
  complete(sets, {}, members, found);
  return {found.begin(), found.end()};
}

LimitSet smallest_hitting_set(const std::vector<LimitSet>& sets) {
  for (std::size_t members = 0;; ++members)
    if (const auto found = hitting_sets(sets, members); !found.empty()) return found.front();
}

ConflictFinder::ConflictFinder(std::size_t limits, std::function<bool(const LimitSet&)> feasible)
    : limits_(limits), feasible_(std::move(feasible)) {}

bool ConflictFinder::feasible(const LimitSet& set) {
  const auto [at, added] = known_.try_emplace(set, false);
  if (added) at->second = feasible_(set);
  return at->second;
}

bool ConflictFinder::tired() const { return known_.size() > kMostQuestions; }

LimitSet ConflictFinder::all() const {
  LimitSet set(limits_);
  std::iota(set.begin(), set.end(), std::size_t{0});
  return set;
}

LimitSet ConflictFinder::without(const LimitSet& set) const {
  LimitSet rest = all();
  std::erase_if(rest, [&](std::size_t limit) { return contains(set, limit); });
  return rest;
}

LimitSet ConflictFinder::grown(LimitSet set) {
  for (std::size_t limit = 0; limit < limits_; ++limit)
    if (!contains(set, limit))
      if (LimitSet larger = with(set, limit); feasible(larger)) set = std::move(larger);
  return set;
}

LimitSet ConflictFinder::shrunk(LimitSet set) {
  for (std::size_t limit = limits_; limit-- > 0;) {
    if (!contains(set, limit)) continue;
    LimitSet smaller = set;
    std::erase(smaller, limit);
    if (!feasible(smaller)) set = std::move(smaller);
  }
  return set;
}

std::optional<LimitSet> ConflictFinder::smallest_conflict() {
  if (feasible(all()) || !feasible({})) return std::nullopt;
  // What has to be lifted in each way to make the rest feasible: a conflict has a member of each.
  std::vector<LimitSet> corrections;
  while (!tired()) {
    const LimitSet candidate = smallest_hitting_set(corrections);
    if (!feasible(candidate)) return candidate;
    corrections.push_back(without(grown(candidate)));
  }
  return shrunk(all());
}

std::vector<LimitSet> ConflictFinder::smallest_relaxations() {
  if (feasible(all()) || !feasible({})) return {};
  std::vector<LimitSet> conflicts;  // one of each has to be lifted
  std::vector<LimitSet> found;
  for (std::size_t members = 1; !tired();) {
    const std::vector<LimitSet> candidates = hitting_sets(conflicts, members);
    if (candidates.empty()) {
      ++members;
      continue;
    }
    found.clear();
    for (const LimitSet& candidate : candidates) {
      const LimitSet rest = without(candidate);
      if (!feasible(rest)) {
        conflicts.push_back(shrunk(rest));
        break;
      }
      found.push_back(candidate);
      if (found.size() == std::min(candidates.size(), kMostRelaxations)) return found;
    }
  }
  return found.empty() ? std::vector<LimitSet>{without(grown({}))} : found;
}

}  // namespace cloudplan
