#include "planner/joint_plan.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace cloudplan {

namespace {

// Dollars that an online flow between two regions counts for beside its price:
// tens of milliseconds in every query are worse than any price, but not impossible.
constexpr double kOnlineApart = 1e6;

const Dataset* dataset_of(const Workload& workload, const Task& task) {
  const auto found = std::find_if(workload.data.begin(), workload.data.end(),
                                  [&](const Dataset& data) { return data.name == task.dataset; });
  return task.dataset.empty() || found == workload.data.end() ? nullptr : &*found;
}

// Places that a variable can take: the values of the problem.
struct Domain {
  std::vector<Place> places;
};

}  // namespace

JointPlan::JointPlan(const Workload& workload, const PriceBook& book, const PerformanceCatalog& performance,
                     const PlanOptions& options, const Adjustments& adjustments)
    : workload_(workload), adjustments_(adjustments), places_(book), advisor_(book) {
  for (const Task& task : workload.tasks)
    searches_.push_back(std::make_unique<TaskSearch>(task, dataset_of(workload, task), workload, book,
                                                     performance, places_, options, adjustments_));
  for (const Dataset& data : workload.data)
    data_.push_back(
        std::make_unique<DataSearch>(with_task_reads(data, workload), workload, advisor_, places_, options));
  find_flows();
  chosen_.resize(searches_.size() + data_.size());
}

void JointPlan::add_dataset_flow(std::size_t task_index, std::size_t dataset) {
  const Task& task = workload_.tasks[task_index];
  const Dataset& data = workload_.data[dataset];
  Flow flow{workload_.tasks.size() + dataset, task_index,
            searches_[task_index]->work().input * task.runs_per_month,
            task.runs_given ? Recurrence::monthly : Recurrence::once, false};
  const bool service = task.kind == TaskKind::vm || task.kind == TaskKind::serve;
  if (service && data.kind == DatasetKind::records) {
    // It answers from the records all month; each operation moves about one row.
    const double operations =
        data.reads.value_or(PerSecond{}).value + data.writes.value_or(PerSecond{}).value;
    flow.per_month = data.row_size.value_or(Bytes{1024}) * (operations * kSecondsPerMonth);
    flow.recurrence = Recurrence::monthly;
    flow.online = true;
  }
  flows_.push_back(flow);
}

void JointPlan::find_flows() {
  for (std::size_t t = 0; t < workload_.tasks.size(); ++t) {
    const Task& task = workload_.tasks[t];
    const Recurrence recurrence = task.runs_given ? Recurrence::monthly : Recurrence::once;
    if (const Dataset* const data = dataset_of(workload_, task))
      add_dataset_flow(t, static_cast<std::size_t>(data - workload_.data.data()));
    for (std::size_t u = 0; u < workload_.tasks.size(); ++u) {
      const Task& before = workload_.tasks[u];
      const bool follows = std::find(task.after.begin(), task.after.end(), before.name) != task.after.end();
      if (follows && before.output)
        flows_.push_back({u, t, *before.output * task.runs_per_month, recurrence});
    }
  }
}

void JointPlan::rank(Objective objective, double extra_usd_per_hour) {
  // So many dollars an hour that no price matters beside time.
  constexpr double kTimeIsAll = 1e7;
  rankings_.clear();
  worths_.clear();
  for (const auto& search : searches_) {
    double usd_per_hour = extra_usd_per_hour;
    if (objective == Objective::time) usd_per_hour = kTimeIsAll;
    if (objective == Objective::balanced) usd_per_hour += search->balanced_usd_per_hour();
    worths_.push_back(usd_per_hour);
    rankings_.push_back(std::make_unique<Ranking>(search->rank(usd_per_hour)));
  }
}

double JointPlan::own_cost(std::size_t variable, Place place) const {
  if (variable >= searches_.size()) return data_[variable - searches_.size()]->usd_per_month(place);
  const Scored& best = rankings_[variable]->any[place];
  return best.possible() ? best.score : kImpossible;
}

std::optional<PlacementSolution> JointPlan::solve_among(Index provider) const {
  PlacementProblem problem;
  std::vector<Domain> domains;
  std::vector<std::size_t> variables;  // those that have any place
  std::vector<std::size_t> at(chosen_.size(), kNoIndex);
  for (std::size_t v = 0; v < chosen_.size(); ++v) {
    Domain domain;
    std::vector<double> costs;
    for (Place place = 0; place < places_.count(); ++place) {
      if (provider != kNoIndex && places_.provider_of(place) != provider) continue;
      const double cost = own_cost(v, place);
      if (cost == kImpossible) continue;
      domain.places.push_back(place);
      costs.push_back(cost);
    }
    const bool nowhere = provider == kNoIndex && costs.empty();
    if (nowhere) continue;  // said elsewhere; the others are still placed
    at[v] = variables.size();
    variables.push_back(v);
    domains.push_back(std::move(domain));
    problem.own_cost.push_back(std::move(costs));
  }
  for (const Flow& flow : flows_) {
    if (at[flow.from] == kNoIndex || at[flow.to] == kNoIndex) continue;
    PlacementProblem::Pair pair{at[flow.from], at[flow.to], {}};
    for (const Place from : domains[pair.a].places) {
      const std::vector<double> usd = places_.flows_from(from, flow.per_month);
      for (const Place to : domains[pair.b].places)
        pair.cost.push_back(std::isnan(usd[to]) ? kImpossible
                                                : usd[to] + (flow.online && from != to ? kOnlineApart : 0));
    }
    problem.pairs.push_back(std::move(pair));
  }
  auto solution = solve_placement(problem);
  if (!solution) return solution;
  std::vector<std::size_t> by_variable(chosen_.size(), kNoIndex);
  for (std::size_t i = 0; i < variables.size(); ++i)
    by_variable[variables[i]] = domains[i].places[solution->value[i]];
  solution->value = std::move(by_variable);
  return solution;
}

bool JointPlan::solve() {
  std::optional<PlacementSolution> best;
  if (!workload_.constraints.same_provider) {
    best = solve_among(kNoIndex);
  } else {
    for (Index provider = 0; provider < places_.count() - places_.of_notebook_provider(0); ++provider)
      if (auto solution = solve_among(provider); solution && (!best || solution->cost < best->cost))
        best = std::move(solution);
  }
  for (std::size_t v = 0; v < chosen_.size(); ++v) {
    chosen_[v].reset();
    if (best && best->value[v] != kNoIndex) chosen_[v] = best->value[v];
  }
  return best.has_value();
}

double JointPlan::flow_usd(std::size_t variable, Place place) const {
  double usd = 0;
  for (const Flow& flow : flows_) {
    const bool sends = flow.from == variable && chosen_[flow.to],
               gets = flow.to == variable && chosen_[flow.from];
    if (!sends && !gets) continue;
    const Place from = sends ? place : *chosen_[flow.from], to = sends ? *chosen_[flow.to] : place;
    usd += places_.flow_usd(from, to, flow.per_month);
  }
  return usd;
}

bool JointPlan::bound(std::size_t task) const {
  return std::any_of(flows_.begin(), flows_.end(), [&](const Flow& flow) {
    return flow.online && flow.to == task && chosen_[task] && chosen_[flow.from] == chosen_[task];
  });
}

}  // namespace cloudplan
