// What a workload says of a model in place of the registry, and what hosted notebooks are when types are
// named.

#include "planner/model_choice.hpp"

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"
#include "planner/task_work.hpp"

#include <algorithm>

using namespace cloudplan;

namespace {

Task inference_of(std::string model) {
  Task task;
  task.name = "run";
  task.kind = TaskKind::infer;
  task.model.name = std::move(model);
  task.samples = 1e6;
  return task;
}

Job job_of(const Task& task) { return task_work(task, nullptr, performance()).job; }

}  // namespace

TEST_CASE("what a workload says of a model takes the place of the registry's fact") {
  Task task = inference_of("resnet-50");
  const Job before = job_of(task);
  task.model.flops_per_sample = 2 * before.model.forward_flops;
  task.model.bytes_per_sample = Bytes{5e6};
  const TaskWork work = task_work(task, nullptr, performance());
  CHECK(work.job.model.forward_flops == Approx(2 * before.model.forward_flops));
  CHECK(work.job.model.bytes_per_sample == Approx(5e6));
  CHECK(work.job.model.parameters == Approx(before.model.parameters));
  CHECK(work.job.model.work_factor == 1);
  CHECK_FALSE(work.job.model.measured);
  REQUIRE_FALSE(work.assumptions.empty());
  CHECK(work.assumptions.front() ==
        "resnet-50 with the flops_per_sample, bytes_per_sample that the workload gives");
}

TEST_CASE("a larger model of the same kind has more to compute") {
  Task task = inference_of("llama-3.1-8b");
  task.tokens = 1e9;
  const Job before = job_of(task);
  task.model.parameters = 2 * before.model.parameters;
  CHECK(job_of(task).model.forward_flops == Approx(2 * before.model.forward_flops));
  task.model.parameters.reset();
  task.model.layers = 2 * before.model.layers;
  const Job deeper = job_of(task);
  CHECK(deeper.model.forward_flops == Approx(2 * before.model.forward_flops));
  CHECK(deeper.model.parameters == Approx(2 * before.model.parameters));
  CHECK(deeper.model.kv_bytes_per_token == Approx(2 * before.model.kv_bytes_per_token));
}

TEST_CASE("nothing said leaves the registry's facts as they are") {
  ModelFacts facts = job_of(inference_of("bert-base")).model;
  const ModelFacts before = facts;
  CHECK(replace_facts(ModelChoice{}, 1, facts).empty());
  CHECK(facts.forward_flops == before.forward_flops);
  CHECK(facts.parameters == before.parameters);
  CHECK(facts.measured == before.measured);
}

TEST_CASE("a transformer's sample is a sequence, whatever else describes it") {
  ModelChoice choice;
  choice.layers = 12;
  choice.hidden = 768;
  choice.flops_per_sample = 35e9;
  choice.activations_per_sample = Bytes{200e6};
  std::string unit;
  const ModelFacts facts = described_model(choice, 197, unit);
  CHECK(unit == "tokens");
  CHECK(facts.forward_flops * 197 == Approx(35e9));
  CHECK(facts.activation_bytes * 197 == Approx(200e6));
}

TEST_CASE("naming instance types leaves hosted notebooks out") {
  Workload workload;
  workload.tasks.push_back(inference_of("resnet-50"));
  workload.tasks[0].constraints.include = {"aws/g5.xlarge"};
  const Plan plan = make_plan(workload, performance(), {});
  REQUIRE(plan.tasks[0].chosen);
  CHECK_FALSE(plan.tasks[0].chosen->offer.is_notebook());
  for (const Alternative& other : plan.tasks[0].alternatives)
    CHECK_FALSE(other.candidate.offer.is_notebook());
}
