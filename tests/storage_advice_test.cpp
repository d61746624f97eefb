// Advice that a sceptic would question: who takes more commits than one writer
// can, a database of one's own, and second choices.

#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/storage.hpp"

#include "catch.hpp"
#include "storage_sets.hpp"

#include <algorithm>
#include <string>

using namespace cloudplan;
using namespace storage_sets;

namespace {

struct Advice {
  Catalog catalog = embedded_catalog();
  PriceBook book{catalog};
  StorageAdvisor advisor{book};
  StorageContext everywhere;

  StorageContext only(std::string_view residency, std::string_view provider) const {
    StorageContext context;
    for (const Region& region : catalog.regions())
      context.regions.push_back(book.text(region.residency) == residency && region.restricted == 0);
    for (const Provider& known : catalog.providers())
      context.providers.push_back(book.text(known.key) == provider);
    return context;
  }
};

const Advice& advice() {
  static const Advice made;
  return made;
}

const StorageOption& best_of(const StorageDecision& decision) { return decision.all.options[*decision.best]; }

bool noted(const StorageDecision& decision, std::string_view text) {
  return std::any_of(decision.assumptions.begin(), decision.assumptions.end(),
                     [&](const std::string& note) { return note.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("more commits than a writer takes are written in batches", "[storage]") {
  const Advice& a = advice();
  Dataset series = records("metrics", 1e10, 40, 20, 5000);
  series.queries = {"range", "aggregate"};
  const StorageDecision decision = a.advisor.decide(series, a.everywhere);
  INFO(decision.reason);
  REQUIRE(decision.best);
  const StorageOption& best = best_of(decision);
  CHECK(best.kind == StoreKind::database);
  CHECK(best.batched);
  CHECK(decision.reason.find("commits at least ten at once") != std::string::npos);
  CHECK(a.advisor.cost(series, a.everywhere, best).total(Recurrence::monthly) == best.monthly);
  // What is committed one by one stays so.
  series.queries = {"point"};
  series.transactions = true;
  for (const StorageOption& option : a.advisor.options(series, a.everywhere).options)
    CHECK_FALSE(option.batched);
}

TEST_CASE("what takes no batches either names the limit of those", "[storage]") {
  const Advice& a = advice();
  Dataset series = records("metrics", 8e10, 60, 30, 20000);
  series.queries = {"range", "aggregate"};
  const StorageDecision decision = a.advisor.decide(series, a.everywhere);
  REQUIRE(decision.best);
  REQUIRE(best_of(decision).batched);
  std::size_t azure_mysql = 0;
  for (const Rejection& rejection : decision.all.rejections) {
    if (a.book.text(rejection.service) != "Azure Database for MySQL") continue;
    ++azure_mysql;
    CHECK(rejection.limit != Limit::commits);
  }
  CHECK(azure_mysql > 0);
}

TEST_CASE("flip points tell rows that are committed alone from rows in batches", "[storage]") {
  const Advice& a = advice();
  Dataset series = records("metrics", 8e10, 60, 30, 20000);
  series.queries = {"range", "aggregate"};
  const StorageDecision decision = a.advisor.decide(series, a.everywhere);
  const auto flips = a.advisor.flip_points(series, a.everywhere);
  const auto fewer = std::find_if(flips.begin(), flips.end(), [](const FlipPoint& flip) {
    return flip.parameter == "writes" && flip.factor < 1;
  });
  REQUIRE(fewer != flips.end());
  CHECK(fewer->becomes == "RDS");
  CHECK(a.advisor.answer(best_of(decision)) == "RDS with rows committed ten at once");
}

TEST_CASE("a price that is as low is said, and what more than one data center would cost", "[storage]") {
  const Advice& a = advice();
  Dataset tapes = files("tapes", 5e15, 2e6);
  tapes.access = Access::archive;
  tapes.reads_per_month = 0;
  tapes.retention = days(3650);
  const StorageDecision archive = a.advisor.decide(tapes, a.everywhere);
  const auto azure = std::find_if(archive.all.options.begin(), archive.all.options.end(), [&](const auto& o) {
    return a.advisor.name(o) == "Blob Storage Archive" &&
           a.book.text(a.catalog.regions()[o.region].key) == "eastus";
  });
  REQUIRE(azure != archive.all.options.end());
  const auto equals = a.advisor.notes_of_choice(archive, *azure);
  REQUIRE(equals.size() == 1);
  CHECK(equals[0].find("S3 Glacier Deep Archive in us-east-1 costs the same within 1 %") == 0);
  CHECK(equals[0].find("several data centers") != std::string::npos);

  const auto notes_of_b2 = [&](double bytes) {
    const StorageDecision pictures = a.advisor.decide(files("pictures", bytes, bytes / 3e3), a.everywhere);
    const auto b2 =
        std::find_if(pictures.all.options.begin(), pictures.all.options.end(),
                     [&](const StorageOption& option) { return a.advisor.name(option) == "B2 Standard"; });
    return b2 == pictures.all.options.end() ? std::vector<std::string>{"no B2"}
                                            : a.advisor.notes_of_choice(pictures, *b2);
  };
  CHECK(notes_of_b2(90e9).empty());  // of less than a dollar a month nothing is said
  const auto large = notes_of_b2(900e9);
  REQUIRE(large.size() == 1);
  CHECK(large[0].find("kept in one data center only; in several the cheapest is ") == 0);
}

TEST_CASE("events that are only counted go to files, a chat does not", "[storage]") {
  const Advice& a = advice();
  Dataset events = records("events", 4e10, 200, 0.5, 15000);
  events.queries = {"aggregate", "range"};
  const StorageDecision decision = a.advisor.decide(events, a.everywhere);
  INFO(decision.reason);
  REQUIRE(decision.best);
  CHECK(best_of(decision).kind == StoreKind::bucket);
  CHECK(noted(decision, "rows are collected into files"));
  // Files of 128 MB are paid for: 15,000 x 200 bytes a second.
  bool puts = false;
  for (const CostLine& line : a.advisor.cost(events, a.everywhere, best_of(decision)).lines)
    puts = puts || line.meter.find("class A") != std::string::npos;
  CHECK(puts);
  events.queries = {"point", "aggregate"};
  const StorageDecision chat = a.advisor.decide(events, a.everywhere);
  if (chat.best) CHECK(best_of(chat).kind != StoreKind::bucket);
}

TEST_CASE("DynamoDB for its rate of commits names what batches would cost", "[storage]") {
  const Advice& a = advice();
  Dataset values = records("values", 1e9, 150, 5000, 5000);
  values.queries = {"point"};
  const StorageDecision decision = a.advisor.decide(values, a.everywhere);
  REQUIRE(decision.best);
  CHECK(a.book.text(best_of(decision).service) == "DynamoDB");
  CHECK(noted(decision, "collects rows"));
}

TEST_CASE("a database of one's own is the last resort, with its machines", "[storage]") {
  const Advice& a = advice();
  Dataset ratings = records("ratings", 2e6, 512, 40, 5);
  ratings.transactions = true;
  ratings.connections = 50;
  ratings.availability = Availability::multi_az;
  for (const char* provider : {"gcp", "azure"}) {
    // No managed price is known in the European regions of either.
    const StorageContext europe = a.only("eu", provider);
    const StorageDecision decision = a.advisor.decide(ratings, europe);
    INFO(decision.reason);
    REQUIRE(decision.best);
    const StorageOption& best = best_of(decision);
    CHECK(best.kind == StoreKind::disk);
    CHECK(best.machines == 2);
    CHECK(decision.reason.find("no managed database has a known price here") == 0);
    CHECK(noted(decision, "yourself"));
    CHECK(noted(decision, "would do, at"));
    const Cost cost = a.advisor.cost(ratings, europe, best);
    CHECK(cost.total(Recurrence::monthly) == best.monthly);
    CHECK(std::any_of(cost.lines.begin(), cost.lines.end(),
                      [](const CostLine& line) { return line.meter.find("machine") == 0; }));
  }
  const StorageDecision managed = a.advisor.decide(ratings, a.everywhere);
  REQUIRE(managed.best);
  CHECK(best_of(managed).kind == StoreKind::database);
}

TEST_CASE("a machine of one's own commits no more than a managed one", "[storage]") {
  const Advice& a = advice();
  Dataset ledger = records("ledger", 8e8, 300, 2000, 9000);
  ledger.transactions = true;
  for (const StorageOption& option : a.advisor.options(ledger, a.everywhere).options)
    CHECK(option.kind != StoreKind::disk);
}

TEST_CASE("a petabyte of rows is no database on one machine", "[storage]") {
  const Advice& a = advice();
  const auto disks = [&](double rows) {
    const StorageDecision decision = a.advisor.decide(records("events", rows, 1000, 100, 2000), a.everywhere);
    return std::count_if(decision.all.options.begin(), decision.all.options.end(),
                         [](const StorageOption& option) { return option.kind == StoreKind::disk; });
  };
  CHECK(disks(2e12) == 0);
  CHECK(disks(2e10) > 0);
}

TEST_CASE("one zone is a second choice while another bucket fits", "[storage]") {
  const Advice& a = advice();
  Dataset images = files("images", 1.2e12, 14e6);
  images.reads_per_month = 30;
  const StorageDecision decision = a.advisor.decide(images, a.everywhere);
  REQUIRE(decision.best);
  CHECK_FALSE(best_of(decision).second_choice);
  int second = 0;
  for (const StorageOption& option : decision.all.options)
    if (option.second_choice) {
      ++second;
      CHECK(a.advisor.name(option).find("One Zone") != std::string::npos);
    }
  CHECK(second > 0);
}

TEST_CASE("twenty thousand rows a second in batches have a database, a hundred thousand do not",
          "[storage]") {
  const Advice& a = advice();
  Dataset series = records("sensors", 2e9, 120, 50, 20000);
  series.queries = {"range", "aggregate"};
  const StorageDecision decision = a.advisor.decide(series, a.everywhere);
  INFO(decision.reason);
  REQUIRE(decision.best);
  CHECK(best_of(decision).batched);
  CHECK(noted(decision, "52.6 billion writes a month are taken as changes of the 2 billion rows"));
  for (const Rejection& rejection : decision.all.rejections)  // no reason against what was chosen
    CHECK_FALSE((rejection.limit == Limit::commits && rejection.service == best_of(decision).service));
  series.writes = PerSecond{100000};
  CHECK_FALSE(a.advisor.decide(series, a.everywhere).best);
}

TEST_CASE("a database that is read keeps part of its tables in memory", "[storage]") {
  const Advice& a = advice();
  const auto memory = [&](double reads, std::vector<std::string> queries) {
    Dataset table = records("embeddings", 2e7, 6000, reads, 1);  // 120 GB
    table.queries = std::move(queries);
    table.engine = "postgresql";
    const StorageDecision decision = a.advisor.decide(table, a.everywhere);
    REQUIRE(decision.best);
    return a.catalog.table<DatabasePlan>()[best_of(decision).plan].memory_gib;
  };
  CHECK(memory(200, {"point"}) >= 3);
  CHECK(memory(200, {"text"}) >= 9);
  CHECK(memory(0.01, {"point"}) <= 2);  // hardly read: may wait for the disk
}

TEST_CASE("who reads from a seller of storage alone pays for each byte once", "[storage]") {
  const Advice& a = advice();
  Dataset videos = files("videos", 1e12, 1000);
  videos.reads_per_month = 10;
  videos.egress_per_month = Bytes{8e12};  // most of those reads
  const StorageDecision decision = a.advisor.decide(videos, a.only("", "backblaze"));
  REQUIRE(decision.best);
  // 10 TB are read, 3 times the volume is included, and the rest costs 0.01 a GB.
  CHECK(best_of(decision).monthly.dollars() == Approx(1000 * 0.00695 + 7000 * 0.01));
  CHECK(noted(decision, "sooner than") == false);
  videos.object_writes_per_month = 500;
  videos.retention = Seconds{120 * 86400.0};
  CHECK(noted(a.advisor.decide(videos, a.everywhere), "sooner than the retention"));
}

TEST_CASE("where nobody sells disks that is the reason", "[storage]") {
  const Advice& a = advice();
  const StorageDecision decision =
      a.advisor.decide(records("orders", 1e6, 500, 5, 1), a.only("eu", "heroku"));
  CHECK(std::any_of(decision.all.rejections.begin(), decision.all.rejections.end(),
                    [&](const Rejection& rejection) {
                      return rejection.kind == StoreKind::disk &&
                             a.advisor.explain(rejection) == "a disk: nobody sells one there";
                    }));
}

TEST_CASE("reasons are about what is sold there", "[storage]") {
  const Advice& a = advice();
  const auto reasons = [&](const Dataset& data, const char* provider) {
    std::vector<std::string> texts;
    for (const Rejection& r : a.advisor.decide(data, a.only("", provider)).all.rejections)
      texts.push_back(a.advisor.explain(r));
    return texts;
  };
  Dataset orders = records("orders", 1e6, 500, 5, 1);
  orders.transactions = true;
  CHECK(reasons(orders, "kaggle") == std::vector<std::string>{"no storage is sold there"});
  CHECK(reasons(files("photos", 1e11, 1e5), "kaggle") ==
        std::vector<std::string>{"no storage is sold there"});
  CHECK(reasons(orders, "backblaze") == std::vector<std::string>{"a bucket: has no transactions"});
  for (const std::string& text : reasons(files("photos", 1e15, 1e5), "heroku")) {
    CHECK(text.find("a bucket") == std::string::npos);
    CHECK(text.find("a disk") == std::string::npos);
  }
}

TEST_CASE("provisioned capacity says what it does not do", "[storage]") {
  const Advice& a = advice();
  Dataset sessions = records("sessions", 3e6, 1000, 6000, 1500);
  sessions.availability = Availability::multi_az;
  const StorageDecision decision = a.advisor.decide(sessions, a.everywhere);
  REQUIRE(decision.best);
  REQUIRE(best_of(decision).mode == DatabaseMode::provisioned);
  CHECK(noted(decision, "throttles sudden peaks"));
}
