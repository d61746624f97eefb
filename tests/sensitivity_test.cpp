#include "cloudplan/sensitivity.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"
#include "planner/adjustments.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace cloudplan;

namespace {

const PlanOptions kQuick{.explain_infeasible = false, .flip_points = false};

Workload training() {
  Workload workload;
  workload.constraints.regions = {"aws/us-east-1", "gcp/us-central1"};
  workload.constraints.free_offers = false;
  Task task;
  task.name = "train";
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.samples = 1281167;
  task.epochs = 20;
  task.checkpoint_interval = Seconds{1200};
  workload.tasks.push_back(task);
  return workload;
}

Plan adjusted_plan(const Workload& workload, const Adjustments& adjustments) {
  const Market market(workload, performance());
  return make_brief_plan(workload, market, kQuick, adjustments);
}

std::string name_of(const Plan& plan) {
  const Catalog& catalog = performance().catalog();
  return catalog.full_name(catalog.instance_types()[plan.tasks[0].chosen->offer.type]);
}

}  // namespace

TEST_CASE("no adjustment changes nothing; a dearer machine costs what its price says", "[sensitivity]") {
  const Workload workload = training();
  const Plan plan = make_plan(workload, performance(), kQuick);
  CHECK(adjusted_plan(workload, {}).first_month() == plan.first_month());
  Workload fixed = workload;
  fixed.constraints.include = {name_of(plan)};
  const Offer& offer = plan.tasks[0].chosen->offer;
  const Plan dear = adjusted_plan(fixed, {{{offer.type, offer.notebook, 2, 1}}});
  CHECK_THAT(dear.tasks[0].cost.lines[0].amount.dollars(),
             WithinRel(2 * plan.tasks[0].cost.lines[0].amount.dollars(), 1e-6));
  const Plan slow = adjusted_plan(fixed, {{{offer.type, offer.notebook, 1, 0.5}}});
  CHECK_THAT(slow.tasks[0].chosen->run.work.value, WithinRel(2 * plan.tasks[0].chosen->run.work.value, 1e-9));
  CHECK_THAT(slow.tasks[0].chosen->prediction.throughput,
             WithinRel(plan.tasks[0].chosen->prediction.throughput / 2, 1e-9));
}

TEST_CASE("beyond a tipping point the choice is another one, before it the same", "[sensitivity]") {
  const Workload workload = training();
  const Plan plan = make_plan(workload, performance(), kQuick);
  const auto found = sensitivity(workload, performance(), {.plan = kQuick});
  REQUIRE(found.size() == 1);
  CHECK(found[0].choice == name_of(plan));
  REQUIRE_FALSE(found[0].points.empty());
  const Offer& offer = plan.tasks[0].chosen->offer;
  bool tried = false;
  for (const TippingPoint& point : found[0].points) {
    CHECK(std::abs(std::log(point.factor / point.before)) < 0.011);
    if (point.lever != "price of " + found[0].choice) continue;
    tried = true;
    const auto choice_at = [&](double factor) {
      return name_of(adjusted_plan(workload, {{{offer.type, offer.notebook, factor, 1}}}));
    };
    CHECK(choice_at(point.before) == found[0].choice);
    CHECK(choice_at(point.factor) == point.becomes);
    CHECK(point.becomes != found[0].choice);
    CHECK(point.factor > 1);
  }
  CHECK(tried);
  for (std::size_t i = 1; i < found[0].points.size(); ++i)
    CHECK(std::abs(std::log(found[0].points[i - 1].factor)) <= std::abs(std::log(found[0].points[i].factor)));
}

TEST_CASE("the odds add up to at most one and are the same every time", "[sensitivity]") {
  const auto a = sensitivity(training(), performance(), {.plan = kQuick}),
             b = sensitivity(training(), performance(), {.plan = kQuick});
  REQUIRE_FALSE(a[0].odds.empty());
  double sum = 0;
  for (std::size_t i = 0; i < a[0].odds.size(); ++i) {
    CHECK(a[0].odds[i].choice == b[0].odds[i].choice);
    CHECK(a[0].odds[i].probability == b[0].odds[i].probability);
    sum += a[0].odds[i].probability;
  }
  CHECK(sum <= 1 + 1e-12);
  CHECK(sum > 0.5);
}

TEST_CASE("a machine without a rival is the cheapest for certain", "[sensitivity]") {
  Workload workload = training();
  workload.constraints.include = {"aws/g5.xlarge"};
  const auto found = sensitivity(workload, performance(), {.plan = kQuick});
  REQUIRE(found[0].odds.size() == 1);
  CHECK(found[0].odds[0].probability == 1);
}
