#include "planner/hardware_classes.hpp"

#include <array>
#include <bit>

namespace cloudplan {

namespace {

// All of a type that PerformanceCatalog::machine reads, except the network,
// which one machine alone does not use.
using Signature = std::array<std::uint64_t, 7>;

Signature signature_of(const InstanceType& type) {
  const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
  return {type.cpu,
          type.processor,
          type.accelerator,
          bits(type.threads_per_core),
          bits(type.accelerator_count),
          bits(type.vcpus),
          bits(type.memory_gib)};
}

std::size_t hash_of(const Signature& signature) {
  std::uint64_t hash = 0;
  // Fibonacci hashing (Knuth, volume 3, 6.4): 2^64 over the golden ratio.
  for (const std::uint64_t part : signature) hash = (std::rotl(hash, 23) ^ part) * 0x9E3779B97F4A7C15U;
  return hash >> 32U;
}

}  // namespace

HardwareClasses::HardwareClasses(const Catalog& catalog) {
  const auto types = catalog.instance_types();
  const std::size_t slots = std::bit_ceil(2 * types.size() + 1);
  std::vector<std::uint32_t> first(slots, kNoIndex);  // open addressing: the first type of a class
  class_of_.reserve(types.size());
  for (Index i = 0; i < types.size(); ++i) {
    const Signature signature = signature_of(types[i]);
    std::size_t slot = hash_of(signature) & (slots - 1);
    while (first[slot] != kNoIndex && signature_of(types[first[slot]]) != signature)
      slot = (slot + 1) & (slots - 1);
    if (first[slot] == kNoIndex) {
      first[slot] = i;
      class_of_.push_back(count_++);
    } else {
      class_of_.push_back(class_of_[first[slot]]);
    }
  }
}

}  // namespace cloudplan
