// Data that is not where its job runs: what the report says of its way.

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"

#include <algorithm>
#include <string>

using namespace cloudplan;

namespace {

TaskPlacement placed(std::string location, double deadline_hours) {
  Workload workload;
  Task task;
  task.name = "clean";
  task.kind = TaskKind::batch;
  task.core_hours = 1;
  task.dataset = "raw";
  task.deadline = hours(deadline_hours);
  task.constraints.include = {"azure/Standard_D8s_v5"};  // 12.5 Gbit/s
  task.constraints.regions = {"azure/eastus"};
  task.constraints.purchase = {"on_demand"};
  workload.tasks.push_back(task);
  Dataset raw;
  raw.name = "raw";
  raw.kind = DatasetKind::files;
  raw.size = Bytes{1000e9};
  raw.location = std::move(location);
  workload.data.push_back(raw);
  const Plan plan = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE(plan.feasible);
  return plan.tasks[0];
}

bool says(const TaskPlacement& placed, std::string_view part) {
  return std::any_of(placed.notes.begin(), placed.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("data from elsewhere may take longer than is counted") {
  // 8,000 Gbit at half of 5 Gbit/s are 53 min, at half of 12.5 they are 21.
  for (const char* const from : {"azure/westus", "aws/us-east-1"}) {
    CHECK(says(placed(from, 24), std::string("its data comes from ") + from));
    CHECK(says(placed(from, 24), "a run takes 32 min longer"));
    CHECK_FALSE(says(placed(from, 24), "misses its deadline"));
  }
  CHECK(says(placed("aws/us-east-1", 1), "and misses its deadline"));
  CHECK_FALSE(says(placed("azure/eastus", 24), "its data comes from"));
}
