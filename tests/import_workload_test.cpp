// Files of other tools as workloads.

#include "foreign/import/import_workload.hpp"

#include "catch.hpp"
#include "foreign/import/known_things.hpp"
#include "import_fixture.hpp"

#include <string>

using namespace imports;

TEST_CASE("a SkyPilot task becomes a machine", "[import]") {
  const Result r = import(R"(name: train
num_nodes: 2
resources:
  infra: gcp/us-central1/us-central1-a
  accelerators: A100-80GB:8
  cpus: 96+
  memory: 2x
  disk_size: 500
  disk_tier: best
  use_spot: true
file_mounts:
  /data: gs://pictures
  /code: ./code
run: python train.py
)");
  const Task& t = task(r, "train");
  CHECK(t.kind == TaskKind::vm);
  CHECK(t.accelerator == "nvidia-a100-sxm4-80gb:8");
  CHECK(t.vcpus == 96);
  CHECK(t.memory->value == 192 * 1073741824.0);
  CHECK(t.disk->value == 500e9);
  CHECK(t.count == 2);
  CHECK(t.constraints.providers == Names{"gcp"});
  CHECK(t.constraints.regions == Names{"gcp/us-central1"});
  CHECK(t.constraints.purchase == Names{"spot"});
  CHECK_FALSE(t.hours_per_month);  // not known, and not made up
  CHECK(to_fill(r, "train.hours_per_month"));
  CHECK(to_fill(r, "pictures.size"));
  CHECK(r.workload.data.empty());
  CHECK(notes(r, "disk_tier"));
  CHECK(r.imported.left_out == Names{"file_mounts of local files", "run"});
}

TEST_CASE("every form of SkyPilot's accelerators", "[import]") {
  const auto accelerator = [](const std::string& value) {
    return import("resources:\n  accelerators: " + value + "\n").workload.tasks.at(0);
  };
  for (const char* const eight :
       {"V100-32GB:8", "{V100-32GB: 8}", "{V100-32GB:8}", "[V100-32GB:8]", "'V100-32GB:8'"})
    CHECK(accelerator(eight).accelerator == "nvidia-v100-sxm2-32gb:8");
  CHECK(accelerator("T4").accelerator == "nvidia-t4");
  const Task any = accelerator("{L4:2, T4:2, A10G:2}");
  CHECK(any.accelerator == "*:2");
  CHECK(any.constraints.accelerators == Names{"nvidia-l4", "nvidia-t4", "nvidia-a10g"});
  const Result mixed = import("resources:\n  accelerators: {L4: 4, A10G: 1, T4: 1}\n");
  CHECK(mixed.workload.tasks[0].constraints.accelerators == Names{"nvidia-a10g", "nvidia-t4"});
  CHECK(notes(mixed, "L4:4 is left out"));
  CHECK(notes(import("resources: {accelerators: Z9:2}\n"), "no accelerator"));
  CHECK(import("resources: {accelerators: Z9:2}\n").workload.tasks[0].accelerator == "*:2");
}

TEST_CASE("the number in a TPU's name is of its cores or chips", "[import]") {
  const auto accelerator = [](const std::string& value) {
    return import("resources:\n  accelerators: " + value + "\n").workload.tasks.at(0).accelerator;
  };
  CHECK(accelerator("tpu-v4-8") == "google-tpu-v4:4");
  CHECK(accelerator("tpu-v4-8:1") == "google-tpu-v4:4");
  CHECK(accelerator("{tpu-v4-32: 1}") == "google-tpu-v4:16");
  CHECK(accelerator("tpu-v4") == "google-tpu-v4");
  CHECK(notes(import("resources: {accelerators: tpu-v4-8}\n"), "8 cores are 4 chips"));
  // Of the v5e the number counts chips.
  CHECK(tpu_slice("tpu-v5litepod-4")->chips == 4);
  CHECK(tpu_slice("tpu-v3-8")->chips == 4);
  CHECK_FALSE(tpu_slice("tpu-v3"));
  CHECK_FALSE(tpu_slice("A100-80GB"));
}

TEST_CASE("SkyPilot's choices, services and pipelines", "[import]") {
  const Result choice = import(R"(resources:
  cpus: 4
  any_of:
    - {infra: aws/us-east-1, use_spot: true}
    - {cloud: gcp}
)");
  const Constraints& c = choice.workload.tasks[0].constraints;
  CHECK(c.providers == Names{"aws", "gcp"});
  CHECK(c.regions == Names{"aws/us-east-1", "gcp/*"});
  CHECK(c.purchase == Names{"on_demand", "spot"});

  const Result service =
      import("resources: {accelerators: L4}\nnum_nodes: 2\nservice: {replicas: 3}\nrun: x\n");
  CHECK(service.workload.tasks[0].count == 6);
  CHECK(service.workload.tasks[0].hours_per_month == 730);
  CHECK(service.imported.fill_in.empty());

  const Result pipeline = import("name: night\n---\nname: a\nrun: x\n---\nname: b\nrun: y\n");
  CHECK(pipeline.workload.name == "night");
  CHECK(task(pipeline, "b").after.empty());
  CHECK(notes(pipeline, "not in their order"));
  CHECK(task(pipeline, "a").vcpus == 8);  // SkyPilot's default
  const Result parallel =
      import("name: p\nexecution: parallel\n---\nname: a\nrun: x\n---\nname: b\nrun: y\n");
  CHECK_FALSE(notes(parallel, "not in their order"));
}

TEST_CASE("a machine that is named brings its accelerator", "[import]") {
  ImportOptions options;
  options.accelerated = {"aws/p4d.24xlarge"};
  const Task named = import("resources: {instance_type: p4d.24xlarge}\n", options).workload.tasks[0];
  CHECK(named.accelerator == "any");
  CHECK(named.constraints.include == Names{"aws/p4d.24xlarge"});
  CHECK(import("resources: {instance_type: n2-standard-8}\n", options).workload.tasks[0].accelerator.empty());
}

TEST_CASE("SkyPilot's buckets, with the values of its environment", "[import]") {
  ImportOptions options;
  options.set = {{"corpus.size", "1 TB"}};
  const Result r = import(
      "envs: {BUCKET: corpus, STORE: GCS}\nfile_mounts:\n  /a: {name: \"${BUCKET}\", store: $STORE}\n"
      "  /b: gs://corpus/part\n  /c: {name: $UNSET}\nrun: x\n",
      options);
  REQUIRE(r.workload.data.size() == 1);  // one bucket, mounted twice
  CHECK(r.workload.data[0].constraints.providers == Names{"gcp"});
  CHECK(to_fill(r, "c.size"));
}

TEST_CASE("what is no known file is refused, and what is hostile does no harm", "[import]") {
  for (const char* const nothing : {"", "a: 1\n", "- 1\n", "x\n", "services: 1\n",
                                    "apiVersion: v1\nkind: Service\n", "kind: Pod\n", "services: {}\n"}) {
    INFO(nothing);
    CHECK_THROWS_AS(import(nothing), InputError);
  }
  // Names with everything in them, wrong kinds everywhere: a valid workload all the same.
  const Result r = import(
      "name: \"a\\\"b\\u2028\\e[31m\\n// }\"\nresources: [1, 2]\nrun: {a: b}\nnum_nodes: many\n"
      "file_mounts: 3\nvolumes: [x]\nenvs: 5\nservice: yes\n");
  CHECK(r.workload.tasks.size() == 1);
  CHECK(r.imported.text.find('\033') == std::string::npos);
  CHECK(r.imported.notes.size() >= 4);
  const Result pod = import(
      "apiVersion: v1\nkind: Pod\nmetadata: 3\nspec:\n  containers: [1, {resources: 5}, "
      "{resources: {limits: {cpu: [x], memory: lots, nvidia.com/gpu: 1e300}}}]\n  volumes: {a: b}\n");
  CHECK(pod.workload.tasks.size() == 1);
  std::string many = "services:\n";
  for (int i = 0; i < 3000; ++i) many += "  s" + std::to_string(i) + ": {image: x, nope: 1}\n";
  CHECK(import(many).imported.notes.size() == 101);
  // Values of the environment are put in once, and not again into each other.
  std::string envs = "run: x\nenvs:\n";
  for (int i = 0; i < 1000; ++i)
    envs += "  E" + std::to_string(i) + ": $E" + std::to_string(i + 1) + "$E" + std::to_string(i + 1) + "\n";
  envs += "file_mounts:\n";
  for (int i = 0; i < 1000; ++i) envs += "  /m" + std::to_string(i) + ": {name: $E0}\n";
  CHECK(import(envs).workload.tasks.size() == 1);
  std::string pods;
  for (int i = 0; i < 10005; ++i) pods += "---\n{apiVersion: v1, kind: Pod, spec: {containers: []}}\n";
  CHECK_THROWS_AS(import(pods), InputError);
}

TEST_CASE("names that a workload does not take are made short and plain", "[import]") {
  const auto name = [](std::string_view raw) {
    return import("name: \"" + std::string(raw) + "\"\nresources: {cpus: 4}\n").workload.tasks.at(0).name;
  };
  std::string returns, pictures;
  for (int i = 0; i < 80; ++i) returns += "\\r";
  for (int i = 0; i < 60; ++i) pictures += "\u5199";  // of three bytes each
  CHECK(name("nightly" + returns).size() <= 80);
  CHECK(name(pictures).size() == 78);
  CHECK(name(pictures).find('\\') == std::string::npos);
}

TEST_CASE("amounts beyond what can be planned are cut, and said", "[import]") {
  const Result r = import("num_nodes: 1e30\nresources: {cpus: 1e30, memory: 1e40, disk_size: 9e99}\n");
  CHECK(r.workload.tasks.at(0).count == 1e6);
  CHECK(r.workload.tasks.at(0).disk->value == 1e15);
  CHECK(r.imported.text.find("1e+30 in the file, more than can be planned") != std::string::npos);
}

TEST_CASE("a file with nothing but a database waits for its size", "[import]") {
  const std::string_view yaml = "services: {db: {image: 'postgres:16'}}\n";
  const ImportedWorkload waiting = import_workload(yaml, "c.yaml", import_vocabulary(), {});
  CHECK(waiting.waits);
  CHECK(waiting.mistakes.empty());
  ImportOptions options;
  options.set = {{"db.size", "20 GB"}};
  CHECK(import(yaml, options).workload.data.at(0).name == "db");
  CHECK_FALSE(import(yaml, options).imported.waits);
}

TEST_CASE("a tab that indents is named", "[import]") {
  try {
    import_workload("name: x\nresources:\n\tcpus: 4\n", "t.yaml", import_vocabulary(), {});
    FAIL("accepted");
  } catch (const InputError& e) {
    CHECK(e.diagnostics().at(0).hint == "YAML indents with spaces, not with tabs");
  }
}
