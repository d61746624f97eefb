#include "cloudplan/planner.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace cloudplan;

namespace {

Plan plan_of(const Workload& workload) { return make_plan(workload, performance(), {.flip_points = false}); }

Workload language_model(const std::string& name, double tokens) {
  Task task;
  task.name = "tune";
  task.kind = TaskKind::train;
  task.model.name = name;
  task.tokens = tokens;
  task.checkpoint_interval = Seconds{1800};
  Workload workload;
  workload.tasks.push_back(task);
  workload.constraints.free_offers = false;
  return workload;
}

}  // namespace

TEST_CASE("a model that one machine can't hold is divided over several, deadline or not", "[planner]") {
  const Plan plan = plan_of(language_model("llama-3.1-405b", 1e8));
  REQUIRE(plan.feasible);
  CHECK(plan.tasks[0].chosen->machines >= 4);
  CHECK(plan.tasks[0].chosen->prediction.sharded);
  const InstanceType& type = performance().catalog().instance_types()[plan.tasks[0].chosen->offer.type];
  CHECK(type.accelerator_count > 0);
}

TEST_CASE("a looser deadline of a model that hardly fits never costs more, and none costs least",
          "[planner]") {
  const std::vector<std::string> models = {"llama-2-7b", "llama-2-13b", "llama-2-70b", "gpt2-xl"};
  CHECK(rc::check("deadline of large models", [&] {
    const std::string model = models[*rc::gen::inRange<std::size_t>(0, models.size())];
    Workload workload = language_model(model, *rc::gen::inRange(1, 100) * 1e6);
    workload.constraints.max_machines = *rc::gen::inRange(1, 33);
    const double tight = *rc::gen::inRange(1, 60);
    workload.deadline = hours(tight);
    const Plan hurried = plan_of(workload);
    workload.deadline = hours(tight * *rc::gen::inRange(2, 20));
    const Plan relaxed = plan_of(workload);
    workload.deadline.reset();
    const Plan free = plan_of(workload);
    RC_ASSERT(!hurried.feasible || (relaxed.feasible && relaxed.first_month() <= hurried.first_month()));
    RC_ASSERT(!relaxed.feasible || (free.feasible && free.first_month() <= relaxed.first_month()));
  }));
}

TEST_CASE("a type that falls out is counted once, however many machines of it were tried", "[planner]") {
  const Plan plan = plan_of(language_model("llama-3.1-405b", 1e8));
  std::size_t out = 0;
  for (const Exclusion& exclusion : plan.tasks[0].exclusions) out += exclusion.count;
  CHECK(out <= performance().catalog().instance_types().size());
}

TEST_CASE("a task's own deadline is kept where any machine keeps it", "[planner]") {
  Workload workload = language_model("gpt2-xl", 2e8);
  const Plan relaxed = plan_of(workload);
  REQUIRE(relaxed.feasible);
  for (const double share : {0.9, 0.5}) {
    workload.tasks[0].deadline = relaxed.run_time(0) * share;
    const Plan hurried = plan_of(workload);
    REQUIRE(hurried.feasible);
    CHECK(hurried.run_time(0) <= *workload.tasks[0].deadline);
  }
}

TEST_CASE("each run of a month is paid for", "[planner]") {
  Workload workload = language_model("gpt2-xl", 2e7);
  workload.constraints.purchase = {"on_demand"};
  workload.tasks[0].runs_given = true;
  const double one = plan_of(workload).first_month().dollars();
  workload.tasks[0].runs_per_month = 12;
  CHECK_THAT(plan_of(workload).first_month().dollars(), WithinRel(12 * one, 1e-6));
}
