#include "planner/limit_amounts.hpp"

#include "support/format_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Three digits, rounded up.
std::string latency_text(double seconds) {
  const double unit = std::pow(10, std::floor(std::log10(seconds)) - 2);
  const double up = std::ceil(seconds / unit - 1e-9) * unit;
  return up < 1 ? fmt::format("{:.4g} ms", up * 1000) : fmt::format("{:.4g} s", up);
}

}  // namespace

double allowed_amount(const Workload& workload, const WorkloadLimit& limit) {
  switch (limit.measure) {
    case LimitMeasure::none:
      break;
    case LimitMeasure::budget:
      return workload.budget->dollars();
    case LimitMeasure::deadline:
      return workload.deadline->value;
    case LimitMeasure::task_deadline:
      return workload.tasks[limit.task].deadline->value;
    case LimitMeasure::machines:
      return *workload.tasks[limit.task].constraints.max_machines;
    case LimitMeasure::latency:
      return workload.tasks[limit.task].latency_p99->value;
  }
  return 0;
}

void allow_amount(Workload& workload, const WorkloadLimit& limit, double amount) {
  switch (limit.measure) {
    case LimitMeasure::none:
      break;
    case LimitMeasure::budget:
      workload.budget = dollars(amount);
      break;
    case LimitMeasure::deadline:
      workload.deadline = Seconds{amount};
      break;
    case LimitMeasure::task_deadline:
      workload.tasks[limit.task].deadline = Seconds{amount};
      break;
    case LimitMeasure::machines:
      workload.tasks[limit.task].constraints.max_machines = static_cast<int>(amount);
      break;
    case LimitMeasure::latency:
      workload.tasks[limit.task].latency_p99 = Seconds{amount};
      break;
  }
}

double taken_amount(const Plan& plan, const WorkloadLimit& limit) {
  switch (limit.measure) {
    case LimitMeasure::none:
      break;
    case LimitMeasure::budget:
      return plan.first_month().dollars();
    case LimitMeasure::deadline:
      return plan.longest_chain.value;
    case LimitMeasure::task_deadline:
      return plan.run_time(limit.task).value;
    case LimitMeasure::machines:
      return plan.tasks[limit.task].chosen->machines;
    case LimitMeasure::latency:
      return plan.tasks[limit.task].chosen->service.latency_p99.value;
  }
  return 0;
}

std::string amount_text(const WorkloadLimit& limit, double amount) {
  switch (limit.measure) {
    case LimitMeasure::none:
      break;
    case LimitMeasure::budget:
      return usd_text(dollars(std::ceil(amount * 100 - 1e-6) / 100));
    case LimitMeasure::deadline:
    case LimitMeasure::task_deadline:
      return time_text_up(Seconds{amount});
    case LimitMeasure::machines:
      return fmt::format("{:.0f}", std::ceil(amount));
    case LimitMeasure::latency:
      return latency_text(amount);
  }
  return {};
}

}  // namespace cloudplan
