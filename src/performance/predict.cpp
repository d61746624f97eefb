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

BandWidth band_width(const BandConstants& band, const Job& job, const Machine& machine) {
  const std::size_t task = job.kind == JobKind::train ? 0 : 1;
  const auto& by_family = job.model.measured ? band.seen : band.unseen;
  BandWidth width = by_family[index_of(job.model.family)][task];
  if (job.kind == JobKind::generate) width = band.generate;
  const bool steps = job.kind != JobKind::tabular_fit && job.kind != JobKind::batch;
  if (!steps) width = band.tabular;
  const double factor = steps ? band_factor(band, job, machine) : 1;
  return {width.low * factor, width.high * factor};
}

double band_factor(const BandConstants& band, const Job& job, const Machine& machine) {
  double factor = 1;
  if (!machine.has_accelerator) factor *= band.cpu;
  if (!job.software_known) factor *= band.unknown_software;
  if (job.precision == Precision::automatic) factor *= band.automatic_precision;
  if (!machine.has_accelerator) return factor;
  if (!machine.accelerator.measured) return factor * band.unseen_device;
  return job.model.measured ? factor * band.familiar : factor;
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
  if (out.status != PredictionStatus::ok) return out;
  if (!(out.throughput > 0) || !std::isfinite(out.throughput)) {  // beyond what a double holds
    out.status = PredictionStatus::unsupported;
    return out.reason = Reason::unknown_work, out;
  }
  const BandWidth width = band_width(model.band, job, machine);
  out.p10 = out.throughput * std::exp(-width.low);
  out.p90 = out.throughput * std::exp(width.high);
  return out;
}

}  // namespace cloudplan
