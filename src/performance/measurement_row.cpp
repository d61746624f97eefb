#include "cloudplan/measurement_row.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "performance/device_names.hpp"
#include "performance/internal.hpp"
#include "performance/names.hpp"
#include "performance/suitability.hpp"
#include "support/text_list.hpp"

namespace cloudplan {
namespace {

using performance::known;
using performance::pixels;

// "airline-10m" ends in its number of rows.
double rows_of_dataset(std::string_view name) {
  const std::size_t dash = name.rfind('-');
  if (dash == std::string_view::npos || dash + 2 > name.size()) return kUnknown;
  double value = kUnknown;
  const char* end = name.data() + name.size();
  const auto [at, error] = std::from_chars(name.data() + dash + 1, end, value);
  if (error != std::errc() || at + 1 != end) return kUnknown;
  if (*at == 'k' || *at == 'K') return value * 1e3;
  if (*at == 'm' || *at == 'M') return value * 1e6;
  if (*at == 'b' || *at == 'B') return value * 1e9;
  return kUnknown;
}

// Tables that boosting is usually measured with, by the beginning of their names: columns as numbers (the
// eight of flight data, six of them categories, cost about what 15 numbers do), and rows of the training
// part. Sources: the LightGBM experiments page, the gbm-bench data sets, UCI and Kaggle.
struct PublicDataset {
  std::string_view name;
  double features = kUnknown, rows = kUnknown;
};

PublicDataset public_dataset(std::string_view name) {
  constexpr std::array kDatasets = {
      PublicDataset{"airline", 15, kUnknown},  PublicDataset{"higgs", 28, 10.5e6},
      PublicDataset{"yahoo", 700, 473134},     PublicDataset{"ms-ltr", 137, 2270296},
      PublicDataset{"msltr", 137, 2270296},    PublicDataset{"expo", 15, 11e6},
      PublicDataset{"allstate", 35, 13184290}, PublicDataset{"covtype", 54, 464809},
      PublicDataset{"epsilon", 2000, 400000},  PublicDataset{"bosch", 968, 947198},
      PublicDataset{"year", 90, 412276},       PublicDataset{"fraud", 28, 227845},
      PublicDataset{"susy", 18, 4e6},          PublicDataset{"criteo", 39, 45840617},
  };
  for (const PublicDataset& dataset : kDatasets)
    if (name.rfind(dataset.name, 0) == 0) return dataset;
  return {};
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::optional<BoostingLibrary> boosting_library(std::string_view model) {
  if (contains(model, "h2o")) return BoostingLibrary::h2o;  // its start-up outweighs the library inside
  if (contains(model, "xgb")) return BoostingLibrary::xgboost;
  if (contains(model, "lightgbm")) return BoostingLibrary::lightgbm;
  if (contains(model, "catboost")) return BoostingLibrary::catboost;
  return std::nullopt;
}

// Decoders of this size are asked for text; smaller ones are scored (perplexity of given tokens).
constexpr double kSmallestGenerator = 5e8;

JobKind kind_of(const MeasurementRow& row, const ModelFacts& facts) {
  if (facts.family == ModelFamily::gbm || boosting_library(row.model)) return JobKind::tabular_fit;
  if (row.task == "train") return JobKind::train;
  const bool tokens = row.unit.empty() || row.unit.rfind("tokens", 0) == 0;
  const bool generates = facts.family == ModelFamily::transformer_decoder && tokens &&
                         (row.task == "generate" || facts.parameters >= kSmallestGenerator);
  return generates ? JobKind::generate : JobKind::inference;
}

double transformer_flops(const ModelFacts& f, double seq_len, bool per_token) {
  const double n = known(f.active_parameters) ? f.active_parameters : f.parameters - f.lookup_parameters;
  const double tokens = per_token ? 1 : seq_len;
  double flops = 2 * n * tokens;
  const double context = known(seq_len) ? seq_len : 0;
  if (known(f.layers) && known(f.hidden)) flops += 4 * f.layers * f.hidden * tokens * context;
  return flops;
}

bool is_transformer(ModelFamily family) {
  return family == ModelFamily::transformer_encoder || family == ModelFamily::transformer_decoder;
}

std::string_view item_of(std::string_view unit) {
  const std::size_t slash = unit.find('/');
  return slash == std::string_view::npos ? unit : unit.substr(0, slash);
}

// Pictures are samples, and so are sequences of anything but text; tokens and sequences are not the same.
bool same_item(const ModelEntry& entry, std::string_view item) {
  if (entry.item.empty() || item.empty() || entry.item == item) return true;
  if (item != "samples" && item != "images") return false;
  const bool text = is_transformer(entry.facts.family);
  return entry.item == "images" || entry.item == "samples" || (entry.item == "sequences" && !text);
}

// Work grows with the length, that of attention with its square.
double length_scale(const ModelFacts& facts, double length) {
  const double ratio = length / facts.seq_len;
  if (!known(facts.layers) || !known(facts.hidden) || !known(facts.forward_flops)) return ratio;
  const double attention =
      4 * facts.layers * facts.hidden * facts.seq_len * facts.seq_len / facts.forward_flops;
  return attention < 1 ? ratio * (1 - attention + attention * ratio) : ratio;
}

// The registry's own count of a token at another context: attention grows with it, all else stays.
double token_flops(const ModelEntry& entry, double context) {
  const ModelFacts& f = entry.facts;
  if (!known(f.layers) || !known(f.hidden) || !known(f.seq_len)) return f.forward_flops;
  const double scores = 4 * f.layers * f.hidden;
  return std::max(f.forward_flops - scores * f.seq_len, 0.5 * f.forward_flops) + scores * context;
}

// Whether the registry states the work of a token of the model that the row means.
bool counts_tokens(const MeasurementRow& row, const ModelEntry* entry) {
  if (entry == nullptr || entry->item != "tokens" || !known(entry->facts.forward_flops)) return false;
  if (!row.unit.empty() && item_of(row.unit) != "tokens") return false;
  const double ratio = row.parameters_millions * 1e6 / entry->facts.parameters;
  return !known(ratio) || std::abs(std::log(ratio)) < 0.1;
}

// The short side of "800x1333", or of the one number that stands for a picture.
double short_side(std::string_view size) {
  const std::size_t cross = size.find_first_of("xX");
  const double first = pixels(size.substr(0, cross));
  return cross == std::string_view::npos ? first : std::min(first, pixels(size.substr(cross + 1)));
}

// Detectors are said to see "800", the short side, or "800x1333", both sides: the same pictures.
bool same_picture(const MeasurementRow& row, const ModelEntry& entry) {
  if (entry.facts.family != ModelFamily::detection) return false;
  const bool both = row.image_size.find_first_of("xX") != std::string::npos;
  const bool both_there = entry.image_size.find_first_of("xX") != std::string_view::npos;
  return both != both_there && short_side(row.image_size) == short_side(entry.image_size);
}

// MLPerf's inference of BERT answers questions of SQuAD at their own length, 178 tokens on the mean, where
// others pad them to 384.
double tokens_of_row(const MeasurementRow& row, const ModelEntry& entry) {
  constexpr double kMeanQuestion = 178, kPadded = 384;
  const bool bert = entry.name.rfind("bert", 0) == 0;
  const bool padded = performance::value_or(row.seq_len, kPadded) == kPadded;
  return bert && is_submission(row.framework) && row.task != "train" && padded ? kMeanQuestion : row.seq_len;
}

// A sample of MLPerf's recommendation inference is a user with 100 to 700 items to rank, 270 on the mean
// (MLPerf inference rules, DLRM); elsewhere it is one such pair.
double pairs_of_sample(const MeasurementRow& row, const ModelEntry& entry) {
  constexpr double kMeanPairs = 270;
  const bool ranks = entry.name.rfind("dlrm", 0) == 0 && row.task != "train";
  return ranks && is_submission(row.framework) ? kMeanPairs : 1;
}

double item_scale(const MeasurementRow& row, const ModelEntry& entry) {
  const double image = pixels(row.image_size);
  if (same_picture(row, entry)) return 1;
  if (const double pairs = pairs_of_sample(row, entry); pairs > 1) return pairs;
  if (known(image) && known(entry.facts.image_size)) return std::pow(image / entry.facts.image_size, 2);
  const double tokens = tokens_of_row(row, entry);
  if (entry.item == "sequences" && known(tokens) && known(entry.facts.seq_len))
    return length_scale(entry.facts, tokens);
  return 1;
}

// Work of one item: the row's own figure, else the registry's at the row's size, else the transformer
// formula.
void fill_work(const MeasurementRow& row, std::string_view unit, const ModelEntry* entry, bool train,
               ModelFacts* facts) {
  facts->forward_flops = kUnknown;
  facts->activation_bytes = kUnknown;
  facts->items_per_batch_element = 1;
  const std::string_view item = item_of(unit);
  if (entry != nullptr && same_item(*entry, item)) {
    const double scale = item_scale(row, *entry);
    facts->activation_bytes = entry->facts.activation_bytes * scale;
    facts->items_per_batch_element = entry->facts.items_per_batch_element;
    facts->forward_flops = entry->facts.forward_flops * scale * (train ? 1 : entry->inference_passes);
  }
  const bool per_token = item == "tokens";
  const bool scaled = entry != nullptr && entry->item == "sequences" && known(facts->forward_flops) &&
                      known(entry->facts.seq_len);
  const bool resized = entry == nullptr || !same_item(*entry, item) || (known(row.seq_len) && !scaled);
  if (is_transformer(facts->family) && resized && known(facts->parameters) &&
      (per_token || known(facts->seq_len)))
    facts->forward_flops = counts_tokens(row, entry)
                               ? token_flops(*entry, facts->seq_len) * (train ? 1 : entry->inference_passes)
                               : transformer_flops(*facts, facts->seq_len, per_token);
  if (known(row.forward_flops)) facts->forward_flops = row.forward_flops;
  if (known(pixels(row.image_size))) facts->image_size = pixels(row.image_size);
  if (per_token && known(facts->seq_len)) facts->items_per_batch_element = facts->seq_len;
}

// What was learned of the name as it stands in the row, else of the registry's name for it.
std::optional<LearnedWork> learned_of(const MeasurementRow& row, const ModelEntry* entry,
                                      const PerformanceCatalog& catalog, const RowJob& out) {
  if (const auto learned = catalog.learned(out.learned_key)) return learned;
  if (entry == nullptr || entry->name == row.model) return std::nullopt;
  return catalog.learned(std::string(entry->name) + out.learned_key.substr(row.model.size()));
}

void apply_learned(const MeasurementRow& row, const ModelEntry* entry, const PerformanceCatalog& catalog,
                   RowJob* out) {
  ModelFacts& facts = out->job.model;
  out->work_is_stated = known(row.forward_flops) || out->job.kind == JobKind::generate;
  out->learned_key = out->work_is_stated ? row.model : row.model + "|" + row.task + "|" + out->unit;
  const auto learned = learned_of(row, entry, catalog, *out);
  if (!learned) return;
  if (!known(facts.forward_flops)) facts.forward_flops = learned->forward_flops;
  facts.work_factor = learned->work_factor;
  facts.traffic_factor = learned->traffic_factor;
  facts.step_factor = learned->step_factor;
  facts.measured = true;
}

// Prompt and output lengths of a generation row: the work per output token is 2N(in+out)/out.
void fill_tokens(const MeasurementRow& row, Job* job) {
  const ModelFacts& f = job->model;
  const double n = known(f.active_parameters) ? f.active_parameters : f.parameters;
  double ratio = row.forward_flops / (2 * n);
  if (!(ratio > 1.0)) ratio = known(row.forward_flops) ? 1.02 : 2;
  const double total = known(row.seq_len) ? row.seq_len : 1024;
  job->output_tokens = std::max(1.0, total / ratio);
  job->prompt_tokens = std::max(1.0, total - job->output_tokens);
}

// "llama2-70b-lora", "qlora": adapters are trained, the model is frozen in 16 or 4 bits.
void fill_adapters(const MeasurementRow& row, Job* job) {
  constexpr double kAdapterShare = 0.005, kFourBits = 0.55;
  const auto says = [&](std::string_view word) {
    return std::search(row.model.begin(), row.model.end(), word.begin(), word.end(), [](char a, char b) {
             return std::tolower(static_cast<unsigned char>(a)) == b;
           }) != row.model.end();
  };
  if (job->kind != JobKind::train || !says("lora")) return;
  job->trainable_fraction = kAdapterShare;
  job->frozen_weight_bytes = says("qlora") ? kFourBits : 2;
}

void fill_tabular(const MeasurementRow& row, Job* job) {
  TabularJob& t = job->tabular;
  const auto library = boosting_library(row.model);
  job->model.measured = library.has_value();
  t.library = library.value_or(BoostingLibrary::xgboost);
  t.rows = known(row.rows) ? row.rows : rows_of_dataset(row.dataset);
  const bool airline = row.dataset.rfind("airline", 0) == 0;
  const PublicDataset dataset = public_dataset(row.dataset);
  if (!known(t.rows)) t.rows = dataset.rows;
  t.features = known(row.features) ? row.features : dataset.features;
  t.depth = known(row.depth) ? row.depth : airline ? 10 : 6;
  t.trees = known(row.epochs) ? row.epochs : 100;
  if (known(row.year)) t.software_year = row.year;
}

std::string unknown_device(const Catalog& catalog, const std::string& name, DeviceMeant& meant_by_it) {
  std::vector<std::string_view> keys;
  for (const Accelerator* meant : performance::accelerators_meant(catalog, name))
    keys.push_back(catalog.text(meant->key));
  meant_by_it = keys.empty() ? DeviceMeant::none : DeviceMeant::several;
  if (keys.empty()) return "unknown device \"" + name + '"';
  return "the device \"" + name + "\" may be one of: " + comma_list(keys);
}

void fill_machine(const MeasurementRow& row, const PerformanceCatalog& catalog, RowJob* out) {
  Machine& m = out->machine;
  const auto refuse_unsuited = [&](const Accelerator& device) {
    if (const char* const why = unsuited_accelerator(catalog.catalog(), out->job.kind, device))
      out->problem = why;
  };
  const double nodes = known(row.nodes) ? std::max(1.0, row.nodes) : 1;
  const InstanceType* type = row.instance.empty() ? nullptr : catalog.instance(row.instance);
  if (type != nullptr) m = catalog.machine(*type, nodes);
  m.nodes = nodes;
  const bool unnamed = row.device.empty() || row.device == "cpu";
  if (unnamed && type != nullptr) {
    if (row.device == "cpu") m.has_accelerator = false;
    if (m.has_accelerator) refuse_unsuited(catalog.catalog().accelerators()[type->accelerator]);
    if (!m.has_accelerator && !m.has_cpu) out->problem = "the processor of " + row.instance + " is not known";
    return;
  }
  if (const Accelerator* const found = catalog.find_accelerator(row.device)) {
    if (!m.has_accelerator) m.accelerators = nodes;
    m.has_accelerator = true;
    m.accelerator = catalog.spec(*found);
    if (known(row.device_count)) m.accelerators = std::max(1.0, row.device_count);
    m.nodes = std::min(nodes, m.accelerators);
    refuse_unsuited(*found);
    return;
  }
  m.has_accelerator = false;
  const auto cpu = catalog.cpu(row.device);
  if (cpu) {
    m.has_cpu = true;
    m.cpu = *cpu;
  } else if (!m.has_cpu) {
    out->problem = row.device.empty()    ? "no device"
                   : row.device == "cpu" ? "the processor of no machine is named: an instance says which"
                                         : unknown_device(catalog.catalog(), row.device, out->device_meant);
    return;
  }
  if (known(row.device_count)) m.vcpus = row.device_count / nodes;
  if (!known(m.vcpus)) out->problem = "the number of vCPUs is not known";
}

ModelFacts facts_of(const MeasurementRow& row, const ModelEntry* entry) {
  ModelFacts facts = entry != nullptr ? entry->facts : ModelFacts{};
  if (const auto family = family_from_name(row.family)) facts.family = *family;
  if (known(row.parameters_millions)) facts.parameters = row.parameters_millions * 1e6;
  if (known(row.seq_len)) facts.seq_len = row.seq_len;
  return facts;
}

// Engines that state no precision on a device with native 4-bit or 8-bit units run the weights in it.
Precision engine_precision(const Machine& machine) {
  if (!machine.has_accelerator) return Precision::automatic;
  if (known(machine.accelerator.fp4)) return Precision::int4;
  return known(machine.accelerator.fp8) ? Precision::fp8 : Precision::automatic;
}

std::string default_unit(const MeasurementRow& row, const ModelEntry* entry, JobKind kind) {
  if (!row.unit.empty()) return row.unit;
  if (kind == JobKind::tabular_fit) return "rows/s";
  if (kind == JobKind::generate) return "tokens/s";
  return entry != nullptr && !entry->item.empty() ? std::string(entry->item) + "/s" : "samples/s";
}

}  // namespace

RowJob job_of_row(const MeasurementRow& row, const PerformanceCatalog& catalog) {
  RowJob out;
  Job& job = out.job;
  const auto found = catalog.find_model(row.model);
  const ModelEntry* entry = found ? &*found : nullptr;
  out.unknown_model = entry == nullptr && !row.model.empty();
  out.model = entry != nullptr ? std::string(entry->name) : row.model;
  job.model = facts_of(row, entry);
  job.kind = kind_of(row, job.model);
  out.unit = default_unit(row, entry, job.kind);
  out.own = catalog.own_shift(out.model, job.kind);
  job.global_batch = row.global_batch;
  job.software_year = row.year;
  job.software = software_of_framework(row.framework, job.kind, &job.software_known);
  job.vendor_kernels = uses_vendor_kernels(row.framework, row.year);
  if (const auto precision = precision_from_name(row.precision)) {
    job.precision = *precision;
  } else {
    out.problem = "unknown precision \"" + row.precision + "\"";
  }
  if (row.precision.empty() && job.kind != JobKind::train) job.precision = precision_of_checkpoint(row.model);
  fill_adapters(row, &job);
  fill_machine(row, catalog, &out);
  if (job.kind == JobKind::tabular_fit) {
    fill_tabular(row, &job);
    return out;
  }
  // Published inference speeds time the device: their samples wait in memory.
  job.prepared_input = job.kind != JobKind::train || row.dataset == "synthetic";
  fill_work(row, out.unit, entry, job.kind == JobKind::train, &job.model);
  apply_learned(row, entry, catalog, &out);
  if (job.kind == JobKind::generate) {
    fill_tokens(row, &job);
    if (job.precision == Precision::automatic && performance::fuses_layers(job.software))
      job.precision = engine_precision(out.machine);
  }
  return out;
}

}  // namespace cloudplan
