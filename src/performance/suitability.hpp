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

// Whether today's machine-learning frameworks have builds for the device. Not for graphics boards that the
// vendors' compute stacks never supported or dropped: ROCm has no Radeon Pro V520 (RDNA 1) and left Vega's
// MI25 behind with release 5 (ROCm's compatibility matrix); CUDA 11 dropped compute capability 3.0, the K520
// (release notes). Who names such a device means it.
bool frameworks_support(const Catalog& catalog, const Accelerator& device);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PERFORMANCE_SUITABILITY_HPP_
