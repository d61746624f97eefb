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

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_EXCLUSIONS_HPP_
