// Flip points are held against whole plans of the changed workload, on both sides.

#include "cloudplan/planner.hpp"
#include "cloudplan/price_book.hpp"
#include "cloudplan/storage.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"
#include "many_cases.hpp"

#include <cmath>
#include <limits>
#include <string>

using namespace cloudplan;

namespace {

struct Advice {
  PriceBook book{performance().catalog()};
  StorageAdvisor advisor{book};
};

const Advice& advice() {
  static const Advice made;
  return made;
}

Workload workload_of(const Dataset& dataset) {
  Workload workload;
  workload.data.push_back(dataset);
  return workload;
}

constexpr double kLeastGain = 0.01;  // USD a month
constexpr double kTie = 2e-6;        // what decides between places that cost the same

struct Choice {
  std::string answer = "nothing fits";
  std::optional<StorageOption> option{};
};

// What `estimate` chooses for the first dataset, whatever its size.
Choice chosen_for(const Workload& workload) {
  const Plan plan = make_plan(workload, performance(), {.explain_infeasible = false, .flip_points = false});
  const auto& chosen = plan.data.front().chosen;
  return chosen ? Choice{advice().advisor.answer(*chosen), *chosen} : Choice{};
}

// What would be saved by what is chosen, against the cheapest store of the answer that could take its place.
double gain_over(const std::string& answer, const Workload& workload, const Choice& choice) {
  if (!choice.option) return std::numeric_limits<double>::infinity();
  StorageContext context;
  context.months = workload.horizon.value / kSecondsPerMonth;
  if (!workload.constraints.providers.empty()) {
    context.providers.assign(performance().catalog().providers().size(), false);
    for (const std::string& provider : workload.constraints.providers)
      context.providers[advice().book.provider(provider)] = true;
  }
  double lowest = std::numeric_limits<double>::infinity();
  for (const StorageOption& option : advice().advisor.decide(workload.data.front(), context).all.options)
    if (option.compared.dollars() < lowest && stands_for(option, *choice.option) &&
        advice().advisor.answer(option) == answer)
      lowest = option.compared.dollars();
  return lowest - choice.option->compared.dollars();
}

double magnitude(int from, int to) { return std::pow(10, *rc::gen::inRange(from * 10, to * 10) / 10.0); }

template <class T>
void sometimes(std::optional<T>& member, double value) {
  if (*rc::gen::arbitrary<bool>()) member = T{value};
}

// What somebody may really keep, files or records.
Dataset real_dataset() {
  Dataset set;
  set.name = "set";
  const double bytes = magnitude(6, 15);
  set.availability = *rc::gen::element(Availability::single, Availability::multi_az);
  sometimes(set.egress_per_month, bytes * magnitude(-2, 1));
  if (*rc::gen::arbitrary<bool>()) {
    set.kind = DatasetKind::files;
    set.size = Bytes{bytes};
    set.objects = std::max(1.0, bytes / magnitude(4, 8));
    sometimes(set.reads_per_month, magnitude(-2, 2));
    sometimes(set.object_writes_per_month, *set.objects * magnitude(-3, 0));
    if (*rc::gen::arbitrary<bool>())
      set.access = *rc::gen::element(Access::hot, Access::warm, Access::cold, Access::archive);
    sometimes(set.retention, magnitude(6, 8));
    if (set.retention && *rc::gen::arbitrary<bool>())
      set.hot_for = Seconds{set.retention->value * magnitude(-2, 0)};
    return set;
  }
  set.kind = DatasetKind::records;
  set.row_size = Bytes{magnitude(1, 4)};
  set.rows = std::max(1.0, std::min(bytes, 1e13) / set.row_size->value);
  set.reads = PerSecond{magnitude(-1, 4)};
  set.writes = PerSecond{magnitude(-1, 4)};
  set.transactions = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>())
    set.queries = {*rc::gen::element<std::string>("point", "range", "join", "aggregate")};
  return set;
}

}  // namespace

TEST_CASE("past a flip point the whole plan chooses what it says", "[storage][planner]") {
  int flips = 0;
  CHECK(check_many("plans on both sides of every flip point", 60, [&] {
    Workload workload = workload_of(real_dataset());
    if (*rc::gen::inRange(0, 4) == 0) workload.constraints.providers = {"gcp", "azure"};
    const Plan plan = make_plan(workload, performance(), {.explain_infeasible = false});
    const DatasetPlacement& placed = plan.data.front();
    RC_PRE(placed.chosen.has_value());
    const std::string now = advice().advisor.answer(*placed.chosen);
    for (const FlipPoint& flip : placed.flips) {
      ++flips;
      Workload before = workload, past = workload;
      before.data = {*scaled(workload.data.front(), flip.parameter, flip.before)};
      past.data = {*scaled(workload.data.front(), flip.parameter, flip.factor)};
      RC_LOG() << flip.parameter << " x " << flip.factor << ": " << now << " -> " << flip.becomes << '\n';
      RC_ASSERT(flip.becomes != now);
      const Choice there = chosen_for(past), here = chosen_for(before);
      if (there.answer != flip.becomes) RC_ASSERT(gain_over(flip.becomes, past, there) < kTie);
      // A lifecycle is an option where it is cheaper than its classes: elsewhere there is nothing to gain on.
      if (now.find("lifecycle") == now.npos) RC_ASSERT(gain_over(now, past, there) > kLeastGain - kTie);
      if (here.answer != now) RC_ASSERT(gain_over(now, before, here) < kLeastGain + kTie);
    }
  }));
  CHECK(flips > 60);
}

TEST_CASE("a flip point goes to another provider where that is cheaper", "[storage][planner]") {
  // Hardly read, it is cheapest where it lies; read often, where traffic costs nothing.
  Dataset pictures;
  pictures.name = "pictures";
  pictures.kind = DatasetKind::files;
  pictures.size = Bytes{1e12};
  pictures.objects = 1e6;
  pictures.reads_per_month = 0.1;
  pictures.egress_per_month = Bytes{1e11};
  pictures.access = Access::warm;
  pictures.retention = Seconds{365 * 86400.0};
  const Plan plan = make_plan(workload_of(pictures), performance(), {});
  REQUIRE(plan.data.front().chosen);
  const Index provider = plan.data.front().chosen->provider;
  bool elsewhere = false;
  for (const FlipPoint& flip : plan.data.front().flips) {
    INFO(flip.parameter << " x " << flip.factor << " -> " << flip.becomes);
    const Plan past =
        make_plan(workload_of(*scaled(pictures, flip.parameter, flip.factor)), performance(), {});
    CHECK(advice().advisor.answer(*past.data.front().chosen) == flip.becomes);
    elsewhere = elsewhere || past.data.front().chosen->provider != provider;
  }
  CHECK(elsewhere);
}

TEST_CASE("of places that cost the same, not the far corner of the world", "[storage][planner]") {
  // Coldline has one price in most regions of Google's.
  Dataset photos;
  photos.name = "photos";
  photos.kind = DatasetKind::files;
  photos.size = Bytes{4e9};
  photos.objects = 2000;
  photos.access = Access::cold;
  Workload workload = workload_of(photos);
  workload.constraints.providers = {"gcp"};
  const Plan plan = make_plan(workload, performance(), {});
  REQUIRE(plan.data.front().chosen);
  const StorageOption& chosen = *plan.data.front().chosen;
  StorageContext gcp;
  gcp.providers.assign(performance().catalog().providers().size(), false);
  gcp.providers[advice().book.provider("gcp")] = true;
  for (const StorageOption& option : advice().advisor.decide(photos, gcp).all.options)
    if (stands_for(option, chosen) && option.compared == chosen.compared)
      CHECK(advice().advisor.offers_in(option.region) <= advice().advisor.offers_in(chosen.region));
}

TEST_CASE("data that tasks read flips with the tasks where they are", "[storage][planner]") {
  Dataset photos;
  photos.name = "photos";
  photos.kind = DatasetKind::files;
  photos.size = Bytes{300e9};
  photos.objects = 3e5;
  photos.egress_per_month = Bytes{10e9};
  photos.retention = Seconds{365 * 86400.0};
  Task machine;
  machine.name = "web";
  machine.kind = TaskKind::vm;
  machine.vcpus = 2;
  machine.memory = gibibytes(8);
  machine.dataset = "photos";
  Workload workload = workload_of(photos);
  workload.tasks = {machine};
  const Plan plan = make_plan(workload, performance(), {});
  REQUIRE(plan.data.front().read);
  REQUIRE(plan.tasks.front().chosen);
  REQUIRE_FALSE(plan.data.front().flips.empty());
}

TEST_CASE("what is hot for a while and read by a task leaves a seller of storage once",
          "[storage][planner]") {
  Dataset frames;
  frames.name = "frames";
  frames.kind = DatasetKind::files;
  frames.size = Bytes{1e12};
  frames.objects = 1e5;
  frames.reads_per_month = 0;
  frames.retention = Seconds{300 * 86400.0};
  frames.hot_for = Seconds{30 * 86400.0};
  frames.constraints.providers = {"backblaze"};
  Task job;
  job.name = "job";
  job.kind = TaskKind::batch;
  job.core_hours = 10;
  job.dataset = "frames";
  job.runs_per_month = 20;
  job.runs_given = true;
  Workload workload = workload_of(frames);
  workload.tasks = {job};
  workload.constraints.providers = {"aws", "backblaze"};
  const Plan plan = make_plan(workload, performance(), {});
  REQUIRE(plan.data.front().chosen);
  REQUIRE(plan.flows.size() == 1);
  // 20 TB leave: a tenth is in the bill of the data, within the 3 TB that go with it; the rest is paid here.
  CHECK(plan.data.front().cost.total(Recurrence::monthly).dollars() == Approx(1000 * 0.00695));
  CHECK(plan.flows.front().cost.total(Recurrence::monthly).dollars() == Approx(18000 * 0.01));
}
