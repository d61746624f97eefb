#include "planner/owned_hours.hpp"

#include "planner/task_search.hpp"
#include "planner/turns.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace cloudplan {

namespace {

// Two sums of the same hours may differ in their last digits.
constexpr double kRounding = 1e-6;

using Uses = std::vector<std::vector<double>>;

std::vector<double> total_use(const Uses& uses, std::size_t capacities) {
  std::vector<double> sums(capacities, 0);
  for (const auto& of_task : uses)
    for (std::size_t c = 0; c < capacities; ++c) sums[c] += of_task[c];
  return sums;
}

class Sharing {
 public:
  Sharing(const PlanOptions& options, const Adjustments& adjustments, const Planner& planner)
      : options_(options), adjustments_(adjustments), planner_(planner) {}

  Attempt best() {
    Attempt alone = planner_(adjustments_);
    wanted_ = owned_use(alone.plan, options_);
    overdrawn_ = overdrawn(alone.plan);
    if (std::find(overdrawn_.begin(), overdrawn_.end(), true) == overdrawn_.end()) return alone;
    const std::vector<bool> scarce = overdrawn_;
    const Uses wanted = wanted_;
    for (const std::vector<std::size_t>& order : orders()) {
      try_order(order);
      overdrawn_ = scarce, wanted_ = wanted;
    }
    try_plan(allowances({}));
    // Nothing of anything: this one is always within what there is.
    if (!best_) try_plan(Uses(wanted_.size(), std::vector<double>(options_.owned.size(), 0)));
    return best_ ? std::move(*best_) : std::move(alone);
  }

 private:
  std::vector<bool> overdrawn(const Plan& plan) const {
    const std::vector<double> used = total_use(owned_use(plan, options_), options_.owned.size());
    std::vector<bool> over;
    for (std::size_t c = 0; c < used.size(); ++c)
      over.push_back(used[c] > available_in_month(options_.owned[c]) * (1 + kRounding));
    return over;
  }

  // Tasks that want what there is not enough of, in orders of who is served first.
  std::vector<std::vector<std::size_t>> orders() const {
    std::vector<std::size_t> claimants;
    for (std::size_t t = 0; t < wanted_.size(); ++t)
      for (std::size_t c = 0; c < overdrawn_.size(); ++c)
        if (overdrawn_[c] && wanted_[t][c] > 0 && (claimants.empty() || claimants.back() != t))
          claimants.push_back(t);
    std::vector<std::vector<std::size_t>> made = orders_of_turns(claimants);
    if (claimants.size() <= kAllOrders) return made;
    // Then those that want least, and those that want most.
    const auto less = [&](std::size_t a, std::size_t b) {
      return std::accumulate(wanted_[a].begin(), wanted_[a].end(), 0.0) <
             std::accumulate(wanted_[b].begin(), wanted_[b].end(), 0.0);
    };
    std::stable_sort(claimants.begin(), claimants.end(), less);
    made.push_back(claimants);
    std::reverse(claimants.begin(), claimants.end());
    made.push_back(claimants);
    return made;
  }

  // Who comes first gets what it wants of the scarce; others what is left. Of the rest everybody may use all.
  Uses allowances(const std::vector<std::size_t>& order) const {
    Uses allowed(wanted_.size());
    std::vector<double> left;
    for (const OwnedCapacity& capacity : options_.owned) left.push_back(available_in_month(capacity));
    for (auto& of_task : allowed)
      for (std::size_t c = 0; c < left.size(); ++c) of_task.push_back(overdrawn_[c] ? 0 : left[c]);
    for (const std::size_t t : order)
      for (std::size_t c = 0; c < left.size(); ++c) {
        if (!overdrawn_[c]) continue;
        allowed[t][c] = std::min(left[c], wanted_[t][c]);
        left[c] -= allowed[t][c];
      }
    return allowed;
  }

  // Who has to do without may want something else, of which then there is not enough either: that is shared
  // in the same order, with those that come to want it at its end.
  void try_order(std::vector<std::size_t> order) {
    for (std::size_t round = 0; round <= options_.owned.size(); ++round) {
      const std::optional<Plan> over = try_plan(allowances(order));
      if (!over) return;
      const std::vector<bool> more = overdrawn(*over);
      const Uses used = owned_use(*over, options_);
      for (std::size_t c = 0; c < more.size(); ++c) {
        if (!more[c] || overdrawn_[c]) continue;
        overdrawn_[c] = true;
        for (std::size_t t = 0; t < used.size(); ++t) {
          wanted_[t][c] = used[t][c];
          const bool known = std::find(order.begin(), order.end(), t) != order.end();
          if (used[t][c] > 0 && !known) order.push_back(t);
        }
      }
    }
  }

  // Keeps the plan if it is the best so far; returns it where it uses more than there is.
  std::optional<Plan> try_plan(Uses allowed) {
    Adjustments adjusted = adjustments_;
    adjusted.owned = std::move(allowed);
    Attempt made = planner_(adjusted);
    const std::vector<bool> over = overdrawn(made.plan);
    if (std::find(over.begin(), over.end(), true) != over.end()) return std::move(made.plan);
    const auto rank = [](const Plan& plan) { return std::pair(!plan.feasible, objective_of(plan)); };
    if (!best_ || rank(made.plan) < rank(best_->plan)) best_ = std::move(made);
    return std::nullopt;
  }

  const PlanOptions& options_;
  const Adjustments& adjustments_;
  const Planner& planner_;
  Uses wanted_{};
  std::vector<bool> overdrawn_{};
  std::optional<Attempt> best_{};
};

}  // namespace

double objective_of(const Plan& plan) {
  double value = 0;
  for (const TaskPlacement& task : plan.tasks)
    if (task.chosen) value += task.chosen->score;
  for (const DatasetPlacement& data : plan.data)
    if (data.chosen) value += data.chosen->compared.dollars();
  for (const DataFlow& flow : plan.flows) value += flow.cost.total().dollars();
  return value;
}

double available_in_month(const OwnedCapacity& capacity) {
  return (capacity.machines > 0 ? capacity.machines : capacity.usd_per_hour) * kHoursPerMonth;
}

std::vector<std::vector<double>> owned_use(const Plan& plan, const PlanOptions& options) {
  Uses uses(plan.tasks.size(), std::vector<double>(options.owned.size(), 0));
  for (std::size_t t = 0; t < plan.tasks.size(); ++t)
    if (plan.tasks[t].chosen)
      for (const CoveredHours& covered : plan.tasks[t].chosen->covered)
        uses[t][covered.capacity] += covered.units;
  return uses;
}

double hours_paid_already(const std::vector<CoveredHours>& covered, const PlanOptions& options) {
  double hours = 0;
  for (const CoveredHours& share : covered)
    if (!options.owned[share.capacity].limit) hours += share.hours;
  return hours;
}

Attempt plan_with_owned(const PlanOptions& options, const Adjustments& adjustments, const Planner& planner) {
  if (options.owned.empty()) return planner(adjustments);
  Attempt best = Sharing(options, adjustments, planner).best();
  const std::vector<double> used = total_use(owned_use(best.plan, options), options.owned.size());
  for (std::size_t c = 0; c < used.size(); ++c) {
    const OwnedCapacity& capacity = options.owned[c];
    best.plan.owned.push_back(
        {capacity.label, used[c], available_in_month(capacity), capacity.machines <= 0, capacity.limit});
  }
  return best;
}

// --- TaskSearch: what of a candidate was paid for ---

bool TaskSearch::more_than_owned(const Timed& timed) const {
  return std::any_of(options_.owned.begin(), options_.owned.end(), [&](const OwnedCapacity& capacity) {
    return capacity.limit && capacity.types[timed.type] && machines_of(timed) > capacity.machines;
  });
}

std::optional<std::vector<CoveredHours>> TaskSearch::covered(const Timed& timed, const Use& use,
                                                             const Price& price) const {
  std::vector<CoveredHours> shares;
  const auto task = static_cast<std::size_t>(&task_ - workload_.tasks.data());
  const double machines = machines_of(timed);
  double open = use.machine_hours;
  for (std::size_t c = 0; c < options_.owned.size(); ++c) {
    const OwnedCapacity& capacity = options_.owned[c];
    if (!capacity.types[timed.type] || !capacity.regions[price.region]) continue;
    const double left =
        adjustments_.owned.empty() ? available_in_month(capacity) : adjustments_.owned[task][c];
    if (capacity.limit) {
      if (machines > capacity.machines || use.machine_hours > left * (1 + kRounding)) return std::nullopt;
      shares.push_back({c, use.machine_hours, use.machine_hours});
      continue;
    }
    // An hour counts one, or what a savings plan pays for it: its committed price.
    double unit = 1;
    if (capacity.machines <= 0) {
      const HourlyRate committed = price.rate[static_cast<std::size_t>(capacity.term)];
      unit = (is_known(committed) ? committed : price.rate[0]).dollars();
      if (!(unit > 0)) continue;
    }
    // So many machines at a time; the others of a run are bought.
    const double at_a_time = (capacity.machines > 0 ? capacity.machines : capacity.usd_per_hour) / unit;
    const double hours =
        std::min({open, use.machine_hours * std::min(1.0, at_a_time / machines), left / unit});
    if (!(hours > 0)) continue;
    shares.push_back({c, hours, hours * unit});
    open -= hours;
  }
  return shares;
}

double TaskSearch::hours_to_pay(const Timed& timed, const Use& use, const Price& price) const {
  const auto shares = covered(timed, use, price);
  return shares ? use.machine_hours - hours_paid_already(*shares, options_) : kUnknown;
}

double TaskSearch::hours_of_use(const Candidate& candidate) const {
  if (candidate.offer.is_notebook()) return 0;
  if (!is_job(task_.kind)) return service_hours() * candidate.machines;
  const InstanceType& type = catalog_.instance_types()[candidate.offer.type];
  return in_hours(billed_time(granularity_[type.provider], candidate.run.total())) * candidate.machines *
         task_.runs_per_month;
}

}  // namespace cloudplan
