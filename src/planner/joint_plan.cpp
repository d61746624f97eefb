#include "planner/joint_plan.hpp"

#include "catalog/catalog_size.hpp"
#include "planner/notebook_use.hpp"
#include "planner/shared_allowances.hpp"
#include "support/in_parallel.hpp"

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

Bytes whole_of(const Dataset& data) { return data.size.value_or(Bytes{0}); }

}  // namespace

JointPlan::JointPlan(const Workload& workload, const Market& market, const PlanOptions& options,
                     const Adjustments& adjustments)
    : workload_(workload),
      market_(market),
      options_(options),
      adjustments_(adjustments),
      places_(market.book()) {
  begin_searches();
  find_flows();
  chosen_.resize(searches_.size() + data_.size());
  allowed_.resize(chosen_.size());
  flow_accounts_.resize(flows_.size());
}

void JointPlan::for_all(std::size_t count, const std::function<void(std::size_t)>& work) const {
  in_parallel(count, work, is_worth_threads(market_.catalog()));
}

// What is not known yet is searched side by side: no task takes notice of another, nor of a dataset.
void JointPlan::begin_searches() {
  const KnownSearches& known = adjustments_.known;
  std::vector<std::size_t> open;
  searches_.resize(workload_.tasks.size());
  for (std::size_t t = 0; t < tasks(); ++t)
    if (known.tasks.empty() || !known.tasks[t])
      open.push_back(t);
    else
      searches_[t] = adjusted(t, known.tasks[t]);
  data_.resize(workload_.data.size());
  for (std::size_t d = 0; d < data_.size(); ++d) {
    const bool searched = !known.data.empty() && known.data[d];
    searched_.push_back(searched ? known.data[d] : std::make_shared<DataSearches>());
    if (searched)
      assume_data(d, {});
    else
      open.push_back(tasks() + d);
  }
  for_all(open.size(), [&](std::size_t i) {
    if (open[i] >= tasks()) return assume_data(open[i] - tasks(), {});
    const Task& task = workload_.tasks[open[i]];
    searches_[open[i]] = std::make_shared<RankedSearch>(std::make_unique<const TaskSearch>(
        task, dataset_of(workload_, task), workload_, market_, places_, options_, adjustments_));
  });
}

std::shared_ptr<RankedSearch> JointPlan::adjusted(std::size_t task,
                                                  const std::shared_ptr<RankedSearch>& known) const {
  const Touched changed = touched(task);
  return changed.any() ? std::make_shared<RankedSearch>(*known, adjustments_, changed) : known;
}

Touched JointPlan::touched(std::size_t task) const {
  const TaskSearch& search = adjustments_.known.tasks[task]->search();
  Touched made;
  for (const Adjustment& one : adjustments_.list) {
    made.notebooks = made.notebooks || one.notebook != kNoIndex;
    if (one.notebook == kNoIndex && search.looks_at(one.type)) made.types.push_back(one.type);
  }
  if (!adjustments_.quota_before.empty()) {
    const QuotaUse& before = adjustments_.quota_before[task];
    made.notebooks = made.notebooks || before.weekly > 0 || before.once > 0;
  }
  if (!adjustments_.owned.empty())
    for (const OwnedCapacity& capacity : options_.owned)
      for (Index type = 0; type < capacity.types.size(); ++type)
        if (capacity.types[type] && search.looks_at(type)) made.types.push_back(type);
  std::sort(made.types.begin(), made.types.end());
  made.types.erase(std::unique(made.types.begin(), made.types.end()), made.types.end());
  return made;
}

void JointPlan::add_dataset_flow(std::size_t task_index, std::size_t dataset) {
  const Task& task = workload_.tasks[task_index];
  const Dataset& data = workload_.data[dataset];
  Flow flow{workload_.tasks.size() + dataset, task_index,
            search(task_index).work().input * task.runs_per_month,
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
  if (task.kind == TaskKind::notebook) {
    flow.per_month = flow.per_month * people(task);
    flow.notebook = &task;
  }
  if (task.kind == TaskKind::vm && !flow.online) flow.per_month = flow.per_month * task.count;
  if (data.kind == DatasetKind::files && search(task_index).work().input <= whole_of(data))
    flow.in_bill_of_data = share_of_reads(data, workload_.horizon.value / kSecondsPerMonth);
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
  if (objective == Objective::time) extra_usd_per_hour = kTimeIsAll;
  std::vector<double> worths(tasks(), extra_usd_per_hour);
  if (objective == Objective::balanced && adjustments_.worths.empty())
    rank_open(std::vector<double>(tasks(), 0));
  if (objective == Objective::balanced)
    for (std::size_t t = 0; t < tasks(); ++t)
      worths[t] +=
          adjustments_.worths.empty() ? searches_[t]->balanced_usd_per_hour() : adjustments_.worths[t];
  rank(worths);
}

void JointPlan::rank(const std::vector<double>& worths) {
  rankings_.clear();
  selected_.clear();
  first_month_share_ = 0;
  worths_ = worths;
  rank_open(worths);
  for (std::size_t t = 0; t < tasks(); ++t) rankings_.push_back(searches_[t]->ranking(worths_[t]));
}

void JointPlan::rank_open(const std::vector<double>& worths) {
  std::vector<std::size_t> open;
  for (std::size_t t = 0; t < tasks(); ++t)
    if (!searches_[t]->is_ranked(worths[t])) open.push_back(t);
  for_all(open.size(), [&](std::size_t i) { searches_[open[i]]->ranking(worths[open[i]]); });
}

double JointPlan::own_cost(std::size_t variable, Place place) const {
  if (variable >= searches_.size()) {
    const DataSearch& data = *data_[variable - searches_.size()];
    const double score = data.score(place);
    if (first_month_share_ == 0 || score == kImpossible) return score;
    return score + first_month_share_ * (data.first_month_usd(place) - data.usd_per_month(place));
  }
  if (!selected_.empty()) {
    const Scored& best = selected_[variable][place].offer;
    return best.possible() ? best.score : kImpossible;
  }
  const Scored& best = rankings_[variable]->any[place];
  return best.possible() ? best.score : kImpossible;
}

// The places of every variable that are worth a look.
std::vector<PlaceDomain> JointPlan::domains_among(Index provider) const {
  std::vector<PlaceDomain> domains(chosen_.size());
  for (std::size_t v = 0; v < chosen_.size(); ++v)
    for (Place place = 0; place < places_.count(); ++place) {
      if (provider != kNoIndex && places_.provider_of(place) != provider) continue;
      if (!allowed_[v].empty() && !allowed_[v][place]) continue;
      const double cost = own_cost(v, place);
      if (cost == kImpossible) continue;
      domains[v].places.push_back(place);
      domains[v].costs.push_back(cost);
    }
  std::vector<std::pair<std::size_t, std::size_t>> links;
  for (const Flow& flow : flows_)
    if (!domains[flow.from].places.empty() && !domains[flow.to].places.empty())
      links.emplace_back(flow.from, flow.to);
  prune_places(domains, links);
  return domains;
}

PlacementProblem::Pair JointPlan::pair_of(const Flow& flow, const PlaceDomain& from,
                                          const PlaceDomain& to) const {
  PlacementProblem::Pair pair;
  pair.cost.reserve(from.places.size() * to.places.size());
  for (const Place origin : from.places) {
    std::vector<double> usd =
        places_.flows_from(origin, to.places, billed(flow, origin, origin), account_of(flow));
    for (std::size_t i = 0; i < usd.size(); ++i) {
      if (flow.notebook && !places_.is_region(to.places[i]))
        usd[i] = places_.flow_usd(origin, to.places[i], billed(flow, origin, to.places[i]), account_of(flow));
      const double apart = flow.online && origin != to.places[i] ? kOnlineApart : 0;
      pair.cost.push_back(std::isnan(usd[i]) ? kImpossible : usd[i] + apart);  // as cost_of_flow()
    }
  }
  return pair;
}

std::optional<PlacementSolution> JointPlan::solve_among(Index provider) const {
  PlacementProblem problem;
  std::vector<std::size_t> variables;  // those that have any place
  std::vector<std::size_t> at(chosen_.size(), kNoIndex);
  const std::vector<PlaceDomain> domains = domains_among(provider);
  for (std::size_t v = 0; v < chosen_.size(); ++v) {
    const bool nowhere = provider == kNoIndex && domains[v].places.empty() && allowed_[v].empty();
    if (nowhere) continue;  // said elsewhere; the others are still placed
    at[v] = variables.size();
    variables.push_back(v);
    problem.own_cost.push_back(domains[v].costs);
  }
  for (const Flow& flow : flows_) {
    if (at[flow.from] == kNoIndex || at[flow.to] == kNoIndex) continue;
    PlacementProblem::Pair pair = pair_of(flow, domains[flow.from], domains[flow.to]);
    pair.a = at[flow.from], pair.b = at[flow.to];
    problem.pairs.push_back(std::move(pair));
  }
  auto solution = solve_placement(problem);
  if (!solution) return solution;
  std::vector<std::size_t> by_variable(chosen_.size(), kNoIndex);
  for (std::size_t i = 0; i < variables.size(); ++i)
    by_variable[variables[i]] = domains[variables[i]].places[solution->value[i]];
  solution->value = std::move(by_variable);
  return solution;
}

bool JointPlan::solve() {
  if (!options_.free_tiers) return place_all().has_value();
  SharedAllowances shared(*this);
  const bool solved = shared.solve();
  gap_usd_ = shared.gap_usd();
  return solved;
}

std::optional<double> JointPlan::place_all() {
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
  return best ? std::optional(best->cost) : std::nullopt;
}

void JointPlan::place_at(const std::vector<Place>& places) {
  for (std::size_t v = 0; v < chosen_.size(); ++v)
    chosen_[v] = places[v] == kNowhere ? std::nullopt : std::optional(places[v]);
}

void JointPlan::assume_data(std::size_t dataset, const AccountUse& used) {
  auto& known = (*searched_[dataset])[used];
  if (!known)
    known = std::make_shared<const DataSearch>(
        with_task_reads(workload_.data[dataset], workload_), workload_, advisor(), places_, options_, used,
        adjustments_.held_stores.empty() ? nullptr : &adjustments_.held_stores[dataset]);
  data_[dataset] = known;
}

double JointPlan::cost_of_flow(std::size_t flow, Place from, Place to) const {
  const Flow& of = flows_[flow];
  const double usd = places_.flow_usd(from, to, billed(of, from, to), &flow_accounts_[flow]);
  return std::isnan(usd) ? kImpossible : usd + (of.online && from != to ? kOnlineApart : 0);
}

FreeAmounts JointPlan::drawn_by_data(std::size_t dataset, Place place) const {
  const DataSearch& search = *data_[dataset];
  const auto option = search.option_at(place);
  if (!option) return {};
  const StorageDecision& decision = search.decision();
  FreeAmounts drawn = advisor().drawn(decision.data, search.context(), decision.all.options[*option]);
  if (!decision.records) return drawn;
  const FreeAmounts more = advisor().drawn(decision.records_data, search.context(), *decision.records);
  for (std::size_t i = 0; i < kFreeMeters; ++i)
    if (decision.records->provider == decision.all.options[*option].provider) drawn[i] += more[i];
  return drawn;
}

FreeAmounts JointPlan::drawn_by_flow(std::size_t flow, Place from, Place to) const {
  return places_.flow_drawn(from, to, billed(flows_[flow], from, to), flow_accounts_[flow]);
}

const AccountUse* JointPlan::account_of(const Flow& flow) const {
  return options_.free_tiers ? &flow_accounts_[static_cast<std::size_t>(&flow - flows_.data())] : nullptr;
}

double JointPlan::flow_usd(const Flow& flow) const {
  const auto from = chosen_[flow.from], to = chosen_[flow.to];
  return from && to ? places_.flow_usd(*from, *to, billed(flow, *from, *to), account_of(flow)) : 0;
}

double JointPlan::notebook_sessions(const Task& task, Place place) const {
  return places_.forgets_sessions(place) ? sessions_of_person(task) : 1;
}

Bytes JointPlan::moved(const Flow& flow, Place to) const {
  return flow.notebook ? flow.per_month * notebook_sessions(*flow.notebook, to) : flow.per_month;
}

// The bill of data holds one read by each reader.
Bytes JointPlan::billed(const Flow& flow, Place from, Place to) const {
  const double in_bill = places_.sells_storage_only(from) ? flow.in_bill_of_data : 0;
  return {moved(flow, to).value - in_bill * flow.per_month.value};
}

// A session after the other: of every month, even where the data would be copied to a machine once.
Recurrence JointPlan::recurrence_of(const Flow& flow, Place to) const {
  return flow.notebook && notebook_sessions(*flow.notebook, to) > 1 ? Recurrence::monthly : flow.recurrence;
}

double JointPlan::flow_usd(std::size_t variable, Place place) const {
  double usd = 0;
  for (const Flow& flow : flows_) {
    const bool sends = flow.from == variable && chosen_[flow.to],
               gets = flow.to == variable && chosen_[flow.from];
    if (!sends && !gets) continue;
    const Place from = sends ? place : *chosen_[flow.from], to = sends ? *chosen_[flow.to] : place;
    usd += places_.flow_usd(from, to, billed(flow, from, to), account_of(flow));
  }
  return usd;
}

double JointPlan::reading_usd(std::size_t dataset, Place place, double amount) const {
  const std::size_t variable = tasks() + dataset;
  if (workload_.constraints.same_provider)
    for (std::size_t v = 0; v < chosen_.size(); ++v)
      if (v != variable && chosen_[v] && places_.provider_of(*chosen_[v]) != places_.provider_of(place))
        return kImpossible;
  double usd = 0;
  for (const Flow& flow : flows_) {
    if (flow.from != variable || !chosen_[flow.to]) continue;
    const Place to = *chosen_[flow.to];
    const double paid = places_.flow_usd(place, to, billed(flow, place, to) * amount, account_of(flow));
    usd += std::isnan(paid) ? kImpossible : paid + (flow.online && place != to ? kOnlineApart : 0);
  }
  return usd;
}

bool JointPlan::bound(std::size_t task) const {
  return std::any_of(flows_.begin(), flows_.end(), [&](const Flow& flow) {
    return flow.online && flow.to == task && chosen_[task] && chosen_[flow.from] == chosen_[task];
  });
}

}  // namespace cloudplan
