// What stands in the catalog's image ready for use must be what its stages work out of the tables.

#include "catch.hpp"

#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/transfer_cost.hpp"
#include "planner/market.hpp"

#include <algorithm>
#include <vector>

using namespace cloudplan;

namespace {

std::vector<std::byte> part_of(const Catalog& catalog, std::size_t part) {
  const auto bytes = catalog.prepared(static_cast<Prepared>(part));
  return {bytes.begin(), bytes.end()};
}

// The same tables, of which nothing was worked out.
Catalog unprepared(Catalog catalog) {
  catalog.replace(catalog.sources());
  return catalog;
}

}  // namespace

TEST_CASE("the embedded image holds what its stages would work out", "[catalog]") {
  const Catalog catalog = embedded_catalog(), bare = unprepared(catalog);
  const PreparedParts fresh = prepare_market(bare);
  for (std::size_t part = 0; part < kPreparedParts; ++part) {
    INFO("part " << part);
    CHECK(!fresh[part].empty());
    CHECK(part_of(catalog, part) == fresh[part]);
    CHECK(part_of(bare, part).empty());
  }
}

TEST_CASE("a stage reads the same out of the image as out of the tables", "[catalog]") {
  const Catalog catalog = embedded_catalog(), bare = unprepared(catalog);
  // What was read back and written again has not changed on the way.
  CHECK(prepare_market(catalog) == prepare_market(bare));
  const HardwareClasses ready(catalog), fresh(bare);
  CHECK(ready.connected_count() == fresh.connected_count());
  CHECK(ready.processor_count() == fresh.processor_count());
  const PriceBook book(catalog), own(bare);
  REQUIRE(book.bucket_classes().size() == own.bucket_classes().size());
  REQUIRE(book.routes().size() == own.routes().size());
  CHECK(catalog.text(book.destinations().internet) == "internet");
}

TEST_CASE("the route of a transfer is the same ready as searched for", "[catalog]") {
  const Catalog catalog = embedded_catalog();
  const PriceBook book(catalog);
  REQUIRE(book.knows_usual_routes());
  const Index regions = static_cast<Index>(catalog.regions().size());
  std::size_t found = 0;
  for (Index from = 0; from < regions; ++from)
    for (Index to = 0; to <= regions; ++to)
      for (const bool other_zone : {false, true}) {
        const Transfer transfer{.from = from, .to = to == regions ? kNoIndex : to, .other_zone = other_zone};
        const TransferRoute* const route = transfer_route(book, transfer);
        if (route != search_route(book, transfer)) FAIL("from " << from << " to " << to);
        found += route != nullptr;
      }
  CHECK(found > 1000);
  // Other ways than the usual one have routes of their own.
  const Transfer china{.from = book.region(book.provider("gcp"), "us-central1"), .audience = Audience::china};
  CHECK(transfer_route(book, china) != transfer_route(book, {.from = china.from}));
}

TEST_CASE("an image that is not trusted has nothing ready", "[catalog]") {
  const std::vector<CatalogFile> files{{"data/x/sources.csv", "key,as_of,text\ns,2026-01-01,a list\n"},
                                       {"data/x/providers.csv", "key,title,kind,enabled\nx,X,cloud,yes\n"},
                                       {"data/x/regions.csv", "key,title\nr,R\n"}};
  const auto image = compile_catalog(files, prepare_market);
  const Catalog trusted(image, "x", Catalog::Check::header_only),
      checked(image, "x", Catalog::Check::everything);
  CHECK(!trusted.prepared(Prepared::destinations).empty());
  CHECK(checked.prepared(Prepared::destinations).empty());
  // Without the model's constants there is no model to make ready, and that is no mistake of the tables.
  CHECK(trusted.prepared(Prepared::performance_model).empty());
  auto damaged = image;
  const auto part = trusted.prepared(Prepared::destinations);
  damaged[static_cast<std::size_t>(part.data() - image.data())] ^= std::byte{1};
  CHECK_THROWS(Catalog(damaged, "x", Catalog::Check::everything));
}
