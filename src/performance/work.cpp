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

constexpr double kInferenceShare = 50;

bool sees_pictures(ModelFamily family) {
  return family == ModelFamily::cnn || family == ModelFamily::detection ||
         family == ModelFamily::segmentation;
}

// Bytes of activations at 16 bits where nobody published them. Transformers: 34 bytes per 24 x width FLOPs of
// a block (arXiv:2205.05198). Pictures: a regression over the 58 convolutional networks of the registry,
// which says that a network of twice the FLOPs per pixel writes 1.3 times as much. Others: one value per 300
// FLOPs.
double estimated_activations(const ModelFacts& facts, double width) {
  constexpr double kBytesPerPixel = 12.2, kFlopsExponent = 0.37;
  if (is_transformer(facts.family)) return facts.forward_flops * 34 / (24 * width);
  if (!sees_pictures(facts.family) || !known(facts.image_size)) return facts.forward_flops / 150;
  const double area = facts.image_size * facts.image_size;
  return area * kBytesPerPixel * std::pow(facts.forward_flops / area, kFlopsExponent);
}

// The model's own count, else the family's, which is that of 12 layers.
double forward_launches(const ModelFacts& facts, double family_launches, double layers) {
  if (known(facts.launches)) return facts.launches;
  return known(layers) ? family_launches * layers / 12 : family_launches;
}

}  // namespace

double narrow_exponent(const PerformanceModel& model, const Job& job) {
  const ModelFacts& facts = job.model;
  if (job.kind != JobKind::train || !is_transformer(facts.family)) return model.step.narrow_tensor;
  // Experts are as much narrower as what a token uses is smaller than the whole.
  const double share = value_or(facts.active_parameters / facts.parameters, 1);
  const double width = estimated_width(facts) * std::sqrt(std::min(share, 1.0));
  return model.step.narrow_train * width / (width + model.step.narrow_width);
}

double channel_fill(ModelFamily family, const ItemWork& work, double exponent) {
  constexpr double kResNet50 = 184,
                   kMost = 12;  // FLOPs per byte at 16 bits; beyond 12 times nothing is known
  if (!sees_pictures(family)) return 1;
  return std::pow(std::clamp(work.intensity / kResNet50, 1 / kMost, kMost), exponent);
}

ItemWork item_work(const PerformanceModel& model, const Job& job) {
  const ModelFacts& facts = job.model;
  const FamilyConstants& family = model.family[index_of(facts.family)];
  ItemWork out;
  const bool train = job.kind == JobKind::train;
  // What detectors do beside their convolutions they do for boxes; those of few boxes are like classifiers.
  const bool plain_detector = facts.family == ModelFamily::detection && !facts.chooses_boxes;
  const FamilyConstants& layers_of = plain_detector ? model.family[index_of(ModelFamily::cnn)] : family;
  // Forward, back through the activations, and the gradients of the weights that are trained.
  const double passes = train ? 2 + job.trainable_fraction : 1;
  const double width = estimated_width(facts);
  const double layers = estimated_layers(facts, width);
  out.flops = facts.forward_flops * passes * facts.work_factor *
              (train ? layers_of.train_work : layers_of.inference_work);
  const double activations = value_or(facts.activation_bytes, estimated_activations(facts, width));
  if (activations > 0 && facts.forward_flops > 0) out.intensity = facts.forward_flops / activations;
  out.elements = activations * layers_of.activation_moves * passes * facts.traffic_factor;
  // What a forward pass alone holds at once is a small part of what it writes.
  const bool guessed_inference = !train && !known(facts.activation_bytes);
  out.saved_bytes = guessed_inference ? activations / kInferenceShare : activations;
  out.parameters = std::max(0.0, value_or(facts.parameters, 0) - facts.lookup_parameters);
  // Experts stay where they are: what devices exchange of a mixture is about what one token uses. Tables that
  // a step only gathers from have dense gradients all the same.
  const double all = value_or(facts.parameters, 0);
  out.reduced_parameters = std::min(all, value_or(facts.active_parameters, all));
  const double forward = forward_launches(facts, family.launches, layers);
  const bool many_passes = !train && known(facts.inference_launches);
  out.kernels = (many_passes ? facts.inference_launches : forward) * facts.step_factor;
  if (train) out.kernels *= model.step.train_launches;
  // Each of the passes behind an answer reads the weights again; their launches tell how many there are.
  if (many_passes) out.weight_reads = std::max(1.0, facts.inference_launches / forward);
  if (many_passes && known(facts.kv_bytes_per_token) && known(facts.seq_len))
    out.cache_elements = out.weight_reads * facts.kv_bytes_per_token / 2 * facts.seq_len;
  out.layers = value_or(layers, out.layers);
  out.matrix_width = width;
  return out;
}

}  // namespace cloudplan::performance
