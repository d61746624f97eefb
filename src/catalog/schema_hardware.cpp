// Accelerators and processors.

#include "catalog/schema_builder.hpp"

namespace cloudplan {

namespace {

constexpr std::string_view kAcceleratorKinds[] = {"gpu", "tpu", "npu", "fpga"};
constexpr std::string_view kPeak = "dense peak, 10^12 operations/s";
constexpr std::string_view kNative = "multiplies in this precision faster than in fp32";

#define AT(member) CLOUDPLAN_MEMBER(Accelerator, member)
constexpr Column kAccelerator[] = {
    required(text("key", AT(key), "vendor, model, form and memory: nvidia-a100-sxm4-40gb")),
    text("aliases", AT(aliases), "other spellings, joined by ;"),
    required(text("vendor", AT(vendor), "")),
    required(choice("kind", AT(kind), kAcceleratorKinds, "gpu, tpu, npu or fpga")),
    text("generation", AT(generation), "architecture"),
    text("form", AT(form), "sxm, pcie, oam, ..."),
    number("memory_gib", AT(memory_gib), "device memory, as the vendor names it, GiB", 0, 4096),
    number("memory_bandwidth_gbs", AT(memory_bandwidth_gbs), "memory bandwidth, 10^9 bytes/s"),
    number("fp64_tflops", AT(fp64_tflops), kPeak),
    number("fp32_tflops", AT(fp32_tflops), kPeak),
    number("tf32_tflops", AT(tf32_tflops), kPeak),
    number("fp16_tflops", AT(fp16_tflops), kPeak),
    number("bf16_tflops", AT(bf16_tflops), kPeak),
    number("fp8_tflops", AT(fp8_tflops), kPeak),
    number("fp4_tflops", AT(fp4_tflops), kPeak),
    number("int8_tops", AT(int8_tops), kPeak),
    bit("native_fp16", AT(native), kNativeFp16, kNative),
    bit("native_bf16", AT(native), kNativeBf16, kNative),
    bit("native_tf32", AT(native), kNativeTf32, kNative),
    bit("native_fp8", AT(native), kNativeFp8, kNative),
    bit("native_fp4", AT(native), kNativeFp4, kNative),
    bit("native_int8", AT(native), kNativeInt8, kNative),
    number("tensor_core_generation", AT(tensor_core_generation), "of the vendor's matrix units; 0: none", 0,
           20),
    number("compute_units", AT(compute_units), "multiprocessors, cores"),
    number("boost_clock_mhz", AT(boost_clock_mhz), "MHz"),
    text("interconnect", AT(interconnect), "widest link to its neighbors"),
    number("interconnect_gbs", AT(interconnect_gbs), "both directions added, 10^9 bytes/s per device"),
    number("max_per_node", AT(max_per_node), "most that one machine carries"),
    number("tdp_w", AT(tdp_w), "power, W"),
    number("year", AT(year), "of launch", 1990, 2100),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(Cpu, member)
constexpr Column kCpu[] = {
    required(text("key", AT(key), "vendor and generation: intel-sapphire-rapids")),
    required(text("vendor", AT(vendor), "")),
    text("name", AT(name), ""),
    text("microarchitecture", AT(microarchitecture), ""),
    required(text("isa", AT(isa), "x86_64 or arm64")),
    text("vector", AT(vector), "widest vector unit"),
    number("fp32_flops_per_cycle_per_core", AT(fp32_flops_per_cycle), "a fused multiply-add is 2"),
    number("bf16_multiple", AT(bf16_multiple), "native rate over fp32's; blank: not native"),
    number("int8_multiple", AT(int8_multiple), "native rate over fp32's; blank: not native"),
    number("sustained_clock_ghz", AT(clock_ghz), "all cores busy, GHz", 0, 10),
    number("memory_bandwidth_gbs_per_socket", AT(memory_bandwidth_gbs), "10^9 bytes/s"),
    number("cores_per_socket_max", AT(cores_per_socket), ""),
    number("threads_per_core", AT(threads_per_core), "", 1, 8),
    number("relative_core_speed", AT(relative_core_speed), "scalar, per core, against the reference"),
    number("relative_vcpu_speed", AT(relative_vcpu_speed), "scalar, per vCPU, against the reference"),
    number("vcpus_per_core", AT(vcpus_per_core), "of relative_vcpu_speed", 1, 8),
    number("relative_vcpu_speed_half_core", AT(relative_vcpu_speed_half_core),
           "a vCPU being a thread of two"),
    number("relative_vcpu_speed_whole_core", AT(relative_vcpu_speed_whole_core), "a vCPU being a whole core"),
    number("speed_samples", AT(speed_samples), "machines measured"),
    number("year", AT(year), "of launch", 1990, 2100),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(Processor, member)
constexpr Column kProcessor[] = {
    required(text("key", AT(key), "vendor and model: intel-xeon-platinum-8375c")),
    text("name", AT(name), ""),
    required(reference("cpu", AT(cpu), TableId::cpu, "its generation")),
    number("cores_per_socket", AT(cores_per_socket), ""),
    number("threads_per_core", AT(threads_per_core), "", 1, 8),
    number("base_clock_ghz", AT(base_clock_ghz), "GHz", 0, 10),
    number("all_core_clock_ghz", AT(all_core_clock_ghz), "GHz", 0, 10),
    number("max_clock_ghz", AT(max_clock_ghz), "GHz", 0, 10),
    number("memory_bandwidth_gbs_per_socket", AT(memory_bandwidth_gbs), "10^9 bytes/s"),
    number("fp32_flops_per_cycle_per_core", AT(fp32_flops_per_cycle), "where it is not its generation's"),
    number("relative_vcpu_speed", AT(relative_vcpu_speed), "scalar, per vCPU, against the reference"),
    number("speed_samples", AT(speed_samples), "machines measured"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(CpuRule, member)
constexpr Column kCpuRule[] = {
    required(reference("provider", AT(provider), TableId::provider, "")),
    required(text("pattern", AT(pattern), "glob over names of instance types: * any text, ? any character")),
    required(reference("cpu", AT(cpu), TableId::cpu, "processor generation")),
    reference("processor", AT(processor), TableId::processor, "processor model, where it is documented"),
    number("vcpus_per_core", AT(vcpus_per_core), "vCPUs that share a core", 1, 8),
    required(choice("certainty", AT(certainty), kCpuCertainties, "how sure it is")),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(NetworkRule, member)
constexpr Column kNetworkRule[] = {
    required(reference("provider", AT(provider), TableId::provider, "")),
    required(text("pattern", AT(pattern), "glob over names of instance types: * any text, ? any character")),
    required(number("vcpus", AT(vcpus), "the row holds from so many vCPUs on", 0, 1e6)),
    required(number("network_gbps", AT(network_gbps), "network of one machine, Gbit/s", 0.001, 100000)),
    number("fabric_gbps", AT(fabric_gbps), "between machines of one job, where InfiniBand joins them, Gbit/s",
           0.001, 100000),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

}  // namespace

Schema accelerator_schema() {
  return {TableId::accelerator, "accelerators", "an accelerator", sizeof(Accelerator), kAccelerator};
}
Schema cpu_schema() { return {TableId::cpu, "cpus", "a processor generation", sizeof(Cpu), kCpu}; }
Schema processor_schema() {
  return {TableId::processor, "processors", "a processor model", sizeof(Processor), kProcessor};
}
Schema cpu_rule_schema() {
  return {TableId::cpu_rule, "instance_cpus", "which processor some instance types have", sizeof(CpuRule),
          kCpuRule};
}
Schema network_rule_schema() {
  return {TableId::network_rule, "network_rates", "the network of instance types", sizeof(NetworkRule),
          kNetworkRule};
}

}  // namespace cloudplan
