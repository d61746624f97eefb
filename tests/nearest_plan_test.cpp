#include "planner/least_excess.hpp"

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"
#include "many_cases.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace cloudplan;

namespace {

// A plan is what it costs and how long it takes.
struct Point {
  double usd = 0, seconds = 0;
};

Plan plan_at(const Point& point) {
  Plan plan;
  plan.monthly = dollars(point.usd);
  plan.longest_chain = Seconds{point.seconds};
  return plan;
}

// The cheapest of the points that keep the workload's limits.
std::optional<Plan> cheapest(const std::vector<Point>& points, const Workload& workload) {
  const Point* best = nullptr;
  for (const Point& point : points) {
    if (workload.budget && dollars(point.usd) > *workload.budget) continue;
    if (workload.deadline && point.seconds > workload.deadline->value) continue;
    if (!best || point.usd < best->usd) best = &point;
  }
  return best ? std::optional(plan_at(*best)) : std::nullopt;
}

const WorkloadLimit kBudget{"budget", "$10.00", LimitMeasure::budget, 0, {}};
const WorkloadLimit kDeadline{"deadline", "1 min", LimitMeasure::deadline, 0, {}};
const WorkloadLimit kRegions{"regions", "us-*", LimitMeasure::none, 0, {}};

Workload stated_limits(double usd, double seconds) {
  Workload workload;
  workload.budget = dollars(usd);
  workload.deadline = Seconds{seconds};
  return workload;
}

double excess(const Point& point, double usd, double seconds) {
  return std::max({1.0, point.usd / usd, point.seconds / seconds});
}

Workload training() {
  Task task;
  task.name = "train";
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.samples = 1281167;
  task.epochs = 10;
  Workload workload;
  workload.constraints.free_offers = false;
  workload.tasks.push_back(task);
  return workload;
}

}  // namespace

TEST_CASE("limits that must be exceeded are exceeded by the smallest factor", "[nearest]") {
  CHECK(check_many("least excess", 2000, [] {
    const double usd = *rc::gen::inRange(1, 50), seconds = *rc::gen::inRange(1, 50);
    std::vector<Point> points;
    const int count = *rc::gen::inRange(1, 12);
    for (int i = 0; i < count; ++i)
      points.push_back({0.5 * *rc::gen::inRange(1, 5000), 0.5 * *rc::gen::inRange(1, 5000)});
    const Workload free, stated = stated_limits(usd, seconds);
    const auto planner = [&](const Workload& workload) { return cheapest(points, workload); };
    const NearPlan near = least_excess(free, stated, {&kBudget, &kDeadline}, *planner(free), planner);

    const Point found{near.plan.first_month().dollars(), near.plan.longest_chain.value};
    double least = 1e300;
    for (const Point& point : points) least = std::min(least, excess(point, usd, seconds));
    RC_ASSERT(near.excess() <= least * 1.0101);
    RC_ASSERT(near.factors.size() == 2U && near.without_number() == 0U);
    RC_ASSERT(std::abs(near.factors[0] - std::max(1.0, found.usd / usd)) < 1e-9);
    RC_ASSERT(std::abs(near.factors[1] - std::max(1.0, found.seconds / seconds)) < 1e-9);
    // No other one needs clearly less of one limit and no more of the other.
    for (const Point& point : points) {
      const double money = std::max(1.0, point.usd / usd), time = std::max(1.0, point.seconds / seconds);
      RC_ASSERT(!(money * 1.0101 < near.factors[0] && time <= near.factors[1]));
      RC_ASSERT(!(time * 1.0101 < near.factors[1] && money <= near.factors[0]));
    }
  }));
}

TEST_CASE("a limit without a number has no factor", "[nearest]") {
  const std::vector<Point> points = {{100, 10}, {20, 600}};
  const auto planner = [&](const Workload& workload) { return cheapest(points, workload); };
  const NearPlan near =
      least_excess(Workload{}, stated_limits(10, 60), {&kRegions, &kBudget}, *planner(Workload{}), planner);
  CHECK(near.without_number() == 1);
  CHECK_FALSE(is_known(near.factors[0]));
  CHECK(near.factors[1] == 2);
}

TEST_CASE("what a limit would have to be is written so that it can be kept", "[nearest]") {
  CHECK(amount_text(kBudget, 12.341) == "$12.35");
  CHECK(amount_text(kBudget, 12.34) == "$12.34");
  CHECK(amount_text(kDeadline, 82470) == "23.0 h");
  CHECK(amount_text(kDeadline, 61) == "2 min");
  CHECK(amount_text({"latency of chat", "", LimitMeasure::latency, 0, {}}, 0.34521) == "346 ms");
  CHECK(amount_text({"latency of chat", "", LimitMeasure::latency, 0, {}}, 17.91) == "18 s");
  CHECK(amount_text({"machines of train", "", LimitMeasure::machines, 0, {}}, 4) == "4");
}

TEST_CASE("a deadline that can't be kept is answered with the least that can", "[nearest]") {
  Workload workload = training();
  workload.deadline = Seconds{200};
  const Plan plan = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE_FALSE(plan.feasible);
  const std::string& nearest = plan.conflicts.back();
  INFO(nearest);
  CHECK(nearest.find("if the deadline were ") == 0);

  workload.deadline.reset();
  workload.objective = Objective::time;
  const Plan fastest = make_plan(workload, performance(), {.flip_points = false});
  // Within a hundredth of the least, and rounded up to whole minutes.
  bool said = false;
  for (double slack : {1.0, 1.005, 1.01})
    said = said || nearest.find(time_text_up(fastest.longest_chain * slack) + " (") != std::string::npos;
  CHECK(said);
}

TEST_CASE("all limits that are hopeless by themselves are named", "[nearest]") {
  Workload workload = training();
  workload.deadline = Seconds{30};
  workload.budget = dollars(0.0001);
  const Plan plan = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE_FALSE(plan.feasible);
  std::string all;
  for (const std::string& line : plan.conflicts) all += line + "\n";
  INFO(all);
  CHECK(all.find("each of these limits can't be kept, not even alone: budget") != std::string::npos);
  CHECK(all.find(", deadline (30 s") != std::string::npos);
  CHECK(all.find("if the budget were ") != std::string::npos);
  CHECK(all.find(" and the deadline were ") != std::string::npos);
}

TEST_CASE("a budget that the cheapest plan keeps is kept, whatever is aimed at", "[planner]") {
  Workload workload = training();
  const Plan cheapest = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE(cheapest.feasible);
  Seconds before{1e12};
  for (const Objective objective : {Objective::time, Objective::balanced, Objective::cost})
    for (const double room : {1.0, 1.3, 2.0, 5.0}) {
      workload.objective = objective;
      workload.budget = dollars(cheapest.first_month().dollars() * room + 1e-6);
      const Plan plan = make_plan(workload, performance(), {.flip_points = false});
      INFO(room);
      REQUIRE(plan.feasible);
      CHECK(plan.first_month() <= *workload.budget);
      if (objective != Objective::time) continue;
      CHECK(plan.longest_chain <= before);
      before = plan.longest_chain;
    }
}

TEST_CASE("a deadline of a chain that the fastest plan keeps is kept", "[planner]") {
  Workload workload = training();
  workload.tasks.push_back(workload.tasks.front());
  workload.tasks.back().name = "again";
  workload.tasks.back().after = {"train"};
  workload.objective = Objective::time;
  const Plan fastest = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE(fastest.feasible);
  workload.objective = Objective::cost;
  for (const double room : {1.1, 2.0, 8.0}) {
    workload.deadline = fastest.longest_chain * room;
    const Plan plan = make_plan(workload, performance(), {.flip_points = false});
    INFO(room);
    REQUIRE(plan.feasible);
    CHECK(plan.longest_chain <= *workload.deadline);
  }
}

TEST_CASE("what no one provider can do as a whole is told by provider", "[planner][infeasible]") {
  Workload workload = training();
  workload.constraints.same_provider = true;
  workload.tasks[0].constraints.regions = {"eu-de", "eu-gb", "us-south"};  // of IBM
  Dataset data;
  data.name = "orders";
  data.kind = DatasetKind::records;
  data.rows = 1e5;
  data.row_size = Bytes{1000};
  data.engine = "dynamodb";
  workload.data.push_back(data);
  const Plan plan = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE_FALSE(plan.feasible);
  const auto said = [&](const std::string& with, const std::string& what) {
    return std::any_of(plan.conflicts.begin(), plan.conflicts.end(), [&](const std::string& line) {
      return line.starts_with("not all with " + with) && line.find(what) != std::string::npos;
    });
  };
  CHECK(said("ibm", "orders, no dynamodb there carries it"));
  CHECK(said("aws", "train, whose regions are elsewhere"));
  CHECK_FALSE(said("aws", "orders"));
  // What nobody can do has nothing to do with one provider.
  workload.tasks[0].deadline = Seconds{1};
  const Plan hopeless = make_plan(workload, performance(), {.flip_points = false});
  REQUIRE_FALSE(hopeless.feasible);
  CHECK(hopeless.conflicts.front().starts_with("train: no offer fits"));
}
