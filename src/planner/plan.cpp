#include "cloudplan/error.hpp"
#include "planner/held_plan.hpp"
#include "planner/joint_plan.hpp"
#include "planner/notebook_quota.hpp"
#include "planner/owned_hours.hpp"
#include "planner/plan_parts.hpp"
#include "planner/shared_limits.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <fmt/core.h>

namespace cloudplan {

namespace {

void add_totals(Plan& plan, const Cost& cost) {
  plan.monthly += cost.total(Recurrence::monthly);
  plan.one_off += cost.total(Recurrence::once) + cost.total(Recurrence::per_run);
}

void add_flows(const JointPlan& joint, const Workload& workload, Plan& plan) {
  const auto name = [&](std::size_t variable) {
    return variable < workload.tasks.size() ? workload.tasks[variable].name
                                            : workload.data[variable - workload.tasks.size()].name;
  };
  for (const Flow& flow : joint.flows()) {
    const auto from = joint.place(flow.from), to = joint.place(flow.to);
    if (!from || !to) continue;
    DataFlow made{.from = name(flow.from),
                  .to = name(flow.to),
                  .from_place = joint.places().name(*from),
                  .to_place = joint.places().name(*to),
                  .per_month = joint.moved(flow, *to),
                  .cost = joint.places().flow_cost(*from, *to, joint.billed(flow, *from, *to),
                                                   joint.recurrence_of(flow, *to), joint.account_of(flow))};
    plan.flows.push_back(std::move(made));
  }
}

}  // namespace

Plan assemble(const JointPlan& joint, const Workload& workload, Detail detail, const PlanOptions& options) {
  Plan plan;
  const std::size_t tasks = workload.tasks.size();
  plan.tasks.resize(tasks);
  plan.data.resize(workload.data.size());
  std::vector<std::vector<std::string>> suspects(tasks);
  joint.for_all(tasks + plan.data.size(), [&](std::size_t v) {
    if (v < tasks)
      plan.tasks[v] = place_task(joint, workload, v, detail, suspects[v]);
    else
      plan.data[v - tasks] = place_dataset(joint, workload, v - tasks, detail, options);
  });
  for (std::size_t t = 0; t < tasks; ++t) {
    plan.suspects.insert(plan.suspects.end(), suspects[t].begin(), suspects[t].end());
    plan.feasible = plan.feasible && plan.tasks[t].chosen;
    add_totals(plan, plan.tasks[t].cost);
  }
  for (const DatasetPlacement& placed : plan.data) {
    plan.feasible = plan.feasible && placed.chosen;
    add_totals(plan, placed.cost);
    add_totals(plan, placed.records_cost);
  }
  add_flows(joint, workload, plan);
  for (const DataFlow& flow : plan.flows) add_totals(plan, flow.cost);
  if (!options.free_tiers) return plan;
  plan.allowances = joint.allowance_use();
  if (joint.gap_usd() > 0)
    plan.assumptions.push_back(
        fmt::format("free allowances could be shared in too many ways to try all: another plan may cost up "
                    "to {} a month less",
                    usd_text(dollars(joint.gap_usd()))));
  return plan;
}

namespace {

// When the last of each chain of tasks is done, counted from its start.
Seconds longest_chain(const Workload& workload, const Plan& plan) {
  std::map<std::string, Seconds> finish;
  Seconds longest;
  // parse_workload has refused cycles, so as many rounds as tasks settle all.
  for (std::size_t round = 0; round < workload.tasks.size(); ++round)
    for (std::size_t t = 0; t < workload.tasks.size(); ++t) {
      const Task& task = workload.tasks[t];
      Seconds start;
      for (const std::string& before : task.after) start = std::max(start, finish[before]);
      finish[task.name] = start + (task.kind == TaskKind::serve ? Seconds{0} : plan.run_time(t));
      longest = std::max(longest, finish[task.name]);
    }
  return longest;
}

bool keeps_limits(const Workload& workload, const Plan& plan) {
  if (!plan.feasible) return false;
  if (workload.budget && plan.first_month() > *workload.budget) return false;
  return !workload.deadline || longest_chain(workload, plan) <= *workload.deadline;
}

Plan plan_with(JointPlan& joint, const Workload& workload, const PlanOptions& options, Objective objective,
               double usd_per_hour, Detail detail) {
  joint.rank(objective, usd_per_hour);
  joint.solve();
  return assemble(joint, workload, detail, options);
}

// A limit that concerns all tasks together is broken: the budget, or the deadline by tasks that follow each
// other. The best plan that keeps both; the joint plan is ranked by the objective.
std::optional<Plan> plan_within_limits(JointPlan& joint, const Workload& workload, const PlanOptions& options,
                                       Detail detail) {
  SharedLimits limits(joint, workload);
  const auto best = limits.best();
  if (!best) return std::nullopt;
  // Once more, so that free allowances are shared as this choice has it.
  joint.choose_by(best->terms, best->first_month_share);
  joint.solve();
  // What else there is, is compared by what an hour is worth within the limits.
  if (detail == Detail::full && !limits.worths().empty()) joint.rank(limits.worths());
  joint.hold(best->offers, best->places);
  Plan plan = assemble(joint, workload, detail, options);
  if (!keeps_limits(workload, plan)) return std::nullopt;
  constexpr double kHalfACent = 0.005;
  if (workload.objective == Objective::cost && limits.gap() >= kHalfACent)
    plan.assumptions.push_back(
        fmt::format("the limits can be kept in too many ways to try all: another plan may cost up to {} less",
                    usd_text(dollars(limits.gap()))));
  return plan;
}

void add_conflicts(const Workload& workload, Plan& plan) {
  if (plan.feasible && workload.budget && plan.first_month() > *workload.budget)
    plan.conflicts.push_back(
        fmt::format("budget: {} of {} in the first month; the cheapest plan found needs {} more",
                    usd_text(*workload.budget), first_month_text(plan.monthly, plan.one_off),
                    first_month_above(plan.monthly, plan.one_off, *workload.budget)));
  if (plan.feasible && workload.deadline)
    if (const Seconds chain = longest_chain(workload, plan); chain > *workload.deadline)
      plan.conflicts.push_back(fmt::format("deadline: the chain of tasks takes {}, the deadline is {}",
                                           time_text(chain), time_text(*workload.deadline)));
  for (const TaskPlacement& placed : plan.tasks)
    if (!placed.chosen) plan.conflicts.push_back(why_no_offer(workload, placed));
  for (const DatasetPlacement& placed : plan.data)
    if (!placed.chosen)
      plan.conflicts.push_back(fmt::format(
          "{}: no service can hold it within the constraints{}", workload.data[placed.dataset].name,
          placed.rejections.empty() ? "" : ": " + placed.rejections.front()));
  plan.feasible = plan.conflicts.empty();
}

// The plan that keeps the limits, or the nearest to it, with what is wrong with it.
Plan settled_plan(JointPlan& joint, const Workload& workload, const PlanOptions& options, Detail detail) {
  Plan plan = plan_with(joint, workload, options, workload.objective, 0, detail);
  if (plan.feasible && !keeps_limits(workload, plan)) {
    if (auto other = plan_within_limits(joint, workload, options, detail))
      plan = std::move(*other);
    else if (workload.budget && plan.first_month() > *workload.budget)
      plan = plan_with(joint, workload, options, Objective::cost, 0, detail);  // the cheapest is the nearest
  }
  hold_against_limits(workload, plan);
  return plan;
}

// What there is once for all tasks, hours paid for already and quotas of notebooks, is shared between them:
// of the plans that this takes, all but the first are brief and use its searches. (Searches of touched
// machines know no alternatives, which a full plan tells: the one that is kept is then made whole.)
Plan plan_with_all_shared(const Workload& workload, const Market& market, const PlanOptions& options,
                          const Adjustments& adjustments, Detail detail) {
  const bool shares = adjustments.list.empty() && adjustments.held_offers.empty();
  std::optional<JointPlan> first;
  const auto plan = [&](Adjustments adjusted) {
    const bool is_brief = detail == Detail::brief || first.has_value();
    const KnownSearches known = adjusted.known;
    if (shares && first) adjusted.known = first->searches();
    std::optional<JointPlan> later;
    JointPlan& joint = (first ? later : first).emplace(workload, market, options, adjusted);
    Attempt made{
        settled_plan(joint, workload, options, is_brief ? Detail::brief : Detail::full), {}, is_brief};
    adjusted.known = known;
    made.adjusted = std::move(adjusted);
    return made;
  };
  Attempt best = plan_with_owned(options, adjustments, [&](const Adjustments& owned) {
    return plan_with_quotas(market.catalog(), workload, owned, plan);
  });
  if (detail == Detail::brief || !best.is_brief) return std::move(best.plan);
  JointPlan joint(workload, market, options, best.adjusted);
  Plan whole = settled_plan(joint, workload, options, detail);
  whole.owned = std::move(best.plan.owned);
  return whole;
}

}  // namespace

void add_list_prices(const Catalog& catalog, Plan& plan) {
  for (TaskPlacement& task : plan.tasks) {
    add_list_prices(catalog, task.cost);
    for (Alternative& other : task.alternatives) add_list_prices(catalog, other.cost);
  }
  for (DatasetPlacement& data : plan.data) {
    add_list_prices(catalog, data.cost);
    add_list_prices(catalog, data.records_cost);
    for (StoreAlternative& other : data.alternatives) add_list_prices(catalog, other.cost);
  }
  for (DataFlow& flow : plan.flows) add_list_prices(catalog, flow.cost);
}

void hold_against_limits(const Workload& workload, Plan& plan) {
  plan.longest_chain = longest_chain(workload, plan);
  add_conflicts(workload, plan);
}

Seconds Plan::run_time(std::size_t task) const {
  const auto& chosen = tasks[task].chosen;
  if (!chosen || !chosen->timed) return {};
  return std::max(chosen->run.total(), chosen->notebook.calendar);
}

// A total that has no exact amount must not be read as if it were one.
static void refuse_beyond_money(const Workload& workload, const Plan& plan) {
  const Money most{std::numeric_limits<std::int64_t>::max()};
  if (plan.monthly != most && plan.one_off != most && plan.first_month() != most) return;
  Diagnostic diagnostic;
  diagnostic.file = workload.name;
  diagnostic.message = "this costs more than $9.2 billion, the largest amount that can be told";
  diagnostic.hint =
      "a size, a count or a rate is too large, or \"growth\" goes on for too long a \"horizon\"";
  throw InputError({std::move(diagnostic)});
}

static bool lacks_places(const Plan& plan) {
  const auto nowhere = [](const auto& item) { return !item.chosen; };
  return std::any_of(plan.tasks.begin(), plan.tasks.end(), nowhere) ||
         std::any_of(plan.data.begin(), plan.data.end(), nowhere);
}

Plan make_plan(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options) {
  const Market market(workload, performance);
  Plan plan = plan_with_all_shared(workload, market, options, {}, Detail::full);
  refuse_beyond_money(workload, plan);
  if (workload.constraints.same_provider && !plan.feasible && options.explain_infeasible &&
      lacks_places(plan))
    plan.conflicts = provider_conflicts(workload, market, options);
  add_list_prices(performance.catalog(), plan);
  add_beside(workload, market, options, plan);
  if (!plan.feasible && options.explain_infeasible) add_nearest(workload, performance, options, plan);
  return plan;
}

Plan make_brief_plan(const Workload& workload, const Market& market, const PlanOptions& options,
                     const Adjustments& adjustments) {
  return plan_with_all_shared(workload, market, options, adjustments, Detail::brief);
}

}  // namespace cloudplan
