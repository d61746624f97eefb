// Does the job fit into device memory, whole, recomputed or sharded?
#include <algorithm>

#include "internal.hpp"

namespace cloudplan::performance {
namespace {

constexpr double kUsableShare = 0.92;      // context, fragmentation, workspace
constexpr double kSavedShare = 0.6;        // in-place operations and fused kernels keep less than published
constexpr double kLiveShare = 0.05;        // of the activations live at once in inference
constexpr double kRecomputedShare = 0.15;  // of the saved activations with recomputation

double training_state_bytes(const Job& job, double weight) {
  const double n = value_or(job.model.parameters, 0);
  const double frozen = value_or(job.frozen_weight_bytes, weight);
  const double trained = job.trainable_fraction;
  const double kept = trained < 1 ? frozen : weight;
  return n * kept + n * trained * (weight + job.optimizer_bytes_per_parameter);
}

// Items that a device holds at once at least: one image, one sequence (its tokens), or the share of one that
// the named batch leaves it where a model is divided over more devices than the batch has sequences.
double smallest_items(const Job& job, const Machine& machine) {
  const double element = job.model.items_per_batch_element;
  return std::min(element, value_or(job.global_batch * element / machine.accelerators, element));
}

}  // namespace

MemoryFit fit_memory(const Job& job, const Machine& machine, const ItemWork& work, double bytes_per_element,
                     MemoryLayout layout) {
  MemoryFit out;
  out.layout = layout;
  if (!known(machine.accelerator.memory_bytes)) return out;
  out.available_bytes = machine.accelerator.memory_bytes * kUsableShare;
  const bool train = job.kind == JobKind::train;
  // Mixed precision keeps fp32 master weights: the state is that of fp32 plus a 16-bit copy.
  const double weight =
      train ? 4 : weight_bytes(job.precision == Precision::automatic ? Precision::fp16 : job.precision);
  out.state_bytes = train ? training_state_bytes(job, weight) : value_or(job.model.parameters, 0) * weight;
  if (job.model.family == ModelFamily::recsys) {  // embedding tables may live in host memory
    out.max_local_batch = 1e9;
    return out;
  }
  out.item_bytes =
      std::max(1.0, work.saved_bytes * bytes_per_element / 2 * (train ? kSavedShare : kLiveShare));
  if (layout.sharded) out.state_bytes /= machine.accelerators;
  if (layout.recomputed) out.item_bytes *= kRecomputedShare;
  const double least = smallest_items(job, machine);
  out.needed_bytes = out.state_bytes + least * out.item_bytes;
  out.fits = out.needed_bytes <= out.available_bytes;
  out.max_local_batch = std::max(least, (out.available_bytes - out.state_bytes) / out.item_bytes);
  return out;
}

}  // namespace cloudplan::performance
