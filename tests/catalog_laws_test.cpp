#include "cloudplan/catalog_laws.hpp"

#include "catalog/record_text.hpp"
#include "catch.hpp"
#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/catalog_summary.hpp"
#include "cloudplan/embedded_catalog.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace cloudplan;

TEST_CASE("the embedded catalog keeps every law") {
  const Catalog catalog = embedded_catalog();
  catalog.verify("embedded");
  for (const LawReport& law : check_laws(catalog)) {
    INFO(law.law);
    CHECK(law.holds());
    CHECK(law.checked > 0);
    CHECK(law.culprits.size() == law.broken);
  }
}

TEST_CASE("a price whose source has no date breaks a law") {
  const auto image =
      compile_catalog({{"d/a/sources.csv", "key,as_of,text\nlist,,a list\n"},
                       {"d/a/providers.csv", "key,title,kind,enabled\na,A,cloud,yes\n"},
                       {"d/a/regions.csv", "key,country\nnorth,NO\nnowhere,\n"},
                       {"d/a/instance_types.csv", "name,source\nm,list\n"},
                       {"d/a/prices.csv", "instance_type,region,on_demand,source\nm,north,1,list\n"}});
  const Catalog catalog(image, "image", Catalog::Check::everything);
  std::vector<std::string> broken;
  for (const LawReport& law : check_laws(catalog))
    if (!law.holds()) broken.insert(broken.end(), law.culprits.begin(), law.culprits.end());
  CHECK(broken == std::vector<std::string>{"a/nowhere", "a/m in north: on demand 1"});
}

TEST_CASE("the parts of a catalog add up to it") {
  const Catalog catalog = embedded_catalog();
  std::size_t prices = 0;
  std::size_t types = 0;
  std::size_t regions = 0;
  for (const CatalogPart& part : catalog_parts(catalog)) {
    if (part.table == "prices") prices += part.rows;
    if (part.table == "instance_types") types += part.rows;
    if (part.table == "regions") regions += part.rows;
    CHECK(std::is_sorted(part.sources.begin(), part.sources.end(), [&](Index a, Index b) {
      return catalog.sources()[a].as_of_day < catalog.sources()[b].as_of_day;
    }));
  }
  CHECK(prices == catalog.prices().size());
  CHECK(types == catalog.instance_types().size());
  CHECK(regions == catalog.regions().size());
}

TEST_CASE("no price that anything costs is older than the oldest of its provider") {
  const Catalog catalog = embedded_catalog();
  const std::vector<OldestPrice> oldest = oldest_prices(catalog, catalog_parts(catalog));
  const auto check = [&](Index provider, Index source) {
    if (source == kNoIndex || catalog.sources()[source].as_of.empty()) return;
    REQUIRE(oldest[provider].source != kNoIndex);
    const auto day = catalog.sources()[oldest[provider].source].as_of_day;
    if (catalog.sources()[source].as_of_day < day) FAIL(catalog.text(catalog.sources()[source].key));
  };
  for (const InstanceType& type : catalog.instance_types())
    for (const Price& price : catalog.prices_of(type)) check(type.provider, price.source);
  for (const BlockStorage& disk : catalog.table<BlockStorage>()) check(disk.provider, disk.source);
  for (const ObjectStorageTier& bucket : catalog.table<ObjectStorageTier>())
    check(bucket.provider, bucket.source);
  for (const DatabasePlan& plan : catalog.table<DatabasePlan>()) check(plan.provider, plan.source);
  // Of a provider whose disks are older than its machines, a disk is.
  for (Index i = 0; i < catalog.providers().size(); ++i)
    if (catalog.text(catalog.providers()[i].key) == "aws") CHECK(oldest[i].table == "block_storage");
  CHECK_FALSE(holds_prices("instance_types"));
  CHECK(holds_prices("transfer"));
}

TEST_CASE("members are written as data/ has them") {
  const Catalog catalog = embedded_catalog();
  const Schema& schema = schema_of(TableId::instance_type);
  for (Index i = 0; i < catalog.instance_types().size(); ++i) {
    if (catalog.full_name(catalog.instance_types()[i]) != "aws/t3.micro") continue;
    const auto text = [&](std::string_view name) {
      return member_text(catalog, *find_column(schema, name),
                         record_at(catalog, {TableId::instance_type, i}));
    };
    CHECK(text("provider") == "aws");
    CHECK(text("service") == "vm");
    CHECK(text("vcpus") == "2");
    CHECK(text("burstable") == "yes");
    CHECK(text("accelerator").empty());
    CHECK(text("source") == "aws/types");
    return;
  }
  FAIL("aws/t3.micro is not in the catalog");
}
