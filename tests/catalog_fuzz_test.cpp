// What a hostile image or a broken table can do: be refused.

#include "catalog/catalog_format.hpp"
#include "catch.hpp"
#include "cloudplan/catalog.hpp"
#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/catalog_laws.hpp"
#include "cloudplan/catalog_summary.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/offer_search.hpp"

#include <rapidcheck.h>

#include <cstring>
#include <string>
#include <vector>

using namespace cloudplan;

namespace {

const std::vector<CatalogFile>& tables() {
  static const std::vector<CatalogFile> files{
      {"d/acme/sources.csv",
       "key,as_of,weak,text\nlist,2026-02,no,\"price list, \"\"new\"\"\"\nold,2020,yes,memory\n"},
      {"d/acme/providers.csv", "key,title,kind,enabled\nacme,Acme,cloud,yes\n"},
      {"d/acme/regions.csv",
       "key,title,continent,country,residency,restricted\nnorth,North,europe,NO,no,no\nsouth,South,europe,ES,"
       "eu,yes\n"},
      {"d/acme/instance_types.csv",
       "name,vcpus,memory_gib,accelerator,accelerator_count,burstable,source\nb.large,2,4,,,yes,list\n"
       "a.large,8,32,nvidia-t4,1,no,list\na.huge,32,128,nvidia-t4,4,no,old\n"},
      {"d/acme/prices.csv",
       "instance_type,region,on_demand,spot,commit_1y,source\na.large,south,1.5,0.5,,list\na.large,north,1."
       "25,,1,list\n"
       "a.huge,north,4,1,,old\n"},
      {"d/acme/object_storage.csv",
       "region,service,storage_class,usd_per_gb_month,source\nnorth,Bucket,Standard,0.02,list\n"},
      {"d/hardware/accelerators.csv",
       "key,vendor,kind,memory_gib,source\nnvidia-t4,nvidia,gpu,16,data sheet\n"},
      {"d/hardware/cpus.csv", "key,vendor,isa,source\nx-1,x,x86_64,page\n"},
      {"d/hardware/instance_cpus.csv",
       "provider,pattern,cpu,certainty,source\nacme,a.*,x-1,documented,page\n"}};
  return files;
}

void use(const std::vector<std::byte>& image) {
  try {
    const Catalog catalog(image, "image", Catalog::Check::everything);
    check_laws(catalog);
    catalog_parts(catalog);
    OfferFilter all;
    all.purchase = {true, true, true, true};
    all.restricted = all.trust_outliers = all.managed = true;
    auto found = search_offers(catalog, all).offers;
    sort_offers(catalog, found, OfferOrder::accelerator_price, 0);
    for (const InstanceType& type : catalog.instance_types()) catalog.full_name(type);
  } catch (const InputError&) {}
}

// As a forger would: the checksum is right.
void seal(std::vector<std::byte>& image) {
  const std::uint64_t sum = image_checksum(image);
  std::memcpy(image.data() + offsetof(ImageHeader, checksum), &sum, sizeof sum);
}

std::size_t place(int number, std::size_t size) {
  return static_cast<std::size_t>(number < 0 ? ~number : number) % size;
}

}  // namespace

TEST_CASE("a forged image with a right checksum is refused or harmless") {
  const auto image = compile_catalog(tables());
  CHECK(rc::check([&](const std::vector<std::pair<int, std::uint8_t>>& changes) {
    auto forged = image;
    for (const auto& [at, value] : changes)
      forged[*rc::gen::inRange<std::size_t>(0, image.size())] = std::byte{value};
    seal(forged);
    use(forged);
  }));
}

TEST_CASE("every single byte of an image may be forged") {
  const auto image = compile_catalog(tables());
  for (std::size_t i = 0; i < image.size(); ++i)
    for (const unsigned value : {0x00U, 0x01U, 0x7fU, 0x80U, 0xffU}) {
      auto forged = image;
      forged[i] = static_cast<std::byte>(value);
      seal(forged);
      use(forged);
    }
  SUCCEED();
}

TEST_CASE("a broken table is refused at its place, or compiles") {
  CHECK(rc::check([&](const std::vector<std::pair<int, int>>& edits) {
    constexpr std::string_view kPieces[] = {",",   "\"",  "\n",      "",      "-1",  "1e999",
                                            "nan", "yes", "a.large", "north", "\xff"};
    auto files = tables();
    for (const auto& [where, what] : edits) {
      CatalogFile& file = files[place(where, files.size())];
      if (file.text.empty()) continue;
      file.text.replace(*rc::gen::inRange<std::size_t>(0, file.text.size()), 1, kPieces[place(what, 11)]);
    }
    try {
      use(compile_catalog(files));
    } catch (const InputError& e) {
      RC_ASSERT(!e.diagnostics().empty());
      for (const Diagnostic& diagnostic : e.diagnostics()) RC_ASSERT(!diagnostic.file.empty());
    }
  }));
}
