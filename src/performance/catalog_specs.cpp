// From catalog records to the specifications that the model computes with.
#include "cloudplan/error.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "performance/cpu_names.hpp"
#include "performance/device_names.hpp"
#include "performance/internal.hpp"
#include "performance/names.hpp"
#include "support/model_name.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace cloudplan {

using performance::known;
using performance::value_or;

namespace {

bool same_text(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool is_alias(std::string_view aliases, std::string_view name) {
  return any_listed(aliases, [&](std::string_view alias) { return same_text(alias, name); });
}

bool is_spelled_alias(std::string_view aliases, std::string_view spelling) {
  return any_listed(aliases, [&](std::string_view alias) { return is_spelled(alias, spelling); });
}

Interconnect interconnect_of(std::string_view name) {
  if (name.empty() || name == "none") return Interconnect::none;
  if (name.find("bridge") != std::string_view::npos) return Interconnect::bridge;
  if (name.rfind("pcie", 0) != 0) return Interconnect::fabric;
  return Interconnect::pcie;
}

VectorUnit vector_unit_of(std::string_view name) {
  if (name.rfind("sve", 0) == 0) return VectorUnit::sve;
  constexpr std::array<std::string_view, 6> kNames = {"avx", "avx2", "avx512", "avx512_vnni", "amx", "neon"};
  const auto* at = std::find(kNames.begin(), kNames.end(), name);
  return at == kNames.end() ? VectorUnit::avx2 : static_cast<VectorUnit>(at - kNames.begin());
}

// All-core clock where it is published, else between base and single-core clock.
double sustained_clock(const Cpu& cpu, const Processor* processor) {
  if (processor == nullptr) return cpu.clock_ghz * 0.9;
  if (known(processor->all_core_clock_ghz)) return processor->all_core_clock_ghz;
  const double between = std::sqrt(processor->base_clock_ghz * processor->max_clock_ghz);
  return value_or(between, value_or(processor->base_clock_ghz, cpu.clock_ghz * 0.9));
}

// Two-stage detectors, and those that score every place of a pyramid of features.
bool chooses_boxes(std::string_view name) {
  constexpr std::array kKinds = {"rcnn", "retinanet", "-fpn"};
  return std::any_of(kKinds.begin(), kKinds.end(),
                     [&](const char* kind) { return name.find(kind) != std::string_view::npos; });
}

}  // namespace

AcceleratorSpec PerformanceCatalog::spec(const Accelerator& a) const {
  constexpr double kTera = 1e12;
  const Catalog& c = *catalog_;
  AcceleratorSpec out;
  out.generation = generation_from_name(c.text(a.generation)).value_or(Generation::other);
  out.memory_bytes = a.memory_gib * kGibibyte;
  out.memory_bandwidth = a.memory_bandwidth_gbs * 1e9;
  out.fp64 = a.fp64_tflops * kTera;
  out.fp32 = a.fp32_tflops * kTera;
  out.tf32 = a.tf32_tflops * kTera;
  out.fp16 = a.fp16_tflops * kTera;
  out.bf16 = a.bf16_tflops * kTera;
  out.fp8 = a.fp8_tflops * kTera;
  out.fp4 = a.fp4_tflops * kTera;
  out.int8 = a.int8_tops * kTera;
  out.interconnect = interconnect_of(c.text(a.interconnect));
  out.interconnect_bandwidth = a.interconnect_gbs * 1e9;
  out.watts = a.tdp_w;
  out.year = a.year;
  out.measured = calibrated_ && measured_[static_cast<std::size_t>(&a - c.accelerators().data())] != 0;
  return out;
}

CpuSpec PerformanceCatalog::spec(const Cpu& cpu, const Processor* processor) const {
  CpuSpec out;
  out.vector_unit = vector_unit_of(catalog_->text(cpu.vector));
  out.clock_hz = sustained_clock(cpu, processor) * 1e9;
  out.fp32_flops_per_cycle = cpu.fp32_flops_per_cycle;
  out.threads_per_core = value_or(cpu.vcpus_per_core, value_or(cpu.threads_per_core, 2));
  out.bf16_multiple = cpu.bf16_multiple;
  out.int8_multiple = cpu.int8_multiple;
  out.relative_core_speed = cpu.relative_core_speed;
  out.memory_bandwidth = cpu.memory_bandwidth_gbs * 1e9;
  out.cores_per_socket = cpu.cores_per_socket;
  if (processor == nullptr) return out;
  out.fp32_flops_per_cycle = value_or(processor->fp32_flops_per_cycle, out.fp32_flops_per_cycle);
  out.threads_per_core = value_or(processor->threads_per_core, out.threads_per_core);
  out.memory_bandwidth = value_or(processor->memory_bandwidth_gbs * 1e9, out.memory_bandwidth);
  out.cores_per_socket = value_or(processor->cores_per_socket, out.cores_per_socket);
  return out;
}

const Accelerator* PerformanceCatalog::find_accelerator(std::string_view name) const {
  for (const Accelerator& a : catalog_->accelerators())
    if (same_text(catalog_->text(a.key), name) || is_alias(catalog_->text(a.aliases), name)) return &a;
  const auto meant = performance::accelerators_meant(*catalog_, name);
  return meant.size() == 1 ? meant.front() : nullptr;
}

std::optional<AcceleratorSpec> PerformanceCatalog::accelerator(std::string_view name) const {
  const Accelerator* const found = find_accelerator(name);
  return found == nullptr ? std::nullopt : std::optional(spec(*found));
}

std::optional<CpuSpec> PerformanceCatalog::cpu(std::string_view name) const {
  const std::string key = performance::normalized_name(name);
  for (const Processor& p : catalog_->processors())
    if (p.cpu != kNoIndex && catalog_->text(p.key) == key) return spec(catalog_->cpus()[p.cpu], &p);
  const std::string_view generation = performance::cpu_generation(key);
  for (const Cpu& cpu : catalog_->cpus())
    if (catalog_->text(cpu.key) == key || catalog_->text(cpu.key) == generation) return spec(cpu, nullptr);
  return std::nullopt;
}

std::optional<ModelEntry> PerformanceCatalog::find_model(std::string_view name) const {
  const Catalog& c = *catalog_;
  const auto models = c.table<ModelRecord>();
  // Most people write the name itself, and that is found in a hundredth of the time.
  auto at = std::find_if(models.begin(), models.end(),
                         [&](const ModelRecord& m) { return c.text(m.name) == name; });
  if (at == models.end())
    at = std::find_if(models.begin(), models.end(), [&](const ModelRecord& m) {
      return same_text(c.text(m.name), name) || is_alias(c.text(m.aliases), name);
    });
  if (at == models.end() && !name.empty())
    for (const std::string& spelling : model_spellings(name)) {
      at = std::find_if(models.begin(), models.end(), [&](const ModelRecord& m) {
        return is_spelled(c.text(m.name), spelling) || is_spelled_alias(c.text(m.aliases), spelling);
      });
      if (at != models.end()) break;
    }
  if (at == models.end()) return std::nullopt;
  ModelEntry out;
  out.name = c.text(at->name);
  out.item = c.text(at->unit);
  out.image_size = c.text(at->image_size);
  out.inference_passes = value_or(at->inference_passes, 1);
  ModelFacts& f = out.facts;
  f.family = family_from_name(c.text(at->family)).value_or(ModelFamily::other);
  f.chooses_boxes = f.family == ModelFamily::detection && chooses_boxes(out.name);
  f.parameters = at->parameters_millions * 1e6;
  f.active_parameters = at->active_parameters_millions * 1e6;
  f.lookup_parameters = value_or(at->lookup_parameters_millions * 1e6, 0);
  f.forward_flops = at->flops_per_sample_forward;
  f.seq_len = at->seq_len;
  f.image_size = performance::pixels(c.text(at->image_size));
  f.bytes_per_sample = at->bytes_per_sample_input;
  f.activation_bytes = at->activation_bytes_per_sample;
  f.layers = at->layers;
  f.hidden = at->hidden_size;
  f.kv_heads = at->kv_heads;
  f.head_dim = at->head_dim;
  f.kv_bytes_per_token = at->kv_cache_bytes_per_token;
  f.default_batch = at->default_batch_per_device;
  f.launches = at->launches;
  f.inference_launches = at->inference_launches;
  f.items_per_batch_element = value_or(at->items_per_element, 1);
  return out;
}

std::string_view PerformanceCatalog::nearest_model(std::string_view name) const {
  std::vector<std::string_view> known;
  for (const ModelRecord& m : catalog_->table<ModelRecord>()) {
    known.push_back(catalog_->text(m.name));
    for_each_listed(catalog_->text(m.aliases), [&](std::string_view alias) { known.push_back(alias); });
  }
  return closest_name(name, known);
}

const InstanceType* PerformanceCatalog::instance(std::string_view full_name) const {
  const std::size_t slash = full_name.find('/');
  if (slash == std::string_view::npos) return nullptr;
  const std::string_view provider = full_name.substr(0, slash), name = full_name.substr(slash + 1);
  for (const InstanceType& type : catalog_->instance_types())
    if (catalog_->text(type.name) == name &&
        catalog_->text(catalog_->providers()[type.provider].key) == provider)
      return &type;
  return nullptr;
}

Machine PerformanceCatalog::machine(const InstanceType& type, double count) const {
  Machine out;
  out.nodes = count;
  out.vcpus = type.vcpus;
  out.memory_bytes = type.memory_gib * kGibibyte;
  out.network_bandwidth = gbps_between_machines(type) * 1e9 / 8;
  if (type.accelerator != kNoIndex && type.accelerator_count > 0) {
    out.has_accelerator = true;
    out.accelerator = spec(catalog_->accelerators()[type.accelerator]);
    // A slice of a device has its share of memory, bandwidth and units.
    const double whole = std::max(1.0, type.accelerator_count);
    out.accelerators = whole * count;
    performance::scale_device(&out.accelerator, std::min(1.0, type.accelerator_count));
  }
  if (type.cpu == kNoIndex) return out;
  const Processor* processor = type.processor != kNoIndex ? &catalog_->processors()[type.processor] : nullptr;
  out.has_cpu = true;
  out.cpu = spec(catalog_->cpus()[type.cpu], processor);
  out.cpu.threads_per_core = value_or(type.threads_per_core, out.cpu.threads_per_core);
  return out;
}

}  // namespace cloudplan
