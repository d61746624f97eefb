#include "performance/suitability.hpp"

namespace cloudplan {

const char* unsuited_accelerator(const Catalog& catalog, JobKind kind, const Accelerator& device) {
  constexpr const char* kNoSoftware = "no software for its accelerator";
  if (device.kind == AcceleratorKind::fpga) return kNoSoftware;
  if (kind == JobKind::tabular_fit && catalog.text(device.vendor) != "nvidia") return kNoSoftware;
  if (kind == JobKind::batch && device.kind != AcceleratorKind::gpu) return kNoSoftware;
  const std::string_view key = catalog.text(device.key);
  const bool infers_only = key.starts_with("aws-inferentia") || key.starts_with("qualcomm-ai100");
  return kind == JobKind::train && infers_only ? "its accelerator does not train" : nullptr;
}

bool frameworks_support(const Catalog& catalog, const Accelerator& device) {
  const std::string_view generation = catalog.text(device.generation);
  return generation != "rdna1" && generation != "gcn5-vega" && catalog.text(device.key) != "nvidia-k520";
}

}  // namespace cloudplan
