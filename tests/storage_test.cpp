#include "cloudplan/storage.hpp"
#include "cloudplan/embedded_catalog.hpp"

#include "catch.hpp"
#include "storage_sets.hpp"

#include <algorithm>
#include <cmath>
#include <string>

using namespace cloudplan;
using namespace storage_sets;

namespace {

// The embedded catalog's prices, opened once.
struct Fixture {
  Catalog catalog = embedded_catalog();
  PriceBook book{catalog};
  StorageAdvisor advisor{book};
  StorageContext context;

  const StorageOption& best(const StorageDecision& decision) const {
    return decision.all.options[*decision.best];
  }
  // What the planner takes where nothing else matters: the cheapest that stands for the recommendation. What
  // was there before stays where the cheapest saves less than a cent.
  std::string placed(const Dataset& set, const std::string& before = "") const {
    constexpr double kLeastGain = 0.01;
    const StorageDecision decision = advisor.decide(set, context);
    if (!decision.best) return "nothing fits";
    const auto& all = decision.all.options;
    const StorageOption* lowest = &best(decision);
    for (const StorageOption& option : all)
      if (stands_for(option, best(decision)) && option.compared < lowest->compared) lowest = &option;
    const bool stays = std::any_of(all.begin(), all.end(), [&](const StorageOption& option) {
      return stands_for(option, best(decision)) && advisor.answer(option) == before &&
             option.compared.dollars() <= lowest->compared.dollars() + kLeastGain;
    });
    return stays ? before : advisor.answer(*lowest);
  }
  std::string name(const Dataset& set) const {
    const StorageDecision decision = advisor.decide(set, context);
    return decision.best ? advisor.name(best(decision)) : "";
  }
};

Fixture& fixture() {
  static Fixture made;
  return made;
}

char kind_letter(StoreKind kind) {
  return kind == StoreKind::bucket ? 'b' : kind == StoreKind::database ? 'd' : 'k';
}

std::vector<Case> all_cases() {
  std::vector<Case> cases = file_cases();
  for (Case& more : record_cases()) cases.push_back(std::move(more));
  return cases;
}

}  // namespace

TEST_CASE("40 datasets get no absurd advice", "[storage]") {
  const Fixture& f = fixture();
  const std::vector<Case> cases = all_cases();
  REQUIRE(cases.size() == 40);
  for (const Case& one : cases) {
    const StorageDecision decision = f.advisor.decide(one.set, f.context);
    INFO(one.set.name << ": " << decision.reason);
    REQUIRE(decision.best);
    const StorageOption& best = f.best(decision);
    CHECK(one.kinds.find(kind_letter(best.kind)) != std::string::npos);
    CHECK(best.complete);
    CHECK_FALSE(decision.reason.empty());
    // Never more than can be stored there.
    const std::string name = f.advisor.name(best);
    const double bytes = one.set.size ? one.set.size->value : *one.set.rows * one.set.row_size->value;
    if (name.find("Heroku") != std::string::npos) CHECK(bytes < 2e12);
    if (name.find("RDS") != std::string::npos) CHECK(bytes < 65e12);
    if (name.find("MongoDB") != std::string::npos) CHECK(bytes < 4e12);
    // A free plan says that it is one.
    if (best.free_plan) {
      REQUIRE_FALSE(decision.warnings.empty());
      CHECK(decision.warnings.front().find("not for production") != std::string::npos);
      CHECK(decision.reason.find("for production:") != std::string::npos);
      CHECK(one.set.availability == Availability::single);
    }
  }
}

TEST_CASE("every kind that is not chosen has a price or a reason", "[storage]") {
  const Fixture& f = fixture();
  for (const Case& one : all_cases()) {
    const StorageDecision decision = f.advisor.decide(one.set, f.context);
    INFO(one.set.name);
    const auto& rejections = decision.all.rejections;
    const auto rejected = [&](StoreKind kind) {
      return std::any_of(rejections.begin(), rejections.end(),
                         [&](const Rejection& r) { return r.kind == kind; });
    };
    CHECK((decision.best_bucket || rejected(StoreKind::bucket)));
    CHECK((decision.best_database || rejected(StoreKind::database)));
    CHECK((decision.best_disk || rejected(StoreKind::disk)));
    for (const Rejection& rejection : rejections) CHECK_FALSE(f.advisor.explain(rejection).empty());
  }
}

TEST_CASE("an option's lines add up to its money", "[storage]") {
  const Fixture& f = fixture();
  for (const Case& one : all_cases()) {
    StorageContext context;
    context.months = 3;
    const StorageOptions all = f.advisor.options(one.set, context);
    INFO(one.set.name);
    std::size_t step = std::max<std::size_t>(1, all.options.size() / 40);
    for (std::size_t i = 0; i < all.options.size(); i += step) {
      const StorageOption& option = all.options[i];
      const Cost cost = f.advisor.cost(one.set, context, option);
      INFO(f.advisor.name(option));
      CHECK(cost.total(Recurrence::monthly) == option.monthly);
      CHECK(cost.total(Recurrence::once) == option.once);
      CHECK(cost.complete() == option.complete);
    }
  }
}

TEST_CASE("the class follows the access pattern", "[storage]") {
  Fixture& f = fixture();
  StorageContext aws;
  aws.providers.assign(f.catalog.providers().size(), false);
  aws.providers[f.book.provider("aws")] = true;
  const auto class_of = [&](const Dataset& set) {
    const StorageDecision decision = f.advisor.decide(set, aws);
    return f.advisor.name(decision.all.options[*decision.best_bucket]);
  };
  Dataset set = files("data", 10e12, 10000);
  set.retention = days(5 * 365);
  set.reads_per_month = 10;
  CHECK(class_of(set) == "S3 Standard");
  set.reads_per_month = 0.5;
  CHECK(class_of(set) == "S3 Standard-IA");
  set.reads_per_month = 0.01;
  CHECK(class_of(set) == "S3 Glacier Instant Retrieval");
  set.access = Access::archive;
  CHECK(class_of(set) == "S3 Glacier Deep Archive");
  set.retention = days(5);  // the 180 days of Deep Archive would cost more than Standard for five
  CHECK(class_of(set) != "S3 Glacier Deep Archive");
}

TEST_CASE("a class whose watching has no price has no known price", "[storage]") {
  const Fixture& f = fixture();
  Dataset set = files("documents", 2e9, 5000);  // of 400 kB: watched
  set.reads_per_month = 0.1;
  for (const StorageOption& option : f.advisor.options(set, f.context).options) {
    if (option.kind != StoreKind::bucket || f.advisor.answer(option) != "S3 Intelligent-Tiering") continue;
    const Cost cost = f.advisor.cost(set, f.context, option);
    const bool watched = std::any_of(cost.lines.begin(), cost.lines.end(), [](const CostLine& line) {
      return line.meter.find("monitoring") != std::string::npos;
    });
    INFO(f.book.text(f.catalog.regions()[option.region].key));
    CHECK(watched == option.complete);
  }
}

TEST_CASE("a lifecycle is at least as good as all simple ones", "[storage]") {
  Fixture& f = fixture();
  Dataset set = files("logs", 10e12, 1e6);
  set.reads_per_month = 4;
  set.retention = days(365);
  for (const double hot : {7.0, 45.0, 200.0}) {
    set.hot_for = days(hot);
    const StorageOptions all = f.advisor.options(set, f.context);
    for (const StorageOption& cycle : all.options) {
      if (cycle.step_count < 2 || !cycle.complete) continue;
      INFO(hot << " days: " << f.advisor.name(cycle));
      // Moving any step to any other day does not make it cheaper.
      for (int step = 1; step < cycle.step_count; ++step) {
        for (double day = 1; day < 365; day += 4) {
          StorageOption other = cycle;
          other.steps[step].from_day = day;
          const bool ordered = other.steps[step - 1].from_day < day &&
                               (step + 1 == other.step_count || day < other.steps[step + 1].from_day);
          const bool infrequent =
              f.book.text(
                  f.book.row(f.book.bucket_classes()[other.steps[step].bucket_class]).storage_class) ==
              "Standard-IA";
          if (!ordered || (infrequent && day < 30)) continue;
          const Cost moved = f.advisor.cost(set, f.context, other);
          const double amortized =
              moved.total(Recurrence::monthly).dollars() + moved.total(Recurrence::once).dollars() / 12;
          CHECK(amortized >= cycle.compared.dollars() * (1 - 1e-3));
        }
      }
      // Nor does staying in its first class.
      for (const StorageOption& plain : all.options)
        if (plain.step_count == 1 && plain.complete && plain.region == cycle.region &&
            plain.steps[0].bucket_class == cycle.steps[0].bucket_class)
          CHECK(plain.compared >= cycle.compared);
    }
  }
}

TEST_CASE("an answer flips where it is said to", "[storage]") {
  const Fixture& f = fixture();
  int flips = 0;
  for (const Case& one : all_cases()) {
    const StorageDecision decision = f.advisor.decide(one.set, f.context);
    if (!decision.best) continue;
    for (const FlipPoint& point : f.advisor.flip_points(one.set, f.context)) {
      ++flips;
      INFO(one.set.name << ": " << point.parameter << " x " << point.factor << " -> " << point.becomes);
      const std::string now = f.placed(one.set);
      CHECK(f.placed(*scaled(one.set, point.parameter, point.factor), now) == point.becomes);
      CHECK(f.placed(*scaled(one.set, point.parameter, point.before), now) == now);
      CHECK(std::abs(std::log(point.factor / point.before)) < 2e-3);
      CHECK_FALSE(point.text.empty());
    }
  }
  CHECK(flips > 20);
}

TEST_CASE("more reads than one machine answers go to read replicas", "[storage]") {
  const Fixture& f = fixture();
  Dataset set = records("catalog", 1e6, 500, 60000, 50);
  set.engine = "postgresql";
  const StorageDecision decision = f.advisor.decide(set, f.context);
  INFO(decision.reason);
  REQUIRE(decision.best);
  const StorageOption& best = f.best(decision);
  CHECK(best.replicas >= 1);
  CHECK(f.advisor.name(best).find("read replica") != std::string::npos);
  const Cost cost = f.advisor.cost(set, f.context, best);
  CHECK(cost.total(Recurrence::monthly) == best.monthly);
  CHECK(std::any_of(cost.lines.begin(), cost.lines.end(), [](const CostLine& line) {
    return line.meter.find("read replica") != std::string::npos;
  }));
  // Writes are repeated on every replica: they are no help against these.
  Dataset writes = records("log", 1e6, 500, 100, 11000);
  writes.engine = "postgresql";
  writes.peak_writes = PerSecond{11900};
  for (const StorageOption& option : f.advisor.options(writes, f.context).options)
    CHECK(option.replicas == 0);
}

TEST_CASE("no stripe of dozens of small disks, and no hard disks under rows", "[storage]") {
  const Fixture& f = fixture();
  for (const Case& one : all_cases())
    for (const StorageOption& option : f.advisor.options(one.set, f.context).options) {
      if (option.kind != StoreKind::disk) continue;
      const std::string name = f.advisor.name(option);
      INFO(one.set.name << ": " << name);
      CHECK((option.count <= 8 || option.gb >= 4096));
      if (one.set.kind == DatasetKind::records) CHECK(name.find("sc1") == std::string::npos);
    }
}

TEST_CASE("a large database is not put on a tiny machine", "[storage]") {
  const Fixture& f = fixture();
  const Dataset set = records("ledger", 3e10, 2000, 200, 50);
  const auto plans = f.catalog.table<DatabasePlan>();
  int seen = 0;
  for (const StorageOption& option : f.advisor.options(set, f.context).options) {
    if (option.kind != StoreKind::database || option.plan == kNoIndex) continue;
    ++seen;
    CHECK(plans[option.plan].memory_gib >= 1.4 * 6e13 / kGibibyte / 0.8 / 256);
  }
  CHECK(seen > 0);
}

TEST_CASE("queries over a table in files pay for what they read", "[storage]") {
  const Fixture& f = fixture();
  Dataset set = records("warehouse", 4e10, 500, 1 / 60.0, 0);
  set.writes.reset();
  set.queries = {"aggregate"};
  const StorageDecision decision = f.advisor.decide(set, f.context);
  INFO(decision.reason);
  REQUIRE(decision.best);
  CHECK(f.best(decision).kind == StoreKind::bucket);
  // Classes that charge for retrieval would cost more, and there is no engine where only storage is sold.
  const std::string name = f.name(set);
  for (const char* cold : {"Archive", "Glacier", "Cold", "R2", "B2"})
    CHECK(name.find(cold) == std::string::npos);
  set.queries = {"join"};
  set.rows = 1e6;
  CHECK(f.best(f.advisor.decide(set, f.context)).kind == StoreKind::database);
}

TEST_CASE("what a price does not say is said beside it", "[storage]") {
  const Fixture& f = fixture();
  const auto noted = [&](const Dataset& set, const StorageContext& context, std::string_view text) {
    const StorageDecision decision = f.advisor.decide(set, context);
    return std::any_of(decision.assumptions.begin(), decision.assumptions.end(),
                       [&](const std::string& note) { return note.find(text) != std::string::npos; });
  };
  Dataset ratings = records("ratings", 2e6, 512, 40, 5);
  ratings.transactions = true;
  ratings.availability = Availability::multi_az;
  CHECK(noted(ratings, f.context, "written for DynamoDB"));
  // Glacier's requests have a price in one region only.
  Dataset archive = files("archive", 40e12, 4000);
  archive.access = Access::archive;
  StorageContext london = f.context;
  london.regions.assign(f.catalog.regions().size(), false);
  for (Index i = 0; i < f.catalog.regions().size(); ++i)
    london.regions[i] = f.book.text(f.catalog.regions()[i].residency) == "uk";
  CHECK(noted(archive, london, "Glacier Deep Archive may cost less"));
  CHECK_FALSE(noted(archive, f.context, "may cost less"));
}

TEST_CASE("files that are searched keep their records beside them", "[storage]") {
  Fixture& f = fixture();
  Dataset set = files("pictures", 300e9, 1e6);
  CHECK_FALSE(f.advisor.decide(set, f.context).records);
  set.queries = {"secondary"};
  const StorageDecision decision = f.advisor.decide(set, f.context);
  REQUIRE(decision.records);
  CHECK(decision.records->kind == StoreKind::database);
  CHECK(decision.records->monthly > Money{});
  CHECK(f.best(decision).kind == StoreKind::bucket);
}

TEST_CASE("growth is paid month by month", "[storage]") {
  Fixture& f = fixture();
  Dataset set = files("uploads", 1e12, 1000);
  set.growth_per_month = 0.1;
  set.reads_per_month = 0;
  StorageContext year;
  year.months = 12;
  year.providers.assign(f.catalog.providers().size(), false);
  year.providers[f.book.provider("aws")] = true;
  const StorageOptions all = f.advisor.options(set, year);
  const auto standard =
      std::find_if(all.options.begin(), all.options.end(), [&](const StorageOption& option) {
        return option.kind == StoreKind::bucket && f.advisor.name(option) == "S3 Standard" &&
               f.book.text(f.catalog.regions()[option.region].key) == "us-east-1";
      });
  REQUIRE(standard != all.options.end());
  const double mean = 1e12 / kGibibyte * (std::pow(1.1, 12) - 1) / 0.1 / 12;
  const Cost cost = f.advisor.cost(set, year, *standard);
  CHECK_THAT(cost.lines.front().quantity, WithinRel(mean, 1e-9));
}
