// Work, memory traffic and launches of one item and one step.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan::performance {
namespace {

bool is_transformer(ModelFamily family) {
  return family == ModelFamily::transformer_encoder || family == ModelFamily::transformer_decoder;
}

// Transformers are about 128 times as wide as deep and hold 12 x layers x width^2 parameters.
double estimated_width(const ModelFacts& facts) {
  if (known(facts.hidden)) return facts.hidden;
  if (!is_transformer(facts.family) || !known(facts.parameters)) return 1024;
  return std::clamp(std::cbrt(facts.parameters * 0.8 / 12 * 50), 256.0, 16384.0);
}

double estimated_layers(const ModelFacts& facts, double width) {
  if (known(facts.layers)) return facts.layers;
  if (!is_transformer(facts.family) || !known(facts.parameters)) return kUnknown;
  return std::clamp(facts.parameters * 0.8 / (12 * width * width), 2.0, 130.0);
}

}  // namespace

ItemWork item_work(const PerformanceModel& model, const Job& job) {
  const ModelFacts& facts = job.model;
  const FamilyConstants& family = model.family[index_of(facts.family)];
  ItemWork out;
  const bool train = job.kind == JobKind::train;
  const double passes = train ? 3 : 1;
  const double width = estimated_width(facts);
  const double layers = estimated_layers(facts, width);
  out.flops =
      facts.forward_flops * passes * facts.work_factor * (train ? family.train_work : family.inference_work);
  double elements = facts.forward_flops / family.intensity;
  if (is_transformer(facts.family)) elements *= 768 / width;
  if (known(facts.activation_bytes)) elements = facts.activation_bytes * family.activation_moves;
  out.elements = elements * passes * facts.traffic_factor;
  // Without a published figure: one 16-bit activation per 300 FLOPs (a convolution network's) or, in
  // transformers, 34 bytes per 24 x width FLOPs of a block.
  const double flops_per_byte = is_transformer(facts.family) ? 24 * width / 34 : 150;
  const double elements_bytes = job.kind == JobKind::train ? facts.forward_flops / flops_per_byte
                                                           : facts.forward_flops / flops_per_byte / 50;
  out.saved_bytes = value_or(facts.activation_bytes, elements_bytes);
  out.parameters = std::max(0.0, value_or(facts.parameters, 0) - facts.lookup_parameters);
  out.kernels = (train ? family.train_kernels : family.inference_kernels) * facts.step_factor;
  if (known(layers)) out.kernels *= layers / 12;
  out.layers = value_or(layers, out.layers);
  out.matrix_width = width;
  return out;
}

}  // namespace cloudplan::performance
