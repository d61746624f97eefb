#include "planner/hardware_classes.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace cloudplan {

namespace {

// All of a type that PerformanceCatalog::machine reads. One machine alone does not use the network, the last.
using Signature = std::array<std::uint64_t, 8>;

Signature signature_of(const InstanceType& type) {
  const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
  return {type.cpu,
          type.processor,
          type.accelerator,
          bits(type.threads_per_core),
          bits(type.accelerator_count),
          bits(type.vcpus),
          bits(type.memory_gib),
          bits(gbps_between_machines(type))};
}

std::size_t hash_of(const Signature& signature) {
  std::uint64_t hash = 0;
  // Fibonacci hashing (Knuth, volume 3, 6.4): 2^64 over the golden ratio.
  for (const std::uint64_t part : signature) hash = (std::rotl(hash, 23) ^ part) * 0x9E3779B97F4A7C15U;
  return hash >> 32U;
}

// Numbers signatures in the order in which they are first seen.
class Numbering {
 public:
  explicit Numbering(std::size_t most) : slots_(std::bit_ceil(2 * most + 1), kEmpty) {}

  std::uint32_t of(const Signature& signature) {
    std::size_t slot = hash_of(signature) & (slots_.size() - 1);  // open addressing
    while (slots_[slot] != kEmpty && seen_[slots_[slot]] != signature)
      slot = (slot + 1) & (slots_.size() - 1);
    if (slots_[slot] == kEmpty) {
      slots_[slot] = count();
      seen_.push_back(signature);
    }
    return slots_[slot];
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(seen_.size()); }

 private:
  static constexpr std::uint32_t kEmpty = 0xffffffff;
  std::vector<std::uint32_t> slots_;
  std::vector<Signature> seen_{};
};

}  // namespace

HardwareClasses::HardwareClasses(const Catalog& catalog) : classes_(catalog, Prepared::hardware_classes) {
  if (classes_.rows().size() != catalog.instance_types().size()) classes_ = PreparedTable(work_out(catalog));
  for (const HardwareClass& one : classes_.rows()) {
    connected_count_ = std::max(connected_count_, one.connected + 1);
    if (one.processors != kNone) processor_count_ = std::max(processor_count_, one.processors + 1);
  }
}

std::vector<HardwareClasses::HardwareClass> HardwareClasses::work_out(const Catalog& catalog) {
  const auto types = catalog.instance_types();
  Numbering classes(types.size()), connected(types.size()), processors(types.size());
  std::vector<HardwareClass> made;
  made.reserve(types.size());
  for (const InstanceType& type : types) {
    Signature signature = signature_of(type);
    HardwareClass one{.connected = connected.of(signature)};
    signature[7] = 0;  // the network
    one.alike = classes.of(signature);
    signature[6] = 0;  // the memory
    if (type.accelerator == kNoIndex && !(type.accelerator_count > 0))
      one.processors = processors.of(signature);
    made.push_back(one);
  }
  return made;
}

void HardwareClasses::prepare(PreparedParts& parts) const {
  part_of(parts, Prepared::hardware_classes) = classes_.bytes();
}

}  // namespace cloudplan
