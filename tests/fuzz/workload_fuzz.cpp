// libFuzzer target: any bytes are a workload that is read, or are refused with
// at least one diagnostic that is safe to print. Begin with the examples and the
// broken files:
//   workload_fuzz -max_total_time=300 corpus/ examples/ tests/golden_invalid/

#include "cloudplan/quantity.hpp"
#include "cloudplan/workload.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace cloudplan;

namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary names = {.models = {"resnet-50", "bert-base", "llama-3.1-8b"},
                                   .providers = {"aws", "gcp", "azure"},
                                   .regions = {"aws/us-east-1", "aws/eu-west-1", "gcp/us-central1"},
                                   .residencies = {"eu", "us"},
                                   .accelerators = {"nvidia-a100-sxm4-40gb", "nvidia-t4"},
                                   .instance_types = {"aws/g5.xlarge", "aws/p2.xlarge", "gcp/a2-highgpu-1g"}};
  return names;
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    std::vector<Diagnostic> warnings;
    const Workload workload = parse_workload(text, "w", vocabulary(), &warnings);
    require(!workload.name.empty() && (!workload.tasks.empty() || !workload.data.empty()));
    for (const Diagnostic& warning : warnings) require(warning.line > 0 && !warning.to_string().empty());
  } catch (const InputError& e) {
    require(!e.diagnostics().empty());
    for (const Diagnostic& diagnostic : e.diagnostics())
      for (const char c : diagnostic.to_string()) require(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  }
  for (int kind = 0; kind <= static_cast<int>(QuantityKind::count); ++kind)
    parse_quantity(static_cast<QuantityKind>(kind), text.substr(0, 64));
  return 0;
}
