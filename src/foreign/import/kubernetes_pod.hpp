// What one pod needs, and where it may run.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_KUBERNETES_POD_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_KUBERNETES_POD_HPP_

#include "foreign/import/importer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

struct PodNeeds {
  std::optional<double> vcpus{};
  std::optional<Bytes> memory{}, disk{};
  double accelerators = 0;
  std::string accelerator{};  // "any" unless a resource or a node label names it
  YamlPlace accelerator_at{};
  Constraints constraints{};
  std::optional<double> longest_hours{};  // activeDeadlineSeconds
  std::vector<YamlValue::Key> claims{};   // persistent volume claims that it mounts
};

// Of a pod's spec; what has no place in a plan is noted.
PodNeeds read_pod(ForeignMap spec, Importer& importer);

// Node labels: of a nodeSelector, or of a required affinity.
void read_node_label(const std::string& label, const std::vector<std::string>& values, YamlPlace at,
                     PodNeeds& needs, Importer& importer);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_KUBERNETES_POD_HPP_
