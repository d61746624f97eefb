#include "cloudplan/pareto.hpp"

#include "planner/joint_plan.hpp"
#include "planner/plan_parts.hpp"

#include <algorithm>
#include <optional>

namespace cloudplan {

namespace {

// More corners than anybody reads; the search stops there.
constexpr std::size_t kMostPoints = 64;
// A plan that saves less of the time than that is nobody's reason to pay more.
constexpr double kLeastGain = 1e-3;
// So many dollars an hour that no price matters beside time; as Objective::time has it.
constexpr double kTimeIsAll = 1e7;

// Finds the corners of the lower convex hull of (time, cost): between two known
// ones, the worth of an hour at which both are equally good either leads to a
// better plan or proves that there is none between them (Aneja and Nair 1979).
class Front {
 public:
  Front(const Workload& workload, const PerformanceCatalog& performance, const PlanOptions& options)
      : workload_(with_all_counts(workload)),
        options_(options),
        market_(workload_, performance),
        joint_(workload_, market_, options_) {}

  std::vector<FrontPoint> corners() {
    joint_.rank(Objective::cost, 0);
    const auto cheapest = solve(0), fastest = solve(kTimeIsAll);
    if (!cheapest || !fastest) return {};
    points_ = {*cheapest};
    if (differ(*cheapest, *fastest)) {
      between(*cheapest, *fastest);
      points_.push_back(*fastest);
    }
    return plans();
  }

 private:
  struct Point {
    double usd_per_hour = 0, usd = 0, hours = 0;
    std::vector<Tradeoff> offers{};
    std::vector<Place> places{};
  };

  // Machines are counted up only where time is the aim.
  static Workload with_all_counts(Workload workload) {
    workload.objective = Objective::time;
    return workload;
  }
  static bool differ(const Point& a, const Point& b) { return a.hours - b.hours > 1e-9 * (1 + a.hours); }

  std::optional<Point> solve(double usd_per_hour) {
    const TaskTerms terms{usd_per_hour + TaskSearch::kTieBreak};
    joint_.choose_by(std::vector<TaskTerms>(joint_.tasks(), terms), 0);
    if (!joint_.solve()) return std::nullopt;
    Point point{usd_per_hour, 0, 0, {}, {}};
    for (std::size_t v = 0; v < joint_.variables(); ++v) {
      const auto place = joint_.place(v);
      if (!place) return std::nullopt;
      point.places.push_back(*place);
    }
    for (std::size_t t = 0; t < joint_.tasks(); ++t) {
      point.offers.push_back(joint_.chosen_tradeoff(t));
      point.hours += point.offers.back().hours;
      point.usd += joint_.search(t).materialize(point.offers.back().offer).per_month.dollars();
    }
    for (std::size_t d = 0; d < workload_.data.size(); ++d)
      point.usd += joint_.data(d).usd_per_month(point.places[joint_.tasks() + d]);
    for (const Flow& flow : joint_.flows()) point.usd += joint_.flow_usd(flow);
    return point;
  }

  void between(const Point& cheap, const Point& fast) {
    if (points_.size() + 2 > kMostPoints || !differ(cheap, fast)) return;
    const double worth = (fast.usd - cheap.usd) / (cheap.hours - fast.hours);
    if (!(worth > 0)) return;
    const auto found = solve(worth);
    if (!found) return;
    const double known = cheap.usd + worth * cheap.hours, best = found->usd + worth * found->hours;
    const bool inside = differ(cheap, *found) && differ(*found, fast);
    if (!inside || best > known - 1e-9 * (1 + known)) return;
    between(cheap, *found);
    points_.push_back(*found);
    between(*found, fast);
  }

  // Those that no other one beats, with their plans.
  std::vector<FrontPoint> plans() {
    std::stable_sort(points_.begin(), points_.end(), [](const Point& a, const Point& b) {
      return a.usd != b.usd ? a.usd < b.usd : a.hours < b.hours;
    });
    std::vector<FrontPoint> front;
    double least_hours = 0;
    for (const Point& point : points_) {
      if (!front.empty() && point.hours >= least_hours * (1 - kLeastGain)) continue;
      least_hours = point.hours;
      solve(point.usd_per_hour);  // once more, so that free allowances are shared as it has them
      joint_.hold(point.offers, point.places);
      front.push_back({point.usd_per_hour, point.usd, hours(point.hours), false,
                       assemble(joint_, workload_, Detail::brief, options_)});
      hold_against_limits(workload_, front.back().plan);
      add_list_prices(market_.catalog(), front.back().plan);
    }
    return front;
  }

  Workload workload_;
  PlanOptions options_;
  Market market_;
  JointPlan joint_;
  std::vector<Point> points_;
};

}  // namespace

namespace {

// A plan by the same measure as the corners'.
FrontPoint point_of(const Workload& workload, const Plan& plan) {
  FrontPoint point;
  for (std::size_t t = 0; t < plan.tasks.size(); ++t) {
    point.usd += plan.tasks[t].chosen->per_month.dollars();
    if (is_job(workload.tasks[t].kind)) point.time += plan.run_time(t);
  }
  for (const DatasetPlacement& data : plan.data) point.usd += data.chosen->compared.dollars();
  for (const DataFlow& flow : plan.flows) point.usd += flow.cost.total().dollars();
  point.chosen = true;
  point.plan = plan;
  return point;
}

// Marks the plan among the corners, or puts it between them where none of them beats it.
void mark_chosen(const Workload& workload, const Plan& plan, std::vector<FrontPoint>& front) {
  const bool whole =
      std::all_of(plan.tasks.begin(), plan.tasks.end(), [](const auto& task) { return task.chosen; }) &&
      std::all_of(plan.data.begin(), plan.data.end(), [](const auto& data) { return data.chosen; });
  if (!whole || front.empty()) return;
  // Sums of the same amounts, and a tenth of a cent where equals were told apart by it.
  constexpr double kSameUsd = 1e-3, kSameShare = 1e-6;
  FrontPoint mine = point_of(workload, plan);
  const auto no_worse = [&](const FrontPoint& other) {
    return other.usd <= mine.usd + kSameUsd + kSameShare * mine.usd &&
           other.time.value <= mine.time.value * (1 + kSameShare);
  };
  for (FrontPoint& point : front) {
    if (!no_worse(point)) continue;
    const bool same = point.usd >= mine.usd - kSameUsd - kSameShare * mine.usd &&
                      point.time.value >= mine.time.value * (1 - kSameShare);
    if (!same) return;  // beaten: the objective weighs hours of tasks differently
    point.chosen = true;
    point.plan = plan;
    return;
  }
  const auto after =
      std::find_if(front.begin(), front.end(), [&](const FrontPoint& point) { return point.usd > mine.usd; });
  front.insert(after, std::move(mine));
}

}  // namespace

std::vector<FrontPoint> pareto_front(const Workload& workload, const PerformanceCatalog& performance,
                                     const PlanOptions& options, const Plan* chosen) {
  PlanOptions quick = options;
  quick.flip_points = false;
  std::vector<FrontPoint> front = Front(workload, performance, quick).corners();
  if (chosen) mark_chosen(workload, *chosen, front);
  return front;
}

}  // namespace cloudplan
