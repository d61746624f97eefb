// Workloads for the benchmarks of the planner, made in memory.

#ifndef CLOUDPLAN_BENCH_BENCH_WORKLOADS_HPP_
#define CLOUDPLAN_BENCH_BENCH_WORKLOADS_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/workload.hpp"

namespace cloudplan {

// One task of the kind, without data.
Workload single_task(TaskKind kind);

// Twelve tasks of six kinds, each with a dataset of its own, in chains of three
// that pass their output on; free to be in every region of every provider.
Workload twelve_by_twelve(const Catalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_BENCH_BENCH_WORKLOADS_HPP_
