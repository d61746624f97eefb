// Any bytes as a foreign file: an InputError or a workload that parses, never a crash.

#include "foreign/import/import_workload.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cloudplan;
  static const Vocabulary vocabulary = [] {
    Vocabulary v;
    v.providers = {"aws", "gcp"};
    v.regions = {"aws/us-east-1", "gcp/us-central1"};
    v.accelerators = {"nvidia-a100-sxm4-40gb", "nvidia-t4", "google-tpu-v4"};
    v.instance_types = {"aws/p4d.24xlarge"};
    return v;
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto kind : {ForeignKind::skypilot, ForeignKind::kubernetes, ForeignKind::compose}) try {
      ImportOptions options;
      options.kind = kind;
      const ImportedWorkload imported = import_workload(text, "fuzz.yaml", vocabulary, options);
      if (!imported.mistakes.empty()) std::abort();
    } catch (const InputError&) {}
  return 0;
}
