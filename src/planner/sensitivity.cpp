#include "cloudplan/sensitivity.hpp"

#include "planner/adjustments.hpp"
#include "planner/choice_odds.hpp"
#include "planner/joint_plan.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr double kPrecision = 0.01;  // of a tipping point, in natural logarithms
constexpr double kSteps[] = {1.05, 1.25, 1.75, 3, 10};

// What a lever may be turned to: up, down or both.
enum class Turn { up, down, both };

class Levers {
 public:
  Levers(const Workload& workload, const PerformanceCatalog& performance, const SensitivityOptions& asked)
      : workload_(workload),
        catalog_(performance.catalog()),
        market_(workload, performance),
        asked_(asked),
        options_(asked.plan) {
    options_.flip_points = false;
    options_.explain_infeasible = false;
    options_.beside = false;
    plan_ = make_plan(workload_, performance, options_);
    joint_.emplace(workload_, market_, options_);
    joint_->rank(Objective::cost, 0);
    placed_ = joint_->solve();
  }

  std::vector<Sensitivity> all() {
    std::vector<Sensitivity> made;
    const auto add = [&](const std::string& name, bool chosen, const std::string& choice) {
      if (!chosen || (!asked_.item.empty() && name != asked_.item)) return false;
      made.push_back({name, choice, {}, {}, {}});
      return true;
    };
    for (std::size_t t = 0; t < workload_.tasks.size(); ++t) {
      if (!add(workload_.tasks[t].name, plan_.tasks[t].chosen.has_value(), task_choice(plan_, t))) continue;
      try_task(t, made.size() - 1);
      if (placed_ && is_job(workload_.tasks[t].kind)) made.back().odds = choice_odds(*joint_, t);
    }
    for (std::size_t d = 0; d < workload_.data.size(); ++d)
      if (add(workload_.data[d].name, plan_.data[d].chosen.has_value(), store_choice(plan_, d)))
        try_dataset(d, made.size() - 1);
    turn_all(made);
    return made;
  }

 private:
  using Choice = std::function<std::string(double factor)>;
  struct Lever {
    std::size_t item = 0;  // into what is made
    std::string name;
    Turn how = Turn::both;
    Choice choice;
  };

  std::string machine_name(const Offer& offer) const {
    if (!offer.is_notebook()) return catalog_.full_name(catalog_.instance_types()[offer.type]);
    const Notebook& notebook = catalog_.table<Notebook>()[offer.notebook];
    return fmt::format("{} ({})",
                       service_and_plan(catalog_.text(notebook.service), catalog_.text(notebook.plan)),
                       catalog_.text(notebook.machine));
  }
  std::string task_choice(const Plan& plan, std::size_t task) const {
    const auto& chosen = plan.tasks[task].chosen;
    return chosen ? machine_name(chosen->offer) : "nothing fits";
  }
  std::string store_choice(const Plan& plan, std::size_t dataset) const {
    const DatasetPlacement& placed = plan.data[dataset];
    if (!placed.chosen) return "nothing can hold it";
    return fmt::format(
        "{} ({})", placed.name,
        catalog_.text(catalog_.providers()[catalog_.regions()[placed.chosen->region].provider].key));
  }

  // The first change of the choice beyond 1 in one direction: same on one side, another on the other.
  static std::optional<TippingPoint> search(const std::string& lever, const std::string& now,
                                            const Choice& choice, bool up) {
    double same = 1;
    for (const double step : kSteps) {
      double other = up ? step : 1 / step;
      std::string becomes = choice(other);
      if (becomes == now) {
        same = other;
        continue;
      }
      while (std::abs(std::log(other / same)) > kPrecision) {
        const double middle = std::sqrt(same * other);
        std::string there = choice(middle);
        if (there == now)
          same = middle;
        else
          other = middle, becomes = std::move(there);
      }
      return TippingPoint{lever, other, same, std::move(becomes)};
    }
    return std::nullopt;
  }

  void turn_all(std::vector<Sensitivity>& made) const {
    for (std::size_t i = 0; i < levers_.size(); ++i) {
      if (asked_.on_lever) asked_.on_lever(i, levers_.size());
      turn(levers_[i], made[levers_[i].item]);
    }
    for (Sensitivity& found : made)
      std::stable_sort(found.points.begin(), found.points.end(),
                       [](const TippingPoint& a, const TippingPoint& b) {
                         return std::abs(std::log(a.factor)) < std::abs(std::log(b.factor));
                       });
  }

  static void turn(const Lever& lever, Sensitivity& found) {
    bool any = false;
    for (const bool up : {true, false}) {
      if (lever.how == (up ? Turn::down : Turn::up)) continue;
      if (auto point = search(lever.name, found.choice, lever.choice, up))
        found.points.push_back(std::move(*point)), any = true;
    }
    if (!any) found.firm.push_back(lever.name);
  }

  // The task's choice with one machine cheaper, dearer, faster or slower.
  Choice adjusted(std::size_t task, const Offer& offer, bool price) const {
    return [=, this](double factor) {
      const Adjustment one{offer.type, offer.notebook, price ? factor : 1, price ? 1 : factor};
      const Adjustments adjustments{.list = {one}, .known = joint_->searches()};
      return task_choice(make_brief_plan(workload_, market_, options_, adjustments), task);
    };
  }

  void try_task(std::size_t task, std::size_t item) {
    const auto lever = [&](const char* what, const Candidate& of, Turn how, bool price) {
      levers_.push_back({item, fmt::format("{} of {}", what, machine_name(of.offer)), how,
                         adjusted(task, of.offer, price)});
    };
    const Candidate& chosen = *plan_.tasks[task].chosen;
    if (!chosen.offer.is_notebook()) lever("price", chosen, Turn::up, true);
    if (chosen.timed) lever("speed", chosen, Turn::down, false);
    for (const Alternative& other : plan_.tasks[task].alternatives) {
      if (other.kind != AlternativeKind::runner_up) continue;
      if (!other.candidate.offer.is_notebook()) lever("price", other.candidate, Turn::down, true);
      if (other.candidate.timed) lever("speed", other.candidate, Turn::up, false);
    }
    try_work(task, item);
  }

  // How much there is to do, and how often.
  void try_work(std::size_t task, std::size_t item) {
    const auto lever = [&](const char* name, bool there, auto scale) {
      if (!there) return;
      levers_.push_back({item, name, Turn::both, [=, this](double factor) {
                           Workload changed = workload_;
                           scale(changed.tasks[task], factor);
                           Adjustments adjustments{.known = joint_->searches()};
                           adjustments.known.tasks[task] = nullptr;
                           // The task reads its dataset as often as it runs.
                           for (std::size_t d = 0; d < workload_.data.size(); ++d)
                             if (workload_.data[d].name == workload_.tasks[task].dataset)
                               adjustments.known.data[d] = nullptr;
                           return task_choice(make_brief_plan(changed, market_, options_, adjustments), task);
                         }});
    };
    const Task& t = workload_.tasks[task];
    lever("runs a month", t.runs_given, [](Task& x, double f) { x.runs_per_month *= f; });
    lever("epochs", t.epochs.has_value(), [](Task& x, double f) { *x.epochs *= f; });
    lever("samples", t.samples.has_value(), [](Task& x, double f) { *x.samples *= f; });
    lever("tokens", t.tokens.has_value(), [](Task& x, double f) { *x.tokens *= f; });
    lever("rows", t.rows.has_value(), [](Task& x, double f) { *x.rows *= f; });
    lever("core-hours", t.core_hours.has_value(), [](Task& x, double f) { *x.core_hours *= f; });
    lever("requests", t.requests || t.peak, [](Task& x, double f) {
      if (x.requests) x.requests->value *= f;
      if (x.peak) x.peak->value *= f;
    });
    lever("hours a week", t.hours_per_week.has_value(), [](Task& x, double f) { *x.hours_per_week *= f; });
  }

  void try_dataset(std::size_t dataset, std::size_t item) {
    for (const char* const parameter : {"size", "reads", "writes", "retention"}) {
      if (!scaled(workload_.data[dataset], parameter, 1)) continue;
      levers_.push_back({item, parameter, Turn::both, [=, this](double factor) {
                           Workload changed = workload_;
                           changed.data[dataset] = *scaled(workload_.data[dataset], parameter, factor);
                           Adjustments adjustments{.known = joint_->searches()};
                           adjustments.known.data[dataset] = nullptr;
                           // The tasks that read it have more to read.
                           for (std::size_t t = 0; t < workload_.tasks.size(); ++t)
                             if (workload_.tasks[t].dataset == workload_.data[dataset].name)
                               adjustments.known.tasks[t] = nullptr;
                           return store_choice(make_brief_plan(changed, market_, options_, adjustments),
                                               dataset);
                         }});
    }
  }

  const Workload& workload_;
  const Catalog& catalog_;
  Market market_;
  std::optional<JointPlan> joint_;  // the plan for the least cost
  bool placed_ = false;
  const SensitivityOptions& asked_;
  PlanOptions options_;
  Plan plan_;
  std::vector<Lever> levers_;
};

}  // namespace

std::vector<Sensitivity> sensitivity(const Workload& workload, const PerformanceCatalog& performance,
                                     const SensitivityOptions& options) {
  return Levers(workload, performance, options).all();
}

}  // namespace cloudplan
