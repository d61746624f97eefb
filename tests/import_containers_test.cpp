// Kubernetes objects and Compose files as workloads.

#include "catch.hpp"
#include "import_fixture.hpp"

#include <string>

using namespace imports;
using Approx = Catch::Detail::Approx;

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

TEST_CASE("a pod with accelerators of two kinds gets the first, and the other is said", "[import]") {
  const auto pod = [](const std::string& containers) {
    return import("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n" + containers);
  };
  const std::string nvidia = "  - {name: a, resources: {limits: {nvidia.com/gpu: 2, cpu: 1}}}\n",
                    amd = "  - {name: b, resources: {limits: {amd.com/gpu: 1}}}\n";
  CHECK(task(pod(nvidia + amd), "p").accelerator == "nvidia-*:2");
  CHECK(notes(pod(nvidia + amd), "amd.com/gpu: 1 beside nvidia.com/gpu is left out"));
  CHECK(task(pod(amd + nvidia), "p").accelerator == "amd-*");
  CHECK(notes(pod(amd + nvidia), "nvidia.com/gpu: 2 beside amd.com/gpu is left out"));
  const Result one = pod("  - {resources: {limits: {amd.com/gpu: 1, nvidia.com/gpu: 4}}}\n");
  CHECK(task(one, "p").accelerator == "amd-*");
  CHECK(notes(one, "nvidia.com/gpu: 4 beside amd.com/gpu"));
  // The same kind adds up, requests and limits do not.
  CHECK(task(pod(nvidia + nvidia), "p").accelerator == "nvidia-*:4");
  CHECK(task(pod("  - {resources: {requests: {nvidia.com/gpu: 2}, limits: {nvidia.com/gpu: 2}}}\n"), "p")
            .accelerator == "nvidia-*:2");
  CHECK(pod(nvidia + nvidia).imported.notes.empty());
}

TEST_CASE("a container without size is named wherever it stands", "[import]") {
  const auto pod = [](const std::string& containers) {
    return import("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n" + containers);
  };
  const std::string sized = "  - {name: a, resources: {requests: {cpu: 1}}}\n", bare = "  - {name: b}\n";
  CHECK(notes(pod(sized + bare), "container \"b\" states no size"));
  CHECK(notes(pod(bare + sized), "container \"b\" states no size"));
  CHECK(pod(bare + bare).imported.notes.empty());  // the task itself has gaps
  CHECK(to_fill(pod(bare + bare), "p.vcpus"));
}

TEST_CASE("Compose: one container on each node is one, whatever replicas say", "[import]") {
  const Result r = import(
      "services:\n  agent: {image: a, cpus: 1, deploy: {mode: global, replicas: 6}}\n"
      "  idle: {image: b, cpus: 1, deploy: {replicas: 0}}\n  off: {image: b, cpus: 1, scale: 0}\n");
  CHECK(task(r, "agent").count == 1);
  CHECK(notes(r, "mode global has one container on each node"));
  CHECK(notes(r, "service \"idle\": no container of it runs"));
  CHECK(notes(r, "service \"off\": no container of it runs"));
}

TEST_CASE("Compose: a service with a profile starts only with it", "[import]") {
  const std::string compose =
      "services:\n  web: {image: a, cpus: 1}\n  shell: {image: b, cpus: 1, profiles: [debug, dev]}\n"
      "  db: {image: postgres, profiles: [data]}\n";
  const Result r = import(compose);
  CHECK(r.workload.tasks.size() == 1);
  CHECK(r.imported.text.find("\"db\"") == std::string::npos);
  CHECK(notes(r, "service \"shell\" starts only with the profile \"debug\" or \"dev\": it is left out"));
  CHECK(notes(r, "service \"db\" starts only with"));
  ImportOptions options;
  options.profiles = {"dev"};
  CHECK(import(compose, options).workload.tasks.size() == 2);
  CHECK(notes(import(compose, options), "service \"db\" starts only with"));
  options.profiles = {"*"};
  CHECK(import(compose, options).workload.tasks.size() == 2);
  CHECK(to_fill(import(compose, options), "db.size"));
  CHECK(import(compose, options).imported.notes.empty());
  options.profiles = {"debu"};
  try {
    import(compose, options);
    FAIL("an unknown profile is refused");
  } catch (const InputError& e) {
    CHECK(e.diagnostics().at(0).hint == "did you mean \"debug\"?");
  }
  // Nothing is left: the notes say why.
  CHECK_THROWS_AS(import("services: {a: {image: x, profiles: [p]}}\n"), InputError);
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
