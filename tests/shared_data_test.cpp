// Machines of one run divide its data: each copies its share at the same time, to a disk that holds it.

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"
#include "planner/run_timer.hpp"

#include <rapidcheck.h>

#include <string>

using namespace cloudplan;

namespace {

constexpr double kStart = 180;

Workload training(double machines, double gigabytes) {
  Workload workload;
  workload.objective = Objective::time;
  Task task;
  task.name = "train";
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.dataset = "photos";
  task.samples = 1e6;
  task.constraints.include = {"aws/g5.12xlarge"};
  task.constraints.regions = {"us-east-1"};
  task.constraints.purchase = {"on_demand"};
  task.constraints.max_machines = static_cast<int>(machines);
  workload.tasks.push_back(task);
  Dataset data;
  data.name = "photos";
  data.kind = DatasetKind::files;
  data.size = Bytes{gigabytes * 1e9};
  workload.data.push_back(data);
  return workload;
}

TaskPlacement placed(const Workload& workload) {
  const Plan plan = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE(plan.feasible);
  return plan.tasks[0];
}

}  // namespace

TEST_CASE("each of four machines copies a quarter", "[planner]") {
  const TaskPlacement one = placed(training(1, 8000)), four = placed(training(4, 8000));
  REQUIRE(one.chosen->machines == 1);
  REQUIRE(four.chosen->machines == 4);
  const double copy = one.chosen->run.setup.value - kStart;
  CHECK(copy > 600);
  CHECK(four.chosen->run.setup.value - kStart == Approx(copy / 4));
  // 50 GB to boot from, and the share: 7,450.58 GiB in all.
  REQUIRE(one.cost.lines.size() == 2);
  CHECK(one.cost.lines[1].meter.find("7501 GB a machine") != std::string::npos);
  CHECK(four.cost.lines[1].meter.find("1913 GB a machine") != std::string::npos);
}

TEST_CASE("more machines are never slower to load the data", "[planner]") {
  CHECK(rc::check("setup_time", [] {
    Task task;
    task.kind = TaskKind::train;
    TaskWork work;
    work.input = Bytes{static_cast<double>(*rc::gen::inRange(0, 1 << 30)) * 1e4};
    const RunTimer timer(task, work, performance().model());
    const double gbps = *rc::gen::element(0.5, 1.0, 10.0, 25.0, 100.0, 3200.0, kUnknown);
    const double few = *rc::gen::inRange(1, 64), more = few + *rc::gen::inRange(0, 64);
    const double of_few = timer.setup_time(gbps, few).value - kStart;
    const double of_more = timer.setup_time(gbps, more).value - kStart;
    RC_ASSERT(of_more <= of_few);
    // Together they load as much, each at its own network's rate.
    RC_ASSERT(std::abs(of_more * more - of_few * few) <= 1e-6 * (1 + of_few * few));
  }));
}
