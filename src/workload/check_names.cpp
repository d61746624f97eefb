// Names that refer to each other inside a workload file.

#include "support/printable.hpp"
#include "workload/value_reader.hpp"
#include "workload/workload_text.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Index = std::map<std::string_view, std::size_t>;

// The items by name; a name that stands twice is an error.
template <class Items>
Index index_of(const Items& items, const std::vector<JsonCursor>& places, std::string_view what) {
  Index index;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].name.empty()) continue;
    const auto [first, added] = index.emplace(items[i].name, i);
    if (added) continue;
    place_of(places[i], "name")
        .error(
            {fmt::format("two {} are called {}", what, in_quotes(items[i].name)),
             {},
             fmt::format("the first is {}; give each a name of its own", places[first->second].pointer())});
  }
  return index;
}

std::vector<std::string_view> names_in(const Index& index) {
  std::vector<std::string_view> names;
  for (const auto& [name, place] : index) names.push_back(name);
  return names;
}

std::string list_of(const Index& index, std::string_view what) {
  if (index.empty()) return fmt::format("the file has no {}", what);
  std::string names;
  constexpr std::size_t kMost = 8;
  std::size_t n = 0;
  for (const auto& [name, place] : index)
    if (n++ < kMost) names += fmt::format("{}{}", n == 1 ? "" : ", ", in_quotes(name, 30));
  return fmt::format("{} are {}{}", what, names, n > kMost ? ", ..." : "");
}

void unknown_name(const JsonCursor& at, std::string_view what, std::string_view name, const Index& index) {
  if (at.document().is_full()) return at.error({});
  at.error({fmt::format("there is no {} {}", what, in_quotes(name)),
            {},
            nearest(name, names_in(index), list_of(index, what == "task" ? "tasks" : "datasets"))});
}

// Whether all names of a list could be read: one that could not has been reported, and may be the one that is
// referred to.
template <class Items>
bool all_named(const WorkloadText& text, std::string_view key, const Items& items) {
  const JsonValue* const list = text.root.value().find(key);
  if (!list) return true;
  return list->kind == JsonValue::Kind::array &&
         std::none_of(items.begin(), items.end(), [](const auto& item) { return item.name.empty(); });
}

// Finds a cycle of `after` by taking away, again and again, the tasks that wait
// for nobody; what is left waits for each other. Does not recurse.
class Cycle {
 public:
  Cycle(const WorkloadText& text, const Index& tasks) : text_(text), tasks_(tasks) {}

  void report() const {
    const std::vector<bool> waits = waiting_for_ever();
    const auto first = std::find(waits.begin(), waits.end(), true);
    if (first == waits.end()) return;
    // Every waiting task waits for another such, so walking on must come back.
    std::vector<std::size_t> path{static_cast<std::size_t>(first - waits.begin())};
    std::vector<bool> seen(waits.size(), false);
    while (!seen[path.back()]) {
      seen[path.back()] = true;
      path.push_back(next(path.back(), waits));
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), path.back()));
    std::string circle;
    constexpr std::size_t kMost = 6;
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (i < kMost || i + 1 == path.size())
        circle += fmt::format("{}{}", i == 0 ? "" : " after ", in_quotes(name(path[i]), 30));
      else if (i == kMost)
        circle += " after ...";
    }
    place_of(text_.tasks[path[0]], "after")
        .error({"tasks wait for each other: " + circle, {}, "a task may not come after itself"});
  }

 private:
  const std::string& name(std::size_t task) const { return text_.workload.tasks[task].name; }
  std::optional<std::size_t> find(const std::string& task) const {
    const auto found = tasks_.find(task);
    return found == tasks_.end() ? std::nullopt : std::optional(found->second);
  }

  std::size_t next(std::size_t task, const std::vector<bool>& waits) const {
    for (const std::string& before : text_.workload.tasks[task].after)
      if (const auto index = find(before); index && waits[*index]) return *index;
    return task;
  }

  std::vector<bool> waiting_for_ever() const {
    const std::size_t size = text_.workload.tasks.size();
    std::vector<std::vector<std::size_t>> followers(size);
    std::vector<std::size_t> open(size, 0);
    for (std::size_t i = 0; i < size; ++i)
      for (const std::string& before : text_.workload.tasks[i].after)
        if (const auto index = find(before)) {
          followers[*index].push_back(i);
          ++open[i];
        }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < size; ++i)
      if (open[i] == 0) ready.push_back(i);
    std::vector<bool> waits(size, true);
    while (!ready.empty()) {
      const std::size_t done = ready.back();
      ready.pop_back();
      waits[done] = false;
      for (const std::size_t follower : followers[done])
        if (--open[follower] == 0) ready.push_back(follower);
    }
    return waits;
  }

  const WorkloadText& text_;
  const Index& tasks_;
};

}  // namespace

void check_names(const WorkloadText& text) {
  const Workload& workload = text.workload;
  const Index tasks = index_of(workload.tasks, text.tasks, "tasks");
  const Index data = index_of(workload.data, text.data, "datasets");
  const auto unknown_task = [&](const JsonCursor& at, const std::string& name) {
    if (!name.empty() && !tasks.count(name) && all_named(text, "tasks", workload.tasks))
      unknown_name(at, "task", name, tasks);
  };
  for (std::size_t i = 0; i < workload.tasks.size(); ++i) {
    const Task& task = workload.tasks[i];
    if (!task.dataset.empty() && !data.count(task.dataset) && all_named(text, "data", workload.data))
      unknown_name(place_of(text.tasks[i], "dataset"), "dataset", task.dataset, data);
    const JsonCursor after = place_of(text.tasks[i], "after");
    if (after.value().kind != JsonValue::Kind::array) continue;
    for (std::size_t j = 0; j < after.value().elements.size(); ++j)
      unknown_task(after.element(j), after.value().elements[j].string);
  }
  for (std::size_t i = 0; i < workload.measured.size(); ++i)
    unknown_task(place_of(text.measured[i], "task"), workload.measured[i].task);
  Cycle(text, tasks).report();
}

}  // namespace cloudplan
