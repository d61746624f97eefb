#include "cloudplan/workload.hpp"

#include "catch.hpp"

using namespace cloudplan;

namespace {

Vocabulary small_vocabulary() {
  return {.models = {"resnet-50", "bert-base", "llama-3-8b"},
          .providers = {"aws", "gcp", "azure"},
          .regions = {"aws/us-east-1", "aws/eu-west-1", "gcp/us-central1"},
          .residencies = {"eu", "us"},
          .accelerators = {"nvidia-a100-sxm4-40gb", "nvidia-t4", "nvidia-a10g"},
          .instance_types = {"aws/g5.xlarge", "aws/p2.xlarge", "gcp/a2-highgpu-1g"}};
}

constexpr std::string_view kEverything = R"({
  // every kind of task and dataset
  "version": 1,
  "name": "bird-classifier",
  "objective": "balanced",
  "deadline": "24 h", "budget": "$200", "horizon": "3 months",
  "constraints": { "providers": ["aws", "gcp"], "regions": ["us-*", "aws/eu-west-1"], "purchase": ["on_demand", "spot"],
                   "residency": "eu", "exclude": ["aws/p2.*"], "arch": ["x86_64"], "accelerators": ["a100", "none"],
                   "same_provider": true, "managed": true, "free_offers": false, "max_machines": 8 },
  "tasks": [
    { "name": "train", "kind": "train", "model": "resnet-50", "dataset": "photos", "epochs": 90, "precision": "auto",
      "checkpoint_interval": "20 min", "deadline": "8 h", "constraints": { "purchase": ["on_demand"] } },
    { "name": "serve", "kind": "serve", "model": { "parameters": "7B", "layers": 32, "hidden": 4096, "heads": 32,
      "kv_heads": 8 }, "requests": "20/s", "peak": "100/s", "latency_p99": "200 ms", "after": ["train"] },
    { "name": "features", "kind": "batch", "core_hours": 400, "parallel_fraction": "98%", "memory": "64 GiB",
      "runs_per_month": 30 },
    { "name": "churn", "kind": "tabular", "algorithm": "xgboost", "rows": 10000000, "features": 100, "trees": 500, "depth": 8 },
    { "name": "explore", "kind": "notebook", "hours_per_week": 12, "accelerator": "any", "memory": "12 GiB", "users": 1 },
    { "name": "api", "kind": "vm", "vcpus": 4, "memory": "16 GiB", "hours_per_month": 730, "count": 2, "accelerator": "T4:2" }
  ],
  "data": [
    { "name": "photos", "kind": "files", "size": "150 GB", "objects": 1281167, "reads_per_month": 90,
      "egress_per_month": "10 GB", "access": "hot", "retention": "1 y", "growth": "2%/month" },
    { "name": "ratings", "kind": "records", "rows": "2M", "row_size": "512 B", "reads": "40/s", "writes": "5/s",
      "queries": ["point", "range"], "transactions": true, "connections": 50, "availability": "multi_az" }
  ],
  "measured": [ { "task": "train", "on": "aws/g5.xlarge", "throughput": "390 images/s" } ],
  "tags": { "team": "vision" }
})";

std::string error_of(std::string_view text) {
  try {
    parse_workload(text, "w.json", small_vocabulary());
  } catch (const InputError& e) {
    return e.what();
  }
  return {};
}

std::vector<std::string> warnings_of(std::string_view text) {
  std::vector<Diagnostic> warnings;
  parse_workload(text, "w.json", small_vocabulary(), &warnings);
  std::vector<std::string> messages;
  for (const Diagnostic& warning : warnings) messages.push_back(warning.pointer + ": " + warning.message);
  return messages;
}

}  // namespace

TEST_CASE("a workload of every kind is read as written", "[workload]") {
  const Workload w = parse_workload(kEverything, "w.json", small_vocabulary());
  CHECK(w.name == "bird-classifier");
  CHECK(w.objective == Objective::balanced);
  CHECK(w.deadline == hours(24));
  CHECK(w.budget == dollars(200));
  CHECK(w.horizon.value == 3 * kSecondsPerMonth);
  CHECK(w.constraints.regions == std::vector<std::string>{"us-*", "aws/eu-west-1"});
  CHECK(w.constraints.max_machines == 8);
  CHECK(w.constraints.same_provider);
  CHECK_FALSE(w.constraints.free_offers);
  REQUIRE(w.tasks.size() == 6);
  CHECK(w.tasks[0].model.name == "resnet-50");
  CHECK(w.tasks[0].epochs == 90.0);
  CHECK(w.tasks[0].checkpoint_interval == Seconds{1200});
  CHECK_FALSE(w.tasks[0].runs_given);
  CHECK_FALSE(w.tasks[0].samples);
  CHECK(w.tasks[0].constraints.purchase == std::vector<std::string>{"on_demand"});
  CHECK(w.tasks[1].model.parameters == 7e9);
  CHECK(w.tasks[1].model.kv_heads == 8.0);
  CHECK(w.tasks[1].requests == PerSecond{20});
  CHECK(w.tasks[1].latency_p99 == Seconds{0.2});
  CHECK(w.tasks[1].after == std::vector<std::string>{"train"});
  CHECK(w.tasks[2].parallel_fraction == 0.98);
  CHECK(w.tasks[2].memory == gibibytes(64));
  CHECK(w.tasks[2].runs_given);
  CHECK(w.tasks[3].kind == TaskKind::tabular);
  CHECK(w.tasks[3].algorithm == "xgboost");
  CHECK(w.tasks[4].accelerator == "any");
  CHECK(w.tasks[5].count == 2);
  CHECK(w.tasks[5].pointer == "/tasks/5");
  CHECK(w.tasks[5].line == 19);
  CHECK(w.tasks[5].column == 5);
  REQUIRE(w.data.size() == 2);
  CHECK(w.data[0].size == gigabytes(150));
  CHECK(w.data[0].access == Access::hot);
  CHECK(w.data[0].growth_per_month == 0.02);
  CHECK(w.data[0].retention == Seconds{12 * kSecondsPerMonth});
  CHECK(w.data[1].rows == 2e6);
  CHECK(w.data[1].row_size == Bytes{512});
  CHECK_FALSE(w.data[1].size);
  CHECK(w.data[1].availability == Availability::multi_az);
  REQUIRE(w.measured.size() == 1);
  CHECK(w.measured[0].throughput == 390);
  CHECK(w.measured[0].unit == "images");
  CHECK(w.tags == std::vector<std::pair<std::string, std::string>>{{"team", "vision"}});
}

TEST_CASE("files may be searched, by records beside them", "[workload]") {
  const Workload w =
      parse_workload(R"({"version": 1, "name": "w", "data": [{"name": "pictures", "kind": "files",
      "size": "4 TB", "objects": 8000000, "queries": ["secondary"], "transactions": true}]})",
                     "w.json", small_vocabulary());
  REQUIRE(w.data.size() == 1);
  CHECK(w.data[0].kind == DatasetKind::files);
  CHECK(w.data[0].queries == std::vector<std::string>{"secondary"});
  CHECK(w.data[0].transactions);
}

TEST_CASE("all mistakes are reported at once, in file order", "[workload]") {
  CHECK(error_of(R"({ "version": 1, "name": "x", "budgt": "$5",
  "tasks": [
    { "name": "a", "kind": "train", "model": "resnet-51", "samples": 5, "epochs": "ten", "requests": "5/s" },
    { "name": "a", "kind": "vm", "vcpus": -4, "after": ["b"] }
  ] })") == R"x(w.json:1:30: error: unknown key "budgt" in a workload (at /budgt)
    1 | { "version": 1, "name": "x", "budgt": "$5",
      |                              ^
  hint: did you mean "budget"?
w.json:3:46: error: unknown model "resnet-51" (at /tasks/0/model)
    3 |     { "name": "a", "kind": "train", "model": "resnet-51", "samples": 5, "epochs": "te...
      |                                              ^
  hint: did you mean "resnet-50"?
w.json:3:83: error: "ten" is not a count (at /tasks/0/epochs)
    3 | ...nd": "train", "model": "resnet-51", "samples": 5, "epochs": "ten", "requests": "5/s" },
      |                                                                ^
  expected: a number from 0.001 to 1M
w.json:3:90: error: "requests" is no key of a train task (at /tasks/0/requests)
    3 | ...rain", "model": "resnet-51", "samples": 5, "epochs": "ten", "requests": "5/s" },
      |                                                                ^
  hint: "requests" is for serve tasks
w.json:4:15: error: two tasks are called "a" (at /tasks/1/name)
    4 |     { "name": "a", "kind": "vm", "vcpus": -4, "after": ["b"] }
      |               ^
  hint: the first is /tasks/0; give each a name of its own
w.json:4:43: error: -4 is negative (at /tasks/1/vcpus)
    4 |     { "name": "a", "kind": "vm", "vcpus": -4, "after": ["b"] }
      |                                           ^
  expected: from 0.1 to 10k
w.json:4:57: error: there is no task "b" (at /tasks/1/after/0)
    4 |     { "name": "a", "kind": "vm", "vcpus": -4, "after": ["b"] }
      |                                                         ^
  hint: tasks are "a")x");
}

TEST_CASE("what is allowed and probably not meant is a warning", "[workload]") {
  CHECK(warnings_of(kEverything) ==
        std::vector<std::string>{"/tasks/2: spot machines are allowed, and \"features\" saves no checkpoints",
                                 "/tasks/3: spot machines are allowed, and \"churn\" saves no checkpoints"});
}

TEST_CASE("how much there is to do must be said", "[workload]") {
  const auto train = [](std::string_view keys) {
    return error_of(std::string(R"({ "version": 1, "name": "x", "data": [
  { "name": "photos", "kind": "files", "size": "1 TB" } ], "tasks": [
  { "name": "t", "kind": "train", )") +
                    std::string(keys) + " } ] }");
  };
  CHECK(train(R"("model": "bert-base")")
            .find("w.json:3:3: error: nothing says how much there is to train on") == 0);
  CHECK(train(R"("model": "bert-base", "dataset": "photos")")
            .find("error: nothing says how many samples \"photos\" has (at /tasks/0/dataset)") !=
        std::string::npos);
  CHECK(
      train(R"("model": { "name": "bert-base", "bytes_per_sample": "4 kB" }, "dataset": "photos")").empty());
  CHECK(train(R"("model": "bert-base", "tokens": "1M", "samples": 10)")
            .find("both \"tokens\" and \"samples\"") != std::string::npos);
  CHECK(train(R"("model": "bert-base", "smaples": 10)").find("nothing says") == std::string::npos);
}

TEST_CASE("an empty vocabulary is not checked", "[workload]") {
  const Workload w = parse_workload(
      R"({ "version": 1, "name": "x", "tasks": [ { "name": "t", "kind": "train", "model": "mine", "samples": 5 } ] })",
      "w.json", {});
  CHECK(w.tasks[0].model.name == "mine");
}
