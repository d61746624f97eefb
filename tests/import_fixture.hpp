// Names that a small catalog knows, for tests of imported files.

#ifndef CLOUDPLAN_TESTS_IMPORT_FIXTURE_HPP_
#define CLOUDPLAN_TESTS_IMPORT_FIXTURE_HPP_

#include "cloudplan/workload.hpp"
#include "foreign/import/import_workload.hpp"

#include "catch.hpp"

#include <string>
#include <vector>

inline cloudplan::Vocabulary import_vocabulary() {
  cloudplan::Vocabulary v;
  v.providers = {"aws", "gcp", "azure", "vast-ai"};
  v.regions = {"aws/us-east-1", "aws/us-west-2", "gcp/us-central1", "azure/eastus", "azure/eastus2"};
  v.accelerators = {"nvidia-a10",
                    "nvidia-a100-pcie-40gb",
                    "nvidia-a100-sxm4-40gb",
                    "nvidia-a100-sxm4-80gb",
                    "nvidia-a10g",
                    "nvidia-h100-sxm5-80gb",
                    "nvidia-h200-sxm-141gb",
                    "nvidia-l4",
                    "nvidia-rtx-3090",
                    "nvidia-rtx-3090-ti",
                    "nvidia-t4",
                    "nvidia-v100-sxm2-16gb",
                    "nvidia-v100-sxm2-32gb",
                    "google-tpu-v4",
                    "aws-inferentia1",
                    "amd-mi300x"};
  v.instance_types = {"aws/p4d.24xlarge", "gcp/n2-standard-8", "azure/Standard_NC4as_T4_v3"};
  return v;
}

namespace imports {

using namespace cloudplan;

// What a text became, read back as a workload.
struct Result {
  ImportedWorkload imported;
  Workload workload;
};

inline Result import(std::string_view yaml, const ImportOptions& options = {}) {
  const Vocabulary known = import_vocabulary();
  Result result;
  result.imported = import_workload(yaml, "dir/my-task.yaml", known, options);
  INFO(result.imported.text);
  for (const Diagnostic& d : result.imported.mistakes) UNSCOPED_INFO(d.to_string());
  REQUIRE(result.imported.mistakes.empty());
  result.workload = parse_workload(result.imported.text, "w", known);
  return result;
}

inline const Task& task(const Result& result, std::string_view name) {
  for (const Task& t : result.workload.tasks)
    if (t.name == name) return t;
  FAIL("no task " << name);
  return result.workload.tasks[0];
}

inline bool notes(const Result& result, std::string_view text) {
  for (const Diagnostic& note : result.imported.notes)
    if (note.message.find(text) != std::string::npos) return true;
  return false;
}

inline bool to_fill(const Result& result, std::string_view member) {
  for (const FillIn& gap : result.imported.fill_in)
    if (gap.member == member) return true;
  return false;
}

using Names = std::vector<std::string>;

}  // namespace imports

#endif  // CLOUDPLAN_TESTS_IMPORT_FIXTURE_HPP_
