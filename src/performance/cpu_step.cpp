// Training and inference steps on processors.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan::performance {
namespace {

// Ideal gain of a format over fp32: what the vector or matrix unit computes natively. A format that is not
// native is converted and computed in fp32; int8 without dot products still saves half of the instructions.
double ideal_gain(const CpuSpec& cpu, Precision precision) {
  switch (precision) {
    case Precision::fp64:
      return 0.5;
    case Precision::bf16:
    case Precision::fp16:
    case Precision::amp:
      return value_or(cpu.bf16_multiple, 1);
    case Precision::fp8:
    case Precision::int8:
    case Precision::int4:
      return value_or(cpu.int8_multiple, 1.5);
    default:
      return 1;
  }
}

double cores_of(const CpuSpec& cpu, double vcpus) { return std::max(vcpus / cpu.threads_per_core, 0.5); }

// Speed against an inference engine.
double software_share(const CpuConstants& cpu, const Job& job, double cores) {
  if (!job.vendor_kernels) return cpu.early_speed * std::pow(cores, cpu.early_scaling - cpu.scaling_exponent);
  const double pass = job.kind == JobKind::train ? cpu.train_speed : 1;
  return job.software == Software::plain ? pass * cpu.plain_speed : pass;
}

}  // namespace

double cpu_peak_flops(const PerformanceModel& model, const CpuSpec& cpu, double vcpus, Precision precision) {
  const double cores = cores_of(cpu, vcpus);
  const double ideal = ideal_gain(cpu, precision);
  const double share = weight_bytes(precision) <= 1 ? model.cpu.reduced_int8 : model.cpu.reduced_bf16;
  const double gain = std::pow(ideal, share);
  return std::pow(cores, model.cpu.scaling_exponent) * cpu.clock_hz * cpu.fp32_flops_per_cycle * gain *
         model.cpu.efficiency[index_of(cpu.vector_unit)];
}

double cpu_memory_bandwidth(const CpuSpec& cpu, double vcpus) {
  const double cores = vcpus / cpu.threads_per_core;
  const double per_socket = value_or(cpu.cores_per_socket, 24);
  // A slice of a socket can use more than its share: a few cores saturate a channel each.
  return cpu.memory_bandwidth * std::max(cores / per_socket, std::min(1.0, cores / 8 * 0.5));
}

Prediction predict_cpu_step(const PerformanceModel& model, const Job& job, const Machine& machine) {
  Prediction out;
  if (!known(machine.vcpus) || !known(machine.cpu.clock_hz)) return out.reason = Reason::unknown_device, out;
  if (job.kind == JobKind::train && weight_bytes(job.precision) <= 1)
    return out.reason = Reason::precision_not_supported, out;
  const ItemWork work = item_work(model, job);
  if (!known(work.flops)) return out.reason = Reason::unknown_work, out;
  const bool train = job.kind == JobKind::train;
  out.precision = job.precision == Precision::automatic ? Precision::fp32 : job.precision;
  const double element = out.precision == Precision::int8 ? 1 : weight_bytes(out.precision);
  const double state = work.parameters * (train ? 8 + job.optimizer_bytes_per_parameter : element);
  out.memory_needed_bytes = state;
  out.memory_available_bytes = machine.memory_bytes * 0.9;
  if (out.memory_needed_bytes > out.memory_available_bytes) {
    out.status = PredictionStatus::infeasible;
    return out.reason = Reason::does_not_fit, out;
  }
  const double batch = value_or(job.global_batch, 256) * job.model.items_per_batch_element;
  const double speed = software_share(model.cpu, job, cores_of(machine.cpu, machine.vcpus));
  const double peak = cpu_peak_flops(model, machine.cpu, machine.vcpus, out.precision) * machine.nodes;
  const double bandwidth = cpu_memory_bandwidth(machine.cpu, machine.vcpus) * machine.nodes;
  StepTime& t = out.step;
  t.compute =
      batch * work.flops / (peak * speed * channel_fill(job.model.family, work, model.cpu.channel_exponent));
  // Engines fuse layers and divide them so that much of what one writes is still in the caches for the next.
  const double to_memory = fuses_layers(job.software) && !train ? model.cpu.activation_share : 1;
  const double elements = work.elements * to_memory + work.cache_elements;
  t.memory = (batch * elements * element + work.parameters * element * work.weight_reads) /
             (bandwidth * model.cpu.memory_efficiency);
  const double kernel = model.cpu.step_seconds + machine.vcpus * model.cpu.thread_sync_seconds;
  t.overhead = known(job.global_batch) ? work.kernels * kernel : 0;  // throughput mode hides it
  t.total = norm_sum(t.compute, t.memory, 1 + model.step.roof_norm) + t.overhead;
  out.global_batch = batch / job.model.items_per_batch_element;
  out.throughput = batch / t.total;
  out.bottleneck = bottleneck_of(t);
  out.status = PredictionStatus::ok;
  return out;
}

}  // namespace cloudplan::performance
