// Plans that were wrong once: what a commitment covers, and where data can be.

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"

#include <cmath>

using namespace cloudplan;

namespace {

Task batch(double core_hours) {
  Task task;
  task.name = "run";
  task.kind = TaskKind::batch;
  task.core_hours = core_hours;
  return task;
}

double quantity_of_first_line(const Plan& plan) {
  REQUIRE(plan.tasks[0].chosen);
  REQUIRE_FALSE(plan.tasks[0].cost.lines.empty());
  return plan.tasks[0].cost.lines[0].quantity;
}

Workload committed(double runs_per_month) {
  Workload workload;
  Task task = batch(1000);
  task.runs_given = true;
  task.runs_per_month = runs_per_month;
  task.constraints.include = {"aws/m7i.8xlarge"};
  task.constraints.regions = {"us-east-1"};
  task.constraints.purchase = {"commit_3y"};
  workload.tasks.push_back(task);
  return workload;
}

}  // namespace

TEST_CASE("a commitment covers no more hours than its machines have") {
  CHECK(quantity_of_first_line(make_plan(committed(1), performance(), {})) == Approx(730));
  const Plan often = make_plan(committed(100), performance(), {});
  const double used = in_hours(often.tasks[0].chosen->run.total()) * 100;
  REQUIRE(used > 2 * 730);
  CHECK(quantity_of_first_line(often) == Approx(730 * std::ceil(used / 730)));
}

TEST_CASE("a small table that a job reads has a plan") {
  for (const double rows : {1e3, 1e5, 1e6}) {
    Workload workload;
    Task task = batch(5);
    task.dataset = "table";
    workload.tasks.push_back(task);
    Dataset table;
    table.name = "table";
    table.kind = DatasetKind::records;
    table.rows = rows;
    table.row_size = Bytes{1e3};
    workload.data.push_back(table);
    const Plan plan = make_plan(workload, performance(), {});
    CHECK(plan.conflicts.empty());
    CHECK(plan.tasks[0].chosen);
  }
}

TEST_CASE("data that is where its residency forbids is no plan") {
  Workload workload;
  Dataset data;
  data.name = "people";
  data.kind = DatasetKind::files;
  data.size = Bytes{1e12};
  data.location = "aws/us-east-1";
  workload.data.push_back(data);
  CHECK(make_plan(workload, performance(), {}).conflicts.empty());
  workload.constraints.residency = "eu";
  CHECK_FALSE(make_plan(workload, performance(), {}).conflicts.empty());
  // What is said of machines does not move data that is there.
  workload.constraints.residency.clear();
  workload.constraints.providers = {"gcp"};
  CHECK(make_plan(workload, performance(), {}).conflicts.empty());
}

TEST_CASE("an instance type may be named without its provider") {
  for (const char* name : {"aws/m7i.8xlarge", "m7i.8xlarge", "m7i.8*"}) {
    Workload workload;
    workload.tasks.push_back(batch(10));
    workload.tasks[0].constraints.include = {name};
    CHECK(make_plan(workload, performance(), {}).tasks[0].chosen);
    workload.tasks[0].constraints.include = {"aws/m7i.8xlarge"};
    workload.tasks[0].constraints.exclude = {name};
    CHECK_FALSE(make_plan(workload, performance(), {}).tasks[0].chosen);
  }
}
