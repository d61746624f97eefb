#include "planner/plan_parts.hpp"
#include "support/format_text.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

struct Relaxation {
  const char* limit;
  bool applies;
  void (*lift)(Workload&);
};

std::vector<Relaxation> relaxations(const Workload& workload) {
  const Constraints& c = workload.constraints;
  bool task_deadline = false;
  for (const Task& task : workload.tasks) task_deadline = task_deadline || task.deadline;
  return {
      {"budget", workload.budget.has_value(), [](Workload& w) { w.budget.reset(); }},
      {"deadline", workload.deadline || task_deadline,
       [](Workload& w) {
         w.deadline.reset();
         for (Task& task : w.tasks) task.deadline.reset();
       }},
      {"regions", !c.regions.empty() || !c.residency.empty(),
       [](Workload& w) { w.constraints.regions.clear(), w.constraints.residency.clear(); }},
      {"providers", !c.providers.empty(), [](Workload& w) { w.constraints.providers.clear(); }},
      {"purchase options", !c.purchase.empty(), [](Workload& w) { w.constraints.purchase.clear(); }},
      {"architecture", !c.arch.empty(), [](Workload& w) { w.constraints.arch.clear(); }},
      {"accelerators", !c.accelerators.empty(), [](Workload& w) { w.constraints.accelerators.clear(); }},
      {"included and excluded names", !c.include.empty() || !c.exclude.empty(),
       [](Workload& w) { w.constraints.include.clear(), w.constraints.exclude.clear(); }},
      {"same provider", c.same_provider, [](Workload& w) { w.constraints.same_provider = false; }},
  };
}

std::string slowest_text(const Plan& plan) {
  Seconds slowest;
  for (const TaskPlacement& placed : plan.tasks)
    if (placed.chosen && placed.chosen->timed) slowest = std::max(slowest, placed.chosen->run.total());
  return slowest.value > 0 ? fmt::format("the longest run takes {}", time_text(slowest))
                           : "no run takes time";
}

}  // namespace

void add_nearest(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options,
                 Plan& plan) {
  for (const Relaxation& relaxation : relaxations(workload)) {
    if (!relaxation.applies) continue;
    Workload relaxed = workload;
    relaxation.lift(relaxed);
    PlanOptions quick = options;
    quick.explain_infeasible = false;
    quick.flip_points = false;
    const Plan nearest = make_plan(relaxed, performance, quick);
    if (nearest.feasible)
      plan.conflicts.push_back(fmt::format("without the limit on {}: {} in the first month, {}",
                                           relaxation.limit, usd_text(nearest.first_month()),
                                           slowest_text(nearest)));
  }
}

}  // namespace cloudplan
