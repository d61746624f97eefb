// Names that a small catalog knows, for tests of imported files.

#ifndef CLOUDPLAN_TESTS_IMPORT_FIXTURE_HPP_
#define CLOUDPLAN_TESTS_IMPORT_FIXTURE_HPP_

#include "cloudplan/workload.hpp"

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

#endif  // CLOUDPLAN_TESTS_IMPORT_FIXTURE_HPP_
