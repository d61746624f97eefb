// Time of one prediction. Budget: 2 microseconds, so that thousands of instance types times counts stay
// instant.

#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/performance_catalog.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace cloudplan;

struct Question {
  Job job;
  Machine machine;
};

Question question(const PerformanceCatalog& catalog, JobKind kind, const char* model, const char* device) {
  Question q;
  q.job.kind = kind;
  if (const auto entry = catalog.find_model(model)) q.job.model = entry->facts;
  q.job.tabular.rows = 1e6;
  if (const auto accelerator = catalog.accelerator(device)) {
    q.machine.has_accelerator = true;
    q.machine.accelerator = *accelerator;
    q.machine.accelerators = 8;
  } else if (const auto cpu = catalog.cpu(device)) {
    q.machine.has_cpu = true;
    q.machine.cpu = *cpu;
    q.machine.vcpus = 64;
  }
  return q;
}

void run(benchmark::State& state, JobKind kind, const char* model, const char* device) {
  const Catalog image = embedded_catalog();
  const PerformanceCatalog catalog(image);
  const Question q = question(catalog, kind, model, device);
  for (auto _ : state) benchmark::DoNotOptimize(predict(catalog.model(), q.job, q.machine));
}

BENCHMARK_CAPTURE(run, train_on_gpus, JobKind::train, "resnet-50", "nvidia-a100-sxm4-40gb");
BENCHMARK_CAPTURE(run, inference_on_cpu, JobKind::inference, "bert-base", "intel-ice-lake-sp");
BENCHMARK_CAPTURE(run, generate, JobKind::generate, "llama-3-70b", "nvidia-h100-sxm5-80gb");
BENCHMARK_CAPTURE(run, boosting, JobKind::tabular_fit, "xgboost", "intel-ice-lake-sp");

void open_performance_catalog(benchmark::State& state) {
  const Catalog image = embedded_catalog();
  for (auto _ : state) benchmark::DoNotOptimize(PerformanceCatalog(image).model());
}
BENCHMARK(open_performance_catalog);

}  // namespace
