// What other tools call accelerators, providers, regions and zones, in the
// words of the catalog.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_KNOWN_THINGS_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_KNOWN_THINGS_HPP_

#include "cloudplan/workload.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// A pattern for the accelerators that a name means: "A100-80GB" and
// "NVIDIA-A100-SXM4-80GB" of SkyPilot and of node labels. Empty when the catalog
// has none. A bare "A100" is the one with 40 GB, "V100" that with 16 GB, as
// SkyPilot and GKE call them.
std::string accelerator_pattern(std::string_view name, const std::vector<std::string_view>& known);

// "tpu-v3-8" is 4 chips of a TPU v3: the number behind v2, v3, v4 and v5p counts cores, two to a chip, that
// behind the others chips (docs.cloud.google.com/tpu/docs, "TPU versions"). Nothing for other names.
struct TpuSlice {
  std::string name{};  // "tpu-v3"
  double cores = 0;    // 0 where the number is of chips
  double chips = 0;
};
std::optional<TpuSlice> tpu_slice(std::string_view name);

// Whether a pattern matches GPUs; a machine task can be planned on those only.
bool names_gpus(std::string_view pattern, const std::vector<std::string_view>& known);

// "aws" for "AWS", "vast-ai" for "vast"; empty when the catalog does not have it.
std::string provider_key(std::string_view name, const Vocabulary& vocabulary);

// "aws/us-east-1" for the region or the zone of it ("us-east-1a",
// "us-central1-a", "eastus-2"); the provider may be empty. Empty when unknown.
std::string region_key(std::string_view provider, std::string_view name, const Vocabulary& vocabulary);

// "aws/p4d.24xlarge" for "p4d.24xlarge"; empty when unknown.
std::string instance_key(std::string_view provider, std::string_view name, const Vocabulary& vocabulary);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_KNOWN_THINGS_HPP_
