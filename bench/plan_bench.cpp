// Time of whole plans on the bundled catalog, as `cloudplan estimate` makes them: alternatives, flip points
// and all. Budgets on one core: 5 ms for a single task, 50 ms for twelve tasks and twelve datasets that
// exchange data, with every region of every provider.

#include "bench_workloads.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/price_book.hpp"
#include "embedded_fixture.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace cloudplan;

void plan(benchmark::State& state, const Workload& workload) {
  for (auto _ : state) {
    const Plan made = make_plan(workload, performance(), {});
    if (!made.feasible) state.SkipWithError("the workload is not feasible");
    benchmark::DoNotOptimize(made.monthly);
  }
  state.SetLabel(std::to_string(workload.tasks.size()) + " tasks, " + std::to_string(workload.data.size()) +
                 " datasets");
}

BENCHMARK_CAPTURE(plan, one_vm, single_task(TaskKind::vm))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plan, one_training, single_task(TaskKind::train))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plan, one_service, single_task(TaskKind::serve))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plan, one_batch, single_task(TaskKind::batch))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plan, one_boosting, single_task(TaskKind::tabular))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plan, twelve_by_twelve, twelve_by_twelve(performance().catalog()))
    ->Unit(benchmark::kMillisecond);

// What every start pays before the first task is looked at.
void start(benchmark::State& state) {
  for (auto _ : state) {
    const Catalog catalog = embedded_catalog();
    const PerformanceCatalog model(catalog);
    const PriceBook book(catalog);
    const StorageAdvisor advisor(book);
    benchmark::DoNotOptimize(&advisor);
  }
}
BENCHMARK(start)->Unit(benchmark::kMicrosecond);

}  // namespace
