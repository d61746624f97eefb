// Files of other tools as workloads.

#include "foreign/import/import_workload.hpp"

#include "catch.hpp"
#include "import_fixture.hpp"

#include <string>

namespace {

using namespace cloudplan;
using Approx = Catch::Detail::Approx;

struct Result {
  ImportedWorkload imported;
  Workload workload;
};

Result import(std::string_view yaml, const ImportOptions& options = {}) {
  const Vocabulary known = import_vocabulary();
  Result result;
  result.imported = import_workload(yaml, "dir/my-task.yaml", known, options);
  INFO(result.imported.text);
  for (const Diagnostic& d : result.imported.mistakes) UNSCOPED_INFO(d.to_string());
  REQUIRE(result.imported.mistakes.empty());
  result.workload = parse_workload(result.imported.text, "w", known);
  return result;
}

const Task& task(const Result& result, std::string_view name) {
  for (const Task& t : result.workload.tasks)
    if (t.name == name) return t;
  FAIL("no task " << name);
  return result.workload.tasks[0];
}

bool notes(const Result& result, std::string_view text) {
  for (const Diagnostic& note : result.imported.notes)
    if (note.message.find(text) != std::string::npos) return true;
  return false;
}

bool to_fill(const Result& result, std::string_view member) {
  for (const FillIn& gap : result.imported.fill_in)
    if (gap.member == member) return true;
  return false;
}

using Names = std::vector<std::string>;

}  // namespace

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
  CHECK(task(pipeline, "b").after == Names{"a"});
  CHECK(task(pipeline, "a").vcpus == 8);  // SkyPilot's default
  CHECK(import("name: p\nexecution: parallel\n---\nname: a\nrun: x\n---\nname: b\nrun: y\n")
            .workload.tasks[1]
            .after.empty());
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

TEST_CASE("a Kubernetes job: pods, runs and limits", "[import]") {
  const std::string job = R"(apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      parallelism: 4
      completions: 10
      activeDeadlineSeconds: 3600
      template:
        spec:
          nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4, team: x, karpenter.sh/capacity-type: spot}
          initContainers:
            - {name: i, resources: {requests: {memory: 8Gi}}}
          containers:
            - {name: a, resources: {requests: {cpu: 500m, memory: 2Gi}, limits: {nvidia.com/gpu: 2}}}
            - {name: b, resources: {limits: {cpu: "1", memory: 1Gi}}}
)";
  const Result r = import(job);
  const Task& t = task(r, "nightly");
  CHECK(t.vcpus == 1.5);
  CHECK(t.memory->value == 8 * 1073741824.0);  // the init container's is more than the others' sum
  CHECK(t.accelerator == "nvidia-l4:2");
  CHECK(t.count == 4);
  CHECK(t.constraints.purchase == Names{"spot"});
  CHECK(*t.hours_per_month == Approx(730.0 / 24));  // at most an hour a run, all waves together
  CHECK(to_fill(r, "nightly.hours_per_month"));
  CHECK(notes(r, "\"team\" is not translated"));
  ImportOptions options;
  options.hours = 0.5;
  // Ten pods on four machines are three after one another.
  CHECK(*import(job, options).workload.tasks[0].hours_per_month == Approx(730.0 / 24 * 3 * 0.5));
}

TEST_CASE("Kubernetes services, lists, claims and training jobs", "[import]") {
  const Result r = import(R"(apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 3
      template:
        spec:
          nodeSelector: {node.kubernetes.io/instance-type: p4d.24xlarge}
          containers: [{name: c, image: x}]
          volumes: [{name: v, persistentVolumeClaim: {claimName: pictures}}]
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db}
    spec:
      template: {spec: {containers: [{name: c, resources: {requests: {memory: 4Gi}}}], volumes: [{persistentVolumeClaim: {claimName: own}}]}}
      volumeClaimTemplates: [{metadata: {name: own}, spec: {resources: {requests: {storage: 20Gi}}}}, {spec: {resources: {requests: {storage: 1Gi}}}}]
  - {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: pictures}, spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 100Gi}}}}
  - {apiVersion: v1, kind: Service, metadata: {name: lb}, spec: {type: LoadBalancer}}
---
apiVersion: kubeflow.org/v1
kind: PyTorchJob
metadata: {name: bert}
spec:
  pytorchReplicaSpecs:
    Master: {replicas: 1, template: {spec: {containers: [{name: p, resources: {limits: {nvidia.com/gpu: 1}}}]}}}
    Worker: {replicas: 3, template: {spec: {containers: [{name: p, resources: {limits: {amd.com/gpu: 1}}}]}}}
---
{apiVersion: example.org/v1, kind: Gadget, metadata: {name: g}}
)");
  CHECK(task(r, "web").count == 3);
  CHECK(task(r, "web").hours_per_month == 730);
  CHECK(task(r, "web").constraints.include == Names{"aws/p4d.24xlarge"});
  CHECK(task(r, "web").dataset == "pictures");
  CHECK(task(r, "db").disk->value == 21 * 1073741824.0);
  CHECK(task(r, "bert-worker").count == 3);
  CHECK(task(r, "bert-worker").accelerator == "amd-*");
  CHECK(task(r, "bert-master").accelerator == "nvidia-*");
  REQUIRE(r.workload.data.size() == 1);
  CHECK(r.workload.data[0].size->value == 100 * 1073741824.0);
  CHECK_FALSE(notes(r, "volume claim"));
  CHECK(notes(r, "load balancer"));
  CHECK(notes(r, "\"Gadget\""));
}

TEST_CASE("a Compose file: services are machines, databases are data", "[import]") {
  const std::string compose = R"(x-common: &common
  restart: always
services:
  web:
    <<: *common
    image: nginx
    scale: 2
    cpus: 0.5
    mem_limit: 512m
  gpu:
    build: .
    deploy:
      replicas: 2
      resources:
        limits: {cpus: '4', memory: 8g}
        reservations: {memory: 4g, devices: [{driver: nvidia, count: 2, capabilities: [gpu]}]}
  db: {image: "docker.io/bitnami/postgresql:${TAG:-16}", volumes: ["db:/var"]}
  store: {image: "quay.io/minio/minio@sha256:ab"}
  cache: {image: redis}
  odd: {image: y, frobnicate: 1}
volumes: {db: {}}
)";
  const Result r = import(compose);
  CHECK(task(r, "web").count == 2);
  CHECK(task(r, "web").vcpus == 0.5);
  CHECK(task(r, "web").memory->value == 512 * 1048576.0);
  CHECK(task(r, "gpu").vcpus == 4);
  CHECK(task(r, "gpu").memory->value == 4 * 1073741824.0);
  CHECK(task(r, "gpu").accelerator == "nvidia-*:2");
  CHECK(task(r, "web").hours_per_month == 730);
  CHECK(r.workload.data.empty());  // no sizes
  for (const char* const member : {"db.size", "store.size", "cache.size", "odd.vcpus", "odd.memory"})
    CHECK(to_fill(r, member));
  CHECK(notes(r, "frobnicate is not translated"));
  CHECK(notes(r, "redis"));

  ImportOptions options;
  options.set = {{"db.size", "20 GB"}, {"store.size", "1 TB"}, {"odd.vcpus", "2"}};
  const Result filled = import(compose, options);
  REQUIRE(filled.workload.data.size() == 2);
  CHECK(filled.workload.data[0].engine == "postgresql");
  CHECK(filled.workload.data[0].size->value == 20e9);
  CHECK(filled.workload.data[1].kind == DatasetKind::files);
  CHECK_FALSE(to_fill(filled, "odd.vcpus"));
  options.set = {{"dbb.size", "20 GB"}};
  CHECK_THROWS_AS(import(compose, options), InputError);
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
