#include "performance/constants.hpp"

#include <array>
#include <string_view>

#include "performance/names.hpp"

namespace cloudplan::performance {
namespace {

constexpr std::array<std::string_view, kGenerationCount> kGenerationNames = {
    "kepler",    "maxwell", "pascal", "volta",   "turing", "ampere", "ada",  "hopper",
    "blackwell", "cdna",    "tpu",    "neuron1", "neuron", "gaudi",  "other"};
constexpr std::array<std::string_view, kSoftwareCount> kSoftwareNames = {"plain", "tuned", "engine",
                                                                         "runtime", "submission"};
constexpr std::array<std::string_view, kVectorUnitCount> kVectorNames = {
    "avx", "avx2", "avx512", "avx512_vnni", "amx", "neon", "sve"};
constexpr std::array<std::string_view, kBoostingLibraryCount> kLibraryNames = {"xgboost", "lightgbm",
                                                                               "catboost", "h2o"};

class Collector {
 public:
  explicit Collector(std::vector<ModelConstant>* out) : out_(out) {}
  void group(std::string_view prefix, std::string_view suffix = {}) {
    table_ = prefix;
    if (suffix.empty()) return;
    table_ += '.';
    table_ += suffix;
  }
  void add(std::string_view key, double* value, double prior, double spread, std::string_view meaning) {
    out_->push_back({.table = table_,
                     .key = std::string(key),
                     .value = value,
                     .prior = prior,
                     .spread = spread,
                     .meaning = std::string(meaning)});
  }
  void width(std::string_view key, double* value, std::string_view meaning) {
    add(key, value, *value, 0, meaning);
    out_->back().fitted = false;
  }
  // A share of something physical.
  void share(std::string_view name, double* value, double prior, double spread, std::string_view meaning) {
    add(name, value, prior, spread, meaning);
    out_->back().high = 0.97;
  }

 private:
  std::vector<ModelConstant>* out_;
  std::string table_;
};

void step_constants(StepConstants* s, Collector* c) {
  c->group("step");
  c->add("launch_norm", &s->launch_norm, 1, 0.5, "exponent - 1 of the norm of device time and launch time");
  c->add("roof_norm", &s->roof_norm, 0.3, 0.7, "exponent - 1 of the norm of compute and memory time");
  c->add("kernel_fill_seconds", &s->kernel_fill_seconds, 3e-6, 0.7, "device time of an empty kernel");
  c->add("power_norm", &s->power_norm, 2, 0.5, "exponent - 1 of the norm of peak and power limit");
  c->add("joules_per_tensor_flop", &s->joules_per_tensor_flop, 0.8e-12, 0.3,
         "power limit of matrix units, 2020");
  c->share("mixture_efficiency", &s->mixture_efficiency, 0.6, 0.3,
           "compute of mixtures of experts over dense");
  c->add("channel_exponent", &s->channel_exponent, 0.2, 0.5, "convolutions' speed in operations per byte");
  c->add("vector_channel_exponent", &s->vector_channel_exponent, 0.3, 0.5, "the same of vector units");
  c->share("fused_traffic", &s->fused_traffic, 0.6, 0.4, "activations that a fusing inference engine moves");
  c->add("width_half", &s->width_half, 300, 0.7, "transformer width with half of the matrix efficiency");
  c->add("train_launches", &s->train_launches, 3.3, 0.2, "launches of training over those of a forward pass");
  c->add("graph_launches", &s->graph_launches, 0.3, 0.7, "a kernel of a compiled graph over a launched one");
  c->add("software_gain", &s->software_gain, 0.05, 0.7, "speed per year of software after the device");
  c->share("narrow_tensor", &s->narrow_tensor, 0.7, 0.3, "share of the ideal gain of fp8, int8 and fp4");
  c->width("narrow_train", &s->narrow_train, "the same of training with wide matrices, not fitted");
  c->add("narrow_width", &s->narrow_width, 3000, 0.7, "transformer width with half of that");
  c->add("half_storage", &s->half_storage, 0.9, 0.2, "traffic of 16-bit storage without 16-bit arithmetic");
  c->add("box_seconds", &s->box_seconds, 5e-3, 0.7, "a framework's choice of the boxes of one picture");
}

struct FamilyPrior {
  double launches = 300;
  double host_seconds = 1e-6;
};

// Recurrent networks launch for each time step; pictures are decoded on the host, tokens are not.
FamilyPrior family_prior(ModelFamily family) {
  switch (family) {
    case ModelFamily::cnn:
      return {250, 4e-3};
    case ModelFamily::detection:
      return {500, 16e-3};
    case ModelFamily::segmentation:
      return {150, 10e-3};
    case ModelFamily::rnn:
      return {2000, 1e-6};
    case ModelFamily::recsys:
      return {100, 1e-8};
    case ModelFamily::speech:
      return {500, 1e-6};
    case ModelFamily::gan:
      return {300, 1e-6};
    case ModelFamily::transformer_encoder:
    case ModelFamily::transformer_decoder:
      return {250, 1e-5};
    default:
      return {300, 1e-5};
  }
}

void family_constants(PerformanceModel* model, Collector* c) {
  for (int i = 0; i < kModelFamilyCount; ++i) {
    const auto family = static_cast<ModelFamily>(i);
    if (family == ModelFamily::gbm) continue;
    FamilyConstants& f = model->family[static_cast<std::size_t>(i)];
    const FamilyPrior prior = family_prior(family);
    c->group("family", family_name(family));
    c->add("train_work", &f.train_work, 1, 0.3, "effective over nominal training work");
    c->add("inference_work", &f.inference_work, 1, 0.3, "effective over nominal forward work");
    c->add("activation_moves", &f.activation_moves, 1, 0.7, "elements moved per activation byte");
    c->add("launches", &f.launches, prior.launches, 0.7, "kernels of a forward pass, per 12 layers");
    c->add("host_seconds", &f.host_seconds, prior.host_seconds, 1, "host work per item on one vCPU");
  }
}

void generation_constants(PerformanceModel* model, Collector* c) {
  for (int i = 0; i < kGenerationCount; ++i) {
    GenerationConstants& g = model->generation[static_cast<std::size_t>(i)];
    c->group("generation", kGenerationNames[static_cast<std::size_t>(i)]);
    c->share("vector_efficiency", &g.vector_efficiency, 0.7, 0.25, "share of the fp32 peak in layers");
    c->share("memory_efficiency", &g.memory_efficiency, 0.6, 0.15, "share of the peak memory bandwidth");
    c->share("tensor_efficiency", &g.tensor_efficiency, 0.6, 0.25, "share of the matrix peak in layers");
  }
  // Submissions and engines replay graphs that were captured before.
  constexpr std::array<double, kSoftwareCount> kSpeeds = {0.8, 1, 1.5, 1.5, 1.8};
  constexpr std::array<double, kSoftwareCount> kLaunches = {12e-6, 8e-6, 3e-6, 10e-6, 3e-6};
  for (int i = 0; i < kSoftwareCount; ++i) {
    SoftwareConstants& m = model->software[static_cast<std::size_t>(i)];
    c->group("software", kSoftwareNames[static_cast<std::size_t>(i)]);
    c->add("speed", &m.speed, kSpeeds[static_cast<std::size_t>(i)], i == 1 ? 0.02 : 0.2,
           "device code relative to tuned code");
    c->add("launch_seconds", &m.launch_seconds, kLaunches[static_cast<std::size_t>(i)], 0.4,
           "one kernel launch");
  }
}

void communication_constants(PerformanceModel* model, Collector* c) {
  CommunicationConstants& m = model->communication;
  c->group("communication");
  c->share("fabric_efficiency", &m.fabric_efficiency, 0.6, 0.3, "share of NVLink-like bandwidth");
  c->share("pcie_efficiency", &m.pcie_efficiency, 0.35, 0.4, "share of PCIe bandwidth");
  c->share("network_efficiency", &m.network_efficiency, 0.5, 0.4, "share of the node network's bandwidth");
  c->add("overlap_norm", &m.overlap_norm, 0.7, 0.5, "exponent - 1 of the norm of device and communication");
  c->add("straggler", &m.straggler, 0.01, 0.7, "slow-down per doubling of the accelerators");
  c->add("host_straggler", &m.host_straggler, 0.1, 0.7, "slow-down of launches per doubling");
  c->add("latency_seconds", &m.latency_seconds, 100e-6, 1, "of a collective per doubling");
}

void generate_constants(PerformanceModel* model, Collector* c) {
  GenerateConstants& g = model->generate;
  c->group("generate");
  c->share("decode_memory", &g.decode_memory, 0.85, 0.05, "share of memory bandwidth, weights in decode");
  c->share("cache_memory", &g.cache_memory, 0.6, 0.3, "share of memory bandwidth, key-value cache");
  c->share("decode_compute", &g.decode_compute, 0.7, 0.4, "compute of decode relative to layers");
  c->share("prefill_compute", &g.prefill_compute, 0.8, 0.3, "compute of prefill relative to layers");
  c->share("kv_share", &g.kv_share, 0.85, 0.1, "share of free memory used for the cache");
  c->add("max_batch", &g.max_batch, 1024, 0.5, "largest batch of the scheduler");
  c->add("scheduling", &g.scheduling, 1.2, 0.2, "loss of continuous batching");
  c->add("layer_launches", &g.layer_launches, 20, 0.2, "kernels of a layer in a token step");
  c->add("step_seconds", &g.step_seconds, 5e-4, 0.5, "scheduling of a token step");
  c->add("request_seconds", &g.request_seconds, 1e-5, 0.7, "the same, for each running request");
  c->add("layer_collective_seconds", &g.layer_collective_seconds, 10e-6, 0.7, "latency of one all-reduce");
}

void cpu_constants(PerformanceModel* model, Collector* c) {
  CpuConstants& p = model->cpu;
  for (int i = 0; i < kVectorUnitCount; ++i) {
    c->group("vector_unit", kVectorNames[static_cast<std::size_t>(i)]);
    c->share("efficiency", &p.efficiency[static_cast<std::size_t>(i)], 0.6, 0.3,
             "share of the fp32 vector peak");
  }
  c->group("cpu");
  c->share("reduced_bf16", &p.reduced_bf16, 0.7, 0.3, "exponent on the ideal gain of 16-bit formats");
  c->share("reduced_int8", &p.reduced_int8, 0.7, 0.3, "exponent on the ideal gain of int8");
  c->share("memory_efficiency", &p.memory_efficiency, 0.7, 0.2, "share of the socket's memory bandwidth");
  c->share("activation_share", &p.activation_share, 0.4, 0.5, "activations of an engine beyond the caches");
  c->add("channel_exponent", &p.channel_exponent, 0.2, 0.5, "convolutions' speed in operations per byte");
  c->share("scaling_exponent", &p.scaling_exponent, 0.92, 0.05, "of speed in the number of cores");
  c->add("train_speed", &p.train_speed, 0.8, 0.2, "training relative to an inference engine");
  c->add("plain_speed", &p.plain_speed, 0.6, 0.3, "plain framework relative to an engine");
  c->add("early_speed", &p.early_speed, 0.6, 0.3, "one core without the vendor's kernels, the same");
  c->share("early_scaling", &p.early_scaling, 0.6, 0.2, "exponent of the cores without the vendor's kernels");
  c->add("step_seconds", &p.step_seconds, 2e-5, 0.8, "of a kernel");
  c->add("thread_sync_seconds", &p.thread_sync_seconds, 5e-7, 0.8, "per kernel and thread");
}

// Half widths of the band: natural logarithms, so many percent of error. Set from residuals, not fitted.
void band_constants(PerformanceModel* model, Collector* c) {
  BandConstants& b = model->band;
  for (int i = 0; i < kModelFamilyCount; ++i) {
    const auto k = static_cast<std::size_t>(i);
    for (std::size_t task = 0; task < 2; ++task) {
      c->group(task == 0 ? "band.train" : "band.inference", family_name(static_cast<ModelFamily>(i)));
      c->width("low", &b.seen[k][task].low, "band below, model measured");
      c->width("high", &b.seen[k][task].high, "band above, model measured");
      c->width("unseen_low", &b.unseen[k][task].low, "band below, model not measured");
      c->width("unseen_high", &b.unseen[k][task].high, "band above, model not measured");
    }
  }
  c->group("band");
  c->width("generate_low", &b.generate.low, "band below, text generation");
  c->width("generate_high", &b.generate.high, "band above, text generation");
  c->width("tabular_low", &b.tabular.low, "band below, gradient boosting");
  c->width("tabular_high", &b.tabular.high, "band above, gradient boosting");
  c->width("cpu", &b.cpu, "factor on the width on processors");
  c->width("familiar", &b.familiar, "factor on the width, model and device measured");
  c->width("unseen_device", &b.unseen_device, "factor on the width, device not measured");
  c->width("unknown_software", &b.unknown_software, "factor on the width, level of the software not known");
  c->width("automatic_precision", &b.automatic_precision, "factor on the width, precision not stated");
}

void boosting_constants(PerformanceModel* model, Collector* c) {
  for (int i = 0; i < kBoostingLibraryCount; ++i) {
    BoostingConstants& b = model->boosting[static_cast<std::size_t>(i)];
    c->group("boosting", kLibraryNames[static_cast<std::size_t>(i)]);
    c->add("row_seconds", &b.row_seconds, 2e-8, 1, "per row and level on one reference core");
    c->add("serial_share", &b.serial_share, 0.03, 0.7, "contention between threads");
    c->add("coherence", &b.coherence, 2e-4, 1, "cost of shared data per pair of threads");
    c->add("socket_penalty", &b.socket_penalty, 1, 1, "growth of coherence per further socket");
    c->add("tree_seconds", &b.tree_seconds, 1e-4, 1, "per level on CPU");
    c->add("gpu_row_bytes", &b.gpu_row_bytes, 400, 1, "traffic per row and level");
    c->add("gpu_level_seconds", &b.gpu_level_seconds, 1e-3, 1, "per level on GPU");
    c->add("gpu_setup_seconds", &b.gpu_setup_seconds, 0.5, 1, "start on a GPU");
    c->add("cpu_setup_seconds", &b.cpu_setup_seconds, 0.1, 1, "start on a CPU");
    c->add("size_exponent", &b.size_exponent, 0.05, 0.7, "cache misses of large tables");
    c->add("yearly_gain", &b.yearly_gain, 0.3, 0.5, "of software speed until 2022");
    c->add("gpu_yearly_gain", &b.gpu_yearly_gain, 0.15, 0.5, "the same on GPUs");
  }
}

}  // namespace

std::vector<ModelConstant> constants_of(PerformanceModel* model) {
  std::vector<ModelConstant> out;
  Collector collector(&out);
  step_constants(&model->step, &collector);
  family_constants(model, &collector);
  generation_constants(model, &collector);
  communication_constants(model, &collector);
  generate_constants(model, &collector);
  cpu_constants(model, &collector);
  boosting_constants(model, &collector);
  band_constants(model, &collector);
  return out;
}

PerformanceModel prior_model() {
  PerformanceModel model;
  for (const ModelConstant& c : constants_of(&model)) *c.value = c.prior;
  return model;
}

}  // namespace cloudplan::performance
