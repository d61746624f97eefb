#include "cloudplan/catalog.hpp"

#include "catalog/catalog_reference.hpp"
#include "catalog/catalog_schema.hpp"
#include "catch.hpp"
#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/price_guard.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace cloudplan;

namespace {

// The smallest catalog with an accelerator and a price.
std::vector<CatalogFile> small_catalog() {
  return {
      {"data/acme/sources.csv", "key,as_of,weak,text\nlist,2026-02,no,price list\n"},
      {"data/acme/providers.csv", "key,title,kind,enabled\nacme,Acme,cloud,yes\n"},
      {"data/acme/regions.csv",
       "key,title,continent,country,residency,restricted\nnorth,North,europe,NO,no,no\nsouth,South,europe,ES,"
       "eu,no\n"},
      {"data/acme/instance_types.csv",
       "name,vcpus,memory_gib,accelerator,accelerator_count,burstable,source\nb.large,2,4,,,yes,list\n"
       "a.large,8,32,nvidia-t4,1,no,list\n"},
      {"data/acme/prices.csv",
       "instance_type,region,on_demand,spot,source\na.large,south,1.5,0.5,list\na.large,north,1.25,,list\n"},
      {"data/hardware/accelerators.csv",
       "key,vendor,kind,memory_gib,native_fp16,source\nnvidia-t4,nvidia,gpu,16,yes,data sheet\n"},
  };
}

Catalog open(const std::vector<std::byte>& image) { return {image, "image", Catalog::Check::everything}; }

std::string errors_of(std::vector<CatalogFile> files) {
  try {
    compile_catalog(std::move(files));
    return "";
  } catch (const InputError& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("a compiled catalog holds what its tables say") {
  const auto image = compile_catalog(small_catalog());
  const Catalog catalog = open(image);
  REQUIRE(catalog.instance_types().size() == 2);
  const InstanceType& type = catalog.instance_types()[0];  // by name
  CHECK(catalog.full_name(type) == "acme/a.large");
  CHECK(type.vcpus == 8);
  CHECK_FALSE(is_known(type.network_gbps));
  CHECK(catalog.text(catalog.accelerators()[type.accelerator].key) == "nvidia-t4");
  CHECK(catalog.text(type.accelerator_name) == "nvidia-t4");
  const auto prices = catalog.prices_of(type);
  REQUIRE(prices.size() == 2);
  CHECK(catalog.text(catalog.regions()[prices[0].region].key) == "north");
  CHECK(prices[0].rate[0].dollars() == 1.25);
  CHECK_FALSE(is_known(prices[0].rate[1]));
  CHECK(prices[1].rate[1].dollars() == 0.5);
  CHECK((catalog.instance_types()[1].flags & kBurstable) != 0);
  CHECK(catalog.prices_of(catalog.instance_types()[1]).empty());
  const Source& source = catalog.sources()[type.source];
  CHECK(catalog.text(source.key) == "acme/list");
  CHECK(source.as_of_day == 20512);  // 2026-02-28
}

TEST_CASE("the order of the files does not change the image") {
  auto files = small_catalog();
  const auto image = compile_catalog(files);
  std::reverse(files.begin(), files.end());
  CHECK(compile_catalog(files) == image);
}

TEST_CASE("mistakes in tables are all reported, at their place") {
  auto files = small_catalog();
  files[4].text =
      "instance_type,region,on_demand,sport,source\na.large,nort,1.5,,list\nc.large,north,free,,list\n"
      "a.large,south,-1,,lst\n";
  CHECK(errors_of(files) ==
        "data/acme/prices.csv:1:32: error: unknown column 'sport'\n"
        "  hint: did you mean 'spot'?\n"
        "data/acme/prices.csv:2:9: error: unknown region 'nort'\n"
        "  hint: did you mean 'north'?\n"
        "data/acme/prices.csv:3:15: error: 'free' is not a number\n"
        "  hint: leave the cell blank when the value is not known\n"
        "data/acme/prices.csv:4:15: error: on_demand = -1 is not between 1e-06 and 4294\n"
        "data/acme/prices.csv:4:19: error: unknown source 'lst'\n"
        "  hint: did you mean 'list'?");
}

TEST_CASE("a price twice is a mistake") {
  auto files = small_catalog();
  files[4].text += "a.large,south,1.6,,list\n";
  CHECK(errors_of(files) == "data/acme/prices.csv:4:1: error: 'a.large' has a price in this region already");
}

namespace {

// Where a.large can be rented, and one machine of which nothing is priced.
CatalogFile machine_regions(std::string rows) {
  return {"data/acme/machine_regions.csv", "machines,region,source\n" + std::move(rows)};
}

}  // namespace

TEST_CASE("a price where the machine cannot be rented is kept and flagged") {
  auto files = small_catalog();
  files[0].text += "zones,2026-06,no,machines by zone\n";
  files.push_back(machine_regions("a.*,south,zones\nz.*,north,zones\n"));
  files[4].text += "b.large,north,0.1,,list\n";
  const auto image = compile_catalog(files);
  const Catalog catalog = open(image);
  const InstanceType& named = catalog.instance_types()[0];
  const InstanceType& not_named = catalog.instance_types()[1];
  CHECK(catalog.prices_of(named)[0].suspect == kNotOffered);  // north
  CHECK(catalog.prices_of(named)[1].suspect == 0);
  CHECK(catalog.prices_of(not_named)[0].suspect == 0);
  REQUIRE(availability_sources(catalog, named).size() == 1);
  CHECK(catalog.text(catalog.sources()[availability_sources(catalog, named)[0]].key) == "acme/zones");
  CHECK(availability_sources(catalog, not_named).empty());
  // A narrower name takes the place of a wider one.
  files.back().text += "a.l*,north,list\n";
  const auto narrower = compile_catalog(files);
  const Catalog changed = open(narrower);
  CHECK(changed.prices_of(changed.instance_types()[0])[0].suspect == 0);
  CHECK(changed.prices_of(changed.instance_types()[0])[1].suspect == kNotOffered);  // south
  CHECK(suspect_sentence(catalog, named, kNotOffered) ==
        "Acme lists a price but not the machine in this region, as of 2026-06");
  CHECK(suspect_sentence(catalog, named, kCommitOrder) ==
        "its price looks wrong at its source: commitment not below a shorter one");
}

TEST_CASE("a machine's regions must be known, and stand there once") {
  auto files = small_catalog();
  files.push_back(
      machine_regions("a.*,south,list\na.*,nort,list\n*,south,list\na.*,south,list\n,north,list\n"));
  CHECK(errors_of(files) ==
        "data/acme/machine_regions.csv:3:5: error: unknown region 'nort'\n"
        "  hint: did you mean 'north'?\n"
        "data/acme/machine_regions.csv:5:1: error: 'a.* in south' stands here twice\n"
        "data/acme/machine_regions.csv:6:1: error: 'machines' is required");
}

TEST_CASE("a cut or changed image is refused") {
  const auto image = compile_catalog(small_catalog());
  for (std::size_t size = 0; size < image.size(); size += 7) {
    const std::vector<std::byte> cut(image.begin(), image.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK_THROWS_AS(open(cut), InputError);
  }
  for (std::size_t i = 0; i < image.size(); ++i) {
    auto flipped = image;
    flipped[i] ^= std::byte{1};
    CHECK_THROWS_AS(open(flipped), InputError);
  }
}

TEST_CASE("the columns of a table cover its record") {
  for (const Schema& schema : catalog_schemas()) {
    std::vector<bool> covered(schema.record_size);
    for (const Column& column : schema.columns)
      std::fill_n(covered.begin() + column.offset, column.size, true);
    const auto missing = std::count(covered.begin(), covered.end(), false);
    INFO(schema.table);
    CHECK(missing <= 8);  // padding before a number and at the end of a record
  }
}

TEST_CASE("data/README.md describes the columns that there are") {
  std::ifstream in(CLOUDPLAN_SOURCE_DIR "/data/README.md");
  const std::string readme{std::istreambuf_iterator<char>(in), {}};
  CHECK(readme.find(catalog_reference()) != std::string::npos);  // update it with catalogc --columns
}

TEST_CASE("the embedded catalog is whole") {
  const Catalog catalog = embedded_catalog();
  CHECK(catalog.instance_types().size() > 3000);
  CHECK(catalog.prices().size() > 98864);
}
