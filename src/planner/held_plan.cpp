#include "planner/held_plan.hpp"

namespace cloudplan {

namespace {

// How much faster than the median prediction a candidate is at a pace; 1 where nothing is predicted.
double speed_at(const Candidate& candidate, bool job, Pace pace) {
  if (!candidate.timed || pace == Pace::median) return 1;
  const RunTime& run = candidate.run;
  const Prediction& p = candidate.prediction;
  const double speed = job ? run.work / (pace == Pace::fast ? run.work_p10 : run.work_p90)
                           : (pace == Pace::fast ? p.p90 : p.p10) / p.throughput;
  return speed > 0 && is_known(speed) ? speed : 1;
}

// Nothing but the choices themselves can rule them out.
Workload without_limits(Workload workload) {
  workload.deadline.reset();
  workload.budget.reset();
  workload.objective = Objective::cost;
  for (Task& task : workload.tasks) task.deadline.reset();
  return workload;
}

}  // namespace

HeldPlan::HeldPlan(const Workload& workload, const Plan& plan, const Market& market,
                   const PlanOptions& options)
    : workload_(workload), plan_(plan), market_(market), options_(options) {
  options_.explain_infeasible = false;
  options_.flip_points = false;
  options_.beside = false;
}

Plan HeldPlan::held(const Workload& workload, Pace pace, const PlanOptions& options) const {
  Adjustments adjustments;
  for (std::size_t t = 0; t < plan_.tasks.size(); ++t) {
    const Candidate& chosen = *plan_.tasks[t].chosen;
    adjustments.held_offers.push_back(
        {chosen.offer, chosen.machines, speed_at(chosen, is_job(workload.tasks[t].kind), pace)});
  }
  for (const DatasetPlacement& placed : plan_.data) adjustments.held_stores.push_back(*placed.chosen);
  return make_brief_plan(without_limits(workload), market_, options, adjustments);
}

Plan HeldPlan::at(const std::vector<double>& inputs, Pace pace) const {
  return held(with_inputs(workload_, inputs), pace, options_);
}

Plan HeldPlan::with_other_free_tier() const {
  PlanOptions other = options_;
  other.free_tiers = !options_.free_tiers;
  return held(workload_, Pace::median, other);
}

Plan HeldPlan::anew(const std::vector<double>& inputs) const {
  return make_brief_plan(with_inputs(workload_, inputs), market_, options_);
}

}  // namespace cloudplan
