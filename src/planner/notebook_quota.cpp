#include "planner/notebook_quota.hpp"

#include "planner/turns.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace cloudplan {

namespace {

constexpr double kNothingLeft = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-9;

// What a task uses of a quota, and whose that is.
struct Use {
  Index notebook = kNoIndex;  // kNoIndex: none
  QuotaUse hours{};
};

class Turns {
 public:
  Turns(const Catalog& catalog, const Workload& workload, const Adjustments& adjustments,
        const Planner& planner)
      : catalog_(catalog), workload_(workload), adjustments_(adjustments), planner_(planner) {}

  Attempt best() {
    Attempt alone = planner_(adjustments_);
    wanted_ = uses(alone.plan);
    std::vector<std::size_t> claimants;
    for (std::size_t t = 0; t < wanted_.size(); ++t)
      for (std::size_t u = 0; u < wanted_.size(); ++u)
        if (t != u && same_quota(wanted_[t], wanted_[u]) && (claimants.empty() || claimants.back() != t))
          claimants.push_back(t);
    if (claimants.empty()) return alone;
    for (const std::vector<std::size_t>& order : orders_of_turns(claimants)) try_order(order);
    if (best_) return std::move(*best_);
    Adjustments adjusted = adjustments_;
    adjusted.quota_before.assign(wanted_.size(), {kNothingLeft, kNothingLeft});
    adjusted.quota_before[claimants.front()] = {};
    return planner_(adjusted);
  }

 private:
  // Machines of a service with the same limit share it: Kaggle's hours are those of all its GPUs, and TPUs
  // have their own.
  bool same_quota(const Use& a, const Use& b) const {
    if (a.notebook == kNoIndex || b.notebook == kNoIndex) return false;
    const auto rows = catalog_.table<Notebook>();
    const Notebook &one = rows[a.notebook], &other = rows[b.notebook];
    return one.service == other.service && one.plan == other.plan &&
           one.hours_per_week_limit == other.hours_per_week_limit;
  }

  std::vector<Use> uses(const Plan& plan) const {
    std::vector<Use> made(plan.tasks.size());
    for (std::size_t t = 0; t < made.size(); ++t) {
      const auto& chosen = plan.tasks[t].chosen;
      if (!chosen || !chosen->offer.is_notebook()) continue;
      const double quota = catalog_.table<Notebook>()[chosen->offer.notebook].hours_per_week_limit;
      if (!is_known(quota)) continue;
      const Task& task = workload_.tasks[t];
      const double hours = chosen->notebook.weeks * quota;
      made[t].notebook = chosen->offer.notebook;
      if (!is_job(task.kind))
        made[t].hours.weekly = hours;
      else if (task.runs_given)
        made[t].hours.weekly = hours * task.runs_per_month * 7 / kDaysPerMonth;
      else
        made[t].hours.once = hours;
    }
    return made;
  }

  // What those before each task use. Who is in no order comes last.
  std::vector<QuotaUse> before(const std::vector<std::size_t>& order, const std::vector<Use>& used) const {
    std::vector<QuotaUse> sums(used.size());
    const auto turn = [&](std::size_t t) { return std::find(order.begin(), order.end(), t) - order.begin(); };
    for (std::size_t t = 0; t < used.size(); ++t)
      for (std::size_t u = 0; u < used.size(); ++u) {
        const bool matters =
            used[t].notebook == kNoIndex ? used[u].notebook != kNoIndex : same_quota(used[t], used[u]);
        if (t == u || !matters || turn(u) > turn(t)) continue;
        sums[t].weekly += used[u].hours.weekly;
        sums[t].once += used[u].hours.once;
      }
    return sums;
  }

  void try_order(const std::vector<std::size_t>& order) {
    Adjustments adjusted = adjustments_;
    adjusted.quota_before = before(order, wanted_);
    Attempt made = planner_(adjusted);
    const std::vector<Use> used = uses(made.plan);
    const std::vector<QuotaUse> needed = before(order, used);
    for (std::size_t t = 0; t < used.size(); ++t)
      if (used[t].notebook != kNoIndex && (needed[t].weekly > adjusted.quota_before[t].weekly + kRounding ||
                                           needed[t].once > adjusted.quota_before[t].once + kRounding))
        return;
    const auto rank = [](const Plan& p) { return std::pair(!p.feasible, objective_of(p)); };
    if (!best_ || rank(made.plan) < rank(best_->plan)) best_ = std::move(made);
  }

  const Catalog& catalog_;
  const Workload& workload_;
  const Adjustments& adjustments_;
  const Planner& planner_;
  std::vector<Use> wanted_{};
  std::optional<Attempt> best_{};
};

}  // namespace

Attempt plan_with_quotas(const Catalog& catalog, const Workload& workload, const Adjustments& adjustments,
                         const Planner& planner) {
  return Turns(catalog, workload, adjustments, planner).best();
}

}  // namespace cloudplan
