#include "cloudplan/planner.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"
#include "plan_objective.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

using namespace cloudplan;

namespace {

const Catalog& catalog() { return performance().catalog(); }

Plan plan_of(const Workload& workload, bool trust_outliers = false) {
  return make_plan(workload, performance(), {.trust_outliers = trust_outliers, .flip_points = false});
}

Workload workload_with(Task task) {
  Workload workload;
  workload.tasks.push_back(std::move(task));
  return workload;
}

Task training() {
  Task task;
  task.name = "train";
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.samples = 1281167;
  task.epochs = 10;
  task.checkpoint_interval = Seconds{1200};
  return task;
}

Task machine(double vcpus, double memory_gib) {
  Task task;
  task.name = "api";
  task.kind = TaskKind::vm;
  task.vcpus = vcpus;
  task.memory = gibibytes(memory_gib);
  return task;
}

Workload pictures_and_training(double gigabytes_stored) {
  Task task = training();
  task.dataset = "photos";
  Workload workload = workload_with(task);
  Dataset data;
  data.name = "photos";
  data.kind = DatasetKind::files;
  data.size = gigabytes(gigabytes_stored);
  data.objects = 100000;
  workload.data.push_back(data);
  return workload;
}

std::string type_of(const Candidate& candidate) {
  return candidate.offer.is_notebook()
             ? "notebook"
             : catalog().full_name(catalog().instance_types()[candidate.offer.type]);
}

Money sum_of_lines(const Plan& plan) {
  Money sum;
  const auto add = [&](const Cost& cost) {
    for (const CostLine& line : cost.lines) sum += line.amount;
  };
  for (const auto& task : plan.tasks) add(task.cost);
  for (const auto& data : plan.data) add(data.cost), add(data.records_cost);
  for (const auto& flow : plan.flows) add(flow.cost);
  return sum;
}

}  // namespace

TEST_CASE("a plan's total is the sum of its lines and nothing else", "[planner]") {
  const Plan plan = plan_of(pictures_and_training(300));
  REQUIRE(plan.feasible);
  CHECK(plan.first_month() == sum_of_lines(plan));
  CHECK(plan.tasks[0].chosen->per_month == plan.tasks[0].cost.total());
}

TEST_CASE("tokens say how much an encoder trains on, as its samples do", "[planner]") {
  Task samples = training();
  samples.model.name = "bert-large";
  samples.epochs = {};
  samples.sequence_length = 512;
  samples.samples = 1e6;
  Task tokens = samples;
  tokens.samples = {};
  tokens.tokens = 512e6;
  const Plan one = plan_of(workload_with(samples)), other = plan_of(workload_with(tokens));
  REQUIRE(one.feasible);
  CHECK(one.tasks[0].chosen->run.total().value == other.tasks[0].chosen->run.total().value);
  CHECK(other.tasks[0].notes.size() == one.tasks[0].notes.size() + 1);
}

TEST_CASE("the same workload always gives the same plan", "[planner]") {
  const Plan a = plan_of(pictures_and_training(300)), b = plan_of(pictures_and_training(300));
  CHECK(a.tasks[0].chosen->offer == b.tasks[0].chosen->offer);
  CHECK(a.data[0].name == b.data[0].name);
  CHECK(a.first_month() == b.first_month());
}

TEST_CASE("tasks and data placed together cost what the best combination of places costs", "[planner]") {
  const std::vector<std::string> places = {"aws/us-east-1", "aws/eu-west-1", "gcp/us-central1"};
  Workload workload = pictures_and_training(2000);
  workload.data[0].availability = Availability::multi_az;  // a bucket wherever it is
  workload.constraints.regions = places;
  workload.constraints.free_offers = false;
  const double together = summed_objective(plan_of(workload));
  double best = 1e9;
  for (const std::string& task_place : places)
    for (const std::string& data_place : places) {
      Workload apart = workload;
      apart.tasks[0].constraints.regions = {task_place};
      apart.data[0].constraints.regions = {data_place};
      if (const Plan plan = plan_of(apart); plan.feasible) best = std::min(best, summed_objective(plan));
    }
  CHECK_THAT(together, WithinAbs(best, 0.001));  // ties between equal prices are settled by time
}

TEST_CASE("short runs say what starting their machines takes", "[planner]") {
  Task task;
  task.name = "thumbnails";
  task.kind = TaskKind::batch;
  task.core_hours = 0.01;
  task.memory = gibibytes(64);
  task.runs_given = true;
  task.runs_per_month = 20000;
  Workload workload = workload_with(task);
  workload.constraints.purchase = {"on_demand"};
  const auto told = [&] {
    const Plan plan = plan_of(workload);
    const auto& notes = plan.tasks[0].notes;
    return std::any_of(notes.begin(), notes.end(), [](const std::string& note) {
      return note.find("machine hours a month are starts of machines") != std::string::npos;
    });
  };
  CHECK(told());
  workload.tasks[0].core_hours = 100;
  CHECK_FALSE(told());
  workload.tasks[0].core_hours = 0.01;
  workload.tasks[0].runs_per_month = 3;  // a few cents
  CHECK_FALSE(told());
}

TEST_CASE("a looser deadline never costs more, and every deadline is kept", "[planner]") {
  CHECK(rc::check("deadline", [] {
    Workload workload = workload_with(training());
    workload.constraints.providers = {"aws"};
    const double tight = *rc::gen::inRange(2, 40);
    workload.deadline = hours(tight);
    const Plan hurried = plan_of(workload);
    workload.deadline = hours(tight * 2);
    const Plan relaxed = plan_of(workload);
    if (hurried.feasible) {
      RC_ASSERT(hurried.tasks[0].chosen->run.total() <= hours(tight));
      RC_ASSERT(relaxed.feasible);
      RC_ASSERT(relaxed.first_month() <= hurried.first_month());
    }
  }));
}

TEST_CASE("more regions never cost more", "[planner]") {
  CHECK(rc::check("regions", [] {
    Workload workload = workload_with(machine(*rc::gen::inRange(1, 32), *rc::gen::inRange(1, 128)));
    const std::vector<std::string> regions = {"eu-west-1", "us-east-1", "us-central1", "westeurope", "eu-de"};
    const auto few = *rc::gen::inRange<std::size_t>(1, regions.size());
    workload.constraints.regions.assign(regions.begin(), regions.begin() + static_cast<std::ptrdiff_t>(few));
    const Plan narrow = plan_of(workload);
    workload.constraints.regions = regions;
    const Plan wide = plan_of(workload);
    if (narrow.feasible) RC_ASSERT(wide.feasible && wide.first_month() <= narrow.first_month());
  }));
}

TEST_CASE("a budget is kept when time is the objective, and a larger one is never slower", "[planner]") {
  Workload workload = workload_with(training());
  workload.objective = Objective::time;
  Seconds before{std::numeric_limits<double>::infinity()};
  for (const double usd : {3.0, 6.0, 12.0, 50.0, 400.0}) {
    workload.budget = dollars(usd);
    const Plan plan = plan_of(workload);
    if (!plan.feasible) continue;
    CHECK(plan.first_month() <= *workload.budget);
    CHECK(plan.tasks[0].chosen->run.total() <= before);
    before = plan.tasks[0].chosen->run.total();
  }
  CHECK(before.value < 1e9);
}

TEST_CASE("an impossible workload says why and what would do", "[planner]") {
  Workload workload = workload_with(training());
  workload.deadline = Seconds{30};
  const Plan plan = plan_of(workload);
  CHECK_FALSE(plan.feasible);
  REQUIRE(plan.conflicts.size() >= 2);
  CHECK(plan.conflicts.back().find("if the deadline were") != std::string::npos);
}

TEST_CASE("a price that is wrong at its source does not win", "[planner]") {
  Workload workload = workload_with(machine(8, 32));
  workload.constraints.include = {"azure/Standard_F8ams_v6"};
  const Plan guarded = plan_of(workload), trusting = plan_of(workload, true);
  REQUIRE(guarded.feasible);
  REQUIRE(trusting.feasible);
  CHECK(trusting.first_month() < guarded.first_month());
  CHECK(guarded.suspects.size() == 1);
  CHECK(trusting.suspects.empty());
}

TEST_CASE("a machine does not win where it cannot be rented", "[planner]") {
  Workload workload = workload_with(training());
  workload.constraints.include = {"gcp/a2-highgpu-2g"};
  workload.constraints.purchase = {"spot"};
  workload.constraints.regions = {"europe-north1", "europe-west4"};
  const auto region_of = [](const Plan& plan) {
    const Price& price = catalog().prices()[plan.tasks[0].chosen->offer.price];
    return std::string(catalog().text(catalog().regions()[price.region].key));
  };
  const Plan guarded = plan_of(workload), trusting = plan_of(workload, true);
  REQUIRE(guarded.feasible);
  REQUIRE(trusting.feasible);
  CHECK(region_of(guarded) == "europe-west4");
  CHECK(region_of(trusting) == "europe-north1");
  REQUIRE(guarded.suspects.size() == 1);
  CHECK(guarded.suspects[0].find("europe-north1") != std::string::npos);
  CHECK(guarded.suspects[0].find("Google Cloud lists a price but not the machine in this region, as of 20") !=
        std::string::npos);
  CHECK(trusting.suspects.empty());
  workload.constraints.regions = {"europe-north1"};
  CHECK_FALSE(plan_of(workload).feasible);
}

TEST_CASE("a measurement of the user's own moves the prediction everywhere", "[planner]") {
  Workload workload = workload_with(training());
  workload.constraints.include = {"aws/g5.xlarge"};
  workload.constraints.purchase = {"on_demand"};
  const Plan before = plan_of(workload);
  REQUIRE(before.feasible);
  const double predicted = before.tasks[0].chosen->prediction.throughput;
  Measurement measured;
  measured.task = "train";
  measured.on = "aws/g5.xlarge";
  measured.throughput = predicted / 2;
  workload.measured.push_back(measured);
  const Plan after = plan_of(workload);
  const Prediction& anchored = after.tasks[0].chosen->prediction;
  CHECK_THAT(anchored.throughput, WithinRel(predicted / 2, 1e-9));
  CHECK(anchored.p90 / anchored.p10 <
        before.tasks[0].chosen->prediction.p90 / before.tasks[0].chosen->prediction.p10);
  CHECK(after.tasks[0].calibrated);
  workload.constraints.include = {"aws/g4dn.xlarge"};
  const Plan elsewhere = plan_of(workload);
  workload.measured.clear();
  CHECK_THAT(elsewhere.tasks[0].chosen->prediction.throughput,
             WithinRel(plan_of(workload).tasks[0].chosen->prediction.throughput / 2, 1e-9));
}

TEST_CASE("services do not lose their machine unless the user allows it", "[planner]") {
  Workload workload = workload_with(machine(4, 16));
  CHECK(plan_of(workload).tasks[0].chosen->offer.purchase == PurchaseOption::on_demand);
  workload.constraints.purchase = {"spot"};
  CHECK(plan_of(workload).tasks[0].chosen->offer.purchase == PurchaseOption::spot);
}

TEST_CASE("for a machine on spot, a commitment has to beat spot", "[planner]") {
  Workload workload = workload_with(machine(4, 16));
  const Plan by_the_hour = plan_of(workload);
  REQUIRE(by_the_hour.tasks[0].commitment);
  CHECK_FALSE(is_known(by_the_hour.tasks[0].commitment->spot_usd));
  workload.constraints.purchase = {"spot"};
  const Plan plan = plan_of(workload);
  REQUIRE(plan.tasks[0].commitment);
  const CommitmentAdvice& advice = *plan.tasks[0].commitment;
  REQUIRE(advice.spot_usd < advice.on_demand_usd);
  CHECK((advice.verdict.find("Commit? No") == 0) ==
        !(advice.commit_1y_usd < advice.spot_usd || advice.commit_3y_usd < advice.spot_usd));
  CHECK(advice.verdict.find("against spot") != std::string::npos);
}

TEST_CASE("a commitment is a candidate when the horizon covers it", "[planner]") {
  Workload workload = workload_with(machine(4, 16));
  workload.constraints.providers = {"aws"};
  const Plan month = plan_of(workload);
  workload.horizon = Seconds{kSecondsPerMonth * 36};
  const Plan years = plan_of(workload);
  CHECK(years.tasks[0].chosen->offer.purchase == PurchaseOption::commit_3y);
  CHECK(years.monthly < month.monthly);
}

TEST_CASE("a service stays in the region of the records that it answers from", "[planner]") {
  Task web = machine(2, 8);
  web.dataset = "ratings";
  Workload workload = workload_with(web);
  workload.constraints.residency = "eu";
  Dataset ratings;
  ratings.name = "ratings";
  ratings.kind = DatasetKind::records;
  ratings.rows = 2e6;
  ratings.row_size = Bytes{512};
  ratings.reads = PerSecond{40};
  ratings.transactions = true;
  workload.data.push_back(ratings);
  const Plan plan = plan_of(workload);
  REQUIRE(plan.feasible);
  CHECK(catalog().prices()[plan.tasks[0].chosen->offer.price].region == plan.data[0].chosen->region);
}

TEST_CASE("constraints hold", "[planner]") {
  Workload workload = workload_with(machine(4, 16));
  workload.constraints.arch = {"arm64"};
  workload.constraints.residency = "eu";
  workload.constraints.exclude = {"aws/t4g.*", "azure/*"};
  const Plan plan = plan_of(workload);
  REQUIRE(plan.feasible);
  const Candidate& chosen = *plan.tasks[0].chosen;
  const InstanceType& type = catalog().instance_types()[chosen.offer.type];
  CHECK(catalog().text(type.arch) == "arm64");
  CHECK(catalog().text(catalog().regions()[catalog().prices()[chosen.offer.price].region].residency) == "eu");
  CHECK(type_of(chosen).find("azure/") == std::string::npos);
  CHECK(type_of(chosen).find("t4g.") == std::string::npos);
}

TEST_CASE("boards that no framework supports are used only by name", "[planner]") {
  Task notebook;
  notebook.name = "notebook";
  notebook.kind = TaskKind::notebook;
  notebook.hours_per_week = 15;
  notebook.accelerator = "any";
  Workload workload = workload_with(notebook);
  workload.constraints.include = {"aws/g4ad.xlarge", "aws/g4dn.xlarge"};
  workload.constraints.free_offers = false;
  const Plan plan = plan_of(workload);
  REQUIRE(plan.feasible);
  CHECK(type_of(*plan.tasks[0].chosen) == "aws/g4dn.xlarge");
  workload.constraints.accelerators = {"amd-radeon-pro-v520"};
  const Plan named = plan_of(workload);
  REQUIRE(named.feasible);
  CHECK(type_of(*named.tasks[0].chosen) == "aws/g4ad.xlarge");
}

TEST_CASE("one provider for all when that is asked for", "[planner]") {
  Workload workload = pictures_and_training(50);
  workload.constraints.same_provider = true;
  const Plan plan = plan_of(workload);
  REQUIRE(plan.feasible);
  const Index provider = catalog().instance_types()[plan.tasks[0].chosen->offer.type].provider;
  CHECK(plan.data[0].chosen->provider == provider);
  workload.constraints.same_provider = false;
  CHECK(plan_of(workload).first_month() <= plan.first_month());
}

TEST_CASE("a job goes to a free notebook only within its quotas", "[planner]") {
  Task task = training();
  task.epochs = 1;
  Workload workload = workload_with(task);
  const Plan short_job = plan_of(workload);
  REQUIRE(short_job.feasible);
  CHECK(short_job.tasks[0].chosen->offer.is_notebook());
  CHECK(short_job.first_month() == Money{});
  workload.tasks[0].epochs = 10000;
  CHECK_FALSE(plan_of(workload).tasks[0].chosen->per_month == Money{});
  workload.tasks[0].epochs = 1;
  workload.constraints.residency = "eu";
  CHECK_FALSE(plan_of(workload).tasks[0].chosen->offer.is_notebook());
  workload.constraints.residency.clear();
  workload.constraints.free_offers = false;
  CHECK_FALSE(plan_of(workload).tasks[0].chosen->offer.is_notebook());
}
