// The factors behind a step, worked back from the prediction, so that they multiply out to it.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan {

namespace {

using namespace performance;

void add_peaks(const PerformanceModel& model, const Job& computed, const Machine& machine,
               StepFactors& factors) {
  if (machine.has_accelerator) {
    factors.peak_flops = precision_peak(model, machine.accelerator, computed).flops * machine.accelerators;
    factors.peak_bandwidth = machine.accelerator.memory_bandwidth * machine.accelerators;
    return;
  }
  const double cores = std::max(machine.vcpus / machine.cpu.threads_per_core, 0.5);
  factors.peak_flops = cores * machine.cpu.clock_hz * machine.cpu.fp32_flops_per_cycle * machine.nodes;
  factors.peak_bandwidth = cpu_memory_bandwidth(machine.cpu, machine.vcpus) * machine.nodes;
}

double memory_share(const PerformanceModel& model, const Job& job, const Machine& machine) {
  if (job.kind == JobKind::generate)
    return model.generate.decode_memory * (machine.has_accelerator ? 1 : model.cpu.memory_efficiency);
  if (!machine.has_accelerator) return model.cpu.memory_efficiency;
  return model.generation[index_of(machine.accelerator.generation)].memory_efficiency *
         software_speed(model, job, machine.accelerator.year);
}

}  // namespace

StepFactors step_factors(const PerformanceModel& model, const Job& job, const Machine& machine,
                         const Prediction& prediction) {
  StepFactors factors;
  const bool steps = job.kind == JobKind::train || job.kind == JobKind::inference;
  if (prediction.status != PredictionStatus::ok || (!steps && job.kind != JobKind::generate)) return factors;
  Job computed = job;
  computed.precision = prediction.precision;
  add_peaks(model, computed, machine, factors);
  factors.items = prediction.global_batch;
  factors.memory_share = memory_share(model, job, machine);
  factors.step_bytes = prediction.step.memory * factors.peak_bandwidth * factors.memory_share;
  if (!steps) return factors;
  // On accelerators the batch counts elements, which may hold many items (the tokens of a sequence).
  if (machine.has_accelerator) factors.items *= job.model.items_per_batch_element;
  factors.item_flops = item_work(model, job).flops * (prediction.recomputed ? 4.0 / 3.0 : 1);
  factors.compute_share = factors.items * factors.item_flops / (prediction.step.compute * factors.peak_flops);
  return factors;
}

}  // namespace cloudplan
