// Which network a machine has where its own row doesn't say.

#include "catch.hpp"
#include "cloudplan/catalog.hpp"
#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/error.hpp"

#include <string>
#include <vector>

using namespace cloudplan;

namespace {

std::vector<CatalogFile> files_with(std::string rules) {
  return {
      {"data/acme/sources.csv", "key,as_of,weak,text\nlist,2026-02,no,price list\n"},
      {"data/acme/providers.csv", "key,title,kind,enabled\nacme,Acme,cloud,yes\n"},
      {"data/acme/instance_types.csv",
       "name,vcpus,memory_gib,accelerator,accelerator_count,network_gbps,source\n"
       "a.2,2,8,,,,list\na.4,4,16,,,,list\na.16,16,64,,,,list\na.16+nvidia-t4x1,16,64,nvidia-t4,1,,list\n"
       "a.16n,16,64,,,75,list\nb.1,,8,,,,list\nc.64,64,256,nvidia-t4,8,,list\n"},
      {"data/hardware/accelerators.csv",
       "key,vendor,kind,memory_gib,native_fp16,source\nnvidia-t4,nvidia,gpu,16,yes,data sheet\n"},
      {"data/hardware/network_rates.csv",
       "provider,pattern,vcpus,network_gbps,fabric_gbps,source\n" + std::move(rules)},
  };
}

const InstanceType& type_of(const Catalog& catalog, std::string_view name) {
  for (const InstanceType& type : catalog.instance_types())
    if (catalog.text(type.name) == name) return type;
  FAIL("no type " << name);
  return catalog.instance_types()[0];
}

}  // namespace

TEST_CASE("a rule gives the network of the largest size that a machine reaches") {
  const auto image = compile_catalog(
      files_with("acme,a.*,4,10,,sizes page\nacme,a.*,8,16,,sizes page\nacme,a.*+nvidia-*,1,32,,GPU page\n"
                 "acme,b.*,1,1,,sizes page\nacme,c.*,1,80,1600,cluster page\n"));
  const Catalog catalog(image, "image", Catalog::Check::everything);
  CHECK_FALSE(is_known(type_of(catalog, "a.2").network_gbps));  // smaller than every row
  CHECK(type_of(catalog, "a.4").network_gbps == 10);
  CHECK(type_of(catalog, "a.16").network_gbps == 16);
  CHECK(type_of(catalog, "a.16+nvidia-t4x1").network_gbps == 32);
  CHECK(type_of(catalog, "a.16n").network_gbps == 75);  // its own row knows better
  CHECK(type_of(catalog, "a.16n").network_source == kNoIndex);
  CHECK_FALSE(is_known(type_of(catalog, "b.1").network_gbps));  // of unknown size
  CHECK(type_of(catalog, "c.64").fabric_gbps == 1600);
  const Index source = type_of(catalog, "a.4").network_source;
  REQUIRE(source != kNoIndex);
  CHECK(catalog.text(catalog.sources()[source].text) == "sizes page");
}

TEST_CASE("a size of a network rule stands there once") {
  try {
    compile_catalog(
        files_with("acme,a.*,4,10,,page\nacme,a.*,4,12,,page\nacme,,4,12,,page\nacme,b.*,4,0,,page\n"));
    FAIL("accepted");
  } catch (const InputError& e) {
    const std::string text = e.what();
    CHECK(text.find("network_rates.csv:3:6: error: 'a.* from 4 vCPUs on' stands here twice") !=
          std::string::npos);
    CHECK(text.find("network_rates.csv:4:6: error: 'pattern' is required") != std::string::npos);
    CHECK(text.find("network_rates.csv:5:12: error:") != std::string::npos);
  }
}
