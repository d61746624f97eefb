// Parts of the performance model that only its own files and the calibration see.
#ifndef CLOUDPLAN_SRC_PERFORMANCE_INTERNAL_HPP_
#define CLOUDPLAN_SRC_PERFORMANCE_INTERNAL_HPP_

#include <cmath>
#include <cstddef>

#include "cloudplan/performance.hpp"

namespace cloudplan::performance {

template <typename Enum>
constexpr std::size_t index_of(Enum e) {
  return static_cast<std::size_t>(e);
}

inline bool known(double x) { return is_known(x); }
inline double value_or(double x, double fallback) { return known(x) ? x : fallback; }

// (a^p + b^p)^(1/p): the larger of the two for a large p, their sum for p = 1. Smooth, increasing in both.
double norm_sum(double a, double b, double p);

// Peak and width of one precision on one accelerator.
struct PrecisionPeak {
  Precision precision = Precision::fp32;
  double flops = kUnknown;  // operations/s on the path used
  double bytes_per_element = 4;
  bool tensor = false;  // matrix units
  bool supported = false;
};

// The precision that `wanted` becomes on the device: natively computed, or the nearest wider one.
// The ideal gain of a format narrower than 16 bits counts to the power of narrow_exponent().
PrecisionPeak precision_peak(const PerformanceModel& model, const AcceleratorSpec& device, const Job& job);
double narrow_exponent(const PerformanceModel& model, const Job& job);
// Bytes of one weight as the job stores it for computation.
double weight_bytes(Precision precision);
// Of a device without a peak in the precision: one that the user chose, or any.
constexpr Reason unsupported_reason(Precision precision) {
  return precision == Precision::automatic ? Reason::unknown_device : Reason::precision_not_supported;
}

// Inference code that was compiled for the model: layers are fused, activations stay in caches.
inline bool fuses_layers(Software software) {
  return software == Software::engine || software == Software::submission;
}

// Work and traffic of one item.
struct ItemWork {
  double reduced_parameters = 0;  // whose gradients the devices exchange
  double flops = kUnknown;        // effective, all passes of one item
  double elements = kUnknown;     // moved to and from memory, all passes
  double saved_bytes = 1;         // of activations that one item keeps for the backward pass, 16 bit
  double parameters = 0;          // that are read each step
  double weight_reads = 1;        // of an answer that takes many passes: decoder steps, denoising
  double cache_elements = 0;      // keys and values of the source, which every decoder step reads again
  double kernels = 100;           // launched per step
  double intensity = 184;         // FLOPs per byte of activations, one forward pass
  double matrix_width = 1024;     // width of the matrix products
  double layers = 50;             // of a network whose layers nobody states
};
ItemWork item_work(const PerformanceModel& model, const Job& job);

// Convolutions of many channels keep the units busy, and vendors' libraries compute those of 3 x 3 with fewer
// operations (Winograd: Lavin, Gray, arXiv:1509.09308), above all on vector units; grouped and depthwise ones
// do neither. What tells them apart is the operations per byte of activations, against ResNet-50's, at which
// the shares of the peaks are stated. 1 of other families.
double channel_fill(ModelFamily family, const ItemWork& work, double exponent);

// How a job's data lie in the memory of its accelerators. Sharded: states (weights, gradients, optimizer) are
// divided over them; recomputed: activations are computed again in the backward pass instead of kept.
struct MemoryLayout {
  bool sharded = false;
  bool recomputed = false;
};

// Share of memory that the step can use, and what it needs in one layout.
struct MemoryFit {
  MemoryLayout layout{};
  bool fits = true;
  double needed_bytes = 0;  // at the smallest batch: one image or sequence per device
  double state_bytes = 0;   // of it: weights, gradients and optimizer, per device
  double item_bytes = 0;    // of it: one item
  double available_bytes = kUnknown;
  double max_local_batch = 1;  // items per device that fit at once
};
MemoryFit fit_memory(const Job& job, const Machine& machine, const ItemWork& work, double bytes_per_element,
                     MemoryLayout layout);

// Seconds in which `bytes` of gradients (or sharded weights) are reduced over the accelerators of the
// machine.
double all_reduce_seconds(const PerformanceModel& model, const Machine& machine, double bytes);
double device_link_bandwidth(const PerformanceModel& model, const Machine& machine);
double node_network_bandwidth(const Machine& machine);

// Speed of the software against tuned code of the device's second year.
double software_speed(const PerformanceModel& model, const Job& job, double device_year);

double cpu_peak_flops(const PerformanceModel& model, const CpuSpec& cpu, double vcpus, Precision precision);
double cpu_memory_bandwidth(const CpuSpec& cpu, double vcpus);

Prediction predict_accelerated_step(const PerformanceModel& model, const Job& job, const Machine& machine);
Prediction predict_cpu_step(const PerformanceModel& model, const Job& job, const Machine& machine);
Prediction predict_generation(const PerformanceModel& model, const Job& job, const Machine& machine);
Prediction predict_tabular(const PerformanceModel& model, const Job& job, const Machine& machine);
Prediction predict_batch(const PerformanceModel& model, const Job& job, const Machine& machine);

// A share of a device: its memory, bandwidth and peaks.
void scale_device(AcceleratorSpec* device, double share);

Bottleneck bottleneck_of(const StepTime& step);
// Distances of the 10th and 90th percentile from the prediction, in natural logarithms, and the factor in
// them that comes from what is known of machine, software and precision.
BandWidth band_width(const BandConstants& band, const Job& job, const Machine& machine);
double band_factor(const BandConstants& band, const Job& job, const Machine& machine);

}  // namespace cloudplan::performance
#endif  // CLOUDPLAN_SRC_PERFORMANCE_INTERNAL_HPP_
