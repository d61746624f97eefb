// Kubernetes objects that run pods: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
// Beside them the training jobs of Kubeflow and the clusters of Ray, which hold pod templates too.

#include "foreign/import/foreign_units.hpp"
#include "foreign/import/importer.hpp"
#include "foreign/import/known_things.hpp"
#include "foreign/import/kubernetes_pod.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// A persistent volume claim, and who mounts it.
struct Claim {
  std::string name{};
  std::optional<Bytes> size{};
  bool shared = false;  // many machines may mount it
  YamlPlace at{};
  std::vector<std::size_t> tasks{};  // in the draft
};

std::optional<Bytes> requested_storage(ForeignMap& claim_spec) {
  ForeignMap request = claim_spec.map("resources").map("requests");
  const auto text = request.text("storage");
  const auto size = text ? kubernetes_quantity(*text) : std::nullopt;
  return size && *size >= 1 ? std::optional(Bytes{*size}) : std::nullopt;
}

struct Mount {
  std::size_t task = 0;  // in the draft
  std::string claim{};
  YamlPlace at{};
};

class Objects {
 public:
  explicit Objects(Importer& importer) : importer_(importer) {}

  void add(const YamlValue& document) {
    ForeignMap object(&document, "", importer_.notes);
    const std::string kind = object.text("kind").value_or("");
    object.text("apiVersion");
    if (kind.ends_with("List") && object.take("items")) {
      for (const YamlValue* const item : object.list("items")) add(*item);
      return;
    }
    ForeignMap metadata = object.map("metadata");
    const std::string name =
        metadata.text("name").value_or(metadata.text("generateName").value_or(lower_case(kind)));
    ForeignMap spec = object.map("spec");
    if (!run(kind, name, spec, document.at)) other(kind, spec, document.at);
  }

  // Once all are known: claims become disks of what mounts them, or datasets.
  void finish() {
    for (const Mount& mount : mounts_) {
      const auto claim =
          std::find_if(claims_.begin(), claims_.end(), [&](const Claim& c) { return c.name == mount.claim; });
      if (claim != claims_.end())
        claim->tasks.push_back(mount.task);
      else
        importer_.notes.add(mount.at,
                            fmt::format("the volume claim {} is not in the file: its size is not in the plan",
                                        in_quotes(mount.claim)));
    }
    for (const Claim& claim : claims_) place(claim);
  }

 private:
  bool run(const std::string& kind, const std::string& name, ForeignMap& spec, YamlPlace at) {
    if (kind == "Pod") return pods(name, spec, 1, false), true;
    if (kind == "Job") return job(name, spec, std::nullopt), true;
    if (kind == "CronJob" || kind == "ScheduledJob") return cron_job(name, spec), true;
    if (kind == "Deployment" || kind == "ReplicaSet" || kind == "ReplicationController" ||
        kind == "StatefulSet" || kind == "DaemonSet" || kind == "DeploymentConfig" || kind == "Rollout")
      return service(kind, name, spec, at), true;
    if (kind == "PersistentVolumeClaim") return claim(name, spec, at), true;
    if (kind == "RayCluster") return ray(name, spec, false), true;
    if (kind == "RayJob" || kind == "RayService") {
      ForeignMap cluster = spec.map(kind == "RayJob" ? "rayClusterSpec" : "rayClusterConfig");
      return ray(name, cluster, kind == "RayJob"), true;
    }
    if (kind.ends_with("Job")) return training_job(name, spec);
    return false;
  }

  void other(const std::string& kind, ForeignMap& spec, YamlPlace at) {
    if (kind == "Service" && spec.text("type").value_or("") == "LoadBalancer")
      importer_.notes.add(at,
                          "Service of type LoadBalancer: the price of a load balancer is not in the plan");
    constexpr std::string_view kFree[] = {"Service",
                                          "ConfigMap",
                                          "Secret",
                                          "Namespace",
                                          "ServiceAccount",
                                          "Role",
                                          "RoleBinding",
                                          "ClusterRole",
                                          "ClusterRoleBinding",
                                          "NetworkPolicy",
                                          "PodDisruptionBudget",
                                          "PriorityClass",
                                          "StorageClass",
                                          "CustomResourceDefinition",
                                          "LimitRange",
                                          "ResourceQuota",
                                          "Endpoints",
                                          "IngressClass",
                                          "PodMonitor",
                                          "ServiceMonitor",
                                          "PodMonitoring",
                                          "PrometheusRule",
                                          "MutatingWebhookConfiguration",
                                          "ValidatingWebhookConfiguration",
                                          "APIService",
                                          "Lease",
                                          "PodSecurityPolicy",
                                          "RuntimeClass",
                                          "Kustomization"};
    if (std::find(std::begin(kFree), std::end(kFree), kind) != std::end(kFree))
      importer_.notes.leave_out(kind);
    else
      importer_.notes.add(at, fmt::format("kind {} is not translated", in_quotes(kind)));
  }

  // The pod of a template. Schedulers that share GPUs are told of it in annotations.
  ForeignMap pod_of(ForeignMap pod) {
    ForeignMap annotations = pod.map("metadata").map("annotations");
    for (const char* const key : {"gpu-fraction", "gpu-memory"})
      if (const YamlValue* const share = annotations.take(key)) {
        importer_.notes.add(share->at, fmt::format("{} {}: a share of a GPU is planned as a whole one", key,
                                                   printable(share->text)));
        shares_gpu_at_ = share->at;
      }
    return pod.map("spec");
  }

  // One task of `count` machines, with a pod on each.
  std::size_t task(const std::string& name, ForeignMap pod, double count, PodNeeds* out = nullptr) {
    PodNeeds needs = read_pod(std::move(pod), importer_);
    if (const auto at = std::exchange(shares_gpu_at_, std::nullopt); at && needs.accelerators == 0) {
      needs.accelerators = 1;
      needs.accelerator = "nvidia-*";
      needs.accelerator_at = *at;
    }
    DraftItem task;
    task.name = importer_.draft.free_name(name);
    task.text("kind", "vm");
    task.constraints = needs.constraints;
    if (needs.accelerators > 0)
      accelerate(task, needs);
    else
      task.constraints.accelerators.clear();
    const bool named = !task.constraints.include.empty() && !needs.vcpus && !needs.memory;
    if (named && !task.has("accelerator"))
      task.number("vcpus", 0.1, "the machine is named below");
    else
      set_machine(task, needs.vcpus, needs.memory);
    if (needs.disk) task.size("disk", *needs.disk);
    if (count != 1) task.number("count", std::max(1.0, std::round(count)));
    for (const YamlValue::Key& claim : needs.claims)
      mounts_.push_back({importer_.draft.tasks.size(), claim.text, claim.at});
    if (out) *out = needs;
    importer_.draft.tasks.push_back(std::move(task));
    return importer_.draft.tasks.size() - 1;
  }

  // The name comes from a node label, when one says it.
  void accelerate(DraftItem& task, PodNeeds& needs) {
    std::vector<std::string> names = std::move(task.constraints.accelerators);
    task.constraints.accelerators.clear();
    if (names.size() > 1) {
      task.text("accelerator", needs.accelerators > 1 ? fmt::format("*:{:g}", needs.accelerators) : "any");
      task.constraints.accelerators = std::move(names);
    } else {
      set_accelerator(task, names.empty() ? needs.accelerator : names[0], needs.accelerators,
                      needs.accelerator_at, "resources", importer_);
    }
  }

  DraftItem& drafted(std::size_t index) { return importer_.draft.tasks[index]; }

  void pods(const std::string& name, ForeignMap& spec, double count, bool always) {
    PodNeeds needs;
    const std::string restart = spec.text("restartPolicy").value_or("Always");
    DraftItem& made = drafted(task(name, spec, count, &needs));
    if (always || (restart == "Always" && !needs.longest_hours)) return set_all_hours(made);
    DraftJob job;
    job.longest_hours = needs.longest_hours;
    set_job_hours(made, job);
  }

  void job(const std::string& name, ForeignMap& spec, std::optional<double> runs) {
    DraftJob job;
    job.repeats = runs.has_value();
    job.runs_per_month = runs.value_or(1);
    const auto parallelism = spec.number("parallelism");
    const auto completions = spec.number("completions");
    if (parallelism && *parallelism == 0)
      importer_.notes.add(spec.at(), "parallelism is 0: the job is stopped; it is planned with one pod");
    const double most = std::max(1.0, parallelism.value_or(1));
    const double machines = completions ? std::min(most, std::max(1.0, *completions)) : most;
    job.waves = completions ? std::max(1.0, std::ceil(*completions / machines)) : 1;
    const auto seconds = spec.number("activeDeadlineSeconds");
    PodNeeds needs;
    DraftItem& made = drafted(task(name, pod_of(spec.map("template")), machines, &needs));
    if (needs.longest_hours) job.longest_hours = *needs.longest_hours;
    if (seconds) job.longest_hours = *seconds / 3600 / job.waves;  // of all pods together
    if (spec.boolean("suspend").value_or(false))
      importer_.notes.add(spec.at(), "suspend: it is planned as if it ran");
    spec.leave_out({"backoffLimit", "ttlSecondsAfterFinished", "completionMode", "manualSelector", "selector",
                    "podFailurePolicy", "backoffLimitPerIndex", "maxFailedIndexes", "podReplacementPolicy",
                    "successPolicy", "managedBy"});
    spec.done();
    set_job_hours(made, job);
  }

  void cron_job(const std::string& name, ForeignMap& spec) {
    const YamlValue* const schedule = spec.take("schedule");
    const auto runs = schedule && schedule->is_scalar() ? cron_runs_per_month(schedule->text) : std::nullopt;
    if (!runs)
      importer_.notes.add(schedule ? schedule->at : spec.at(),
                          "schedule cannot be read: the job is planned as if it ran once a month");
    if (spec.boolean("suspend").value_or(false))
      importer_.notes.add(spec.at(), "suspend: it is planned as if it ran");
    ForeignMap inner = spec.map("jobTemplate").map("spec");
    job(name, inner, runs.value_or(1));
    spec.leave_out({"concurrencyPolicy", "startingDeadlineSeconds", "successfulJobsHistoryLimit",
                    "failedJobsHistoryLimit", "timeZone"});
    spec.done();
  }

  void service(const std::string& kind, const std::string& name, ForeignMap& spec, YamlPlace at) {
    const auto replicas = spec.number("replicas");
    if (replicas && *replicas == 0)
      importer_.notes.add(spec.take("replicas")->at, "replicas is 0: planned with one");
    const std::size_t index = task(name, pod_of(spec.map("template")), replicas.value_or(1));
    set_all_hours(drafted(index));
    if (kind == "DaemonSet")
      importer_.notes.add(
          at,
          fmt::format("DaemonSet {}: it has a pod on each node, and how many there are is not in "
                      "the file; one is planned",
                      in_quotes(name)),
          "set \"count\"");
    double disk = 0;
    for (const YamlValue* const value : spec.list("volumeClaimTemplates")) {
      ForeignMap claim(value, spec.path_to("volumeClaimTemplates"), importer_.notes);
      ForeignMap claim_spec = claim.map("spec");
      if (const auto size = requested_storage(claim_spec)) disk += size->value;
      // A volume of the pod may name the template, which takes its place.
      const std::string template_name = claim.map("metadata").text("name").value_or("");
      std::erase_if(mounts_, [&](const Mount& m) { return m.task == index && m.claim == template_name; });
    }
    if (disk > 0) drafted(index).size("disk", {disk}, "of each machine: its volume claims");
    spec.leave_out({"selector", "strategy", "updateStrategy", "revisionHistoryLimit", "minReadySeconds",
                    "progressDeadlineSeconds", "serviceName", "podManagementPolicy", "paused", "ordinals",
                    "triggers", "persistentVolumeClaimRetentionPolicy"});
    spec.done();
  }

  void claim(const std::string& name, ForeignMap& spec, YamlPlace at) {
    Claim made{.name = name, .size = requested_storage(spec), .shared = false, .at = at, .tasks = {}};
    for (const YamlValue* const mode : spec.list("accessModes"))
      made.shared = made.shared || (mode->is_scalar() && mode->text.ends_with("Many"));
    claims_.push_back(std::move(made));
  }

  void place(const Claim& claim) {
    const bool disk = claim.size && !claim.shared && claim.tasks.size() == 1;
    if (disk) {
      DraftItem& task = drafted(claim.tasks[0]);
      disks_[claim.tasks[0]] += claim.size->value;
      task.size("disk", {disks_[claim.tasks[0]]}, fmt::format("its volume claim {}", claim.name));
      return;
    }
    const DraftItem& data = add_files(importer_, claim.name, "a persistent volume claim", claim.size);
    const std::string name = data.name;
    for (const std::size_t index : claim.tasks)
      if (!drafted(index).has("dataset") && claim.size) drafted(index).text("dataset", name);
  }

  // PyTorchJob, TFJob, MPIJob ...: {Master: {replicas, template}, Worker: ...} under one key or another.
  bool training_job(const std::string& name, ForeignMap& spec) {
    bool found = false;
    DraftJob job;
    ForeignMap policy = spec.map("runPolicy");
    if (const auto seconds = policy.number("activeDeadlineSeconds")) job.longest_hours = *seconds / 3600;
    policy.leave_out(
        {"cleanPodPolicy", "ttlSecondsAfterFinished", "backoffLimit", "schedulingPolicy", "suspend"});
    policy.done();
    for (const YamlValue::Key& key : spec.keys()) {
      if (!key.text.ends_with("ReplicaSpecs")) continue;
      ForeignMap roles = spec.map(key.text);
      for (const YamlValue::Key& role : roles.keys())
        found = training_role(name, role.text, roles.map(role.text), job) || found;
    }
    spec.leave_out({"slotsPerWorker", "nprocPerNode", "sshAuthMountPath", "launcherCreationPolicy",
                    "mpiImplementation", "cleanPodPolicy", "successPolicy", "jobMode",
                    "enableDynamicWorker"});
    if (const YamlValue* const elastic = spec.take("elasticPolicy"))
      importer_.notes.add(elastic->at,
                          "elasticPolicy is not translated: the replicas that are stated are planned");
    if (found) spec.done();
    return found;
  }

  bool training_role(const std::string& name, const std::string& role, ForeignMap group,
                     const DraftJob& job) {
    const double replicas = group.number("replicas").value_or(1);
    group.leave_out({"restartPolicy"});
    ForeignMap pod = pod_of(group.map("template"));
    group.done();
    if (!pod.is_there()) return false;
    const std::size_t index = task(fmt::format("{}-{}", name, lower_case(role)), std::move(pod), replicas);
    set_job_hours(drafted(index), job);
    return true;
  }

  void ray(const std::string& name, ForeignMap& cluster, bool ends) {
    ray_group(name + "-head", cluster.map("headGroupSpec"), ends);
    for (const YamlValue* const value : cluster.list("workerGroupSpecs")) {
      ForeignMap worker(value, cluster.path_to("workerGroupSpecs"), importer_.notes);
      const std::string role = worker.text("groupName").value_or("worker");
      ray_group(name + "-" + role, std::move(worker), ends);
    }
    cluster.leave_out(
        {"rayVersion", "autoscalerOptions", "enableInTreeAutoscaling", "headServiceAnnotations"});
    cluster.done();
  }

  void ray_group(const std::string& name, ForeignMap group, bool ends) {
    if (!group.is_there()) return;
    const auto replicas = group.number("replicas"), least = group.number("minReplicas"),
               most = group.number("maxReplicas");
    const double planned = std::max(1.0, replicas.value_or(least.value_or(1)));
    if ((most && *most > planned) || (replicas && *replicas < 1))
      importer_.notes.add(group.at(),
                          fmt::format("{}: it grows and shrinks; {:g} is planned", printable(name), planned));
    const double hosts = std::max(1.0, group.number("numOfHosts").value_or(1));
    const std::size_t index = task(name, pod_of(group.map("template")), planned * hosts);
    group.leave_out({"rayStartParams", "serviceType", "headService", "enableIngress", "scaleStrategy",
                     "idleTimeoutSeconds"});
    group.done();
    if (ends)
      set_job_hours(drafted(index), {});
    else
      set_all_hours(drafted(index));
  }

  Importer& importer_;
  std::optional<YamlPlace> shares_gpu_at_{};  // of the pod to come: it says so in an annotation
  std::vector<Claim> claims_{};
  std::vector<Mount> mounts_{};
  std::map<std::size_t, double> disks_{};
};

}  // namespace

void import_kubernetes(const std::vector<YamlValue>& documents, Importer& importer) {
  importer.draft.origin = "Kubernetes objects";
  Objects objects(importer);
  for (const YamlValue& document : documents) objects.add(document);
  objects.finish();
}

}  // namespace cloudplan
