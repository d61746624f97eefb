// How long the data takes to a machine, and what is said where its network is not known.

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"

#include <algorithm>
#include <string>

using namespace cloudplan;

namespace {

Workload batch_on(std::string offer, Bytes data) {
  Workload workload;
  Task task;
  task.name = "clean";
  task.kind = TaskKind::batch;
  task.core_hours = 100;
  task.dataset = "raw";
  task.constraints.include = {std::move(offer)};
  workload.tasks.push_back(task);
  Dataset raw;
  raw.name = "raw";
  raw.kind = DatasetKind::files;
  raw.size = data;
  workload.data.push_back(raw);
  return workload;
}

TaskPlacement placed_on(std::string offer, Bytes data) {
  const Plan plan = make_plan(batch_on(std::move(offer), data), performance(), {});
  REQUIRE(plan.tasks.size() == 1);
  REQUIRE(plan.tasks[0].chosen);
  return plan.tasks[0];
}

bool says(const TaskPlacement& placed, std::string_view part) {
  return std::any_of(placed.notes.begin(), placed.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

constexpr double kStart = 180;

}  // namespace

TEST_CASE("data is copied at half of the machine's network") {
  // 12.5 Gbit/s, by a rule of data/hardware.
  const TaskPlacement placed = placed_on("azure/Standard_D8s_v5", {1e12});
  CHECK(placed.chosen->run.setup.value == Approx(kStart + 8e12 / 6.25e9));
  CHECK_FALSE(says(placed, "network"));
}

TEST_CASE("a network between accelerators does not copy from a bucket") {
  const TaskPlacement placed = placed_on("aws/p5.48xlarge", {10e12});  // 3,200 Gbit/s of EFA
  CHECK(placed.chosen->run.setup.value == Approx(kStart + 80e12 / 50e9));
}

TEST_CASE("an unknown network is said where data crosses it") {
  CHECK(says(placed_on("azure/Standard_NC6s_v3", {1e12}), "the network of Standard_NC6s_v3 is not known"));
  CHECK_FALSE(says(placed_on("azure/Standard_NC6s_v3", {0}), "network"));
}
