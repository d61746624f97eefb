// What the keys of a task say of its work: lengths of requests, amounts, measurements.

#include "planner/task_work.hpp"

#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"
#include "planner/measured_speed.hpp"

#include "catch.hpp"

#include <cmath>

using namespace cloudplan;

namespace {

Task model_task(TaskKind kind, std::string model) {
  Task task;
  task.name = "t";
  task.kind = kind;
  task.model.name = std::move(model);
  return task;
}

TaskWork work_of(const Task& task, const Dataset* data = nullptr) {
  return task_work(task, data, performance());
}

Measurement measurement(double throughput, std::string unit) {
  Measurement made;
  made.task = "t";
  made.on = "aws/g5.xlarge";
  made.throughput = throughput;
  made.unit = std::move(unit);
  return made;
}

// What measurements say where 100 items a second are predicted everywhere.
MeasuredSpeed speed_of(const Task& task, std::vector<Measurement> measured) {
  Workload workload;
  workload.tasks = {task};
  workload.measured = std::move(measured);
  return measured_speed(workload, task, work_of(task), performance().catalog(),
                        [](const InstanceType&, double) { return 100.0; });
}

}  // namespace

TEST_CASE("a context is what is read and what is written", "[planner][work]") {
  Task task = model_task(TaskKind::serve, "llama-3-8b");
  CHECK(work_of(task).job.prompt_tokens == 512);
  CHECK(work_of(task).job.output_tokens == 256);
  task.sequence_length = 3000;
  CHECK(work_of(task).job.prompt_tokens == 2000);
  CHECK(work_of(task).job.output_tokens == 1000);
  task.input_tokens = 2900;
  CHECK(work_of(task).job.output_tokens == 100);
  task.input_tokens = {}, task.output_tokens = 100;
  CHECK(work_of(task).job.prompt_tokens == 2900);
  task.sequence_length = 1, task.output_tokens = {};
  CHECK(work_of(task).job.prompt_tokens == 1);
  CHECK(work_of(task).job.output_tokens == 1);
}

TEST_CASE("tokens of a run that answers are those read and written", "[planner][work]") {
  Task task = model_task(TaskKind::infer, "llama-3-8b");
  task.input_tokens = 900, task.output_tokens = 100;
  task.tokens = 1e6;
  CHECK(work_of(task).items == Approx(1e5));
  task.tokens = {}, task.samples = 1000;
  CHECK(work_of(task).items == Approx(1e5));
}

TEST_CASE("a described language model answers as one of the registry does", "[planner][work]") {
  Task task = model_task(TaskKind::infer, "");
  task.model.layers = 32, task.model.hidden = 4096;
  task.samples = 1000;
  CHECK(work_of(task).job.kind == JobKind::generate);
  CHECK(work_of(task).items == Approx(256e3));
}

TEST_CASE("an encoder reads as many tokens as a request has", "[planner][work]") {
  Task task = model_task(TaskKind::serve, "bert-base");
  task.sequence_length = 64;
  const double by_length = work_of(task).job.model.forward_flops;
  task.sequence_length = {}, task.input_tokens = 64;
  CHECK(work_of(task).job.model.forward_flops == by_length);
  task.input_tokens = 128;
  CHECK(work_of(task).job.model.forward_flops > 1.9 * by_length);
}

TEST_CASE("the size of a sample says how many there are, and how much is read", "[planner][work]") {
  Task task = model_task(TaskKind::train, "resnet-50");
  task.model.bytes_per_sample = Bytes{100e3};
  Dataset data;
  data.size = gigabytes(100);
  CHECK(work_of(task, &data).items == Approx(1e6));
  CHECK(work_of(task, &data).input.value == Approx(100e9));
  task.samples = 1e5, task.epochs = 7;
  CHECK(work_of(task, &data).input.value == Approx(10e9));
  task.samples = 1e9;
  CHECK(work_of(task, &data).input.value == Approx(100e9));
  CHECK(work_of(task).input.value == Approx(100e12));
}

TEST_CASE("large requests need the network of more machines", "[planner][work]") {
  Workload workload;
  Task task = model_task(TaskKind::serve, "resnet-50");
  task.requests = PerSecond{400};
  workload.tasks = {task};
  const double small = make_plan(workload, performance(), {}).monthly.dollars();
  workload.tasks[0].model.bytes_per_sample = Bytes{50e6};
  CHECK(make_plan(workload, performance(), {}).monthly.dollars() > 2 * small);
}

TEST_CASE("measurements are counted in the items of the model", "[planner][work]") {
  Task vision = model_task(TaskKind::train, "resnet-50");
  vision.samples = 1000, vision.batch = 64;
  CHECK(*speed_of(vision, {measurement(200, "images")}).ratio == Approx(2));
  CHECK(*speed_of(vision, {measurement(200, "samples")}).ratio == Approx(2));
  CHECK(*speed_of(vision, {measurement(2, "steps")}).ratio == Approx(1.28));
  Task language = model_task(TaskKind::train, "llama-3-8b");
  language.samples = 1000, language.sequence_length = 2000;
  CHECK(*speed_of(language, {measurement(200, "tokens")}).ratio == Approx(2));
  CHECK(*speed_of(language, {measurement(0.1, "sequences")}).ratio == Approx(2));
  Task serving = model_task(TaskKind::serve, "llama-3-8b");
  serving.output_tokens = 50;
  CHECK(*speed_of(serving, {measurement(4, "requests")}).ratio == Approx(2));
}

TEST_CASE("several measurements count together, and what is strange is said", "[planner][work]") {
  Task task = model_task(TaskKind::train, "resnet-50");
  task.samples = 1000;
  const auto two = speed_of(task, {measurement(100, "images"), measurement(400, "images")});
  CHECK(*two.ratio == Approx(2));
  REQUIRE(two.notes.size() == 1);
  CHECK(two.notes[0].find("contradict") != std::string::npos);
  const auto strange = speed_of(task, {measurement(9000, "images")});
  REQUIRE(strange.notes.size() == 1);
  CHECK(strange.notes[0].find("90 times the prediction") != std::string::npos);
  Measurement nowhere = measurement(100, "images");
  nowhere.on = "aws/none.such";
  const auto none = speed_of(task, {nowhere});
  CHECK_FALSE(none.ratio);
  CHECK(none.notes.size() == 1);
  CHECK(speed_of(task, {measurement(100, "images")}).notes.empty());
}

TEST_CASE("nobody trains in integers, or in fp8 where there is none", "[performance]") {
  const auto trained = [](const char* device, Precision precision) {
    MeasurementRow row;
    row.task = "train", row.model = "resnet-50", row.device = device;
    RowJob job = job_of_row(row, performance());
    REQUIRE(job.problem.empty());
    job.job.precision = precision;
    return predict(performance().model(), job.job, job.machine);
  };
  for (const Precision precision : {Precision::int8, Precision::int4}) {
    CHECK(trained("nvidia-h100-sxm5-80gb", precision).status == PredictionStatus::unsupported);
    CHECK(trained("nvidia-h100-sxm5-80gb", precision).reason == Reason::precision_not_supported);
  }
  CHECK(trained("nvidia-h100-sxm5-80gb", Precision::fp8).status == PredictionStatus::ok);
  CHECK(trained("nvidia-a100-sxm4-40gb", Precision::fp8).reason == Reason::precision_not_supported);
  CHECK(trained("nvidia-a100-sxm4-40gb", Precision::amp).status == PredictionStatus::ok);
}

TEST_CASE("no deadline is missed where there is none", "[planner][work]") {
  Task task = model_task(TaskKind::train, "llama-3-70b");
  task.tokens = 1e12;
  task.constraints.purchase = {"notebook"};
  Workload workload;
  workload.tasks = {task};
  const Plan plan = make_plan(workload, performance(), {});
  REQUIRE_FALSE(plan.feasible);
  for (const Exclusion& exclusion : plan.tasks[0].exclusions)
    CHECK(exclusion.reason.find("deadline") == std::string::npos);
}

TEST_CASE("a cost beyond what can be told is an error", "[planner][work]") {
  Workload workload;
  Task task;
  task.name = "all", task.kind = TaskKind::vm;
  task.vcpus = 64, task.count = 1e6;
  task.accelerator = "H100:8";
  workload.tasks = {task};
  CHECK_THROWS_WITH(make_plan(workload, performance(), {}), Catch::Contains("more than $9.2 billion"));
}
