// Training and inference steps on accelerators.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan::performance {
namespace {

constexpr double kDefaultVcpusPerAccelerator = 16;
constexpr double kEnergyYear = 2020;  // of the energy per operation
// Energy of an fp32 operation of the vector units over one of the matrix units, an estimate: the data-sheet
// peaks of T4 and V100 differ by 8 at one board power.
constexpr double kVectorEnergy = 12;
constexpr double kUnlimited = 1e30;            // items/s
constexpr double kRecomputePrice = 4.0 / 3.0;  // one more forward pass
constexpr double kGathersPerLayer = 3;         // of a sharded layer: weights twice, gradients once
constexpr double kDefaultBatch = 4096;         // items per device when the user names no batch

// A device of few watts cannot keep its peak clock: the norm of its peak and of what its power allows. What
// TPUs publish is the mean power that was measured, not a limit.
double sustained_flops(const PerformanceModel& model, const AcceleratorSpec& device,
                       const PrecisionPeak& peak) {
  if (!known(device.watts) || device.generation == Generation::tpu) return peak.flops;
  double joules =
      model.step.joules_per_tensor_flop * std::exp2((kEnergyYear - value_or(device.year, kEnergyYear)) / 4);
  const double full = value_or(device.bf16, value_or(device.fp16, peak.flops));
  if (peak.tensor) joules *= std::min(1.0, full / peak.flops);  // narrow formats cost less
  if (!peak.tensor) joules *= kVectorEnergy;
  return 1 / norm_sum(1 / peak.flops, joules / device.watts, 1 + model.step.power_norm);
}

double achieved_flops(const PerformanceModel& model, const Job& job, const AcceleratorSpec& device,
                      const PrecisionPeak& peak, const ItemWork& work) {
  const GenerationConstants& generation = model.generation[index_of(device.generation)];
  const double exponent = peak.tensor ? model.step.channel_exponent : model.step.vector_channel_exponent;
  const double sustained =
      sustained_flops(model, device, peak) * channel_fill(job.model.family, work, exponent);
  if (!peak.tensor) return sustained * generation.vector_efficiency;
  const bool transformer = job.model.family == ModelFamily::transformer_encoder ||
                           job.model.family == ModelFamily::transformer_decoder;
  const double fill = transformer ? work.matrix_width / (work.matrix_width + model.step.width_half) : 1;
  const bool mixture = job.kind == JobKind::train && job.model.active_parameters < job.model.parameters;
  return sustained * generation.tensor_efficiency * fill * (mixture ? model.step.mixture_efficiency : 1);
}

// What a step of the job has on each device, however many there are and however the data lie on them.
struct DeviceStep {
  PrecisionPeak peak{};
  ItemWork work{};
  double flops = kUnknown;  // achieved, by tuned code
  double software = 1;      // its speed against that
};

DeviceStep device_step(const PerformanceModel& model, const Job& job, const AcceleratorSpec& device) {
  DeviceStep out;
  out.peak = precision_peak(model, device, job);
  out.work = item_work(model, job);
  out.flops = achieved_flops(model, job, device, out.peak, out.work);
  out.software = software_speed(model, job, device.year);
  return out;
}

// Pictures as small as those of MNIST and CIFAR are stored as arrays: nothing is decoded, and what is copied
// and augmented shrinks with the area.
double picture_share(const ModelFacts& facts) {
  constexpr double kDecodedPixels = 128;  // of a side; larger ones are cut out of a photograph
  const bool small = known(facts.image_size) && facts.image_size < kDecodedPixels;
  return small ? std::pow(facts.image_size / kDecodedPixels, 2) : 1;
}

double input_rate(const PerformanceModel& model, const Job& job, const Machine& machine) {
  const double per_node =
      value_or(machine.vcpus, kDefaultVcpusPerAccelerator * machine.accelerators / machine.nodes);
  const double item_seconds =
      model.family[index_of(job.model.family)].host_seconds * picture_share(job.model);
  double rate = per_node * machine.nodes / item_seconds;
  if (job.prepared_input) rate = kUnlimited;
  if (known(job.input_bandwidth) && known(job.model.bytes_per_sample))
    rate = std::min(rate, machine.nodes * job.input_bandwidth / job.model.bytes_per_sample);
  return rate;
}

// Bytes that are reduced over the accelerators each step, as of an all-reduce. Sharded states gather the
// weights in both passes, frozen ones too, and scatter the gradients: two halves and one half of an
// all-reduce.
double reduced_bytes(const Job& job, const ItemWork& work, const PrecisionPeak& peak, bool sharded) {
  const double width = peak.bytes_per_element > 2 ? 4 : 2;
  const double gradients = work.reduced_parameters * job.trainable_fraction * width;
  if (!sharded) return gradients;
  const bool frozen = job.trainable_fraction < 1;
  const double weights =
      work.reduced_parameters * (frozen ? value_or(job.frozen_weight_bytes, width) : width);
  return weights + 0.5 * gradients;
}

// Devices whose programs are whole graphs, compiled beforehand: the host starts a step, not its kernels.
bool runs_graphs(Generation generation) {
  return generation == Generation::tpu || generation == Generation::neuron1 ||
         generation == Generation::neuron || generation == Generation::gaudi;
}

// A framework chooses a picture's boxes one picture after the other, mostly on the host; engines do it in a
// kernel, and a training step computes a loss instead.
double box_seconds(const PerformanceModel& model, const Job& job) {
  const bool chooses = job.model.chooses_boxes && job.kind == JobKind::inference;
  return chooses && !fuses_layers(job.software) ? model.step.box_seconds : 0;
}

// Items per device of a step: of the batch that the user names, else of a usual one.
double wanted_items(const Job& job, double accelerators) {
  const double elements = job.model.items_per_batch_element;
  const double usual = known(job.model.default_batch) ? job.model.default_batch * elements : kDefaultBatch;
  return value_or(job.global_batch * elements / accelerators, usual);
}

double batch_of(const Job& job, double accelerators, const MemoryFit& fit) {
  const double wanted = wanted_items(job, accelerators);
  return accelerators * (known(job.global_batch) ? wanted : std::min(wanted, fit.max_local_batch));
}

// One step with the states and activations laid out as `fit` says.
Prediction predict_layout(const PerformanceModel& model, const Job& job, const Machine& machine,
                          const DeviceStep& step, const MemoryFit& fit) {
  Prediction out;
  const PrecisionPeak& peak = step.peak;
  const ItemWork& work = step.work;
  const AcceleratorSpec& device = machine.accelerator;
  out.precision = peak.precision;
  out.memory_needed_bytes = fit.needed_bytes;
  out.memory_available_bytes = fit.available_bytes;
  out.sharded = fit.layout.sharded;
  out.recomputed = fit.layout.recomputed;
  if (!fit.fits) {
    out.status = PredictionStatus::infeasible;
    return out.reason = Reason::does_not_fit, out;
  }
  const double n = machine.accelerators;
  const double batch = batch_of(job, n, fit);
  const double steps = std::max(1.0, batch / (n * fit.max_local_batch));  // accumulation, continuous
  const double local = batch / (n * steps);
  const bool train = job.kind == JobKind::train;
  if (fit.item_bytes > 0)
    out.memory_needed_bytes = std::min(fit.state_bytes + local * fit.item_bytes, fit.available_bytes);

  StepTime& t = out.step;
  const SoftwareConstants& software = model.software[index_of(job.software)];
  t.compute = steps * local * work.flops / (step.flops * step.software);
  if (out.recomputed) t.compute *= kRecomputePrice;
  const double bandwidth =
      device.memory_bandwidth * model.generation[index_of(device.generation)].memory_efficiency;
  const double weights = work.parameters * peak.bytes_per_element * (train ? 2.0 : work.weight_reads);
  const double moved = fuses_layers(job.software) && !train ? model.step.fused_traffic : 1;
  const double state_share = out.sharded ? 1 / n : 1;
  const double optimizer = train ? state_share * work.parameters * job.trainable_fraction *
                                       (8 + 2 * job.optimizer_bytes_per_parameter)
                                 : 0;
  const double elements = work.elements * moved + work.cache_elements;
  t.memory =
      (steps * (local * elements * peak.bytes_per_element + weights) + optimizer) / bandwidth / step.software;
  const double kernels =
      steps * work.kernels * (runs_graphs(device.generation) ? model.step.graph_launches : 1);
  t.overhead = kernels * model.step.kernel_fill_seconds;
  double launch = kernels * software.launch_seconds;
  if (train) launch *= 1 + model.communication.host_straggler * std::log2(n);
  const double roof = norm_sum(t.compute, t.memory, 1 + model.step.roof_norm);
  double device_time = norm_sum(roof + t.overhead, launch, 1 + model.step.launch_norm);
  t.overhead = std::max(t.overhead, launch);
  if (train && n > 1) {
    device_time *= 1 + model.communication.straggler * std::log2(n);
    double bytes = reduced_bytes(job, work, peak, out.sharded);
    if (out.sharded) bytes *= steps;
    t.communication = all_reduce_seconds(model, machine, bytes);
    if (out.sharded)
      t.communication +=
          steps * kGathersPerLayer * work.layers * model.communication.latency_seconds * std::log2(n);
  }
  t.input = batch / input_rate(model, job, machine);
  const double boxes = steps * local * box_seconds(model, job);
  t.overhead += boxes;
  device_time += boxes;
  double total = norm_sum(device_time, t.communication, 1 + model.communication.overlap_norm);
  total = norm_sum(total, t.input, 4);
  t.total = total;
  out.global_batch = batch / job.model.items_per_batch_element;
  out.throughput = batch / total;
  out.bottleneck = bottleneck_of(t);
  out.status = PredictionStatus::ok;
  return out;
}

// Layouts in order of preference: the first of equally fast ones is kept.
constexpr MemoryLayout kLayouts[] = {{false, false}, {true, false}, {false, true}, {true, true}};

// The fastest layout that fits. Each of them only gains from more memory, so the job does, too.
Prediction predict_on_all(const PerformanceModel& model, const Job& job, const Machine& machine,
                          const DeviceStep& step) {
  Prediction out;
  const PrecisionPeak& peak = step.peak;
  if (!peak.supported) return out.reason = unsupported_reason(job.precision), out;
  if (!known(step.work.flops)) return out.reason = Reason::unknown_work, out;
  Job resolved = job;
  resolved.precision = peak.precision;
  bool first = true;
  bool accumulates[] = {true, true};  // kept activations, whole and sharded
  for (const MemoryLayout layout : kLayouts) {
    if (layout.sharded && machine.accelerators <= 1) continue;
    if (layout.recomputed && (job.kind != JobKind::train || !accumulates[layout.sharded])) continue;
    const MemoryFit fit = fit_memory(resolved, machine, step.work, peak.bytes_per_element, layout);
    const Prediction tried = predict_layout(model, job, machine, step, fit);
    const bool better =
        tried.status == PredictionStatus::ok
            ? out.status != PredictionStatus::ok || tried.throughput > out.throughput
            : out.status != PredictionStatus::ok && tried.memory_needed_bytes < out.memory_needed_bytes;
    if (first || better) out = tried;
    first = false;
    // Recomputation only buys room: who holds the whole wanted batch gains nothing from it.
    if (!layout.recomputed && fit.fits && wanted_items(job, machine.accelerators) <= fit.max_local_batch)
      accumulates[layout.sharded] = false;
  }
  return out;
}

// Only language models are divided so that several devices work on one sequence.
bool has_idle_devices(const Job& job, const Machine& machine) {
  return job.kind == JobKind::train && job.model.family != ModelFamily::transformer_decoder &&
         job.global_batch < machine.accelerators;
}

// The same job on the first devices only, all in one node.
Machine part_of(const Machine& machine, double accelerators) {
  Machine out = machine;
  out.accelerators = accelerators;
  out.nodes = 1;
  return out;
}

}  // namespace

Prediction predict_accelerated_step(const PerformanceModel& model, const Job& job, const Machine& machine) {
  Prediction out;
  if (has_idle_devices(job, machine)) return out.reason = Reason::too_few_samples, out;
  const DeviceStep step = device_step(model, job, machine.accelerator);
  out = predict_on_all(model, job, machine, step);
  if (out.status != PredictionStatus::ok || !(out.step.communication > 0)) return out;
  // Where the links cost more than the devices gain, a job leaves devices idle rather than run slower.
  const double per_node = std::max(1.0, machine.accelerators / machine.nodes);
  for (const double fewer : {per_node, 1.0}) {
    if (!(fewer < machine.accelerators)) continue;
    const Prediction part = predict_on_all(model, job, part_of(machine, fewer), step);
    if (part.status == PredictionStatus::ok && part.throughput > out.throughput) out = part;
  }
  return out;
}

}  // namespace cloudplan::performance
