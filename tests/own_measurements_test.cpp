// The user's own measurements: read, kept, and what they do to predictions and plans.

#include "cloudplan/own_measurements.hpp"
#include "catch.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/predict_table.hpp"

#include <cmath>

using namespace cloudplan;
using Catch::Matchers::Contains;

namespace {

const Catalog& image() {
  static const Catalog catalog = embedded_catalog();
  return catalog;
}

const PerformanceCatalog& plain() {
  static const PerformanceCatalog performance(image());
  return performance;
}

std::vector<OwnMeasurement> read(std::string_view csv) {
  return read_own_measurements(csv, "mine.csv", "2026-11-22", &plain());
}

std::string mistakes(std::string_view csv) {
  try {
    read(csv);
  } catch (const InputError& e) {
    std::string all;
    for (const Diagnostic& d : e.diagnostics()) all += d.to_string() + '\n';
    return all;
  }
  return "";
}

// A measurement of ResNet-50 training that is `ratio` times the prediction.
std::string measured(double ratio) {
  MeasurementRow row;
  row.task = "train";
  row.model = "resnet-50";
  row.device = "nvidia-a10g";
  const RowJob job = job_of_row(row, plain());
  const double throughput = predict(plain().model(), job.job, job.machine).throughput * ratio;
  return "task,model,device,throughput\ntrain,ResNet50,nvidia-a10g," + std::to_string(throughput) + "\n";
}

PerformanceCatalog calibrated(double ratio) {
  PerformanceCatalog performance(image());
  performance.calibrate(own_shifts(read(measured(ratio)), performance));
  return performance;
}

Workload training() {
  Workload workload;
  Task task;
  task.name = "train";
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.samples = 1e8;
  workload.tasks.push_back(task);
  return workload;
}

}  // namespace

TEST_CASE("own measurements survive being kept") {
  const auto kept = read(
      "model,task,device,device_count,precision,global_batch,throughput,date,throughput_unit\n"
      "resnet-50,train,nvidia-t4,2,amp,128,640.5,2026-10-01,images/s\n"
      "timm/resnet50.a1_in1k,inference,nvidia-t4,,fp16,,1200,,images/s\n");
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].date == "2026-10-01");
  CHECK(kept[1].date == "2026-11-22");
  const std::string text = own_measurements_csv(kept);
  const auto again = read_own_measurements(text, "kept.csv", "2030-01-01", &plain());
  CHECK(own_measurements_csv(again) == text);
  CHECK(own_shifts(again, plain()).size() == 2);
}

TEST_CASE("a measurement shifts the center and halves the band") {
  const PerformanceCatalog mine = calibrated(1.3);
  const auto* const shift = mine.own_shift("resnet-50", JobKind::train);
  REQUIRE(shift != nullptr);
  CHECK(shift->ratio == Approx(1.3).epsilon(1e-4));
  CHECK(shift->measurements == 1);
  CHECK(shift->newest == "2026-11-22");
  CHECK(mine.own_shift("resnet-50", JobKind::inference) == nullptr);
  CHECK(mine.own_shift("bert-base", JobKind::train) == nullptr);

  MeasurementRow row;
  row.task = "train";
  row.model = "resnet-50";
  row.device = "nvidia-h100-sxm5-80gb";
  const Prediction before = predict_row(job_of_row(row, plain()), plain());
  const Prediction after = predict_row(job_of_row(row, mine), mine);
  CHECK(after.throughput == Approx(before.throughput * 1.3).epsilon(1e-4));
  CHECK(std::log(after.p90 / after.p10) == Approx(std::log(before.p90 / before.p10) / 2).epsilon(1e-6));
  CHECK_THAT(describe_status(job_of_row(row, mine), after),
             Contains("calibrated by 1 measurement of your own: x 1.3"));
}

TEST_CASE("a plan follows the measurements that are kept, and says so") {
  const Workload workload = training();
  const Plan before = make_plan(workload, plain(), {});
  const Plan after = make_plan(workload, calibrated(0.5), {});
  REQUIRE(before.tasks[0].chosen);
  REQUIRE(after.tasks[0].chosen);
  CHECK_FALSE(before.tasks[0].calibrated);
  CHECK(after.tasks[0].calibrated);
  REQUIRE_FALSE(after.tasks[0].notes.empty());
  CHECK_THAT(after.tasks[0].notes.front(), Contains("2 times as slow as predicted"));
  CHECK(after.tasks[0].chosen->per_run > before.tasks[0].chosen->per_run);
}

TEST_CASE("a measurement in the workload goes before those that are kept") {
  Workload workload = training();
  Measurement measurement;
  measurement.task = "train";
  measurement.on = "aws/g5.xlarge";
  measurement.throughput = 500;
  workload.measured.push_back(measurement);
  const Plan own = make_plan(workload, plain(), {});
  const Plan both = make_plan(workload, calibrated(0.5), {});
  CHECK(both.tasks[0].chosen->per_run == own.tasks[0].chosen->per_run);
}

TEST_CASE("a newer measurement of the same replaces the older one") {
  const auto one = read(measured(1.0)), two = read(measured(2.0));
  const auto merged = merge_measurements(one, two);
  REQUIRE(merged.size() == 1);
  CHECK(merged[0].throughput == two[0].throughput);
  auto other = two;
  other[0].row.global_batch = 64;
  CHECK(merge_measurements(one, other).size() == 2);
}

TEST_CASE("the shift is the median") {
  auto all = read(measured(1.0));
  for (const double ratio : {2.0, 8.0}) {
    all.push_back(read(measured(ratio)).front());
    all.back().row.dataset = std::to_string(ratio);
  }
  CHECK(own_shifts(all, plain()).front().ratio == Approx(2).epsilon(1e-4));
}

TEST_CASE("every mistake in a table of measurements is told at its place") {
  const std::string all = mistakes(
      "task,model,device,global_batch,throughput,date\n"
      "train,resnet-50,nvidia-t4,many,200,\n"
      "train,resnet-50,nvidia-t4,64,-1,\n"
      "train,resnet-50,nvidia-t4,64,200,yesterday\n"
      "train,resnt-50,nvidia-t4,64,200,\n"
      "train,resnet-50,nvidia-t5,64,200,\n"
      "train,resnet-50,aws-inferentia2,64,200,\n"
      "train,resnet-50,nvidia-t4,64,9e9,\n"
      "train,,nvidia-t4,64,200,\n");
  CHECK_THAT(all, Contains("mine.csv:2:27: error: not a positive number"));
  CHECK_THAT(all, Contains("mine.csv:3:30: error: not a positive number"));
  CHECK_THAT(all, Contains("mine.csv:4:34: error: not a date"));
  CHECK_THAT(all, Contains("mine.csv:5:7: error: unsupported: the model is not in the registry"));
  CHECK_THAT(all, Contains("did you mean \"resnet-50\"?"));
  CHECK_THAT(all, Contains("mine.csv:6:17: error: unsupported: unknown device"));
  CHECK_THAT(all, Contains("mine.csv:7:17: error: unsupported: its accelerator does not train"));
  CHECK_THAT(all, Contains("times the prediction"));
  CHECK_THAT(all, Contains("mine.csv:9:7: error: a measurement needs a model"));
  CHECK_THAT(mistakes("task,model,device,troughput\n"), Contains("is \"troughput\" meant?"));
  CHECK_THAT(mistakes(""), Contains("mine.csv"));
}

TEST_CASE("hostile measurements are refused or kept as text") {
  const std::string all = mistakes("model,device,throughput\n\"\x1b[31m\n=1+1\",nvidia-t4,100\n");
  CHECK(all.find('\x1b') == std::string::npos);
  const auto kept = read_own_measurements("model,device,throughput\n\"a,\"\"b\n\",nvidia-t4,100\n", "k.csv",
                                          "2026-11-22", nullptr);
  const auto again = read_own_measurements(own_measurements_csv(kept), "k.csv", "2000-01-01", nullptr);
  REQUIRE(again.size() == 1);
  CHECK(again[0].row.model == "a,\"b\n");
  CHECK(again[0].date == "2026-11-22");
  CHECK(own_measurements_csv(again) == own_measurements_csv(kept));
}
