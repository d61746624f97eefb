// Labels of nodes that say what machine is meant.

#include "foreign/import/foreign_units.hpp"
#include "foreign/import/known_things.hpp"
#include "foreign/import/kubernetes_pod.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

enum class Meaning { accelerator, machine, region, spot, arch, nothing };

// The well-known labels of Kubernetes, its providers, Karpenter and the GPU feature discovery.
constexpr std::pair<std::string_view, Meaning> kLabels[] = {
    {"nvidia.com/gpu.product", Meaning::accelerator},
    {"cloud.google.com/gke-accelerator", Meaning::accelerator},
    {"cloud.google.com/gke-tpu-accelerator", Meaning::accelerator},
    {"k8s.amazonaws.com/accelerator", Meaning::accelerator},
    {"eks.amazonaws.com/instance-gpu-name", Meaning::accelerator},
    {"karpenter.k8s.aws/instance-gpu-name", Meaning::accelerator},
    {"skypilot.co/accelerator", Meaning::accelerator},
    {"gpu.nvidia.com/class", Meaning::accelerator},
    {"amd.com/gpu.product-name", Meaning::accelerator},
    {"accelerator", Meaning::accelerator},
    {"gpu", Meaning::accelerator},
    {"node.kubernetes.io/instance-type", Meaning::machine},
    {"beta.kubernetes.io/instance-type", Meaning::machine},
    {"topology.kubernetes.io/region", Meaning::region},
    {"topology.kubernetes.io/zone", Meaning::region},
    {"failure-domain.beta.kubernetes.io/region", Meaning::region},
    {"failure-domain.beta.kubernetes.io/zone", Meaning::region},
    {"karpenter.sh/capacity-type", Meaning::spot},
    {"eks.amazonaws.com/capacityType", Meaning::spot},
    {"cloud.google.com/gke-spot", Meaning::spot},
    {"cloud.google.com/gke-preemptible", Meaning::spot},
    {"cloud.google.com/gke-provisioning", Meaning::spot},
    {"kubernetes.azure.com/scalesetpriority", Meaning::spot},
    {"kubernetes.io/arch", Meaning::arch},
    {"beta.kubernetes.io/arch", Meaning::arch},
    {"kubernetes.io/os", Meaning::nothing},
    {"beta.kubernetes.io/os", Meaning::nothing},
    {"kubernetes.io/hostname", Meaning::nothing}};

void add_spot(const std::string& value, Constraints& constraints) {
  const std::string word = lower_case(value);
  if (word == "spot" || word == "true" || word == "preemptible")
    add_once(constraints.purchase, "spot");
  else if (word == "on-demand" || word == "on_demand" || word == "standard" || word == "regular" ||
           word == "false")
    add_once(constraints.purchase, "on_demand");
}

// Whether the value is one that the plan can keep.
bool apply(Meaning meaning, const std::string& value, PodNeeds& needs, const Vocabulary& vocabulary) {
  Constraints& constraints = needs.constraints;
  const auto add = [](std::vector<std::string>& list, std::string name) {
    if (name.empty()) return false;
    add_once(list, std::move(name));
    return true;
  };
  switch (meaning) {
    case Meaning::accelerator:
      return add(constraints.accelerators, accelerator_pattern(value, vocabulary.accelerators));
    case Meaning::machine:
      return add(constraints.include, instance_key("", value, vocabulary));
    case Meaning::region:
      return add(constraints.regions, region_key("", value, vocabulary));
    case Meaning::spot:
      add_spot(value, constraints);
      return true;
    case Meaning::arch:
      return add(constraints.arch, value == "amd64" ? "x86_64" : value == "arm64" ? "arm64" : "");
    case Meaning::nothing:
      return true;
  }
  return true;
}

}  // namespace

void read_node_label(const std::string& label, const std::vector<std::string>& values, YamlPlace at,
                     PodNeeds& needs, Importer& importer) {
  const auto known = std::find_if(std::begin(kLabels), std::end(kLabels),
                                  [&](const auto& entry) { return entry.first == label; });
  if (known == std::end(kLabels))
    return importer.notes.add(at, fmt::format("the node label {} is not translated", in_quotes(label)));
  for (const std::string& value : values)
    if (!apply(known->second, value, needs, importer.vocabulary))
      importer.notes.add(at, fmt::format("{}: the catalog has no {}", printable(label), in_quotes(value)));
}

}  // namespace cloudplan
