// Which kinds of job have software for an accelerator at all, however fast it is.

#ifndef CLOUDPLAN_SRC_PERFORMANCE_SUITABILITY_HPP_
#define CLOUDPLAN_SRC_PERFORMANCE_SUITABILITY_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/performance.hpp"

namespace cloudplan {

// Why a job of this kind can't run on the accelerator, or nullptr: gradient boosting has GPU code for
// NVIDIA's only, Inferentia and Cloud AI 100 only infer, generic batch code means a GPU, and FPGAs run none
// of it. Asked by the planner and by predictions of single rows, so that both refuse the same.
const char* unsuited_accelerator(const Catalog& catalog, JobKind kind, const Accelerator& device);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PERFORMANCE_SUITABILITY_HPP_
