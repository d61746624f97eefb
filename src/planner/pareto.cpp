#include "cloudplan/pareto.hpp"

#include "planner/joint_plan.hpp"
#include "planner/plan_parts.hpp"

#include <algorithm>
#include <optional>

namespace cloudplan {

namespace {

// More corners than anybody reads; the search stops there.
constexpr std::size_t kMostPoints = 64;
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
        book_(performance.catalog()),
        joint_(workload_, book_, performance, options_) {}

  std::vector<FrontPoint> corners() {
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
  };

  // Machines are counted up only where time is the aim.
  static Workload with_all_counts(Workload workload) {
    workload.objective = Objective::time;
    return workload;
  }
  static bool differ(const Point& a, const Point& b) { return a.hours - b.hours > 1e-9 * (1 + a.hours); }

  std::optional<Point> solve(double usd_per_hour) {
    joint_.rank(Objective::cost, usd_per_hour);
    if (!joint_.solve()) return std::nullopt;
    Point point{usd_per_hour, 0, 0};
    for (std::size_t t = 0; t < joint_.tasks(); ++t) {
      const auto place = joint_.place(t);
      if (!place) return std::nullopt;
      const Scored& chosen = joint_.ranking(t).any[*place];
      point.hours += joint_.search(t).run_hours(chosen);
      point.usd += joint_.search(t).materialize(chosen).per_month.dollars();
    }
    for (std::size_t d = 0; d < workload_.data.size(); ++d) {
      const auto place = joint_.place(joint_.tasks() + d);
      if (!place) return std::nullopt;
      point.usd += joint_.data(d).usd_per_month(*place);
    }
    for (const Flow& flow : joint_.flows())
      point.usd += joint_.places().flow_usd(*joint_.place(flow.from), *joint_.place(flow.to),
                                            joint_.billed(flow, *joint_.place(flow.from)));
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
      if (!front.empty() && point.hours >= least_hours) continue;
      least_hours = point.hours;
      joint_.rank(Objective::cost, point.usd_per_hour);
      joint_.solve();
      front.push_back({point.usd_per_hour, point.usd, hours(point.hours),
                       assemble(joint_, workload_, Detail::full, options_)});
    }
    return front;
  }

  Workload workload_;
  PlanOptions options_;
  PriceBook book_;
  JointPlan joint_;
  std::vector<Point> points_;
};

}  // namespace

std::vector<FrontPoint> pareto_front(const Workload& workload, const PerformanceCatalog& performance,
                                     const PlanOptions& options) {
  PlanOptions quick = options;
  quick.flip_points = false;
  return Front(workload, performance, quick).corners();
}

}  // namespace cloudplan
