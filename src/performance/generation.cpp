// Text generation: prefill of the prompts (compute bound) and decode (memory-bandwidth bound), with the batch
// that the key-value cache allows.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan::performance {
namespace {

struct Shape {
  double active = 0, total = 0;                        // parameters
  double layers = 32, hidden = 4096, kv_elements = 0;  // per token of context
  double in = 512, out = 128;
};

// Shape of a decoder of n parameters when only n is known: layers grow with n^(1/3) around Llama's 7B and
// 70B.
Shape shape_of(const Job& job) {
  const ModelFacts& f = job.model;
  Shape s;
  s.total = f.parameters;
  s.active = value_or(f.active_parameters, f.parameters);
  s.layers = value_or(f.layers, 32 * std::cbrt(s.total / 7e9));
  s.hidden = value_or(f.hidden, std::sqrt(s.total / (12 * s.layers)));
  const double heads_width = value_or(f.kv_heads * f.head_dim, s.hidden / (s.total > 2e10 ? 8 : 4));
  s.kv_elements = value_or(f.kv_bytes_per_token / 2, 2 * s.layers * heads_width);
  s.in = value_or(job.prompt_tokens, s.in);
  s.out = std::max(1.0, value_or(job.output_tokens, s.out));
  return s;
}

// How a model is divided over devices: by tensors (each layer on all of them, two all-reduces per layer) or
// by pipeline (each device has some layers; a batch passes in as many parts as there are devices).
enum class Division { tensor, pipeline };

struct Engine {
  Division division = Division::tensor;
  double devices = 1, flops = 0, bandwidth = 0, memory = 0, link = 0, kv_bytes = 2;
};

// Distinct experts that a batch touches: each token reads its active share, a large batch reads all of them.
double weights_read(const Shape& s, double batch) {
  const double share = s.active / s.total;
  return s.total * (1 - std::pow(1 - share, batch));
}

StepTime batch_time(const PerformanceModel& model, const Shape& s, const Engine& e, double batch,
                    double weight, double launch_seconds) {
  const GenerateConstants& g = model.generate;
  StepTime t;
  const double context = s.in + s.out / 2;
  const double attention = 4 * s.layers * s.hidden;  // FLOPs per token of context
  const double prefill = batch * s.in * (2 * s.active + attention * s.in / 2) / (e.flops * g.prefill_compute);
  const double decode_flops = batch * (2 * s.active + attention * context) / (e.flops * g.decode_compute);
  const bool pipeline = e.devices > 1 && e.division == Division::pipeline;
  const double parts = pipeline ? std::min(e.devices, batch) : 1;  // each part reads the weights again
  const double weights = parts * weights_read(s, batch / parts) * weight;
  const double cache = batch * context * s.kv_elements * e.kv_bytes;
  const double decode_memory = (weights / g.decode_memory + cache / g.cache_memory) / e.bandwidth;
  const double decode = norm_sum(decode_flops, decode_memory, 2);
  double collective = 0, prefill_collective = 0;
  if (e.devices > 1) {
    const double tokens_bytes = 2 * s.hidden * 2;
    const double exchanges = pipeline ? e.devices : 2 * s.layers;
    collective = exchanges * (g.layer_collective_seconds + batch / parts * tokens_bytes / e.link);
    prefill_collective = exchanges * batch * s.in * tokens_bytes / e.link / parts;
  }
  // One request alone waits for no other, and needs no scheduler.
  const double others = 1 - 1 / std::max(batch, 1.0);
  const double scheduling = 1 + (g.scheduling - 1) * others;
  t.compute = prefill + s.out * decode_flops;
  t.memory = s.out * decode_memory;
  t.communication = prefill_collective + s.out * collective;
  const double host = others * g.step_seconds + batch * g.request_seconds;
  t.overhead = s.out * (s.layers * g.layer_launches * launch_seconds + host);
  t.total = (prefill + s.out * decode) * scheduling + t.communication + t.overhead;
  return t;
}

}  // namespace

Prediction predict_generation(const PerformanceModel& model, const Job& job, const Machine& machine) {
  Prediction out;
  if (!known(job.model.parameters)) return out.reason = Reason::no_parameters, out;
  const Shape s = shape_of(job);
  Engine e;
  double weight = 2, available = kUnknown;
  if (machine.has_accelerator) {
    const PrecisionPeak peak = precision_peak(model, machine.accelerator, job);
    if (!peak.supported) return out.reason = unsupported_reason(job.precision), out;
    out.precision = peak.precision;
    const GenerationConstants& generation = model.generation[index_of(machine.accelerator.generation)];
    const double efficiency = peak.tensor ? generation.tensor_efficiency : generation.vector_efficiency;
    // The constants of decoding are those of engines; submissions are faster in what they compute.
    const auto speed = [&](Software software) { return model.software[index_of(software)].speed; };
    const bool submitted = job.software == Software::submission;
    const double tuning = submitted ? speed(Software::submission) / speed(Software::engine) : 1;
    e.devices = machine.accelerators;
    e.flops = e.devices * peak.flops * efficiency * tuning;
    e.bandwidth = e.devices * machine.accelerator.memory_bandwidth;
    e.link = device_link_bandwidth(model, machine);
    available = machine.accelerator.memory_bytes * 0.92 * e.devices;
  } else {
    out.precision = job.precision == Precision::automatic ? Precision::bf16 : job.precision;
    e.flops = cpu_peak_flops(model, machine.cpu, machine.vcpus, out.precision) * machine.nodes;
    e.bandwidth =
        cpu_memory_bandwidth(machine.cpu, machine.vcpus) * model.cpu.memory_efficiency * machine.nodes;
    available = value_or(machine.memory_bytes, 1e12) * 0.9;
  }
  weight = weight_bytes(out.precision);
  e.kv_bytes = out.precision == Precision::fp8 || out.precision == Precision::int4 ? 1 : 2;
  out.memory_needed_bytes = (s.total * weight + (s.in + s.out) * s.kv_elements * e.kv_bytes) / e.devices;
  out.memory_available_bytes = available / e.devices;
  out.sharded = e.devices > 1 && s.total * weight > available / e.devices;
  if (out.memory_needed_bytes > out.memory_available_bytes) {
    out.status = PredictionStatus::infeasible;
    return out.reason = Reason::does_not_fit, out;
  }
  const double free = available - s.total * weight;
  const double fitting = free * model.generate.kv_share / ((s.in + s.out) * s.kv_elements * e.kv_bytes);
  double batch = std::min(std::max(fitting, 1.0), model.generate.max_batch);
  if (known(job.global_batch)) batch = job.global_batch;
  const double waves = std::max(1.0, batch / std::max(fitting, 1.0));  // a larger batch waits for cache
  const double launch = model.software[index_of(job.software)].launch_seconds;
  out.step = batch_time(model, s, e, batch / waves, weight, launch);
  e.division = Division::pipeline;
  const StepTime pipeline = batch_time(model, s, e, batch / waves, weight, launch);
  if (pipeline.total < out.step.total) out.step = pipeline;
  out.step.total *= waves / job.model.step_factor;
  out.global_batch = batch;
  out.throughput = batch * s.out / out.step.total / job.model.work_factor;
  out.bottleneck = bottleneck_of(out.step);
  out.status = PredictionStatus::ok;
  return out;
}

}  // namespace cloudplan::performance
