// What a careful reader of database advice looks at: copies in another region,
// read replicas, peaks, engines that nobody can install, free plans beside files.

#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/storage.hpp"

#include "catch.hpp"
#include "storage_sets.hpp"

#include <algorithm>
#include <string>

using namespace cloudplan;
using namespace storage_sets;

namespace {

struct World {
  Catalog catalog = embedded_catalog();
  PriceBook book{catalog};
  StorageAdvisor advisor{book};
  StorageContext everywhere{};
};

const World& world() {
  static const World made;
  return made;
}

const StorageOption& best_of(const StorageDecision& decision) {
  REQUIRE(decision.best);
  return decision.all.options[*decision.best];
}

bool noted(const StorageDecision& decision, std::string_view text) {
  return std::any_of(decision.assumptions.begin(), decision.assumptions.end(),
                     [&](const std::string& note) { return note.find(text) != std::string::npos; });
}

double amount_of(const Cost& cost, std::string_view meter) {
  double sum = 0;
  for (const CostLine& line : cost.lines)
    if (line.meter.find(meter) != std::string::npos) sum += line.amount.dollars();
  return sum;
}

}  // namespace

TEST_CASE("a table that outlives a region is a global table, both copies paid", "[storage]") {
  const World& w = world();
  Dataset profiles = records("profiles", 3e7, 1000, 200, 50);
  profiles.availability = Availability::multi_region;
  const StorageDecision decision = w.advisor.decide(profiles, w.everywhere);
  const StorageOption& best = best_of(decision);
  CHECK(w.book.text(best.service) == "DynamoDB");
  CHECK(w.advisor.name(best).find("global table") != std::string::npos);
  CHECK(noted(decision, "every write goes to a copy in another region"));
  const Cost both = w.advisor.cost(profiles, w.everywhere, best);
  CHECK(both.total(Recurrence::monthly) == best.monthly);
  // Reads are paid once, writes and space twice, and the way between the regions.
  Dataset here = profiles;
  here.availability = Availability::multi_az;
  StorageOption single = best;
  single.count = 1;
  const Cost one = w.advisor.cost(here, w.everywhere, single);
  CHECK(amount_of(both, "read") == Approx(amount_of(one, "read")));
  CHECK(amount_of(both, "write") == Approx(2 * amount_of(one, "write")));
  CHECK(amount_of(both, "storage") == Approx(2 * amount_of(one, "storage")));
  CHECK(amount_of(both, "transfer") > 0);
  // What needs joins has no such table, and the answer says what to do.
  profiles.queries = {"join"};
  const StorageDecision joined = w.advisor.decide(profiles, w.everywhere);
  CHECK_FALSE(joined.best);
}

TEST_CASE("one region allowed is no place for a copy", "[storage]") {
  const World& w = world();
  StorageContext one;
  for (const Region& region : w.catalog.regions())
    one.regions.push_back(w.book.text(region.key) == "us-east-1");
  Dataset profiles = records("profiles", 3e7, 1000, 200, 50);
  profiles.availability = Availability::multi_region;
  CHECK_FALSE(w.advisor.decide(profiles, one).best);
  one.copies.assign(w.catalog.regions().size(), true);
  CHECK(w.advisor.decide(profiles, one).best);
}

TEST_CASE("read replicas are for where no single machine is enough", "[storage]") {
  const World& w = world();
  Dataset places = records("places", 8e6, 1000, 300, 1);
  places.queries = {"range", "text"};
  for (const StorageOption& option : w.advisor.options(places, w.everywhere).options) {
    if (option.replicas == 0) continue;
    INFO(w.advisor.name(option));
    CHECK(w.advisor.name(option).find("Standard_B") == std::string::npos);
    for (const StorageOption& other : w.advisor.options(places, w.everywhere).options)
      CHECK_FALSE((other.service == option.service && other.region == option.region && other.replicas == 0 &&
                   other.mode == option.mode));
  }
}

TEST_CASE("auto scaling does not follow a peak of sixty times the mean", "[storage]") {
  const World& w = world();
  Dataset cart = records("cart", 5e6, 1000, 100, 50);
  cart.engine = "dynamodb";
  const StorageOption calm = best_of(w.advisor.decide(cart, w.everywhere));
  CHECK(calm.mode == DatabaseMode::provisioned);
  cart.peak_writes = PerSecond{3000};
  const StorageOption bursts = best_of(w.advisor.decide(cart, w.everywhere));
  CHECK(bursts.mode == DatabaseMode::on_demand);
}

TEST_CASE("nobody runs DynamoDB on a machine of their own", "[storage]") {
  const World& w = world();
  Dataset cart = records("cart", 5e6, 1000, 100, 50);
  cart.engine = "dynamodb";
  for (const StorageOption& option : w.advisor.options(cart, w.everywhere).options)
    CHECK(option.kind != StoreKind::disk);
}

TEST_CASE("what describes files is not left to a free plan", "[storage]") {
  const World& w = world();
  const Dataset documents = records("documents", 2e5, 2e6, 5, 1);
  const StorageDecision decision = w.advisor.decide(documents, w.everywhere);
  REQUIRE(decision.records);
  CHECK_FALSE(decision.records->free_plan);
  CHECK(decision.records->monthly.nanos > 0);
}

TEST_CASE("capacity that was measured on another engine is said", "[storage]") {
  const World& w = world();
  Dataset shop = records("shop", 4e6, 2000, 300, 30);
  shop.engine = "mysql";
  CHECK(noted(w.advisor.decide(shop, w.everywhere), "no measurement of MySQL"));
  shop.engine = "postgresql";
  CHECK_FALSE(noted(w.advisor.decide(shop, w.everywhere), "no measurement of"));
  // A smaller plan with more storage, whose price nobody found.
  Dataset catalog = records("catalog", 2e7, 3000, 400, 20);
  catalog.engine = "mongodb";
  catalog.queries = {"point", "secondary"};
  const StorageDecision decision = w.advisor.decide(catalog, w.everywhere);
  CHECK(noted(decision, "no measurement of MongoDB"));
  CHECK(noted(decision, "a price for storage that is not in the catalog"));
}

TEST_CASE("a first upload is spread over the life of data that is renewed", "[storage]") {
  const World& w = world();
  Dataset scratch = files("scratch", 5e12, 1e6);
  scratch.retention = days(2);
  scratch.object_writes_per_month = 1.5e7;
  const StorageOption renewed = best_of(w.advisor.decide(scratch, w.everywhere));
  CHECK(renewed.compared.dollars() ==
        Approx(renewed.monthly.dollars() + renewed.once.dollars() / 12).margin(1e-6));
}

TEST_CASE("a database is as large as the bytes that go through it need", "[storage]") {
  const World& w = world();
  // 1,150 reads a second of 50 kB: 150 TB a month, 57 MB/s, three times that at the peak.
  Dataset images = records("thumbnails", 2e6, 50e3, 1150, 1);
  images.engine = "postgresql";
  StorageContext reasons = w.everywhere;
  reasons.every_limit = true;
  const StorageDecision decision = w.advisor.decide(images, reasons);
  const double peak_mbps = 3 * (1150 + 1) * 50e3 / 1e6;
  for (const StorageOption& option : decision.all.options) {
    if (option.plan == kNoIndex || option.replicas > 0) continue;
    const std::string_view plan = w.book.text(w.catalog.table<DatabasePlan>()[option.plan].plan);
    INFO(w.advisor.name(option));
    if (!plan.starts_with("db.")) continue;
    const std::string_view machine = plan.substr(3);
    for (const InstanceType& type : w.catalog.instance_types())
      if (w.book.text(type.name) == machine && type.service == Service::vm)
        CHECK(type.network_gbps * 1000 / 8 >= peak_mbps);
  }
  const bool named = std::any_of(decision.all.rejections.begin(), decision.all.rejections.end(),
                                 [&](const Rejection& rejection) {
                                   const std::string text = w.advisor.explain(rejection);
                                   return rejection.limit == Limit::network &&
                                          text.find("too slow a network (needs 173 MB/s") != text.npos;
                                 });
  CHECK(named);
  // The same reads of small rows need none of it.
  Dataset rows = records("rows", 2e6, 500, 1150, 1);
  rows.engine = "postgresql";
  const StorageDecision small = w.advisor.decide(rows, reasons);
  CHECK(best_of(small).compared < best_of(decision).compared);
  for (const Rejection& rejection : small.all.rejections) CHECK(rejection.limit != Limit::network);
}

TEST_CASE("what misses the memory must pass the disk", "[storage]") {
  const World& w = world();
  // 2 TB of 100 kB values, read everywhere: more MB/s than a small volume or machine moves.
  Dataset blobs = records("pages", 2e7, 100e3, 1500, 10);
  blobs.engine = "postgresql";
  blobs.peak_reads = PerSecond{1500};
  StorageContext reasons = w.everywhere;
  reasons.every_limit = true;
  const StorageDecision decision = w.advisor.decide(blobs, reasons);
  CHECK(std::any_of(decision.all.rejections.begin(), decision.all.rejections.end(),
                    [](const Rejection& rejection) { return rejection.limit == Limit::disk_rate; }));
}
