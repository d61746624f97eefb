// Plan::range and Plan::other_free_tier: the plan's choices over the ranges of
// its inputs, and with the free tiers counted differently.

#include "cloudplan/plan_range.hpp"
#include "planner/held_plan.hpp"
#include "support/format_text.hpp"
#include "support/text_list.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

PlanTotals totals_of(const Plan& plan) { return {plan.monthly, plan.one_off, plan.longest_chain}; }

PlanEnd::Item item_of(const char* kind, std::string name, const Cost& cost) {
  return {kind, std::move(name), cost.total(Recurrence::monthly),
          cost.total(Recurrence::once) + cost.total(Recurrence::per_run)};
}

std::vector<PlanEnd::Item> items_of(const Workload& workload, const Plan& plan) {
  std::vector<PlanEnd::Item> items;
  for (std::size_t t = 0; t < plan.tasks.size(); ++t)
    if (plan.tasks[t].chosen) items.push_back(item_of("task", workload.tasks[t].name, plan.tasks[t].cost));
  for (std::size_t d = 0; d < plan.data.size(); ++d) {
    items.push_back(item_of("dataset", workload.data[d].name, plan.data[d].cost));
    if (plan.data[d].records)
      items.push_back(item_of("records", workload.data[d].name, plan.data[d].records_cost));
  }
  for (const DataFlow& flow : plan.flows)
    if (!flow.cost.lines.empty())
      items.push_back(item_of("transfer", fmt::format("{} to {}", flow.from, flow.to), flow.cost));
  return items;
}

PlanEnd end_of(const Workload& workload, const Plan& plan) {
  PlanEnd end;
  end.items = items_of(workload, plan);
  static_cast<PlanTotals&>(end) = totals_of(plan);
  for (std::size_t t = 0; t < workload.tasks.size(); ++t) {
    const auto& chosen = plan.tasks[t].chosen;
    if (!chosen || !is_job(workload.tasks[t].kind)) continue;
    PlanEnd::Job& job = end.jobs.emplace_back();
    job.task = t;
    if (chosen->timed) job.time = chosen->run.total();
    job.run = chosen->per_run;
  }
  return end;
}

template <class Outer>
void widen_items(PlanEnd& end, const PlanEnd& inside, Outer outer) {
  for (const PlanEnd::Item& other : inside.items) {
    const auto same = [&](const PlanEnd::Item& item) {
      return item.kind == other.kind && item.name == other.name;
    };
    auto found = std::find_if(end.items.begin(), end.items.end(), same);
    if (found == end.items.end()) found = end.items.insert(end.items.end(), {other.kind, other.name, {}, {}});
    found->monthly = outer(found->monthly, other.monthly);
    found->once = outer(found->once, other.once);
  }
  end.monthly = end.one_off = Money{};
  for (const PlanEnd::Item& item : end.items) {
    end.monthly += item.monthly;
    end.one_off += item.once;
  }
}

// More of an input never costs less, but what is predicted need not be monotone to the last cent.
template <class Outer>
void widen(PlanEnd& end, const PlanEnd& inside, Outer outer) {
  widen_items(end, inside, outer);
  end.longest_chain = outer(end.longest_chain, inside.longest_chain);
  for (std::size_t j = 0; j < end.jobs.size(); ++j) {  // the choices are the same, and so are the jobs
    end.jobs[j].run = outer(end.jobs[j].run, inside.jobs[j].run);
    if (end.jobs[j].time && inside.jobs[j].time)
      end.jobs[j].time = outer(*end.jobs[j].time, *inside.jobs[j].time);
  }
}

std::string key_in_words(std::string key) {
  std::replace(key.begin(), key.end(), '_', ' ');
  return key;
}

class RangeOfPlan {
 public:
  RangeOfPlan(const Workload& workload, const Plan& plan, const HeldPlan& held, const Market& market)
      : workload_(workload), plan_(plan), held_(held), market_(market), catalog_(market.catalog()) {}

  PlanRange make() {
    const std::vector<double> low = inputs(&UncertainInput::min), high = inputs(&UncertainInput::max);
    const PlanEnd now = end_of(workload_, plan_);
    const Plan at_low = held_.at(low, Pace::median), at_high = held_.at(high, Pace::median);
    range_.inputs = {end(at_low, now, std::ranges::min), end(at_high, now, std::ranges::max)};
    range_.with_model = {end(held_.at(low, Pace::fast), range_.inputs.low.value_or(now), std::ranges::min),
                         end(held_.at(high, Pace::slow), range_.inputs.high.value_or(now), std::ranges::max)};
    if (!range_.inputs.low) range_.with_model.low.reset();
    if (!range_.inputs.high) range_.with_model.high.reset();
    for (std::size_t i = 0; i < workload_.uncertain.size(); ++i) add_swing(i);
    sort_swings();
    warn("minimum", low, at_low);
    warn("maximum", high, at_high);
    return std::move(range_);
  }

 private:
  std::vector<double> inputs(double UncertainInput::*end) const {
    std::vector<double> values;
    for (const UncertainInput& input : workload_.uncertain) values.push_back(input.*end);
    return values;
  }

  template <class Outer>
  std::optional<PlanEnd> end(const Plan& held, const PlanEnd& inside, Outer outer) const {
    if (!held.feasible) return std::nullopt;
    PlanEnd end = end_of(workload_, held);
    widen(end, inside, outer);
    end.conflicts = broken_limits(held);
    return end;
  }

  void add_swing(std::size_t index) {
    const UncertainInput& input = workload_.uncertain[index];
    InputSwing swing;
    swing.input = index;
    swing.name =
        fmt::format("{} of {}", key_in_words(input.key),
                    input.of_task ? workload_.tasks[input.index].name : workload_.data[input.index].name);
    const auto alone = [&](double value, auto outer) -> std::optional<Money> {
      std::vector<double> values = inputs(&UncertainInput::likely);
      values[index] = value;
      const Plan plan = held_.at(values, Pace::median);
      if (!plan.feasible) return std::nullopt;
      return outer(plan.first_month(), plan_.first_month());
    };
    swing.low = alone(input.min, [](Money a, Money b) { return std::min(a, b); });
    swing.high = alone(input.max, [](Money a, Money b) { return std::max(a, b); });
    range_.swings.push_back(std::move(swing));
  }

  // What matters most first; what can't be done at all before everything.
  void sort_swings() {
    const auto width = [](const InputSwing& swing) {
      return swing.low && swing.high ? (*swing.high - *swing.low).dollars() : kNoLimit;
    };
    std::stable_sort(range_.swings.begin(), range_.swings.end(),
                     [&](const InputSwing& a, const InputSwing& b) { return width(a) > width(b); });
  }

  void warn(const char* end, const std::vector<double>& inputs, const Plan& held) {
    const std::string where = fmt::format("with every input at its {}", end);
    if (!held.feasible) {
      range_.warnings.push_back(fmt::format("{} the plan can't be carried out: {}", where,
                                            held.conflicts.empty() ? "" : held.conflicts.front()));
    } else {
      for (const std::string& broken : broken_limits(held)) range_.warnings.push_back(where + ' ' + broken);
    }
    const Plan anew = held_.anew(inputs);
    if (!anew.feasible)
      range_.warnings.push_back(fmt::format("{} no plan keeps every limit: {}", where,
                                            anew.conflicts.empty() ? "" : anew.conflicts.front()));
    else
      compare(where, held, anew);
  }

  // Of the workload, which the held choices were not made to keep.
  std::vector<std::string> broken_limits(const Plan& held) const {
    std::vector<std::string> broken;
    if (workload_.budget && held.first_month() > *workload_.budget)
      broken.push_back(fmt::format("the budget of {} is exceeded by {}", usd_text(*workload_.budget),
                                   first_month_above(held.monthly, held.one_off, *workload_.budget)));
    if (workload_.deadline && held.longest_chain > *workload_.deadline)
      broken.push_back(fmt::format("the jobs take {}, the deadline is {}", time_text(held.longest_chain),
                                   time_text(*workload_.deadline)));
    for (std::size_t t = 0; t < workload_.tasks.size(); ++t) {
      const Task& task = workload_.tasks[t];
      const auto& chosen = held.tasks[t].chosen;
      if (task.deadline && chosen && chosen->timed && is_job(task.kind) &&
          chosen->run.total() > *task.deadline)
        broken.push_back(fmt::format("{} takes {}, its deadline is {}", task.name,
                                     time_text(chosen->run.total()), time_text(*task.deadline)));
    }
    return broken;
  }

  // What would be chosen there, had one known.
  void compare(const std::string& where, const Plan& held, const Plan& anew) {
    std::string other;
    const auto add = [&](const std::string& name, const std::string& choice) {
      other += fmt::format("{}{} {} {}", other.empty() ? "" : ", ", choice, "for", name);
    };
    for (std::size_t t = 0; t < workload_.tasks.size(); ++t) {
      const Offer &then = anew.tasks[t].chosen->offer, &now = plan_.tasks[t].chosen->offer;
      if (then.type != now.type || then.notebook != now.notebook)
        add(workload_.tasks[t].name, machine_name(*anew.tasks[t].chosen));
    }
    for (std::size_t d = 0; d < workload_.data.size(); ++d) {
      const StorageOption &then = *anew.data[d].chosen, &now = *plan_.data[d].chosen;
      const std::string choice = market_.advisor().answer(then);
      if (choice != market_.advisor().answer(now)) add(workload_.data[d].name, choice);
    }
    if (other.empty()) return;
    std::string gain;
    if (held.feasible && anew.first_month() < held.first_month())
      gain = fmt::format(": {} in the first month, not {}", first_month_text(anew.monthly, anew.one_off),
                         first_month_text(held.monthly, held.one_off));
    range_.warnings.push_back(fmt::format("{} the choice would be {}{}", where, other, gain));
  }

  std::string machine_name(const Candidate& candidate) const {
    if (!candidate.offer.is_notebook())
      return catalog_.full_name(catalog_.instance_types()[candidate.offer.type]);
    const Notebook& notebook = catalog_.table<Notebook>()[candidate.offer.notebook];
    return service_and_plan(catalog_.text(notebook.service), catalog_.text(notebook.plan));
  }

  static constexpr double kNoLimit = 1e300;

  const Workload& workload_;
  const Plan& plan_;
  const HeldPlan& held_;
  const Market& market_;
  const Catalog& catalog_;
  PlanRange range_;
};

}  // namespace

void add_beside(const Workload& workload, const Market& market, const PlanOptions& options, Plan& plan) {
  const bool placed =
      std::all_of(plan.tasks.begin(), plan.tasks.end(), [](const auto& task) { return task.chosen; }) &&
      std::all_of(plan.data.begin(), plan.data.end(), [](const auto& data) { return data.chosen; });
  plan.free_tiers = options.free_tiers;
  if (!placed || !options.beside) return;
  const HeldPlan held(workload, plan, market, options);
  if (!plan.data.empty()) {
    const PlanTotals other = totals_of(held.with_other_free_tier());
    if (other.first_month() != plan.first_month() || other.monthly != plan.monthly)
      plan.other_free_tier = other;
  }
  if (plan.feasible && (options.range || !workload.uncertain.empty()))
    plan.range = RangeOfPlan(workload, plan, held, market).make();
}

}  // namespace cloudplan
