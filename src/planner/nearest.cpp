// Why no plan keeps all limits: the smallest set of them in conflict, and the
// nearest plan that would do.

#include "planner/adjustments.hpp"
#include "planner/conflict_sets.hpp"
#include "planner/limits.hpp"
#include "planner/plan_parts.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string slowest_text(const Plan& plan) {
  Seconds slowest;
  for (const TaskPlacement& placed : plan.tasks) slowest = std::max(slowest, plan.run_time(placed.task));
  return slowest.value > 0 ? fmt::format(", the longest run takes {}", time_text(slowest)) : std::string();
}

class Diagnosis {
 public:
  Diagnosis(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options)
      : workload_(with_own_constraints(workload)),
        options_(options),
        market_(workload_, performance),
        limits_(limits_of(workload, performance.catalog())),
        finder_(limits_.size(), [this](const LimitSet& kept) { return plan_keeping(kept).has_value(); }) {}

  Diagnosis(const Diagnosis&) = delete;
  Diagnosis& operator=(const Diagnosis&) = delete;

  ConflictFinder& finder() { return finder_; }
  std::size_t limits() const { return limits_.size(); }
  const WorkloadLimit& limit(std::size_t index) const { return limits_[index]; }

  // With all limits but these.
  std::optional<Plan> plan_without(const LimitSet& lifted) const {
    LimitSet kept;
    for (std::size_t i = 0; i < limits_.size(); ++i)
      if (!std::binary_search(lifted.begin(), lifted.end(), i)) kept.push_back(i);
    return plan_keeping(kept);
  }

  // "deadline (30 s; at least 2.3 h is needed)": what a number would have to be
  // for the rest of the conflict to be kept, and nothing else.
  std::string describe(const LimitSet& conflict, std::size_t index) const {
    const WorkloadLimit& limit = limits_[index];
    LimitSet rest = conflict;
    std::erase(rest, index);
    const std::string needed = needed_text(limit, rest);
    if (limit.stated.empty()) return limit.name;
    if (needed.empty()) return fmt::format("{} ({})", limit.name, limit.stated);
    const bool more = conflict.size() < limits_.size();
    return fmt::format("{} ({}; {}{})", limit.name, limit.stated, needed,
                       more ? " without the other limits" : "");
  }

 private:
  Workload keeping(const LimitSet& kept) const {
    Workload workload = workload_;
    for (std::size_t i = 0; i < limits_.size(); ++i)
      if (!std::binary_search(kept.begin(), kept.end(), i)) limits_[i].lift(workload);
    return workload;
  }
  std::optional<Plan> feasible(const Workload& workload) const {
    Plan plan = make_brief_plan(workload, market_, options_);
    if (!plan.feasible) return std::nullopt;
    return plan;
  }
  std::optional<Plan> plan_keeping(const LimitSet& kept) const { return feasible(keeping(kept)); }

  std::string needed_text(const WorkloadLimit& limit, const LimitSet& rest) const {
    Workload workload = keeping(rest);
    switch (limit.measure) {
      case LimitMeasure::none:
        return {};
      case LimitMeasure::budget:
        workload.objective = Objective::cost;
        break;
      case LimitMeasure::deadline:
      case LimitMeasure::task_deadline:
        workload.objective = Objective::time;
        break;
      case LimitMeasure::machines:
        return needed_machines(workload, limit.task);
      case LimitMeasure::latency:
        return needed_latency(workload, limit.task);
    }
    const auto plan = feasible(workload);
    if (!plan) return {};
    if (limit.measure == LimitMeasure::budget)
      return fmt::format("at least {} is needed", usd_text(plan->first_month()));
    const Seconds time =
        limit.measure == LimitMeasure::deadline ? plan->longest_chain : plan->run_time(limit.task);
    return fmt::format("at least {} is needed", time_text(time));
  }

  std::string needed_machines(Workload& workload, std::size_t task) const {
    for (int machines = 2; machines <= 64; machines *= 2) {
      workload.tasks[task].constraints.max_machines = machines;
      if (feasible(workload)) return fmt::format("{} are enough", machines);
    }
    return {};
  }

  // Nobody waits longer for an answer.
  static constexpr double kLongestWait = 120;

  std::string needed_latency(Workload& workload, std::size_t task) const {
    double low = workload_.tasks[task].latency_p99->value, high = std::max(low * 1000, kLongestWait);
    const auto enough = [&](double seconds) {
      workload.tasks[task].latency_p99 = Seconds{seconds};
      return feasible(workload).has_value();
    };
    if (!enough(high)) return {};
    while (high / low > 1.01) {
      const double middle = std::sqrt(low * high);
      (enough(middle) ? high : low) = middle;
    }
    return high < 1 ? fmt::format("at least {:.3g} ms is needed", high * 1000)
                    : fmt::format("at least {:.3g} s is needed", high);
  }

  Workload workload_;
  PlanOptions options_;
  Market market_;
  std::vector<WorkloadLimit> limits_;
  ConflictFinder finder_;
};

void add_smallest_conflict(Diagnosis& whole, Plan& plan) {
  const auto conflict = whole.finder().smallest_conflict();
  if (!conflict) return;
  std::string text;
  for (const std::size_t index : *conflict)
    text += (text.empty() ? "" : " and ") + whole.describe(*conflict, index);
  plan.conflicts.push_back(
      conflict->size() == 1
          ? fmt::format("this limit alone can't be kept: {}", text)
          : fmt::format("these limits can't be kept together (any fewer of them can): {}", text));
}

void add_relaxation(const Diagnosis& whole, const LimitSet& lifted, Plan& plan) {
  const auto nearest = whole.plan_without(lifted);
  if (!nearest) return;
  std::string names;
  for (std::size_t i = 0; i < lifted.size(); ++i)
    names += (i == 0 ? "" : i + 1 == lifted.size() ? " and " : ", ") + whole.limit(lifted[i]).name;
  plan.conflicts.push_back(fmt::format("without the limit{} on {}: {} in the first month{}",
                                       lifted.size() == 1 ? "" : "s", names, usd_text(nearest->first_month()),
                                       slowest_text(*nearest)));
}

}  // namespace

void add_nearest(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options,
                 Plan& plan) {
  Diagnosis whole(workload, performance, options);
  add_smallest_conflict(whole, plan);
  const auto fewest = whole.finder().smallest_relaxation();
  if (!fewest) return;
  if (fewest->size() > 1) return add_relaxation(whole, *fewest, plan);
  for (std::size_t i = 0; i < whole.limits(); ++i) add_relaxation(whole, {i}, plan);  // those that would do
}

}  // namespace cloudplan
