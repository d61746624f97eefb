// Limits that concern all tasks together: a deadline of tasks that follow each other, and a budget.

#include "cloudplan/planner.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"
#include "many_cases.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

using namespace cloudplan;

namespace {

const std::vector<std::string> kTypes = {"aws/c7i.xlarge", "aws/c7i.8xlarge", "aws/c7g.16xlarge",
                                         "aws/m5.4xlarge", "aws/c5.24xlarge"};
const std::vector<std::string> kWays = {"on_demand", "spot"};

Plan plan_of(const Workload& workload) {
  return make_plan(workload, performance(), {.explain_infeasible = false, .flip_points = false});
}

Task any_job(std::size_t number) {
  Task task;
  task.name = fmt::format("job{}", number);
  task.kind = TaskKind::batch;
  task.core_hours = *rc::gen::inRange(5, 400);
  task.parallel_fraction = *rc::gen::inRange(80, 101) / 100.0;
  task.checkpoint_interval = Seconds{600};
  for (std::size_t before = 0; before < number; ++before)
    if (*rc::gen::inRange(0, 2) == 0) task.after.push_back(fmt::format("job{}", before));
  return task;
}

Workload any_jobs() {
  Workload workload;
  workload.constraints.regions = {"us-east-1"};
  workload.constraints.include = kTypes;
  workload.constraints.purchase = kWays;
  for (std::size_t t = 0; t < 3; ++t) workload.tasks.push_back(any_job(t));
  return workload;
}

struct Way {
  double usd = 0;
  Seconds time;
};

// Of one job alone: every type, bought in every way.
std::vector<Way> ways_of(const Workload& workload, std::size_t task) {
  std::vector<Way> ways;
  for (const std::string& type : kTypes)
    for (const std::string& purchase : kWays) {
      Workload alone = workload;
      alone.tasks = {workload.tasks[task]};
      alone.tasks[0].after.clear();
      alone.constraints.include = {type};
      alone.constraints.purchase = {purchase};
      const Plan plan = plan_of(alone);
      if (plan.feasible) ways.push_back({plan.first_month().dollars(), plan.run_time(0)});
    }
  return ways;
}

Seconds chain_of(const Workload& workload, const std::vector<Way>& chosen) {
  std::vector<Seconds> finish;
  for (std::size_t t = 0; t < chosen.size(); ++t) {
    Seconds start;
    for (std::size_t u = 0; u < t; ++u)
      if (const auto& after = workload.tasks[t].after;
          std::find(after.begin(), after.end(), workload.tasks[u].name) != after.end())
        start = std::max(start, finish[u]);
    finish.push_back(start + chosen[t].time);
  }
  return *std::max_element(finish.begin(), finish.end());
}

// Calls `see` with every combination of ways.
template <class See>
void for_all_combinations(const Workload& workload, See see) {
  std::vector<std::vector<Way>> ways;
  for (std::size_t t = 0; t < workload.tasks.size(); ++t) ways.push_back(ways_of(workload, t));
  for (const Way& a : ways[0])
    for (const Way& b : ways[1])
      for (const Way& c : ways[2])
        see(a.usd + b.usd + c.usd, chain_of(workload, {a, b, c}), a.time + b.time + c.time);
}

}  // namespace

TEST_CASE("a deadline of tasks that follow each other costs what the best combination costs", "[limits]") {
  CHECK(check_few("chains", 25, [] {
    Workload workload = any_jobs();
    const Seconds relaxed = plan_of(workload).longest_chain;
    const Seconds deadline = relaxed * (*rc::gen::inRange(15, 100) / 100.0);
    double least = std::numeric_limits<double>::infinity();
    for_all_combinations(workload, [&](double usd, Seconds chain, Seconds) {
      if (chain <= deadline) least = std::min(least, usd);
    });
    workload.deadline = deadline;
    const Plan plan = plan_of(workload);
    RC_ASSERT(plan.feasible == (least < std::numeric_limits<double>::infinity()));
    if (!plan.feasible) return;
    RC_ASSERT(plan.longest_chain <= deadline);
    RC_ASSERT(plan.first_month().dollars() <= least * (1 + 1e-6) + 1e-4);
  }));
}

TEST_CASE("with a budget, the jobs take what the fastest combination within it takes", "[limits]") {
  CHECK(check_few("budgets", 25, [] {
    Workload workload = any_jobs();
    const double cheapest = plan_of(workload).first_month().dollars();
    const double budget = cheapest * (1.001 + *rc::gen::inRange(0, 150) / 100.0);
    double least = std::numeric_limits<double>::infinity();
    for_all_combinations(workload, [&](double usd, Seconds, Seconds time) {
      if (usd <= budget) least = std::min(least, time.value);
    });
    workload.objective = Objective::time;
    workload.budget = dollars(budget);
    const Plan plan = plan_of(workload);
    RC_ASSERT(plan.feasible);
    RC_ASSERT(plan.first_month() <= *workload.budget);
    double time = 0;
    for (std::size_t t = 0; t < 3; ++t) time += plan.run_time(t).value;
    RC_ASSERT(time <= least * (1 + 1e-6) + 1e-3);
  }));
}

TEST_CASE("more machines allowed or more time never cost more, also of tasks that follow each other",
          "[limits]") {
  CHECK(check_few("loosened", 25, [] {
    Workload workload;
    workload.constraints.providers = {"aws"};
    for (std::size_t t = 0; t < 3; ++t) workload.tasks.push_back(any_job(t));
    workload.constraints.max_machines = *rc::gen::inRange(1, 12);
    workload.constraints.regions = {"us-*"};
    const Seconds relaxed = plan_of(workload).longest_chain;
    workload.deadline = relaxed * (*rc::gen::inRange(20, 90) / 100.0);
    const Plan tight = plan_of(workload);
    if (!tight.feasible) return;
    if (*rc::gen::arbitrary<bool>())
      *workload.constraints.max_machines += *rc::gen::inRange(1, 8);
    else
      workload.deadline = *workload.deadline * (1 + *rc::gen::inRange(1, 100) / 100.0);
    const Plan loose = plan_of(workload);
    RC_ASSERT(loose.feasible);
    RC_ASSERT(loose.first_month().dollars() <= tight.first_month().dollars() * (1 + 1e-6) + 1e-4);
  }));
}

TEST_CASE("three machines are used where three are allowed and needed", "[limits]") {
  Workload workload;
  workload.constraints.include = {"aws/c7i.xlarge"};
  workload.constraints.purchase = {"on_demand"};
  Task task;
  task.name = "batch";
  task.kind = TaskKind::batch;
  task.core_hours = 400;
  workload.tasks.push_back(task);
  workload.constraints.max_machines = 1;
  const Seconds one = plan_of(workload).run_time(0);
  workload.deadline = one / 2.5;
  for (const int most : {3, 5, 6, 7, 100}) {
    workload.constraints.max_machines = most;
    const Plan plan = plan_of(workload);
    REQUIRE(plan.feasible);
    CHECK(plan.tasks[0].chosen->machines == 3);
  }
}
