// Accelerators, places, quantities and schedules as other tools write them.

#include "foreign/import/foreign_units.hpp"
#include "foreign/import/known_things.hpp"
#include "foreign/import/mig_slices.hpp"

#include "catch.hpp"
#include "import_fixture.hpp"

#include <string>

using namespace cloudplan;
using Approx = Catch::Detail::Approx;
using Names = std::vector<std::string>;

TEST_CASE("accelerators by the names of other tools", "[import]") {
  const Vocabulary v = import_vocabulary();
  const auto keys = [&](std::string_view name) {
    std::string list;
    const std::string pattern = accelerator_pattern(name, v.accelerators);
    for (const std::string_view key : v.accelerators)
      if (!pattern.empty() && names_accelerator(pattern, key))
        list += (list.empty() ? "" : " ") + std::string(key);
    return list;
  };
  CHECK(keys("A100") == "nvidia-a100-pcie-40gb nvidia-a100-sxm4-40gb");
  CHECK(keys("A100-80GB") == "nvidia-a100-sxm4-80gb");
  CHECK(keys("NVIDIA-A100-SXM4-80GB") == "nvidia-a100-sxm4-80gb");
  CHECK(keys("nvidia-tesla-a100") == "nvidia-a100-pcie-40gb nvidia-a100-sxm4-40gb");
  CHECK(keys("nvidia-h100-mega-80gb") == "nvidia-h100-sxm5-80gb");
  CHECK(keys("NVIDIA-H100-80GB-HBM3") == "nvidia-h100-sxm5-80gb");
  CHECK(keys("NVIDIA-H200-SXM5-141GB") == "nvidia-h200-sxm-141gb");
  CHECK(keys("V100") == "nvidia-v100-sxm2-16gb");
  CHECK(keys("V100-32GB") == "nvidia-v100-sxm2-32gb");
  CHECK(keys("Tesla-T4") == "nvidia-t4");
  CHECK(keys("T4-16GB") == "nvidia-t4");
  CHECK(keys("A10") == "nvidia-a10");
  CHECK(keys("A10G") == "nvidia-a10g");
  CHECK(keys("RTX3090") == "nvidia-rtx-3090");
  CHECK(keys("NVIDIA-GeForce-RTX-3090") == "nvidia-rtx-3090");
  CHECK(keys("tpu-v4-8") == "google-tpu-v4");
  CHECK(keys("Inferentia") == "aws-inferentia1");
  CHECK(keys("MI300X") == "amd-mi300x");
  for (const char* const unknown : {"", "Z9", "80GB", "nvidia", "A1000", "-", "A100:8"})
    CHECK(keys(unknown).empty());
}

TEST_CASE("slices of GPUs by their profiles", "[import]") {
  const auto slice = mig_slice("nvidia.com/mig-3g.20gb");
  REQUIRE(slice);
  CHECK(slice->pattern == "*a100*40gb*");
  CHECK(mig_text(*slice) == "3/7 of an A100 40 GB; a whole one is planned, which holds 2 such slices");
  CHECK(mig_slice("nvidia.com/mig-1g.10gb")->gpu == "A100 80 GB");
  CHECK(mig_slice("nvidia.com/mig-1g.5gb.me")->fit == 7);
  CHECK(mig_slice("nvidia.com/mig-4g.24gb")->of == 4);
  CHECK(mig_text(*mig_slice("nvidia.com/mig-7g.80gb")) == "a whole A100 80 GB");
  CHECK_FALSE(mig_slice("nvidia.com/mig-9g.90gb"));
  CHECK_FALSE(mig_slice("nvidia.com/mig-"));
  CHECK_FALSE(mig_slice("nvidia.com/gpu"));
}

TEST_CASE("places by the names of other tools", "[import]") {
  const Vocabulary v = import_vocabulary();
  CHECK(provider_key("AWS", v) == "aws");
  CHECK(provider_key("vast", v) == "vast-ai");
  CHECK(provider_key("kubernetes", v).empty());
  CHECK(region_key("", "us-east-1a", v) == "aws/us-east-1");
  CHECK(region_key("gcp", "us-central1-f", v) == "gcp/us-central1");
  CHECK(region_key("azure", "eastus2", v) == "azure/eastus2");
  CHECK(region_key("azure", "eastus-2", v) == "azure/eastus");
  CHECK(region_key("gcp", "us-east-1", v).empty());
  CHECK(instance_key("", "standard_nc4as_t4_v3", v) == "azure/Standard_NC4as_T4_v3");
}

TEST_CASE("quantities of other tools", "[import]") {
  CHECK(kubernetes_quantity("500m") == Approx(0.5));
  CHECK(kubernetes_quantity("1.5Gi") == Approx(1.5 * 1073741824));
  CHECK(kubernetes_quantity("128e6") == Approx(128e6));
  CHECK(kubernetes_quantity("2k") == Approx(2000));
  for (const char* const wrong : {"", "Gi", "1GiB", "-1", "1 0", "0x10", "nan", "1e999"})
    CHECK_FALSE(kubernetes_quantity(wrong));
  CHECK(docker_size("512m")->value == Approx(512 * 1048576.0));
  CHECK(docker_size("1.5GB")->value == Approx(1.5 * 1073741824));
  CHECK(docker_size("1073741824")->value == Approx(1073741824));
  CHECK_FALSE(docker_size("1x"));
  CHECK(skypilot_size("32", 1073741824)->value == Approx(32 * 1073741824.0));
  CHECK(skypilot_size("1TB", 1e9)->value == Approx(1099511627776.0));
}

TEST_CASE("how often a cron schedule fires", "[import]") {
  const auto runs = [](std::string_view s) { return cron_runs_per_month(s).value_or(-1); };
  const double days = 730.0 / 24;
  CHECK(runs("0 2 * * *") == Approx(days));
  CHECK(runs("*/15 * * * *") == Approx(days * 96));
  CHECK(runs("0 9-17 * * mon-fri") == Approx(days * 9 * 5 / 7));
  CHECK(runs("0 0 1 * *") == Approx(days * 12 / 365.2425));
  CHECK(runs("0 0 1,15 * sun") > runs("0 0 1,15 * *"));  // either day
  CHECK(runs("0 0 29 feb *") == Approx(days * 97 / 146097));
  CHECK(runs("5 4 * * 7") == Approx(runs("5 4 * * 0")));
  CHECK(runs("TZ=Europe/Berlin 30 6 * * *") == Approx(days));
  CHECK(runs("@hourly") == Approx(730));
  CHECK(runs("@every 1h30m") == Approx(730 / 1.5));
  CHECK(runs("0 0 31 2 *") == 0);
  for (const char* const wrong :
       {"", "* * * *", "60 * * * *", "* * * * * *", "a b c d e", "@often", "1-0 * * * *", "*/0 * * * *",
        "1.5 * * * *", "@every", "@every 5", "99999999999 * * * *"})
    CHECK_FALSE(cron_runs_per_month(wrong));
}
