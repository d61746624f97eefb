#include "foreign/import/kubernetes_pod.hpp"

#include "foreign/import/foreign_units.hpp"
#include "foreign/import/mig_slices.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// So many of one kind of accelerator.
struct Accelerators {
  std::string name{};      // as the planner's pattern, or "any"
  std::string resource{};  // "nvidia.com/gpu"
  double count = 0;
  YamlPlace at{};
};

struct Amounts {
  std::optional<double> vcpus{}, memory{}, disk{};
  std::vector<Accelerators> accelerators{};  // each name once, in file order

  bool empty() const { return !vcpus && !memory && accelerators.empty(); }
};

// Extended resources that are accelerators; the name is that of the accelerator, "any" when it does not say.
std::optional<std::string> accelerator_of(std::string_view resource) {
  constexpr std::pair<std::string_view, std::string_view> kResources[] = {
      {"nvidia.com/gpu", "nvidia-*"},
      {"nvidia.com/gpu.shared", "nvidia-*"},
      {"amd.com/gpu", "amd-*"},
      {"gpu.intel.com/i915", "any"},
      {"gpu.intel.com/xe", "any"},
      {"habana.ai/gaudi", "gaudi"},
      {"google.com/tpu", "tpu"},
      {"cloud-tpus.google.com/v2", "tpu-v2"},
      {"cloud-tpus.google.com/v3", "tpu-v3"},
      {"aws.amazon.com/neuron", "trainium"},
      {"aws.amazon.com/neurondevice", "trainium"},
      {"aws.amazon.com/neuroncore", "trainium"},
      {"alpha.kubernetes.io/nvidia-gpu", "nvidia-*"}};
  for (const auto& [known, name] : kResources)
    if (resource == known) return std::string(name);
  return std::nullopt;
}

void add(std::optional<double>& sum, std::optional<double> more) {
  if (more) sum = sum.value_or(0) + *more;
}
void raise(std::optional<double>& most, std::optional<double> other) {
  if (other && (!most || *other > *most)) most = other;
}

// The kind of that name, without any when it is new.
Accelerators& same_kind(std::vector<Accelerators>& list, const Accelerators& other) {
  for (Accelerators& known : list)
    if (known.name == other.name) return known;
  list.push_back(other);
  list.back().count = 0;
  return list.back();
}

class PodReader {
 public:
  PodReader(ForeignMap spec, Importer& importer) : spec_(std::move(spec)), importer_(importer) {}

  PodNeeds read() {
    Amounts whole;  // of the pod at work
    for (const YamlValue* const container : spec_.list("containers")) sum(container, whole);
    for (const YamlValue* const container : spec_.list("initContainers")) start(container, whole);
    // The resources of the whole pod take the place of the sum of its containers.
    if (ForeignMap pod = spec_.map("resources"); pod.is_there()) {
      const Amounts stated = resources(std::move(pod));
      if (stated.vcpus) whole.vcpus = stated.vcpus;
      if (stated.memory) whole.memory = stated.memory;
    }
    if (ForeignMap overhead = spec_.map("overhead"); overhead.is_there()) {
      const Amounts more = amounts(overhead);
      add(whole.vcpus, more.vcpus);
      add(whole.memory, more.memory);
    }
    needs_.vcpus = whole.vcpus;
    if (whole.memory) needs_.memory = Bytes{*whole.memory};
    if (whole.disk) needs_.disk = Bytes{*whole.disk};
    accelerators(whole);
    note_unsized(whole);
    volumes();
    selectors();
    if (const auto seconds = spec_.number("activeDeadlineSeconds")) needs_.longest_hours = *seconds / 3600;
    leave_out();
    spec_.done();
    return std::move(needs_);
  }

 private:
  Amounts amounts(ForeignMap& list) {
    Amounts found;
    for (const auto& [entry, value] : list.take_all()) {
      const YamlValue::Key& key = *entry;
      const auto quantity = value->is_scalar() ? kubernetes_quantity(value->text) : std::nullopt;
      if (!quantity) {
        importer_.notes.add(value->at,
                            fmt::format("{} is no quantity, and is left out", list.path_to(key.text)));
      } else if (key.text == "cpu") {
        found.vcpus = quantity;
      } else if (key.text == "memory") {
        found.memory = quantity;
      } else if (key.text == "ephemeral-storage") {
        found.disk = quantity;
      } else {
        extended(list, key, *quantity, found);
      }
    }
    return found;
  }

  void extended(ForeignMap& list, const YamlValue::Key& key, double quantity, Amounts& found) {
    const auto accelerator = accelerator_of(key.text);
    if (accelerator && quantity > 0) {
      const Accelerators kind{*accelerator, key.text, quantity, key.at};
      same_kind(found.accelerators, kind).count += quantity;
    } else if (key.text.starts_with("nvidia.com/mig-")) {
      const auto slice = mig_slice(key.text);
      const std::string what = slice ? mig_text(*slice) : "a slice of a GPU; a whole one is planned";
      importer_.notes.add(key.at, fmt::format("{}: {}", list.path_to(key.text), what));
      const Accelerators kind{slice ? std::string(slice->pattern) : "nvidia-*", key.text, 0, key.at};
      same_kind(found.accelerators, kind).count += slice ? std::ceil(quantity / slice->fit) : quantity;
    } else if (key.text.starts_with("hugepages-") || quantity == 0) {
      importer_.notes.leave_out(key.text);
    } else {
      importer_.notes.add(key.at, fmt::format("{} is not translated", list.path_to(key.text)));
    }
  }

  // What is requested; a limit stands in for a request that is missing, as it does in Kubernetes.
  Amounts resources(ForeignMap map) {
    ForeignMap requests = map.map("requests"), limits = map.map("limits");
    Amounts needed = amounts(requests);
    const Amounts most = amounts(limits);
    if (!needed.vcpus) needed.vcpus = most.vcpus;
    if (!needed.memory) needed.memory = most.memory;
    if (!needed.disk) needed.disk = most.disk;
    for (const Accelerators& limit : most.accelerators)
      if (Accelerators& kind = same_kind(needed.accelerators, limit); kind.count == 0) kind = limit;
    for (const YamlValue* const claim : map.list("claims"))
      importer_.notes.add(claim->at,
                          map.path_to("claims") + " (devices of a resource claim) are not translated");
    map.done();
    return needed;
  }

  Amounts container(const YamlValue* value, std::string& name, bool& sidecar) {
    ForeignMap map(value, spec_.path_to("containers"), importer_.notes);
    name = map.text("name").value_or("");
    sidecar = map.text("restartPolicy").value_or("") == "Always";
    const Amounts needed = resources(map.map("resources"));
    map.leave_out({"image",
                   "imagePullPolicy",
                   "command",
                   "args",
                   "env",
                   "envFrom",
                   "ports",
                   "volumeMounts",
                   "volumeDevices",
                   "livenessProbe",
                   "readinessProbe",
                   "startupProbe",
                   "lifecycle",
                   "securityContext",
                   "terminationMessagePath",
                   "terminationMessagePolicy",
                   "workingDir",
                   "stdin",
                   "stdinOnce",
                   "tty",
                   "resizePolicy"});
    map.done();
    return needed;
  }

  void sum(const YamlValue* value, Amounts& whole) {
    std::string name;
    bool sidecar = false;
    const Amounts needed = container(value, name, sidecar);
    if (needed.empty()) unsized_.push_back({name, value->at});
    add(whole.vcpus, needed.vcpus);
    add(whole.memory, needed.memory);
    add(whole.disk, needed.disk);
    for (const Accelerators& kind : needed.accelerators)
      same_kind(whole.accelerators, kind).count += kind.count;
  }

  // Init containers run before the others; those that stay add to them.
  void start(const YamlValue* value, Amounts& whole) {
    std::string name;
    bool sidecar = false;
    const Amounts needed = container(value, name, sidecar);
    for (const auto member : {&Amounts::vcpus, &Amounts::memory, &Amounts::disk})
      sidecar ? add(whole.*member, needed.*member) : raise(whole.*member, needed.*member);
    for (const Accelerators& kind : needed.accelerators) {
      double& count = same_kind(whole.accelerators, kind).count;
      count = sidecar ? count + kind.count : std::max(count, kind.count);
    }
  }

  // A task has one kind of accelerator: the first in the file.
  void accelerators(const Amounts& whole) {
    for (const Accelerators& kind : whole.accelerators) {
      if (kind.count <= 0) continue;
      if (needs_.accelerators == 0) {
        needs_.accelerators = kind.count;
        needs_.accelerator = kind.name;
        needs_.accelerator_at = kind.at;
        planned_ = kind.resource;
      } else {
        importer_.notes.add(
            kind.at,
            fmt::format("{}: {:g} beside {} is left out: a machine is planned with one kind of "
                        "accelerator",
                        printable(kind.resource), kind.count, printable(planned_)),
            "plan what needs it as a task of its own");
      }
    }
  }

  // Of a pod in which no container states a size, the task says so itself.
  void note_unsized(const Amounts& whole) {
    if (whole.empty()) return;
    for (const YamlValue::Key& name : unsized_)
      importer_.notes.add(name.at, fmt::format("container {} states no size: the others are planned alone",
                                               in_quotes(name.text)));
  }

  void volumes() {
    for (const YamlValue* const value : spec_.list("volumes")) {
      ForeignMap volume(value, spec_.path_to("volumes"), importer_.notes);
      volume.text("name");
      if (ForeignMap claim = volume.map("persistentVolumeClaim"); claim.is_there()) {
        if (const auto name = claim.text("claimName")) needs_.claims.push_back({*name, claim.at()});
        claim.leave_out({"readOnly"});
        claim.done();
      }
      ForeignMap ephemeral = volume.map("ephemeral");
      if (ephemeral.is_there()) {
        ForeignMap request =
            ephemeral.map("volumeClaimTemplate").map("spec").map("resources").map("requests");
        if (const auto size = kubernetes_quantity(request.text("storage").value_or("")))
          needs_.disk = Bytes{needs_.disk.value_or(Bytes{0}).value + *size};
      }
      for (const char* const kind :
           {"nfs", "cephfs", "glusterfs", "csi", "awsElasticBlockStore", "gcePersistentDisk", "azureDisk",
            "azureFile", "iscsi", "rbd", "flexVolume"})
        if (const YamlValue* const storage = volume.take(kind))
          importer_.notes.add(
              storage->at,
              fmt::format("volume {}: storage that is there already is not in the plan", in_quotes(kind)),
              "add a dataset, or \"disk\" to the task");
      volume.leave_out(
          {"emptyDir", "configMap", "secret", "hostPath", "downwardAPI", "projected", "gitRepo", "image"});
      volume.done();
    }
  }

  void selectors() {
    ForeignMap labels = spec_.map("nodeSelector");
    for (const auto& [key, value] : labels.take_all())
      if (value->is_scalar()) read_node_label(key->text, {value->text}, key->at, needs_, importer_);
    ForeignMap affinity = spec_.map("affinity").map("nodeAffinity");
    ForeignMap required = affinity.map("requiredDuringSchedulingIgnoredDuringExecution");
    for (const YamlValue* const term : required.list("nodeSelectorTerms")) {
      ForeignMap terms(term, "nodeSelectorTerms", importer_.notes);
      for (const YamlValue* const expression : terms.list("matchExpressions")) match(expression);
      terms.leave_out({"matchFields"});
      terms.done();
    }
  }

  void match(const YamlValue* expression) {
    ForeignMap map(expression, "matchExpressions", importer_.notes);
    const std::string label = map.text("key").value_or("");
    const std::string how = map.text("operator").value_or("");
    std::vector<std::string> values;
    for (const YamlValue* const value : map.list("values"))
      if (value->is_scalar()) values.push_back(value->text);
    map.done();
    if (how == "In")
      read_node_label(label, values, expression->at, needs_, importer_);
    else
      importer_.notes.add(expression->at, fmt::format("the node label {} ({}) is not translated",
                                                      in_quotes(label), printable(how)));
  }

  void leave_out() {
    spec_.leave_out({"restartPolicy",
                     "serviceAccount",
                     "serviceAccountName",
                     "automountServiceAccountToken",
                     "imagePullSecrets",
                     "tolerations",
                     "securityContext",
                     "affinity",
                     "hostNetwork",
                     "hostPID",
                     "hostIPC",
                     "hostname",
                     "subdomain",
                     "dnsPolicy",
                     "dnsConfig",
                     "terminationGracePeriodSeconds",
                     "schedulerName",
                     "priorityClassName",
                     "priority",
                     "enableServiceLinks",
                     "hostAliases",
                     "shareProcessNamespace",
                     "topologySpreadConstraints",
                     "runtimeClassName",
                     "readinessGates",
                     "preemptionPolicy",
                     "schedulingGates",
                     "ephemeralContainers",
                     "setHostnameAsFQDN",
                     "os",
                     "hostUsers",
                     "nodeName"});
    if (const YamlValue* const claims = spec_.take("resourceClaims"))
      importer_.notes.add(claims->at,
                          spec_.path_to("resourceClaims") + " (dynamic devices) is not translated");
  }

  ForeignMap spec_;
  Importer& importer_;
  PodNeeds needs_{};
  std::string planned_{};                  // the resource whose accelerators are planned
  std::vector<YamlValue::Key> unsized_{};  // containers without a size
};

}  // namespace

PodNeeds read_pod(ForeignMap spec, Importer& importer) { return PodReader(std::move(spec), importer).read(); }

}  // namespace cloudplan
