// A workload together with the places in the text that its parts were read
// from: what the checks across members work on.

#ifndef CLOUDPLAN_SRC_WORKLOAD_TEXT_HPP_
#define CLOUDPLAN_SRC_WORKLOAD_TEXT_HPP_

#include "cloudplan/workload.hpp"
#include "support/json_reader.hpp"

#include <vector>

namespace cloudplan {

struct WorkloadText {
  Workload workload;
  JsonCursor root;
  std::vector<JsonCursor> tasks;  // of workload.tasks, in the same order; so for the others
  std::vector<JsonCursor> data;
  std::vector<JsonCursor> measured;
};

// The place of an object's member; the object's own when it has none.
JsonCursor place_of(const JsonCursor& object, std::string_view key);
inline bool has(const JsonCursor& object, std::string_view key) {
  return object.value().find(key) != nullptr;
}

// What no single value shows: names that refer to nothing or stand twice,
// members that contradict each other, what is missing and what is probably not
// meant. Adds errors and warnings to the document.
void check_names(const WorkloadText& text);
void check_tasks(const WorkloadText& text, const Vocabulary& vocabulary);
void check_measured(const WorkloadText& text, const Vocabulary& vocabulary);
void check_datasets(const WorkloadText& text);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_WORKLOAD_TEXT_HPP_
