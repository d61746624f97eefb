// Counts why candidates fell out, cheaply: a reason is a static text.

#ifndef CLOUDPLAN_SRC_PLANNER_EXCLUSIONS_HPP_
#define CLOUDPLAN_SRC_PLANNER_EXCLUSIONS_HPP_

#include "cloudplan/catalog_records.hpp"

#include <string_view>
#include <vector>

namespace cloudplan {

class Exclusions {
 public:
  struct Entry {
    const char* reason = "";
    std::size_t count = 0;
    Index example = kNoIndex;  // into instance_types(), the first that fell out
  };

  void add(const char* reason, Index type) {
    for (Entry& entry : entries_)
      if (entry.reason == reason || std::string_view(entry.reason) == reason) {
        ++entry.count;
        return;
      }
    entries_.push_back({reason, 1, type});
  }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

// How much a reason tells who wants to know why nothing is left, most first: what was tried and could not do
// the work; what was not tried; what was not even looked at.
inline int rank_of_reason(std::string_view reason) {
  constexpr std::string_view kTried[] = {"misses the deadline",
                                         "too slow for the latency",
                                         "does not fit in memory",
                                         "the data does not fit on the notebook's disk",
                                         "more accelerators than the batch has samples",
                                         "precision not supported",
                                         "needs more machines than allowed",
                                         "more machines than you have",
                                         "too little memory",
                                         "too few vCPUs",
                                         "no accelerator, or too few"};
  for (const std::string_view tried : kTried)
    if (reason == tried) return 0;
  return reason == "provider not selected" ? 2 : 1;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_EXCLUSIONS_HPP_
