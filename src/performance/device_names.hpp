// What people call an accelerator, beside the key that the catalog has for it.

#ifndef CLOUDPLAN_SRC_PERFORMANCE_DEVICE_NAMES_HPP_
#define CLOUDPLAN_SRC_PERFORMANCE_DEVICE_NAMES_HPP_

#include "cloudplan/catalog.hpp"

#include <string_view>
#include <vector>

namespace cloudplan::performance {

// The accelerators that a name may mean: every word of it but the vendor's stands in their keys ("RTX 4090",
// "Tesla V100-SXM2-16GB", "h100" for all H100s). One that has no other words is meant alone: "l40" is no
// L40S, "rtx-3080" no RTX 3080 Ti.
std::vector<const Accelerator*> accelerators_meant(const Catalog& catalog, std::string_view name);

}  // namespace cloudplan::performance

#endif  // CLOUDPLAN_SRC_PERFORMANCE_DEVICE_NAMES_HPP_
