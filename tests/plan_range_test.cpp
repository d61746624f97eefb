#include "cloudplan/plan_range.hpp"

#include "catch.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "planner/held_plan.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace cloudplan;

namespace {

const Catalog& catalog() {
  static const Catalog opened = embedded_catalog();
  return opened;
}
const PerformanceCatalog& performance() {
  static const PerformanceCatalog made(catalog());
  return made;
}
const PlanOptions kQuick{.explain_infeasible = false, .flip_points = false};

std::string number(double value) { return std::to_string(value); }

// {"min", "likely", "max"} around a value, of a text with the unit.
std::string range(double likely, double down, double up, const std::string& unit) {
  const auto text = [&](double value) { return '"' + number(value) + unit + '"'; };
  return R"({"min": )" + text(likely * down) + R"(, "likely": )" + text(likely) + R"(, "max": )" +
         text(likely * up) + "}";
}

// One of several kinds of work, with ranges wherever they may be.
std::string some_workload() {
  const double down = *rc::gen::inRange(10, 101) / 100.0, up = *rc::gen::inRange(100, 1001) / 100.0;
  const auto amount = [&](int low, int high, const char* unit = "") {
    return range(*rc::gen::inRange(low, high), down, up, unit);
  };
  const std::string provider = *rc::gen::elementOf(std::vector<std::string>{"aws", "gcp", "azure"});
  const std::string train = R"({"name": "a", "kind": "train", "model": "resnet-50", "dataset": "d",
    "checkpoint_interval": "20 min", "runs_per_month": )" +
                            amount(1, 20) + R"(, "epochs": )" + amount(1, 60) + "}";
  const std::string batch = R"({"name": "a", "kind": "batch", "dataset": "d", "core_hours": )" +
                            amount(10, 2000) + R"(, "runs_per_month": )" + amount(1, 60) + "}";
  const std::string serve =
      R"({"name": "a", "kind": "serve", "model": "minilm-l6", "requests": )" + amount(1, 200, "/s") + "}";
  const std::string machine = R"({"name": "a", "kind": "vm", "vcpus": 4, "count": )" +
                              std::string(R"({"min": 1, "likely": 2, "max": 5})") +
                              R"(, "hours_per_month": {"min": 100, "likely": 300, "max": 730}})";
  const std::string task = *rc::gen::elementOf(std::vector<std::string>{train, batch, serve, machine});
  const std::string files = R"({"name": "d", "kind": "files", "size": )" + amount(50, 5000, " GB") +
                            R"(, "objects": )" + amount(10000, 1000000) + R"(, "egress_per_month": )" +
                            amount(1, 900, " GB") + R"(, "growth": {"min": "0%/month", "likely": "1%/month",
                            "max": "4%/month"}})";
  return R"({"version": 1, "name": "w", "horizon": "6 months", "constraints": {"providers": [")" + provider +
         R"("]}, "tasks": [)" + task + R"(], "data": [)" + files + "]}";
}

std::vector<double> values(const Workload& workload, double UncertainInput::*end) {
  std::vector<double> made;
  for (const UncertainInput& input : workload.uncertain) made.push_back(input.*end);
  return made;
}

// Sums of rounded lines may differ in the last nano-dollars.
constexpr double kCent = 0.01;

}  // namespace

TEST_CASE("a range is read, and the workload holds what is likely", "[range]") {
  const Workload workload = parse_workload(R"({"version": 1, "name": "w",
    "tasks": [{"name": "t", "kind": "batch", "core_hours": {"min": 10, "likely": "20", "max": "1k"}}],
    "data": [{"name": "d", "kind": "files", "size": {"min": "1 GB", "likely": "2 GB", "max": "1 TB"}}]})",
                                           "w.json", {});
  REQUIRE(workload.uncertain.size() == 2);
  CHECK(workload.tasks[0].core_hours == 20);
  CHECK(workload.uncertain[0].max == 1000);
  CHECK(workload.uncertain[1].pointer == "/data/0/size");
  const Workload most = with_inputs(workload, values(workload, &UncertainInput::max));
  CHECK(most.tasks[0].core_hours == 1000);
  CHECK(most.data[0].size->value == 1e12);
}

TEST_CASE("ranges that make no sense are errors at their place", "[range]") {
  const auto hint_of = [](const std::string& core_hours) {
    try {
      parse_workload(
          R"({"version": 1, "name": "w", "tasks": [{"name": "t", "kind": "batch", "core_hours": )" +
              core_hours + "}]}",
          "w.json", {});
    } catch (const InputError& e) {
      return e.diagnostics().front().hint;
    }
    return std::string("no error");
  };
  CHECK(hint_of(R"({"min": 3, "likely": 2, "max": 9})") == "min <= likely <= max");
  CHECK(hint_of(R"({"min": 3, "max": 9})") == "the plan is made for what is likely");
  CHECK(hint_of(R"({"mim": 3, "likely": 5, "max": 9})") == "did you mean \"min\"?");
  CHECK(hint_of(R"({"min": 1, "likely": 1, "max": 1})") == "no error");
}

TEST_CASE("what members say together must hold at the ends too", "[range]") {
  const std::string text = R"({"version": 1, "name": "w", "tasks": [{"name": "t", "kind": "serve",
    "model": {"name": "resnet-50"}, "requests": {"min": "1/s", "likely": "2/s", "max": "30/s"}, "peak": "20/s"}]})";
  CHECK_THROWS_AS(parse_workload(text, "w.json", {}), InputError);
}

TEST_CASE("no point within the ranges is outside of what is reported", "[range]") {
  CHECK(rc::check("held totals lie between the ends", [] {
    const Workload workload = parse_workload(some_workload(), "w.json", {});
    const Plan plan = make_plan(workload, performance(), kQuick);
    RC_PRE(plan.feasible && plan.range.has_value());
    RC_PRE(plan.range->inputs.low && plan.range->inputs.high);
    const PlanEnd &low = *plan.range->inputs.low, &high = *plan.range->inputs.high;
    std::vector<double> somewhere;
    for (const UncertainInput& input : workload.uncertain)
      somewhere.push_back(input.min + (input.max - input.min) * *rc::gen::inRange(0, 101) / 100.0);
    for (std::size_t i = 0; i < somewhere.size(); ++i)
      if (workload.uncertain[i].key == "count") somewhere[i] = workload.uncertain[i].likely;
    const Market market(workload, performance());
    const HeldPlan held(workload, plan, market, kQuick);
    const Plan there = held.at(somewhere, Pace::median);
    RC_ASSERT(there.feasible);
    RC_ASSERT(there.monthly.dollars() >= low.monthly.dollars() - kCent);
    RC_ASSERT(there.monthly.dollars() <= high.monthly.dollars() + kCent);
    RC_ASSERT(there.one_off.dollars() >= low.one_off.dollars() - kCent);
    RC_ASSERT(there.one_off.dollars() <= high.one_off.dollars() + kCent);
    for (const PlanEnd* const end : {&low, &high}) {  // the parts of an end add up to its totals
      Money monthly, once;
      for (const PlanEnd::Item& item : end->items) monthly += item.monthly, once += item.once;
      RC_ASSERT(monthly == end->monthly);
      RC_ASSERT(once == end->one_off);
    }
    RC_ASSERT(there.longest_chain.value >= low.longest_chain.value * (1 - 1e-9));
    RC_ASSERT(there.longest_chain.value <= high.longest_chain.value * (1 + 1e-9));
    for (std::size_t j = 0; j < high.jobs.size(); ++j) {
      const Candidate& run = *there.tasks[high.jobs[j].task].chosen;
      RC_ASSERT(run.per_run.dollars() >= low.jobs[j].run.dollars() - kCent);
      RC_ASSERT(run.per_run.dollars() <= high.jobs[j].run.dollars() + kCent);
      if (!high.jobs[j].time) continue;
      RC_ASSERT(run.run.total().value >= low.jobs[j].time->value * (1 - 1e-9));
      RC_ASSERT(run.run.total().value <= high.jobs[j].time->value * (1 + 1e-9));
    }
    // Held choices cost what they cost when they were chosen, and more where they are slow.
    const std::vector<double> likely = values(workload, &UncertainInput::likely);
    const Plan same = held.at(likely, Pace::median), slow = held.at(likely, Pace::slow);
    RC_ASSERT(same.monthly == plan.monthly);
    RC_ASSERT(same.one_off == plan.one_off);
    RC_ASSERT(same.longest_chain == plan.longest_chain);
    RC_ASSERT(!slow.feasible || slow.first_month().dollars() >= plan.first_month().dollars() - kCent);
  }));
}

TEST_CASE("both counts of the free tiers are those of planning with and without", "[range]") {
  Workload workload =
      parse_workload(R"({"version": 1, "name": "w", "constraints": {"regions": ["aws/us-east-1"]},
    "data": [{"name": "d", "kind": "files", "size": "30 GB", "access": "hot", "egress_per_month": "300 GB"}]})",
                     "w.json", {});
  PlanOptions on = kQuick;
  on.free_tiers = true;
  const Plan with = make_plan(workload, performance(), on),
             without = make_plan(workload, performance(), kQuick);
  REQUIRE(with.other_free_tier);
  REQUIRE(without.other_free_tier);
  CHECK(with.monthly < without.monthly);
  CHECK(with.other_free_tier->monthly == without.monthly);
  CHECK(without.other_free_tier->monthly == with.monthly);
}
