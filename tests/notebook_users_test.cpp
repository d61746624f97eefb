// Several people who work with notebooks: a machine, an account, a disk and a copy of the data for each.

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"

#include <algorithm>
#include <string>

using namespace cloudplan;

namespace {

Workload people_with(double users, double hours_per_week) {
  Workload workload;
  Task task;
  task.name = "class";
  task.kind = TaskKind::notebook;
  task.users = users;
  task.hours_per_week = hours_per_week;
  task.accelerator = "nvidia-t4";
  workload.tasks.push_back(task);
  return workload;
}

Workload on_machines(double users) {
  Workload workload = people_with(users, 10);
  workload.tasks[0].constraints.free_offers = false;
  workload.tasks[0].constraints.include = {"aws/g4dn.xlarge"};
  workload.tasks[0].constraints.regions = {"us-east-1"};
  return workload;
}

void add_data(Workload& workload, double gb, std::string location) {
  Dataset data;
  data.name = "photos";
  data.kind = DatasetKind::files;
  data.size = Bytes{gb * 1e9};
  data.location = std::move(location);
  workload.data.push_back(data);
  workload.tasks[0].dataset = "photos";
}

Plan plan_of(const Workload& workload) {
  Plan plan = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE(plan.feasible);
  return plan;
}

bool says(const TaskPlacement& placed, std::string_view part) {
  return std::any_of(placed.notes.begin(), placed.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("so many people cost so many times one of them", "[notebook]") {
  Workload one = on_machines(1), many = on_machines(25);
  const Plan alone = plan_of(one), together = plan_of(many);
  CHECK(alone.tasks[0].chosen->machines == 1);
  CHECK(together.tasks[0].chosen->machines == 25);
  REQUIRE(together.tasks[0].cost.lines.size() == 2);  // the machines' hours and the disks
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(together.tasks[0].cost.lines[i].quantity == Approx(25 * alone.tasks[0].cost.lines[i].quantity));
  CHECK(says(together.tasks[0], "each of the 25 users has a machine"));
  CHECK_FALSE(says(alone.tasks[0], "users"));
}

TEST_CASE("a committed machine for each person", "[notebook]") {
  Workload workload = on_machines(25);
  workload.tasks[0].constraints.purchase = {"commit_1y"};
  CHECK(plan_of(workload).tasks[0].cost.lines[0].quantity == Approx(25 * 730));
}

TEST_CASE("more people than machines are allowed have none", "[notebook]") {
  Workload workload = on_machines(25);
  workload.tasks[0].constraints.max_machines = 24;
  CHECK_FALSE(make_plan(workload, performance(), {.flip_points = false}).feasible);
}

TEST_CASE("a free notebook is free for each, with an account of their own", "[notebook]") {
  Workload workload = people_with(25, 6);
  workload.constraints.providers = {"google-colab"};
  const Plan plan = plan_of(workload);
  CHECK(plan.monthly.nanos == 0);
  CHECK(plan.tasks[0].chosen->machines == 25);
  CHECK(says(plan.tasks[0], "needs an account of their own"));
  CHECK(says(plan.tasks[0], "no weekly quota of it is published"));
}

TEST_CASE("each person gets the data, at a hosted notebook for every session", "[notebook]") {
  Workload machines = on_machines(4);
  add_data(machines, 20, "aws/us-west-2");
  const Plan copied = plan_of(machines);
  REQUIRE(copied.flows.size() == 1);
  CHECK(copied.flows[0].per_month.value == Approx(4 * 20e9));
  CHECK(copied.flows[0].cost.total(Recurrence::once).nanos > 0);
  CHECK(copied.flows[0].cost.total(Recurrence::monthly).nanos == 0);

  Workload hosted = people_with(4, 24);
  hosted.tasks[0].constraints.providers = {"google-colab"};
  add_data(hosted, 20, "aws/us-west-2");
  const Plan sessions = plan_of(hosted);
  REQUIRE(sessions.flows.size() == 1);
  // Two sessions of twelve hours in each of 4.35 weeks.
  CHECK(sessions.flows[0].per_month.value == Approx(4 * 20e9 * 2 * kDaysPerMonth / 7));
  CHECK(sessions.flows[0].cost.total(Recurrence::monthly).dollars() ==
        Approx(4 * 20e9 / kGibibyte * 2 * kDaysPerMonth / 7 * 0.09).margin(0.01));
  CHECK(says(sessions.tasks[0], "every session begins with an empty machine"));
}
