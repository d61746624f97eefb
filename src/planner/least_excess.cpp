#include "planner/least_excess.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cloudplan {

namespace {

constexpr double kCloseEnough = 1.01;

class Search {
 public:
  Search(const Workload& free, const Workload& stated, const std::vector<const WorkloadLimit*>& lifted,
         Plan plan, const PlanSource& planner)
      : free_(free), lifted_(lifted), planner_(planner), plan_(std::move(plan)) {
    for (const WorkloadLimit* limit : lifted) {
      allowed_.push_back(is_number(*limit) ? allowed_amount(stated, *limit) : kUnknown);
      factors_.push_back(is_number(*limit) ? 1 : kUnknown);
    }
    factors_ = taken(plan_);
  }

  NearPlan best() {
    lower_together();
    for (std::size_t i = 0; i < lifted_.size(); ++i)
      if (is_number(*lifted_[i])) lower(i);
    return {std::move(plan_), std::move(factors_)};
  }

 private:
  std::vector<double> taken(const Plan& plan) const {
    std::vector<double> factors = factors_;
    for (std::size_t i = 0; i < lifted_.size(); ++i)
      if (is_number(*lifted_[i])) factors[i] = std::max(1.0, taken_amount(plan, *lifted_[i]) / allowed_[i]);
    return factors;
  }

  // Takes over the plan within these factors, if there is one.
  bool try_factors(const std::vector<double>& factors) {
    Workload workload = free_;
    for (std::size_t i = 0; i < lifted_.size(); ++i)
      if (is_number(*lifted_[i])) allow_amount(workload, *lifted_[i], allowed_[i] * factors[i] * kRoundingUp);
    auto plan = planner_(workload);
    if (!plan) return false;
    plan_ = std::move(*plan);
    factors_ = taken(plan_);
    return true;
  }

  void lower_together() {
    double low = 1, high = NearPlan{{}, factors_}.excess();
    while (high / low > kCloseEnough) {
      const double middle = std::sqrt(low * high);
      std::vector<double> factors = factors_;
      for (double& factor : factors)
        if (is_known(factor)) factor = middle;
      if (try_factors(factors))
        high = std::min(middle, NearPlan{{}, factors_}.excess());
      else
        low = middle;
    }
  }

  void lower(std::size_t number) {
    double low = 1, high = factors_[number];
    while (high / low > kCloseEnough) {
      const double middle = std::sqrt(low * high);
      std::vector<double> factors = factors_;
      factors[number] = middle;
      if (try_factors(factors))
        high = std::min(middle, factors_[number]);
      else
        low = middle;
    }
  }

  // An amount that went through a division and a multiplication must still be enough.
  static constexpr double kRoundingUp = 1 + 1e-9;

  const Workload& free_;
  const std::vector<const WorkloadLimit*>& lifted_;
  const PlanSource& planner_;
  Plan plan_;
  std::vector<double> allowed_{}, factors_{};
};

}  // namespace

double NearPlan::excess() const {
  double most = 1;
  for (const double factor : factors)
    if (is_known(factor)) most = std::max(most, factor);
  return most;
}

std::size_t NearPlan::without_number() const {
  return static_cast<std::size_t>(
      std::count_if(factors.begin(), factors.end(), [](double factor) { return !is_known(factor); }));
}

NearPlan least_excess(const Workload& free, const Workload& stated,
                      const std::vector<const WorkloadLimit*>& lifted, Plan plan, const PlanSource& planner) {
  return Search(free, stated, lifted, std::move(plan), planner).best();
}

}  // namespace cloudplan
