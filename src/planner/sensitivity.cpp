#include "cloudplan/sensitivity.hpp"

#include "planner/adjustments.hpp"
#include "planner/choice_odds.hpp"
#include "planner/joint_plan.hpp"

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
  Levers(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options)
      : workload_(workload),
        catalog_(performance.catalog()),
        market_(workload, performance),
        options_(options) {
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
    for (std::size_t t = 0; t < workload_.tasks.size(); ++t) {
      if (!plan_.tasks[t].chosen) continue;
      Sensitivity found{workload_.tasks[t].name, task_choice(plan_, t), {}, {}, {}};
      try_task(t, found);
      if (placed_ && is_job(workload_.tasks[t].kind)) found.odds = choice_odds(*joint_, t);
      finish(found, made);
    }
    for (std::size_t d = 0; d < workload_.data.size(); ++d) {
      if (!plan_.data[d].chosen) continue;
      Sensitivity found{workload_.data[d].name, store_choice(plan_, d), {}, {}, {}};
      try_dataset(d, found);
      finish(found, made);
    }
    return made;
  }

 private:
  using Choice = std::function<std::string(double factor)>;

  std::string machine_name(const Offer& offer) const {
    if (!offer.is_notebook()) return catalog_.full_name(catalog_.instance_types()[offer.type]);
    const Notebook& notebook = catalog_.table<Notebook>()[offer.notebook];
    return fmt::format("{} {} ({})", catalog_.text(notebook.service), catalog_.text(notebook.plan),
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

  static void turn(const std::string& lever, Turn how, const Choice& choice, Sensitivity& found) {
    bool any = false;
    for (const bool up : {true, false}) {
      if (how == (up ? Turn::down : Turn::up)) continue;
      if (auto point = search(lever, found.choice, choice, up))
        found.points.push_back(std::move(*point)), any = true;
    }
    if (!any) found.firm.push_back(lever);
  }

  // Lets a plan use the searches that nothing changes. What was paid for already is divided anew for each.
  void known(Adjustments& adjustments, const std::function<bool(std::size_t)>& same) const {
    if (!options_.owned.empty()) return;
    adjustments.known.plan = &*joint_;
    for (std::size_t v = 0; v < joint_->variables(); ++v) adjustments.known.same.push_back(same(v));
  }

  // The task's choice with one machine cheaper, dearer, faster or slower.
  Choice adjusted(std::size_t task, const Offer& offer, bool price) const {
    return [=, this](double factor) {
      const Adjustment one{offer.type, offer.notebook, price ? factor : 1, price ? 1 : factor};
      Adjustments adjustments{.list = {one}};
      known(adjustments, [&](std::size_t variable) {
        return variable >= workload_.tasks.size() || !joint_->search(variable).looks_at(offer);
      });
      return task_choice(make_brief_plan(workload_, market_, options_, adjustments), task);
    };
  }

  void try_task(std::size_t task, Sensitivity& found) const {
    const Candidate& chosen = *plan_.tasks[task].chosen;
    if (!chosen.offer.is_notebook())
      turn("price of " + found.choice, Turn::up, adjusted(task, chosen.offer, true), found);
    if (chosen.timed)
      turn("speed of " + found.choice, Turn::down, adjusted(task, chosen.offer, false), found);
    for (const Alternative& other : plan_.tasks[task].alternatives)
      if (other.kind == AlternativeKind::runner_up) {
        const Offer& offer = other.candidate.offer;
        if (!offer.is_notebook())
          turn("price of " + machine_name(offer), Turn::down, adjusted(task, offer, true), found);
        if (other.candidate.timed)
          turn("speed of " + machine_name(offer), Turn::up, adjusted(task, offer, false), found);
      }
    try_work(task, found);
  }

  // How much there is to do, and how often.
  void try_work(std::size_t task, Sensitivity& found) const {
    const auto lever = [&](const char* name, bool there, auto scale) {
      if (!there) return;
      turn(
          name, Turn::both,
          [=, this](double factor) {
            Workload changed = workload_;
            scale(changed.tasks[task], factor);
            Adjustments adjustments;
            // The task reads its dataset as often as it runs.
            known(adjustments, [&](std::size_t variable) {
              if (variable < workload_.tasks.size()) return variable != task;
              return workload_.data[variable - workload_.tasks.size()].name != workload_.tasks[task].dataset;
            });
            return task_choice(make_brief_plan(changed, market_, options_, adjustments), task);
          },
          found);
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

  void try_dataset(std::size_t dataset, Sensitivity& found) const {
    for (const char* const parameter : {"size", "reads", "writes", "retention"}) {
      if (!scaled(workload_.data[dataset], parameter, 1)) continue;
      turn(
          parameter, Turn::both,
          [=, this](double factor) {
            Workload changed = workload_;
            changed.data[dataset] = *scaled(workload_.data[dataset], parameter, factor);
            Adjustments adjustments;
            // The tasks that read it have more to read.
            known(adjustments, [&](std::size_t variable) {
              if (variable < workload_.tasks.size())
                return workload_.tasks[variable].dataset != workload_.data[dataset].name;
              return variable != workload_.tasks.size() + dataset;
            });
            return store_choice(make_brief_plan(changed, market_, options_, adjustments), dataset);
          },
          found);
    }
  }

  static void finish(Sensitivity& found, std::vector<Sensitivity>& made) {
    std::stable_sort(found.points.begin(), found.points.end(),
                     [](const TippingPoint& a, const TippingPoint& b) {
                       return std::abs(std::log(a.factor)) < std::abs(std::log(b.factor));
                     });
    made.push_back(std::move(found));
  }

  const Workload& workload_;
  const Catalog& catalog_;
  Market market_;
  std::optional<JointPlan> joint_;  // the plan for the least cost
  bool placed_ = false;
  PlanOptions options_;
  Plan plan_;
};

}  // namespace

std::vector<Sensitivity> sensitivity(const Workload& workload, const PerformanceCatalog& performance,
                                     const PlanOptions& options) {
  return Levers(workload, performance, options).all();
}

}  // namespace cloudplan
