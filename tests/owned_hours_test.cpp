// Machines that were paid for, and machines of the user's own, shared by tasks that all want them.

#include "cloudplan/planner.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"

#include <string>

using namespace cloudplan;

namespace {

OwnedCapacity two_of(const std::string& name, bool limit) {
  const Catalog& catalog = performance().catalog();
  OwnedCapacity capacity;
  capacity.label = name;
  capacity.machines = 2;
  capacity.limit = limit;
  capacity.regions.assign(catalog.regions().size(), true);
  for (const InstanceType& type : catalog.instance_types())
    capacity.types.push_back(catalog.full_name(type) == name);
  return capacity;
}

Task machines(const std::string& name, double count) {
  Task task;
  task.name = name;
  task.kind = TaskKind::vm;
  task.vcpus = 4;
  task.count = count;
  return task;
}

std::string chosen(const Plan& plan, std::size_t task) {
  const Catalog& catalog = performance().catalog();
  return catalog.full_name(catalog.instance_types()[plan.tasks[task].chosen->offer.type]);
}

}  // namespace

TEST_CASE("who does without what is paid for shares what comes next", "[owned]") {
  Workload workload;
  workload.constraints.regions = {"aws/us-east-1"};
  workload.constraints.include = {"aws/m6i.2xlarge", "aws/m6i.xlarge", "aws/r6i.xlarge"};
  workload.constraints.purchase = {"on_demand"};
  workload.tasks = {machines("a", 2), machines("b", 2), machines("c", 1)};
  PlanOptions options;
  // All want the two that cost nothing; all that don't get them, the two of the next cheaper type.
  options.owned = {two_of("aws/m6i.2xlarge", false), two_of("aws/m6i.xlarge", true)};
  const Plan plan = make_plan(workload, performance(), options);
  REQUIRE(plan.feasible);
  CHECK(chosen(plan, 0) == "aws/m6i.2xlarge");
  CHECK(chosen(plan, 1) == "aws/m6i.xlarge");
  CHECK(chosen(plan, 2) == "aws/r6i.xlarge");
  REQUIRE(plan.owned.size() == 2);
  for (const OwnedUse& use : plan.owned) CHECK(use.used <= use.available + 1e-6);
}
