// The performance model: how long a job takes on a machine.
//
// Physics first: each prediction is a roofline over compute, memory traffic, input and communication plus the
// overhead per step, and each constant in it has a meaning (docs/model.md lists formulas, sources and
// errors). Everything here is a pure function over values: no file, no clock, no text is read while
// predicting.
//
// Units: bytes, bytes per second, floating-point operations (a multiply and an add count as two), seconds.
// NaN in an input means "unknown"; it is never taken for zero.
#ifndef CLOUDPLAN_PERFORMANCE_HPP_
#define CLOUDPLAN_PERFORMANCE_HPP_

#include "cloudplan/precision.hpp"
#include "cloudplan/units.hpp"

#include <array>
#include <cstdint>

namespace cloudplan {

enum class ModelFamily : std::uint8_t {
  cnn,
  detection,
  segmentation,
  transformer_encoder,
  transformer_decoder,
  rnn,
  recsys,
  speech,
  gan,
  diffusion,
  gbm,
  other
};
inline constexpr int kModelFamilyCount = 12;

// Architecture generations that share efficiencies. A device that nobody measured gets its generation's.
enum class Generation : std::uint8_t {
  kepler,
  maxwell,
  pascal,
  volta,
  turing,
  ampere,
  ada,
  hopper,
  blackwell,
  cdna,
  tpu,
  neuron1,
  neuron,
  gaudi,
  other
};
inline constexpr int kGenerationCount = 15;

enum class Interconnect : std::uint8_t { none, pcie, bridge, fabric };

struct AcceleratorSpec {
  Generation generation = Generation::other;
  double memory_bytes = kUnknown;
  double memory_bandwidth = kUnknown;  // bytes/s, peak
  // Dense peaks, operations/s; NaN where the device does not compute in that precision.
  double fp64 = kUnknown, fp32 = kUnknown, tf32 = kUnknown, fp16 = kUnknown, bf16 = kUnknown, fp8 = kUnknown,
         int8 = kUnknown;
  double fp4 = kUnknown;
  Interconnect interconnect = Interconnect::none;
  double interconnect_bandwidth = kUnknown;  // bytes/s to the peers, both directions added
  double watts = kUnknown;
  double year = kUnknown;  // of introduction
  bool measured = false;   // the constants were fitted to measurements of this device, too
};

// Widest vector unit that numerical libraries use on the processor.
enum class VectorUnit : std::uint8_t { avx, avx2, avx512, avx512_vnni, amx, neon, sve };
inline constexpr int kVectorUnitCount = 7;

struct CpuSpec {
  VectorUnit vector_unit = VectorUnit::avx2;
  double clock_hz = kUnknown;              // sustained, all cores busy
  double fp32_flops_per_cycle = kUnknown;  // per core
  double threads_per_core = 2;
  double bf16_multiple = kUnknown, int8_multiple = kUnknown;  // native rate over fp32's; NaN = not native
  double relative_core_speed = kUnknown;  // scalar speed of one core; 1 = Intel Xeon Platinum 8375C
  double memory_bandwidth = kUnknown;     // bytes/s of one socket
  double cores_per_socket = kUnknown;
};

struct Machine {
  bool has_accelerator = false;
  AcceleratorSpec accelerator{};
  double accelerators = 1;  // over all nodes
  double nodes = 1;
  double vcpus = kUnknown;              // per node
  double memory_bytes = kUnknown;       // host memory per node
  double network_bandwidth = kUnknown;  // bytes/s out of one node
  bool has_cpu = false;                 // cpu below describes the host
  CpuSpec cpu{};
};

// What is known of a model. Items are what throughput counts: images, sequences, tokens or samples.
struct ModelFacts {
  ModelFamily family = ModelFamily::other;
  double parameters = kUnknown;
  double active_parameters = kUnknown;  // per token, mixture of experts; NaN = all of them
  double forward_flops = kUnknown;      // of one item
  double activation_bytes = kUnknown;   // that the forward pass of one item writes, as published
  double seq_len = kUnknown;
  double image_size = kUnknown;
  double bytes_per_sample = kUnknown;    // of one stored item of the dataset
  double lookup_parameters = 0;          // embeddings that a step only gathers from
  double kv_bytes_per_token = kUnknown;  // 16 bit
  // Items per element of a batch: tokens of a sequence, mel frames of an utterance.
  double items_per_batch_element = 1;
  double default_batch = kUnknown;  // per device, when the user names none
  // Kernels that a forward pass over a batch launches, recurrent steps included, and those of a whole answer
  // where inference takes many passes (decoding, denoising); NaN = the family's constant.
  double launches = kUnknown, inference_launches = kUnknown;
  double layers = kUnknown, hidden = kUnknown, kv_heads = kUnknown, head_dim = kUnknown;
  // Detectors whose answer is chosen from thousands of anchors or regions, outside the convolutions:
  // two-stage ones and feature pyramids. The others (YOLO, SSD, transformers) are convolutional networks in
  // all but name.
  bool chooses_boxes = false;
  // Learned from measurements of this model; 1 = what the physics says. work_factor scales the FLOPs,
  // traffic_factor the memory traffic, step_factor the overhead of a step.
  double work_factor = 1, traffic_factor = 1, step_factor = 1;
  bool measured = false;  // the factors come from measurements (narrower band)
};

enum class JobKind : std::uint8_t { train, inference, generate, tabular_fit, batch };

// How well the software uses the machine, an explicit level instead of noise: `plain` is an ordinary
// framework program, `tuned` a vendor's optimized training code, `engine` a compiled inference engine
// (TensorRT, OpenVINO, Neuron, vLLM), `runtime` an exported model in a general inference runtime or server
// (ONNX Runtime, TorchScript, Triton), `submission` what its vendor wrote by hand for a published comparison
// (MLPerf), which users do not get by installing something.
enum class Software : std::uint8_t { plain, tuned, engine, runtime, submission };
inline constexpr int kSoftwareCount = 5;

enum class BoostingLibrary : std::uint8_t { xgboost, lightgbm, catboost, h2o };
inline constexpr int kBoostingLibraryCount = 4;

struct TabularJob {
  BoostingLibrary library = BoostingLibrary::xgboost;
  double rows = kUnknown;
  double features = kUnknown;
  double trees = 100;
  double depth = 6;
  double software_year = 2025;
};

struct BatchJob {
  double core_hours = kUnknown;  // on one reference core (relative_core_speed 1)
  double parallel_fraction = 1;  // Amdahl
  double memory_bytes = kUnknown;
};

struct Job {
  JobKind kind = JobKind::train;
  ModelFacts model{};
  Precision precision = Precision::automatic;
  double global_batch = kUnknown;  // items (sequences for `generate`); NaN = a batch that fills the device
  Software software = Software::plain;
  bool software_known = false;
  double software_year = kUnknown;
  double optimizer_bytes_per_parameter = 8;  // Adam: two fp32 moments
  // Of each weight without a gradient (LoRA: 2, quantized to 4 bit about 0.55); unknown: as of a trained one.
  double frozen_weight_bytes = kUnknown;
  double trainable_fraction = 1;  // LoRA: share of parameters with gradients and optimizer state
  double prompt_tokens = kUnknown, output_tokens = kUnknown;  // generate
  double input_bandwidth = kUnknown;  // bytes/s of the storage the samples are read from
  bool prepared_input = false;        // samples are synthetic or decoded beforehand: no host work
  bool vendor_kernels = true;         // processors: false for frameworks before oneDNN became their default
  TabularJob tabular{};
  BatchJob batch{};
};

enum class Bottleneck : std::uint8_t { compute, memory, input, communication, overhead };
enum class PredictionStatus : std::uint8_t { ok, infeasible, unsupported };

// Why there is no number. The text is made by describe(), so that a prediction costs no allocation.
enum class Reason : std::uint8_t {
  none,
  unknown_work,
  unknown_device,
  unknown_batch_size,
  does_not_fit,
  precision_not_supported,
  too_few_samples,  // a training batch smaller than the number of accelerators
  no_parameters,
  unknown_rows,
  unknown_core_hours
};

// Seconds of one step (generate: of one whole batch of requests).
struct StepTime {
  double compute = 0, memory = 0, input = 0, communication = 0, overhead = 0, total = 0;
};

struct Prediction {
  PredictionStatus status = PredictionStatus::unsupported;
  Reason reason = Reason::none;
  double throughput = kUnknown;  // items/s over the whole job; tabular_fit: dataset rows/s of the whole fit
  double p10 = kUnknown, p90 = kUnknown;
  double seconds = kUnknown;  // tabular_fit and batch: of the whole job
  Bottleneck bottleneck = Bottleneck::compute;
  StepTime step{};
  Precision precision = Precision::automatic;  // the one used
  double global_batch = kUnknown;              // the one used
  double memory_needed_bytes = kUnknown;       // per accelerator (per node without one)
  double memory_available_bytes = kUnknown;
  bool sharded = false;     // states or weights are divided over the accelerators
  bool recomputed = false;  // activations are recomputed in the backward pass
};

// ---- constants -------------------------------------------------------------------------------------------

struct FamilyConstants {
  double train_work = 1;        // effective work per nominal training FLOP (3 x forward)
  double inference_work = 1;    // the same for the forward pass
  double activation_moves = 2;  // elements moved per byte of activations
  double launches = 100;        // of a forward pass, where the model's are not known
  double host_seconds = 1e-4;   // host work per item on one vCPU
};

struct SoftwareConstants {
  double speed = 1;              // of device code, relative to `tuned`
  double launch_seconds = 5e-6;  // of one kernel
};

struct GenerationConstants {
  double vector_efficiency = 0.6;   // share of the fp32 peak that real layers reach
  double tensor_efficiency = 0.5;   // the same for the matrix units
  double memory_efficiency = 0.75;  // share of the peak memory bandwidth
};

struct CommunicationConstants {
  double fabric_efficiency = 0.6, pcie_efficiency = 0.3, network_efficiency = 0.5;
  double overlap_norm = 1;         // exponent - 1 of the norm that joins device and communication time
  double straggler = 0.01;         // slow-down per doubling of the accelerators
  double host_straggler = 0.1;     // the same of launches: every step waits for the slowest host process
  double latency_seconds = 30e-6;  // per collective and doubling
};

struct GenerateConstants {
  double decode_memory = 0.85;  // share of memory bandwidth at which decode reads the weights
  double cache_memory = 0.6;    // the same for the key-value cache
  double decode_compute = 0.4;  // share of the peak in decode
  double prefill_compute = 0.5;
  double kv_share = 0.85;  // of the free memory
  double max_batch = 1024;
  double scheduling = 1.2;        // loss of continuous batching
  double layer_launches = 15;     // kernels of a layer in a token step
  double step_seconds = 1e-3;     // of the scheduler, per token step
  double request_seconds = 1e-5;  // the same, for each running request: sampling, cache tables, answers
  double layer_collective_seconds = 20e-6;
};

struct CpuConstants {
  std::array<double, kVectorUnitCount> efficiency{};  // share of the fp32 vector peak
  double reduced_bf16 = 0.6, reduced_int8 = 0.6;      // share of the ideal gain of the narrow formats
  double memory_efficiency = 0.6;
  double activation_share = 0.5;   // of the activations of an inference engine that leave the caches
  double channel_exponent = 0.2;   // of convolutions' speed in their operations per byte
  double scaling_exponent = 0.92;  // of the number of cores
  double train_speed = 0.5;        // relative to an inference engine
  double plain_speed = 0.4;        // of a framework, relative to an engine
  // Of a framework without the vendor's kernels: its speed on one core, and how speed grows with their
  // number.
  double early_speed = 0.5, early_scaling = 0.6;
  double step_seconds = 1e-4;         // per kernel
  double thread_sync_seconds = 1e-6;  // per kernel and thread
};

struct BoostingConstants {
  double row_seconds = 1e-7;   // per row, feature-equivalent and level on one reference core
  double serial_share = 0.02;  // Amdahl/USL contention
  double coherence = 1e-4;     // USL coherence, per pair of threads
  double socket_penalty = 1;   // factor on the coherence across sockets
  double tree_seconds = 1e-3;  // per level, CPU
  double gpu_row_bytes = 100;  // traffic per row and level
  double gpu_level_seconds = 1e-3;
  double gpu_setup_seconds = 0.3;
  double cpu_setup_seconds = 0.05;
  double size_exponent = 0.05;  // cache misses of large tables
  double yearly_gain = 0.15;    // of speed per year of software until 2021
  double gpu_yearly_gain = 0.15;
};

struct StepConstants {
  double launch_norm = 1;                   // exponent - 1 of the norm that joins device time and launch time
  double roof_norm = 0.5;                   // exponent - 1 of the norm that joins compute and memory
  double kernel_fill_seconds = 2e-6;        // unfilled device per kernel
  double power_norm = 2;                    // exponent - 1 of the norm that joins peak and power limit
  double joules_per_tensor_flop = 0.8e-12;  // of a device of 2020; halves every four years
  double mixture_efficiency = 0.6;          // training: small matrices and exchanges of mixtures of experts
  double channel_exponent = 0.2;         // of convolutions' speed in their operations per byte, matrix units
  double vector_channel_exponent = 0.4;  // the same of vector units, whose kernels know Winograd's form
  double fused_traffic =
      0.6;                    // of the activations of an inference engine, which fuses layers, that are moved
  double width_half = 300;    // hidden size at which matrix products reach half of the efficiency
  double train_launches = 3;  // launches of a training step over those of a forward pass
  double graph_launches = 0.3;  // cost of a kernel in a graph that was compiled for the device, over a launch
  double software_gain = 0.05;  // of speed per year of software after the device's introduction
  double narrow_tensor = 0.7;   // share of the ideal gain that fp8/int8/fp4 give over 16 bit
  // Training in fp8: exponent on the ideal gain for wide matrices, and the width with half of it (numbers are
  // scaled and converted at each product, which takes as long as a narrow product itself).
  double narrow_train = 0.9, narrow_width = 3000;
  double half_storage = 0.9;  // gain of 16-bit storage where the device only computes in fp32
  double box_seconds = 5e-3;  // host time of a framework that chooses the boxes of one picture
};

// Half widths of the 10..90 band in natural logarithms, from cross-validated residuals, by what is known.
struct BandWidth {
  double low = 0.4, high = 0.4;
};
struct BandConstants {
  using ByTask = std::array<BandWidth, 2>;       // train, inference
  std::array<ByTask, kModelFamilyCount> seen{};  // the model was measured
  std::array<ByTask, kModelFamilyCount> unseen{};
  BandWidth generate{}, tabular{0.6, 0.6};
  double cpu = 1.2;     // factors on the width
  double familiar = 1;  // model and device were measured
  double unseen_device = 1.2;
  double unknown_software = 1.2;
  double automatic_precision = 1.1;
};

struct PerformanceModel {
  StepConstants step{};
  std::array<GenerationConstants, kGenerationCount> generation{};
  std::array<FamilyConstants, kModelFamilyCount> family{};
  std::array<SoftwareConstants, kSoftwareCount> software{};
  CommunicationConstants communication{};
  GenerateConstants generate{};
  CpuConstants cpu{};
  std::array<BoostingConstants, kBoostingLibraryCount> boosting{};
  BandConstants band{};
};

// Predicts one job on one machine; about a microsecond, no allocation.
Prediction predict(const PerformanceModel& model, const Job& job, const Machine& machine);

// What a predicted step was made from, for people who check it: with the times
// of Prediction::step each row multiplies out. Unknown where the kind of job has
// no such part.
struct StepFactors {
  double items = kUnknown;           // of one step; generate: answered requests
  double item_flops = kUnknown;      // effective, all passes of one item
  double peak_flops = kUnknown;      // of the whole machine in the precision used, operations/s
  double compute_share = kUnknown;   // of that peak that the step reaches while it computes
  double step_bytes = kUnknown;      // moved to and from memory
  double peak_bandwidth = kUnknown;  // of the whole machine, bytes/s
  double memory_share = kUnknown;
};
StepFactors step_factors(const PerformanceModel& model, const Job& job, const Machine& machine,
                         const Prediction& prediction);

}  // namespace cloudplan
#endif  // CLOUDPLAN_PERFORMANCE_HPP_
