#include "cloudplan/pareto.hpp"

#include "catch.hpp"
#include "cloudplan/comparison.hpp"
#include "cloudplan/embedded_catalog.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace cloudplan;

namespace {

const PerformanceCatalog& performance() {
  static const Catalog catalog = embedded_catalog();
  static const PerformanceCatalog performance(catalog);
  return performance;
}

const PlanOptions kQuick{.explain_infeasible = false, .flip_points = false};

Task training(double epochs) {
  Task task;
  task.name = "train";
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.samples = 1281167;
  task.epochs = epochs;
  task.checkpoint_interval = Seconds{1200};
  return task;
}

Workload jobs(const std::vector<std::string>& providers) {
  Workload workload;
  workload.constraints.providers = providers;
  workload.tasks.push_back(training(20));
  Task batch;
  batch.name = "features";
  batch.kind = TaskKind::batch;
  batch.core_hours = 300;
  batch.parallel_fraction = 0.99;
  workload.tasks.push_back(batch);
  return workload;
}

double dollars_of(const Plan& plan) {
  double usd = 0;
  for (const TaskPlacement& task : plan.tasks) usd += task.chosen->per_month.dollars();
  return usd;
}

Seconds time_of(const Plan& plan) {
  Seconds time;
  for (const TaskPlacement& task : plan.tasks) time += task.chosen->run.total();
  return time;
}

}  // namespace

TEST_CASE("no plan of the front is beaten by another in both cost and time", "[pareto]") {
  for (const std::vector<std::string>& providers :
       {std::vector<std::string>{"aws"}, {"gcp"}, {"aws", "azure", "gcp"}}) {
    const auto front = pareto_front(jobs(providers), performance(), kQuick);
    REQUIRE(front.size() > 2);
    for (std::size_t i = 1; i < front.size(); ++i) {
      CHECK(front[i].usd > front[i - 1].usd);
      CHECK(front[i].time < front[i - 1].time);
    }
  }
}

TEST_CASE("the front contains the cheapest and the fastest plan", "[pareto]") {
  Workload workload = jobs({"aws", "gcp"});
  workload.constraints.free_offers = false;
  const auto front = pareto_front(workload, performance(), kQuick);
  REQUIRE_FALSE(front.empty());
  const Plan cheapest = make_plan(workload, performance(), kQuick);
  CHECK_THAT(front.front().usd, WithinAbs(dollars_of(cheapest), 1e-3));
  workload.objective = Objective::time;
  const Plan fastest = make_plan(workload, performance(), kQuick);
  CHECK_THAT(front.back().time.value, WithinRel(time_of(fastest).value, 1e-3));
}

TEST_CASE("whatever an hour is worth, no plan is better than the front's best", "[pareto]") {
  Workload workload = jobs({"aws", "gcp"});
  workload.constraints.free_offers = false;
  const auto front = pareto_front(workload, performance(), kQuick);
  const auto best_at = [&](double worth) {
    double least = 1e300;
    for (const FrontPoint& point : front) least = std::min(least, point.usd + worth * in_hours(point.time));
    return least;
  };
  CHECK(rc::check("other plans", [&] {
    // A plan of other limits is one of the plans there are.
    Workload narrow = workload;
    narrow.objective = *rc::gen::element(Objective::cost, Objective::time, Objective::balanced);
    narrow.constraints.max_machines = *rc::gen::inRange(1, 8);
    narrow.deadline = hours(*rc::gen::inRange(1, 30));
    narrow.constraints.regions = {*rc::gen::element<std::string>("us-*", "eu-west-1", "us-central1", "*")};
    const Plan plan = make_plan(narrow, performance(), kQuick);
    if (!plan.feasible) return;
    const double worth = *rc::gen::inRange(0, 200);
    // What saves less than a thousandth of its time is not on the front.
    const double thousandth = 2e-3 * in_hours(time_of(plan));
    RC_ASSERT(dollars_of(plan) + worth * in_hours(time_of(plan)) >=
              best_at(worth) - 1e-3 - 1e-3 * worth / 100 - thousandth * worth);
  }));
}

TEST_CASE("the plan that was asked about is marked on the front", "[pareto]") {
  Workload workload = jobs({"aws", "gcp"});
  for (const Objective objective : {Objective::cost, Objective::time, Objective::balanced}) {
    workload.objective = objective;
    const Plan plan = make_plan(workload, performance(), kQuick);
    const auto front = pareto_front(workload, performance(), kQuick, &plan);
    std::vector<const FrontPoint*> marked;
    for (const FrontPoint& point : front)
      if (point.chosen) marked.push_back(&point);
    REQUIRE(marked.size() == 1);
    CHECK(marked.front()->plan.first_month() == plan.first_month());
    CHECK_THAT(marked.front()->time.value, WithinRel(time_of(plan).value, 1e-9));
    for (std::size_t i = 1; i < front.size(); ++i) CHECK(front[i].usd > front[i - 1].usd);
  }
}

TEST_CASE("plans of the front that break a limit say so, and the chosen one keeps all", "[pareto]") {
  Workload workload = jobs({"aws", "gcp"});
  const auto free = pareto_front(workload, performance(), kQuick);
  workload.budget = dollars((free.front().plan.first_month() + free.back().plan.first_month()).dollars() / 2);
  const Plan plan = make_plan(workload, performance(), kQuick);
  const auto front = pareto_front(workload, performance(), kQuick, &plan);
  CHECK(front.front().plan.feasible);
  CHECK_FALSE(front.back().plan.feasible);
  for (const FrontPoint& point : front) {
    CHECK(point.plan.feasible == (point.plan.first_month() <= *workload.budget));
    CHECK(point.plan.feasible == point.plan.conflicts.empty());
    CHECK((!point.chosen || point.plan.feasible));
  }
}

TEST_CASE("what no plan can hold has no front", "[pareto]") {
  Workload workload = jobs({"aws"});
  workload.tasks[0].deadline = Seconds{1};
  CHECK(pareto_front(workload, performance(), kQuick).empty());
}

TEST_CASE("a comparison's columns are the best plans with one provider each", "[comparison]") {
  const Workload workload = jobs({"aws", "gcp", "azure"});
  const auto tables = compare_providers(workload, performance(), kQuick);
  const ComparisonTable& providers = tables.front();
  REQUIRE(providers.columns.size() == 4);
  for (std::size_t c = 1; c < providers.columns.size(); ++c) {
    Workload only = workload;
    only.constraints.providers = {providers.columns[c].key};
    const Plan plan = make_plan(only, performance(), kQuick);
    CHECK(plan.monthly == providers.columns[c].monthly);
    CHECK(plan.one_off == providers.columns[c].once);
    // The plan over all of them is never dearer than that with one.
    CHECK((providers.columns[0].monthly + providers.columns[0].once).dollars() <=
          (plan.first_month()).dollars() + 1e-3);
  }
}

TEST_CASE("what a column has no offer for says so", "[comparison]") {
  Workload workload = jobs({"aws", "gcp"});
  workload.tasks[0].constraints.providers = {"gcp"};
  const auto tables = compare_providers(workload, performance(), kQuick);
  for (std::size_t c = 0; c < tables[0].columns.size(); ++c) {
    if (tables[0].columns[c].key != "aws") continue;
    CHECK_FALSE(tables[0].columns[c].whole);
    CHECK_FALSE(tables[0].rows[0].cells[c].possible);
    CHECK_FALSE(tables[0].rows[0].cells[c].why.empty());
    CHECK(tables[0].rows[1].cells[c].possible);
  }
  const std::string text = render(tables, "w", {.columns = 80});
  CHECK(text.find("not everything") != std::string::npos);
}

TEST_CASE("items of several workloads stand beside each other by name", "[comparison]") {
  const Workload both = jobs({"aws"});
  Workload one = both;
  one.tasks.pop_back();
  const NamedWorkload named[] = {{"a.json", &one}, {"b.json", &both}};
  const ComparisonTable table = compare_workloads(named, performance(), kQuick);
  REQUIRE(table.columns.size() == 2);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].cells[0].offer == table.rows[0].cells[1].offer);
  CHECK_FALSE(table.rows[1].cells[0].possible);
  CHECK(table.rows[1].cells[1].possible);
  CHECK(table.columns[0].whole);
}

TEST_CASE("columns in another order keep their cells, and the plan stays first", "[comparison]") {
  auto table = compare_providers(jobs({"aws", "gcp", "azure"}), performance(), kQuick).front();
  const ComparisonTable before = table;
  sort_columns(table, ColumnOrder::title);
  REQUIRE(table.columns.size() == before.columns.size());
  CHECK(table.columns.front().key == "plan");
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (c > 1) CHECK(table.columns[c - 1].title < table.columns[c].title);
    for (std::size_t b = 0; b < before.columns.size(); ++b)
      if (before.columns[b].key == table.columns[c].key)
        CHECK(before.rows[0].cells[b].place == table.rows[0].cells[c].place);
  }
  sort_columns(table, ColumnOrder::monthly);
  for (std::size_t c = 2; c < table.columns.size(); ++c)
    CHECK((!table.columns[c].whole || table.columns[c - 1].monthly <= table.columns[c].monthly));
}

TEST_CASE("a comparison for a terminal keeps to its width", "[comparison]") {
  const auto tables = compare_providers(jobs({"aws", "gcp", "azure"}), performance(), kQuick);
  for (const int columns : {80, 200}) {
    const std::string text = render(tables, "w", {.columns = columns});
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      CHECK(end - at <= static_cast<std::size_t>(columns));
      at = end + 1;
    }
  }
}
