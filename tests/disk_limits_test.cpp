// Disks as they are sold: what each can do at most is priced, a little more is refused.

#include "cloudplan/disk_cost.hpp"
#include "cloudplan/embedded_catalog.hpp"

#include "catch.hpp"

#include <string>

using namespace cloudplan;

namespace {

struct World {
  Catalog catalog = embedded_catalog();
  PriceBook book{catalog};
};

const World& world() {
  static const World made;
  return made;
}

const BlockStorage& disk(std::string_view region, std::string_view type) {
  const World& w = world();
  for (const BlockStorage& row : w.catalog.table<BlockStorage>())
    if (w.book.text(w.catalog.regions()[row.region].key) == region && w.book.text(row.type) == type)
      return row;
  FAIL("no such disk");
  return w.catalog.table<BlockStorage>().front();
}

}  // namespace

TEST_CASE("every disk is sold up to its limits, and not beyond", "[disks]") {
  const World& w = world();
  std::size_t bounded = 0;
  for (const BlockStorage& row : w.catalog.table<BlockStorage>()) {
    INFO(w.book.text(row.type));
    const double gb = is_known(row.fixed_size_gb) ? row.fixed_size_gb
                      : is_known(row.max_gb)      ? row.max_gb
                                                  : 100;
    const DiskSpeed most = disk_speed(w.book, row, gb);
    const DiskUse use{.gb = gb,
                      .iops = is_known(most.iops) ? most.iops : 1e9,
                      .mbps = is_known(most.mbps) ? most.mbps : 1e9};
    CHECK_FALSE(broken_disk_limit(w.book, row, use));
    const auto refused = [&](DiskUse more) {
      const auto broken = broken_disk_limit(w.book, row, more);
      CHECK(broken);
      if (broken) CHECK((!broken->problem.empty() && !broken->hint.empty()));
      ++bounded;
    };
    if (is_known(most.iops)) refused({.gb = use.gb, .iops = use.iops + 1, .mbps = use.mbps});
    if (is_known(most.mbps)) refused({.gb = use.gb, .iops = use.iops, .mbps = use.mbps + 1});
    if (is_known(row.max_gb) && !is_known(row.fixed_size_gb)) refused({.gb = row.max_gb + 1});
  }
  CHECK(bounded > 1000);
}

TEST_CASE("speed that grows with the size is that of the documentation", "[disks]") {
  const World& w = world();
  const auto iops = [&](std::string_view region, std::string_view type, double gb) {
    return disk_speed(w.book, disk(region, type), gb).iops;
  };
  CHECK(iops("us-east-1", "gp2", 10) == 100);
  CHECK(iops("us-east-1", "gp2", 1000) == 3000);
  CHECK(iops("us-east-1", "gp2", 10000) == 16000);
  CHECK(iops("us-east-1", "gp3", 1) == 3000);
  CHECK(iops("us-east-1", "gp3", 10) == 5000);
  CHECK(iops("us-east-1", "gp3", 1000) == 80000);
  CHECK(iops("us-east-1", "io1", 100) == 5000);
  CHECK(iops("us-east-1", "io2", 100) == 100000);
  CHECK(iops("us-central1", "pd-ssd", 100) == 9000);
  CHECK(iops("us-central1", "pd-balanced", 1000) == 9000);
  CHECK(iops("us-central1", "pd-standard", 1000) == 750);
  CHECK(iops("eastus", "Premium SSD v2", 4) == 3000);
  CHECK(iops("eastus", "Premium SSD P10", 0) == 500);
}

TEST_CASE("a refusal says the limit of the size, or of the type", "[disks]") {
  const World& w = world();
  const auto small = broken_disk_limit(w.book, disk("us-east-1", "gp3"), {.gb = 100, .iops = 1e9});
  REQUIRE(small);
  CHECK(small->problem == "gp3 disks of 100 GB have at most 50000 IOPS; 1000000000 are asked for");
  const auto fast = broken_disk_limit(w.book, disk("us-east-1", "gp3"), {.gb = 1000, .iops = 100000});
  REQUIRE(fast);
  CHECK(fast->hint == "enough, in this region: io2");
  const auto large = broken_disk_limit(w.book, disk("us-east-1", "st1"), {.gb = 40000});
  REQUIRE(large);
  CHECK(large->hint == "spread it over 3 disks of 13334 GB: --count 3");
}
