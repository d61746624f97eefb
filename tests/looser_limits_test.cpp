// A looser limit never makes more of what the planner minimizes. The first month may rise: the objective
// spreads what data costs once over the months that it is kept (docs/planner.md, section 2).

#include "cloudplan/planner.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"
#include "many_cases.hpp"
#include "plan_objective.hpp"

#include <string>
#include <vector>

#include <fmt/core.h>

using namespace cloudplan;

namespace {

template <class T>
T any_of_these(const std::vector<T>& values) {
  return values[*rc::gen::inRange<std::size_t>(0, values.size())];
}

Plan plan_of(const Workload& workload) {
  return make_plan(workload, performance(),
                   {.explain_infeasible = false, .flip_points = false, .beside = false});
}

// A managed database comes before one that a user runs, whatever either costs: what kind of store the data is
// in, is decided before the places are.
std::vector<StoreKind> kinds_of(const Plan& plan) {
  std::vector<StoreKind> kinds;
  for (const auto& data : plan.data) kinds.push_back(data.chosen->kind);
  return kinds;
}

Dataset any_data(std::size_t number) {
  Dataset data;
  data.name = fmt::format("data{}", number);
  if (*rc::gen::inRange(0, 3) == 0) {
    data.kind = DatasetKind::records;
    data.rows = *rc::gen::inRange(1, 1000) * 10000.0;
    data.row_size = Bytes{500};
    data.reads = PerSecond{static_cast<double>(*rc::gen::inRange(1, 200))};
    data.writes = PerSecond{static_cast<double>(*rc::gen::inRange(1, 20))};
    return data;
  }
  data.kind = DatasetKind::files;
  data.size = gigabytes(*rc::gen::inRange(1, 5000));
  data.objects = *rc::gen::inRange(1, 5000) * 1000.0;
  if (*rc::gen::inRange(0, 2) == 0) data.retention = Seconds{*rc::gen::inRange(1, 30) * kSecondsPerMonth};
  if (*rc::gen::inRange(0, 2) == 0) data.egress_per_month = gigabytes(*rc::gen::inRange(1, 500));
  return data;
}

Task any_task(std::size_t number, const std::vector<Dataset>& data) {
  Task task;
  task.name = fmt::format("task{}", number);
  task.kind = any_of_these<TaskKind>({TaskKind::vm, TaskKind::batch, TaskKind::train});
  task.dataset = any_of_these(data).name;
  task.memory = gibibytes(*rc::gen::inRange(1, 64));
  if (task.kind == TaskKind::vm) task.vcpus = *rc::gen::inRange(1, 16);
  if (task.kind == TaskKind::batch) task.core_hours = *rc::gen::inRange(1, 300);
  if (task.kind == TaskKind::train) {
    task.model.name = "resnet-18";
    task.samples = *rc::gen::inRange(1, 300) * 10000.0;
  }
  if (task.kind != TaskKind::vm && *rc::gen::inRange(0, 2) == 0) {
    task.runs_given = true;
    task.runs_per_month = *rc::gen::inRange(1, 30);
  }
  task.checkpoint_interval = Seconds{900};
  return task;
}

const std::vector<std::string> kRegions = {"aws/us-east-1",    "aws/eu-west-1",    "gcp/us-central1",
                                           "gcp/europe-west4", "azure/westeurope", "azure/eastus"};

Workload any_workload() {
  Workload workload;
  for (std::size_t d = 0; d < 2; ++d) workload.data.push_back(any_data(d));
  for (std::size_t t = 0; t < 2; ++t) workload.tasks.push_back(any_task(t, workload.data));
  Constraints& limits = workload.constraints;
  limits.regions = {any_of_these(kRegions), any_of_these(kRegions)};
  limits.free_offers = false;
  limits.purchase = {"on_demand"};
  if (*rc::gen::inRange(0, 2) == 0) limits.residency = any_of_these<std::string>({"eu", "us"});
  limits.same_provider = *rc::gen::inRange(0, 2) == 0;
  limits.arch = {"x86_64"};
  if (*rc::gen::inRange(0, 2) == 0) limits.exclude = {"aws/c*", "gcp/n2*"};
  if (*rc::gen::inRange(0, 2) == 0) limits.max_machines = 1;
  if (*rc::gen::inRange(0, 2) == 0) workload.deadline = Seconds{*rc::gen::inRange(1, 60) * 3600.0};
  if (*rc::gen::inRange(0, 2) == 0) workload.budget = dollars(*rc::gen::inRange(20, 2000));
  return workload;
}

// Takes back or widens one of the limits.
Workload loosened(Workload workload) {
  Constraints& limits = workload.constraints;
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      limits.regions.push_back(any_of_these(kRegions));
      break;
    case 1:
      limits.regions = kRegions;
      break;
    case 2:
      limits.residency.clear();
      break;
    case 3:
      limits.same_provider = false;
      break;
    case 4:
      limits.arch.clear();
      break;
    case 5:
      limits.exclude.clear();
      break;
    case 6:
      limits.purchase = {"on_demand", "spot"};
      break;
    case 7:
      if (workload.deadline) *workload.deadline = *workload.deadline * 2;
      break;
    default:
      if (workload.budget) *workload.budget = dollars(workload.budget->dollars() * 1.5);
  }
  return workload;
}

// For the report of a failure.
std::string described(const Workload& workload, const Plan& plan) {
  const Constraints& limits = workload.constraints;
  std::string text =
      fmt::format("residency {} same provider {} ways {} deadline {} budget {} regions", limits.residency,
                  limits.same_provider, limits.purchase.size(), workload.deadline.value_or(Seconds{}).value,
                  workload.budget.value_or(Money{}).dollars());
  for (const std::string& region : limits.regions) text += ' ' + region;
  for (const auto& task : plan.tasks)
    if (task.chosen) text += fmt::format("\n  task {}", task.chosen->per_month.dollars());
  for (const auto& data : plan.data)
    if (data.chosen) text += fmt::format("\n  {} {}", data.name, data.chosen->compared.dollars());
  for (const auto& flow : plan.flows)
    text += fmt::format("\n  {} {} {} {}", flow.from_place, flow.to_place, flow.per_month.value,
                        flow.cost.total().dollars());
  return text;
}

}  // namespace

TEST_CASE("whatever limit is loosened, the objective does not rise", "[planner][looser]") {
  CHECK(check_few("looser limits", 40, [] {
    Workload workload = any_workload();
    double before = 0;
    bool feasible = false;
    std::vector<StoreKind> kinds;
    for (int step = 0; step < 4; ++step) {
      const Plan plan = plan_of(workload);
      RC_LOG() << described(workload, plan) << '\n';
      RC_ASSERT(plan.feasible || !feasible);
      // Ties between equal prices are settled by a hundred-thousandth of a dollar an hour.
      if (feasible && kinds_of(plan) == kinds) RC_ASSERT(summed_objective(plan) <= before + 0.02);
      feasible = plan.feasible;
      if (feasible) before = summed_objective(plan), kinds = kinds_of(plan);
      workload = loosened(workload);
    }
  }));
}
