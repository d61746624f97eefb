#include "planner/limits.hpp"

#include "planner/candidate_filter.hpp"
#include "support/format_text.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Texts = std::vector<std::string>;

constexpr int kManyMachines = 64;  // as good as any number: few jobs divide further

// A constraint that is a list of texts; of_data: one that means something for a dataset.
struct ListKind {
  const char* name;
  Texts Constraints::*list;
  bool of_data;
};

constexpr ListKind kLists[] = {
    {"regions", &Constraints::regions, true},
    {"providers", &Constraints::providers, true},
    {"purchase options", &Constraints::purchase, false},
    {"architecture", &Constraints::arch, false},
    {"accelerators", &Constraints::accelerators, false},
    {"included names", &Constraints::include, false},
};

std::string of(std::string_view what, std::string_view name) { return fmt::format("{} of {}", what, name); }

// The tasks and datasets whose constraints a limit is.
struct Owners {
  std::vector<std::size_t> tasks, data;

  template <class Change>
  void change(Workload& workload, Change change) const {
    for (const std::size_t t : tasks) change(workload.tasks[t].constraints);
    for (const std::size_t d : data) change(workload.data[d].constraints);
  }
};

class Collector {
 public:
  Collector(const Workload& workload, const Catalog& catalog) : workload_(workload), catalog_(catalog) {}

  std::vector<WorkloadLimit> all() {
    const Constraints& shared = workload_.constraints;
    add_money_and_time();
    if (!shared.residency.empty())
      add_residency("residency", shared.residency,
                    inheriting([](const Constraints& own) { return own.residency.empty(); }));
    for (const ListKind& kind : kLists)
      if (!(shared.*kind.list).empty())
        add_list(kind, kind.name, shared,
                 inheriting([&](const Constraints& own) { return (own.*kind.list).empty(); }));
    add_exclusions();
    if (shared.same_provider)
      add("same provider", "", [](Workload& w) { w.constraints.same_provider = false; });
    for (std::size_t t = 0; t < workload_.tasks.size(); ++t) add_task(t);
    for (std::size_t d = 0; d < workload_.data.size(); ++d) add_dataset(d);
    return std::move(limits_);
  }

 private:
  void add(std::string name, std::string stated, std::function<void(Workload&)> lift,
           LimitMeasure measure = LimitMeasure::none, std::size_t task = 0) {
    limits_.push_back({std::move(name), std::move(stated), measure, task, std::move(lift)});
  }

  template <class Test>
  Owners inheriting(Test inherits) const {
    Owners owners;
    for (std::size_t t = 0; t < workload_.tasks.size(); ++t)
      if (inherits(workload_.tasks[t].constraints)) owners.tasks.push_back(t);
    for (std::size_t d = 0; d < workload_.data.size(); ++d)
      if (inherits(workload_.data[d].constraints)) owners.data.push_back(d);
    return owners;
  }

  void add_money_and_time() {
    if (workload_.budget)
      add(
          "budget", usd_text(*workload_.budget), [](Workload& w) { w.budget.reset(); }, LimitMeasure::budget);
    if (workload_.deadline)
      add(
          "deadline", time_text(*workload_.deadline), [](Workload& w) { w.deadline.reset(); },
          LimitMeasure::deadline);
  }

  void add_residency(std::string name, const std::string& stated, Owners owners) {
    add(std::move(name), stated, [owners = std::move(owners)](Workload& w) {
      owners.change(w, [](Constraints& c) { c.residency.clear(); });
    });
  }

  void add_list(const ListKind& kind, std::string name, const Constraints& stated, Owners owners) {
    // Without the limit, providers are those on by default, and those that were named.
    Texts instead;
    if (kind.list == &Constraints::providers) {
      instead = stated.providers;
      for (const Provider& provider : catalog_.providers())
        if (provider.enabled_by_default != 0) instead.emplace_back(catalog_.text(provider.key));
    }
    const auto list = kind.list;
    add(std::move(name), comma_list(stated.*list), [owners = std::move(owners), list, instead](Workload& w) {
      owners.change(w, [&](Constraints& c) { c.*list = instead; });
    });
  }

  // Exclusions of the workload and of a task add up: they are one limit.
  void add_exclusions() {
    Texts stated = workload_.constraints.exclude;
    for (const Task& task : workload_.tasks)
      stated.insert(stated.end(), task.constraints.exclude.begin(), task.constraints.exclude.end());
    if (stated.empty()) return;
    add("excluded names", comma_list(stated), [](Workload& w) {
      for (Task& task : w.tasks) task.constraints.exclude.clear();
    });
  }

  void add_task(std::size_t t) {
    const Task& task = workload_.tasks[t];
    if (task.deadline)
      add(
          of("deadline", task.name), time_text(*task.deadline),
          [t](Workload& w) { w.tasks[t].deadline.reset(); }, LimitMeasure::task_deadline, t);
    if (task.latency_p99)
      add(
          of("latency", task.name), fmt::format("{:g} ms", task.latency_p99->value * 1000),
          [t](Workload& w) { w.tasks[t].latency_p99.reset(); }, LimitMeasure::latency, t);
    const auto machines =
        task.constraints.max_machines ? task.constraints.max_machines : workload_.constraints.max_machines;
    if (machines)
      add(
          of("machines", task.name), fmt::format("at most {}", *machines),
          [t, machines](Workload& w) {
            w.tasks[t].constraints.max_machines = std::max(kManyMachines, *machines);
          },
          LimitMeasure::machines, t);
    add_own(task.name, task.constraints, {{t}, {}}, false);
  }

  void add_dataset(std::size_t d) {
    const Dataset& data = workload_.data[d];
    if (!data.location.empty())
      add(of("location", data.name), data.location, [d](Workload& w) { w.data[d].location.clear(); });
    if (data.latency_p99)
      add(of("latency", data.name), fmt::format("{:g} ms", data.latency_p99->value * 1000),
          [d](Workload& w) { w.data[d].latency_p99.reset(); });
    if (!data.engine.empty())
      add(of("engine", data.name), data.engine, [d](Workload& w) { w.data[d].engine.clear(); });
    if (data.availability != Availability::single)
      add(of("availability", data.name),
          data.availability == Availability::multi_az ? "several zones" : "several regions",
          [d](Workload& w) { w.data[d].availability = Availability::single; });
    add_own(data.name, data.constraints, {{}, {d}}, true);
  }

  void add_own(const std::string& name, const Constraints& own, const Owners& owner, bool is_data) {
    if (!own.residency.empty()) add_residency(of("residency", name), own.residency, owner);
    for (const ListKind& kind : kLists)
      if (!(own.*kind.list).empty() && (kind.of_data || !is_data))
        add_list(kind, of(kind.name, name), own, owner);
  }

  const Workload& workload_;
  const Catalog& catalog_;
  std::vector<WorkloadLimit> limits_;
};

}  // namespace

Workload with_own_constraints(const Workload& workload) {
  Workload own = workload;
  const auto take = [&](Constraints& constraints) {
    const Constraints both = combine(workload.constraints, constraints);
    constraints = both;
  };
  for (Task& task : own.tasks) take(task.constraints);
  for (Dataset& data : own.data) take(data.constraints);
  own.constraints = {};
  own.constraints.same_provider = workload.constraints.same_provider;
  return own;
}

std::vector<WorkloadLimit> limits_of(const Workload& workload, const Catalog& catalog) {
  return Collector(workload, catalog).all();
}

}  // namespace cloudplan
