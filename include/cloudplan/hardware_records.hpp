// Accelerators, processors and models, as they lie in a catalog image; see
// catalog_records.hpp. data/hardware and data/models document the columns.

#ifndef CLOUDPLAN_HARDWARE_RECORDS_HPP_
#define CLOUDPLAN_HARDWARE_RECORDS_HPP_

#include "cloudplan/catalog_values.hpp"
#include "cloudplan/units.hpp"

#include <cstdint>

namespace cloudplan {

enum class AcceleratorKind : std::uint32_t { gpu, tpu, npu, fpga };

// Precisions that a device multiplies faster than fp32. Bits of Accelerator::native.
enum NativePrecision : std::uint32_t {
  kNativeFp16 = 1,
  kNativeBf16 = 2,
  kNativeTf32 = 4,
  kNativeFp8 = 8,
  kNativeFp4 = 16,
  kNativeInt8 = 32
};

// One device as clouds count it; data/hardware/README.md tells more.
struct Accelerator {
  Name key;      // "nvidia-a100-sxm4-40gb"
  Name aliases;  // other spellings, joined by ";"
  Name vendor;
  AcceleratorKind kind = AcceleratorKind::gpu;
  std::uint32_t native = 0;  // NativePrecision bits
  Name generation;
  Name form;  // "sxm", "pcie", ...
  double memory_gib = kUnknown;
  double memory_bandwidth_gbs = kUnknown;  // 10^9 bytes a second
  double fp64_tflops = kUnknown;           // dense peaks, a multiply and an add count as 2
  double fp32_tflops = kUnknown;
  double tf32_tflops = kUnknown;
  double fp16_tflops = kUnknown;
  double bf16_tflops = kUnknown;
  double fp8_tflops = kUnknown;
  double fp4_tflops = kUnknown;
  double int8_tops = kUnknown;
  double tensor_core_generation = kUnknown;  // 0: none
  double compute_units = kUnknown;
  double boost_clock_mhz = kUnknown;
  Name interconnect;
  double interconnect_gbs = kUnknown;  // both directions added, per device
  double max_per_node = kUnknown;
  double tdp_w = kUnknown;
  double year = kUnknown;
  Name notes;
  Index source = kNoIndex;
};

// A processor generation.
struct Cpu {
  Name key;  // "intel-sapphire-rapids"
  Name vendor;
  Name name;
  Name microarchitecture;
  Name isa;     // "x86_64" | "arm64"
  Name vector;  // widest vector unit: "avx2", "avx512", "amx", "neon", "sve256", ...
  double fp32_flops_per_cycle = kUnknown;  // per physical core
  double bf16_multiple = kUnknown;         // native rate as a multiple of fp32's; unknown: not native
  double int8_multiple = kUnknown;
  double clock_ghz = kUnknown;             // sustained on all cores
  double memory_bandwidth_gbs = kUnknown;  // per socket
  double cores_per_socket = kUnknown;
  double threads_per_core = kUnknown;
  double relative_core_speed = kUnknown;  // scalar, per core; 1: a core of the reference of data/hardware
  double relative_vcpu_speed = kUnknown;  // per vCPU; 1: a vCPU (half a core) of the reference
  double vcpus_per_core = kUnknown;       // for relative_vcpu_speed
  double relative_vcpu_speed_half_core = kUnknown;   // where a vCPU is one of two threads of a core
  double relative_vcpu_speed_whole_core = kUnknown;  // where it is a core of its own
  double speed_samples = kUnknown;                   // machines measured; unknown: derived, as notes say
  double year = kUnknown;
  Name notes;
  Index source = kNoIndex;
};

// A processor model.
struct Processor {
  Name key;  // "intel-xeon-platinum-8375c"
  Name name;
  Index cpu = kNoIndex;  // its generation
  double cores_per_socket = kUnknown;
  double threads_per_core = kUnknown;
  double base_clock_ghz = kUnknown;
  double all_core_clock_ghz = kUnknown;
  double max_clock_ghz = kUnknown;
  double memory_bandwidth_gbs = kUnknown;  // per socket
  double fp32_flops_per_cycle = kUnknown;  // where it differs from its generation's
  double relative_vcpu_speed = kUnknown;
  double speed_samples = kUnknown;
  Name notes;
  Index source = kNoIndex;
};

// How sure it is which processor an instance type has.
enum class CpuCertainty : std::uint32_t { documented, several, observed, unknown };

// Which processor the instance types of a provider have whose names match. The
// pattern with the most literal characters wins.
struct CpuRule {
  Index provider = kNoIndex;
  Name pattern;  // "m5.*": "*" any text, "?" any character
  Index cpu = kNoIndex;
  Index processor = kNoIndex;
  double vcpus_per_core = kUnknown;
  CpuCertainty certainty = CpuCertainty::unknown;
  Name notes;
  Index source = kNoIndex;
};

// The network rate of machines whose own row doesn't say it: of a type with the
// most vCPUs that its number reaches, among the rows of the narrowest pattern.
struct NetworkRule {
  Index provider = kNoIndex;
  Name pattern;                    // as in CpuRule
  double vcpus = kUnknown;         // of machines with so many or more
  double network_gbps = kUnknown;  // Gbit/s, the most that one machine gets without paying more
  double fabric_gbps =
      kUnknown;  // between machines of one job, where another network (InfiniBand) joins them
  Index source = kNoIndex;
};

// A machine-learning model whose work is known; data/models/README.md documents the columns.
struct ModelRecord {
  Name name;
  Name aliases;    // other names, joined by ";"
  Name family;     // "cnn", "transformer_decoder", ...
  Name task_hint;  // "train", "inference", "generate"
  double parameters_millions = kUnknown;
  double active_parameters_millions = kUnknown;  // that one token uses; unknown: all
  double lookup_parameters_millions = kUnknown;  // that cost memory and no FLOPs
  double flops_per_sample_forward = kUnknown;    // a multiply and an add count as 2; at seq_len or image_size
  Name unit;                                     // "images", "sequences", "tokens", "samples", "rows"
  double seq_len = kUnknown;
  Name image_size;  // pixels: "224", "800x1333", "128x128x128"
  double bytes_per_sample_input = kUnknown;
  double activation_bytes_per_sample = kUnknown;
  double inference_passes = kUnknown;  // unknown: 1
  double layers = kUnknown;
  double hidden_size = kUnknown;
  double attention_heads = kUnknown;
  double kv_heads = kUnknown;
  double head_dim = kUnknown;
  double feed_forward_size = kUnknown;
  double vocabulary = kUnknown;
  double kv_cache_bytes_per_token = kUnknown;
  double default_batch_per_device = kUnknown;
  double launches = kUnknown;            // kernels of one forward pass of a batch, recurrent steps included
  double inference_launches = kUnknown;  // of a whole answer, where it takes many steps; unknown: launches
  double items_per_element = kUnknown;   // units in one element of a batch: frames of an utterance
  Name notes;
  Index source = kNoIndex;
};

// A constant of the performance model.
struct Constant {
  Name table;
  Name key;
  double value = kUnknown;
  double error = kUnknown;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_HARDWARE_RECORDS_HPP_
