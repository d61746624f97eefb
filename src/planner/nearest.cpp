// Why no plan keeps all limits: the smallest set of them in conflict, and the
// nearest plan that would do.

#include "planner/adjustments.hpp"
#include "planner/conflict_sets.hpp"
#include "planner/least_excess.hpp"
#include "planner/plan_parts.hpp"
#include "support/format_text.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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

  // With all limits but these, which are exceeded by as little as can be.
  std::optional<NearPlan> plan_without(const LimitSet& lifted) const {
    LimitSet kept;
    for (std::size_t i = 0; i < limits_.size(); ++i)
      if (!std::binary_search(lifted.begin(), lifted.end(), i)) kept.push_back(i);
    const Workload free = keeping(kept);
    auto plan = feasible(free);
    if (!plan) return std::nullopt;
    std::vector<const WorkloadLimit*> limits;
    for (const std::size_t i : lifted) limits.push_back(&limits_[i]);
    return least_excess(free, workload_, limits, std::move(*plan),
                        [this](const Workload& workload) { return feasible(workload); });
  }

  // "the deadline were 22.9 h (23 times 1.0 h)", for a limit that has to be so much larger.
  std::string describe_larger(std::size_t index, double factor) const {
    const WorkloadLimit& limit = limits_[index];
    const double allowed = allowed_amount(workload_, limit);
    return fmt::format("the {} were {} ({} {})", limit.name, amount_text(limit, allowed * factor),
                       factor < 2 ? fmt::format("{:.0f} % more than", std::ceil((factor - 1) * 100))
                                  : factor_text(factor) + " times",
                       amount_text(limit, allowed));
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
        return needed_latency(workload, limit);
    }
    const auto plan = feasible(workload);
    if (!plan) return {};
    return fmt::format("at least {} is needed", amount_text(limit, taken_amount(*plan, limit)));
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

  std::string needed_latency(Workload& workload, const WorkloadLimit& limit) const {
    const std::size_t task = limit.task;
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
    return fmt::format("at least {} is needed", amount_text(limit, high));
  }

  Workload workload_;
  PlanOptions options_;
  Market market_;
  std::vector<WorkloadLimit> limits_;
  ConflictFinder finder_;
};

// Where one limit can't be kept, others may be as hopeless: all of those are named.
void add_hopeless(Diagnosis& whole, Plan& plan) {
  std::vector<std::string> hopeless;
  for (std::size_t i = 0; i < whole.limits(); ++i)
    if (!whole.finder().feasible({i})) hopeless.push_back(whole.describe({i}, i));
  plan.conflicts.push_back(
      hopeless.size() == 1
          ? fmt::format("this limit alone can't be kept: {}", hopeless.front())
          : fmt::format("each of these limits can't be kept, not even alone: {}", comma_list(hopeless)));
}

void add_smallest_conflict(Diagnosis& whole, Plan& plan) {
  const auto conflict = whole.finder().smallest_conflict();
  if (!conflict) return;
  if (conflict->size() == 1) return add_hopeless(whole, plan);
  std::string text;
  for (const std::size_t index : *conflict)
    text += (text.empty() ? "" : " and ") + whole.describe(*conflict, index);
  plan.conflicts.push_back(
      fmt::format("these limits can't be kept together (any fewer of them can): {}", text));
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

// "without the limit on providers, and if the deadline were 22.9 h (23 times 1.0 h): $9.12 in the first
// month, the longest run takes 22.9 h"
std::string describe(const Diagnosis& whole, const LimitSet& lifted, const NearPlan& near) {
  std::vector<std::string> without, larger;
  for (std::size_t i = 0; i < lifted.size(); ++i)
    if (!is_known(near.factors[i]))
      without.push_back(whole.limit(lifted[i]).name);
    else if (near.factors[i] > 1)
      larger.push_back(whole.describe_larger(lifted[i], near.factors[i]));
  std::string text;
  if (!without.empty())
    text = fmt::format("without the limit{} on {}", without.size() == 1 ? "" : "s", joined(without));
  if (!larger.empty()) text += fmt::format("{}if {}", text.empty() ? "" : ", and ", joined(larger));
  return fmt::format("{}: {} in the first month{}", text,
                     first_month_text(near.plan.monthly, near.plan.one_off), slowest_text(near.plan));
}

// The nearest first: those that need only larger numbers, by the largest factor.
void add_nearest_plans(Diagnosis& whole, Plan& plan) {
  std::vector<std::pair<LimitSet, NearPlan>> found;
  for (const LimitSet& lifted : whole.finder().smallest_relaxations())
    if (auto near = whole.plan_without(lifted)) found.emplace_back(lifted, std::move(*near));
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.without_number(), a.second.excess()) <
           std::pair(b.second.without_number(), b.second.excess());
  });
  for (const auto& [lifted, near] : found) plan.conflicts.push_back(describe(whole, lifted, near));
}

}  // namespace

void add_nearest(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options,
                 Plan& plan) {
  Diagnosis whole(workload, performance, options);
  add_smallest_conflict(whole, plan);
  add_nearest_plans(whole, plan);
}

}  // namespace cloudplan
