// Gradient boosting, and batch work measured in core-hours.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan::performance {
namespace {

// Columns of the airline data that the constants were fitted to: two numbers, and six categories of up to 300
// values, which cost about what 13 numbers do (LightGBM's table of five data sets).
constexpr double kReferenceFeatures = 15;
constexpr double kFeatureExponent = 0.85;
constexpr double kReferenceRows = 1e6;

// Universal scalability law (Gunther): contention and coherence; more sockets make coherence dearer.
double usable_threads(const BoostingConstants& c, const CpuSpec& cpu, double vcpus) {
  const double cores = vcpus / cpu.threads_per_core;
  const double sockets = std::max(1.0, cores / value_or(cpu.cores_per_socket, 24));
  const double coherence = c.coherence * (1 + c.socket_penalty * (sockets - 1));
  const double n = std::max(cores, 0.5);
  return n / (1 + c.serial_share * (n - 1) + coherence * n * (n - 1));
}

// Histograms of further columns cost a little less than the first: bins are shared in cache lines.
double feature_factor(const TabularJob& job) {
  return std::pow(value_or(job.features, kReferenceFeatures) / kReferenceFeatures, kFeatureExponent);
}

double library_speed(double yearly_gain, const TabularJob& job) {
  return std::exp(yearly_gain * (std::clamp(job.software_year, 2017.0, 2022.0) - 2022));
}

double cpu_seconds(const BoostingConstants& c, const TabularJob& job, const Machine& machine) {
  const double speed = value_or(machine.cpu.relative_core_speed, 1) * library_speed(c.yearly_gain, job);
  const double threads = usable_threads(c, machine.cpu, machine.vcpus);
  const double features = feature_factor(job);
  const double misses = std::pow(std::max(job.rows, 1e5) / kReferenceRows, c.size_exponent);
  const double levels = job.trees * job.depth;
  const double scan = levels * job.rows * features * misses * c.row_seconds / (speed * threads);
  // Small data: each level ends in a barrier of all threads and a scan of the histograms.
  const double level = levels * c.tree_seconds * std::max(1.0, machine.vcpus / 8) / speed;
  return c.cpu_setup_seconds + scan + level;
}

double gpu_seconds(const PerformanceModel& model, const BoostingConstants& c, const TabularJob& job,
                   const Machine& machine) {
  const double features = feature_factor(job);
  const double levels = job.trees * job.depth;
  const double bandwidth = machine.accelerator.memory_bandwidth *
                           model.generation[index_of(machine.accelerator.generation)].memory_efficiency;
  const double scan = levels * job.rows * features * c.gpu_row_bytes / bandwidth;
  return (c.gpu_setup_seconds + levels * c.gpu_level_seconds + scan) / library_speed(c.gpu_yearly_gain, job);
}

}  // namespace

Prediction predict_tabular(const PerformanceModel& model, const Job& job, const Machine& machine) {
  Prediction out;
  const TabularJob& tabular = job.tabular;
  if (!known(tabular.rows)) return out.reason = Reason::unknown_rows, out;
  const BoostingConstants& c = model.boosting[index_of(tabular.library)];
  const double bytes = tabular.rows * value_or(tabular.features, kReferenceFeatures) * 4;
  out.precision = Precision::fp32;
  if (machine.has_accelerator) {
    out.memory_needed_bytes = bytes * 1.2;
    out.memory_available_bytes = machine.accelerator.memory_bytes * 0.92;
  } else {
    if (!known(machine.vcpus) || !known(machine.cpu.relative_core_speed))
      return out.reason = Reason::unknown_device, out;
    out.memory_needed_bytes = bytes * 2;
    out.memory_available_bytes = machine.memory_bytes * 0.9;
  }
  if (out.memory_needed_bytes > out.memory_available_bytes) {
    out.status = PredictionStatus::infeasible;
    return out.reason = Reason::does_not_fit, out;
  }
  out.seconds =
      machine.has_accelerator ? gpu_seconds(model, c, tabular, machine) : cpu_seconds(c, tabular, machine);
  out.step.total = out.seconds;
  out.bottleneck = machine.has_accelerator && tabular.rows < 1e6 ? Bottleneck::overhead : Bottleneck::memory;
  out.throughput = tabular.rows / out.seconds;
  out.status = PredictionStatus::ok;
  return out;
}

Prediction predict_batch(const PerformanceModel&, const Job& job, const Machine& machine) {
  Prediction out;
  const BatchJob& batch = job.batch;
  if (!known(batch.core_hours)) return out.reason = Reason::unknown_core_hours, out;
  if (!known(machine.vcpus) || !known(machine.cpu.relative_core_speed))
    return out.reason = Reason::unknown_device, out;
  out.memory_needed_bytes = batch.memory_bytes;
  out.memory_available_bytes = machine.memory_bytes;
  if (out.memory_needed_bytes > out.memory_available_bytes) {
    out.status = PredictionStatus::infeasible;
    return out.reason = Reason::does_not_fit, out;
  }
  const double cores = std::max(machine.vcpus / machine.cpu.threads_per_core * machine.nodes, 0.5);
  const double one_core = batch.core_hours * 3600 / machine.cpu.relative_core_speed;
  const double p = std::clamp(batch.parallel_fraction, 0.0, 1.0);
  out.seconds = one_core * ((1 - p) + p / cores);
  out.step.compute = out.step.total = out.seconds;
  out.throughput = batch.core_hours / out.seconds;
  out.status = PredictionStatus::ok;
  return out;
}

}  // namespace cloudplan::performance
