#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/storage.hpp"

#include "catch.hpp"

#include <cmath>

#include <rapidcheck.h>

using namespace cloudplan;

namespace {

struct Fixture {
  Catalog catalog = embedded_catalog();
  PriceBook book{catalog};
  StorageAdvisor advisor{book};
};

Fixture& fixture() {
  static Fixture made;
  return made;
}

// From nothing to far beyond anything real, all magnitudes alike.
double any_amount(int from, int to) {
  if (*rc::gen::inRange(0, 20) == 0) return 0;
  return std::pow(10, *rc::gen::inRange(from * 10, to * 10) / 10.0);
}

template <class T>
void sometimes(std::optional<T>& member, double value) {
  if (*rc::gen::arbitrary<bool>()) member = T{value};
}

Dataset any_dataset() {
  Dataset set;
  set.kind = *rc::gen::element(DatasetKind::files, DatasetKind::records);
  sometimes(set.size, any_amount(0, 20));
  sometimes(set.objects, any_amount(0, 13));
  sometimes(set.rows, any_amount(0, 15));
  sometimes(set.row_size, any_amount(0, 9));
  sometimes(set.reads_per_month, any_amount(-3, 5));
  sometimes(set.object_reads_per_month, any_amount(0, 14));
  sometimes(set.object_writes_per_month, any_amount(0, 14));
  sometimes(set.reads, any_amount(-3, 7));
  sometimes(set.writes, any_amount(-3, 7));
  sometimes(set.egress_per_month, any_amount(0, 18));
  sometimes(set.retention, any_amount(0, 9));
  sometimes(set.hot_for, any_amount(0, 9));
  sometimes(set.connections, any_amount(0, 6));
  sometimes(set.working_set, any_amount(0, 15));
  sometimes(set.latency_p99, any_amount(-4, 2));
  if (*rc::gen::arbitrary<bool>())
    set.access = *rc::gen::element(Access::hot, Access::warm, Access::cold, Access::archive);
  set.growth_per_month = *rc::gen::element(0.0, 0.05, 1.0, 10.0, -0.5);
  set.transactions = *rc::gen::arbitrary<bool>();
  set.availability =
      *rc::gen::element(Availability::single, Availability::multi_az, Availability::multi_region);
  if (*rc::gen::arbitrary<bool>())
    set.queries = {*rc::gen::element<std::string>("point", "range", "join", "aggregate")};
  return set;
}

}  // namespace

TEST_CASE("no dataset breaks the decision", "[storage]") {
  const Fixture& f = fixture();
  CHECK(rc::check("any dataset", [&] {
    const Dataset set = any_dataset();
    StorageContext context;
    context.months = *rc::gen::element(1, 12, 120);
    context.free_tier = *rc::gen::arbitrary<bool>();
    context.every_limit = *rc::gen::arbitrary<bool>();
    const StorageDecision decision = f.advisor.decide(set, context);
    RC_ASSERT(!decision.reason.empty());
    for (const StorageOption& option : decision.all.options) {
      RC_ASSERT(option.monthly >= Money{});
      RC_ASSERT(option.once >= Money{});
    }
    if (!decision.best) return;
    const StorageOption& best = decision.all.options[*decision.best];
    const Cost cost = f.advisor.cost(decision.data, context, best);
    RC_ASSERT(cost.total(Recurrence::monthly) == best.monthly);
    if (!decision.records) return;
    const Cost beside = f.advisor.cost(decision.records_data, context, *decision.records);
    RC_ASSERT(beside.total(Recurrence::monthly) == decision.records->monthly);
  }));
}

TEST_CASE("more data, more reads or more egress never make an option cheaper", "[storage]") {
  const Fixture& f = fixture();
  CHECK(rc::check("buckets", [&] {
    Dataset set;
    set.size = Bytes{any_amount(6, 15)};
    set.objects = std::ceil(set.size->value / std::pow(10, *rc::gen::inRange(4, 9)));
    set.object_reads_per_month = any_amount(0, 9);
    set.egress_per_month = Bytes{any_amount(6, 14)};
    Dataset more = set;
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        more.object_reads_per_month = *set.object_reads_per_month * 3;
        break;
      case 1:
        more.egress_per_month = Bytes{set.egress_per_month->value * 3};
        break;
      default:
        more.size = Bytes{set.size->value * 3};
        more.objects = *set.objects * 3;
    }
    const auto less_options = f.advisor.options(set, {}).options;
    const auto more_options = f.advisor.options(more, {}).options;
    for (const StorageOption& a : less_options) {
      if (a.kind != StoreKind::bucket) continue;
      const std::string_view name =
          f.book.text(f.book.row(f.book.bucket_classes()[a.steps[0].bucket_class]).storage_class);
      // Rarely read data may lie cheaper there; B2 and One-Rate include more traffic with more data.
      if (name.find("Intelligent") == 0 || name == "One-Rate Active" || f.book.text(a.service) == "B2")
        continue;
      // A table that ends leaves more than it lists without a price: what is left of the bill is no cost.
      for (const StorageOption& b : more_options)
        if (b.kind == a.kind && b.complete && b.steps[0].bucket_class == a.steps[0].bucket_class)
          RC_ASSERT(a.compared <= b.compared + Money{1000});
    }
  }));
}
