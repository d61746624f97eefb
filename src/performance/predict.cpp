// Dispatch by kind of job, bottleneck and band.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan {
namespace performance {

Bottleneck bottleneck_of(const StepTime& step) {
  Bottleneck out = Bottleneck::compute;
  double largest = step.compute;
  const auto consider = [&](double seconds, Bottleneck which) {
    if (seconds > largest) largest = seconds, out = which;
  };
  consider(step.memory, Bottleneck::memory);
  consider(step.input, Bottleneck::input);
  consider(step.communication, Bottleneck::communication);
  consider(step.overhead, Bottleneck::overhead);
  return out;
}

void apply_band(const PerformanceModel& model, const Job& job, const Machine& machine,
                Prediction* prediction) {
  const BandConstants& band = model.band;
  const std::size_t task = job.kind == JobKind::train ? 0 : 1;
  const auto& by_family = job.model.measured ? band.seen : band.unseen;
  BandWidth width = by_family[index_of(job.model.family)][task];
  if (job.kind == JobKind::generate) width = band.generate;
  double factor = 1;
  if (job.kind == JobKind::tabular_fit || job.kind == JobKind::batch) {
    width = band.tabular;
  } else {
    if (!machine.has_accelerator) factor *= band.cpu;
    if (!job.software_known) factor *= band.unknown_software;
    if (job.precision == Precision::automatic) factor *= band.automatic_precision;
  }
  if (machine.has_accelerator && !machine.accelerator.measured) factor *= band.unseen_device;
  prediction->p10 = prediction->throughput * std::exp(-width.low * factor);
  prediction->p90 = prediction->throughput * std::exp(width.high * factor);
}

}  // namespace performance

Prediction predict(const PerformanceModel& model, const Job& job, const Machine& machine) {
  using namespace performance;
  Prediction out;
  switch (job.kind) {
    case JobKind::train:
    case JobKind::inference:
      out = machine.has_accelerator ? predict_accelerated_step(model, job, machine)
                                    : predict_cpu_step(model, job, machine);
      break;
    case JobKind::generate:
      out = predict_generation(model, job, machine);
      break;
    case JobKind::tabular_fit:
      out = predict_tabular(model, job, machine);
      break;
    case JobKind::batch:
      out = predict_batch(model, job, machine);
      break;
  }
  if (out.status == PredictionStatus::ok) apply_band(model, job, machine, &out);
  return out;
}

}  // namespace cloudplan
