// Names of families, precisions, generations and software, in tables and rows.

#ifndef CLOUDPLAN_SRC_PERFORMANCE_NAMES_HPP_
#define CLOUDPLAN_SRC_PERFORMANCE_NAMES_HPP_

#include "cloudplan/performance.hpp"

#include <optional>
#include <string_view>

namespace cloudplan {

std::optional<ModelFamily> family_from_name(std::string_view name);
std::string_view family_name(ModelFamily family);
// "" is automatic; "nvfp4" is int4.
std::optional<Precision> precision_from_name(std::string_view name);
std::string_view precision_name(Precision precision);
std::optional<Generation> generation_from_name(std::string_view name);
std::string_view bottleneck_name(Bottleneck bottleneck);
// The level of optimization that a framework's name tells; *known is false when it tells nothing.
Software software_of_framework(std::string_view framework, JobKind kind, bool* known);
// Code of an MLPerf submission, which counts samples by that suite's rules.
bool is_submission(std::string_view framework);
// What a checkpoint's name says of its number format ("-AWQ", "-FP8"); automatic when it says nothing.
Precision precision_of_checkpoint(std::string_view model);
// Whether a framework of that year (NaN: today's) computes on processors with the vendor's kernels.
bool uses_vendor_kernels(std::string_view framework, double year);

namespace performance {

// "224" or "800x1365": the side of the square of the same area; NaN for anything else.
double pixels(std::string_view size);

}  // namespace performance
}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PERFORMANCE_NAMES_HPP_
