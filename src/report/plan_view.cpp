#include "report/plan_view.hpp"

#include "support/format_text.hpp"

#include <algorithm>
#include <utility>

namespace cloudplan {

namespace {

constexpr const char* kRoles[] = {"cheapest_cpu",       "cheapest_gpu", "fastest",  "free",
                                  "cheapest_on_demand", "provider",     "runner_up"};
constexpr const char* kStoreKinds[] = {"bucket", "database", "disk"};

// Gives the lines of a cost the cents that the cost has.
void apportion_lines(CostView& cost) {
  for (const bool monthly : {true, false}) {
    std::vector<Money> amounts;
    std::vector<LineView*> lines;
    for (LineView& line : cost.lines)
      if ((line.line->recurrence == Recurrence::monthly) == monthly)
        amounts.push_back(line.line->amount), lines.push_back(&line);
    const auto shares = apportion(monthly ? cost.monthly_cents : cost.once_cents, amounts);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i]->cents = shares[i];
  }
}

double ratio(double value, double to) { return to > 0 ? value / to : kUnknown; }

bool same_offer(const Candidate& a, const Candidate& b) {
  return a.offer == b.offer && a.machines == b.machines;
}

CandidateView candidate_view(const Candidate& candidate, const Cost& cost, bool job, double runs_per_month,
                             const Catalog& catalog) {
  CandidateView view;
  view.offer = offer_view(candidate.offer, catalog);
  view.candidate = &candidate;
  view.cost = cost_view(cost, catalog);
  const Money month = candidate.per_month + candidate.transfer;
  view.amount = job ? dollars(month.dollars() / runs_per_month) : month;
  return view;
}

void compare(CandidateView& view, const CandidateView& chosen, bool job) {
  view.cost_ratio = ratio(view.amount.dollars(), chosen.amount.dollars());
  if (job && view.candidate->timed && chosen.candidate->timed)
    view.time_ratio = ratio(wall_time(*view.candidate).value, wall_time(*chosen.candidate).value);
}

TaskView task_view(const TaskPlacement& placed, const Workload& workload, const Catalog& catalog) {
  TaskView view;
  view.task = &workload.tasks[placed.task];
  view.placed = &placed;
  view.job = is_job(view.task->kind);
  if (!placed.chosen) return view;
  const double runs = view.task->runs_per_month;
  view.candidates.push_back(candidate_view(*placed.chosen, placed.cost, view.job, runs, catalog));
  view.candidates.front().roles.emplace_back("chosen");
  for (const Alternative& alternative : placed.alternatives) {
    const auto same = std::find_if(
        view.candidates.begin(), view.candidates.end(),
        [&](const CandidateView& seen) { return same_offer(*seen.candidate, alternative.candidate); });
    CandidateView* into = same == view.candidates.end() ? nullptr : &*same;
    if (!into)
      into = &view.candidates.emplace_back(
          candidate_view(alternative.candidate, alternative.cost, view.job, runs, catalog));
    into->roles.emplace_back(kRoles[static_cast<std::size_t>(alternative.kind)]);
  }
  for (CandidateView& candidate : view.candidates) compare(candidate, view.candidates.front(), view.job);
  std::stable_sort(view.candidates.begin() + 1, view.candidates.end(),
                   [](const CandidateView& a, const CandidateView& b) { return a.amount < b.amount; });
  return view;
}

StoreView store_view(std::string role, std::string name, const StorageOption& option, const Cost& cost,
                     const Catalog& catalog) {
  return {.role = std::move(role),
          .kind = kStoreKinds[static_cast<std::size_t>(option.kind)],
          .name = std::move(name),
          .place = place_view(option.provider, option.region, catalog),
          .option = &option,
          .warnings = {},
          .cost = cost_view(cost, catalog)};
}

std::string disk_remark(const DatasetView& view) {
  for (const StoreView& store : view.stores)
    if (store.option->kind == StoreKind::disk && store.cost_ratio < 1)
      return store.option->machine == kNoIndex
                 ? "The price of a disk is without the machine that it hangs on."
                 : "A database on machines of your own is the last resort: you would install, watch and back "
                   "it up.";
  return {};
}

DatasetView dataset_view(const DatasetPlacement& placed, const Workload& workload, const Catalog& catalog) {
  DatasetView view;
  view.dataset = &workload.data[placed.dataset];
  view.placed = &placed;
  if (!placed.chosen) return view;
  view.stores.push_back(store_view("chosen", placed.name, *placed.chosen, placed.cost, catalog));
  for (const StoreAlternative& other : placed.alternatives) {
    StoreView store = store_view(other.label, other.name, other.option, other.cost, catalog);
    store.warnings = other.warnings;
    const auto& chosen = view.stores.front();
    const bool same = store.name == chosen.name && store.option->region == chosen.option->region;
    if (!same) view.stores.push_back(std::move(store));
  }
  const double base = placed.chosen->compared.dollars();
  // Against less than a cent any factor is meaningless.
  constexpr double kCent = 0.01;
  for (StoreView& store : view.stores)
    store.cost_ratio = base < kCent ? kUnknown : ratio(store.option->compared.dollars(), base);
  view.disk_remark = disk_remark(view);
  if (placed.records) {
    view.records =
        store_view("records", placed.records->name, placed.records->option, placed.records_cost, catalog);
    view.records->warnings = placed.records->warnings;
  }
  return view;
}

// The rows of the verdict: what adds up to the plan's totals.
std::vector<CostView*> rows_of(PlanView& view) {
  std::vector<CostView*> rows;
  for (TaskView& task : view.tasks)
    if (!task.candidates.empty()) rows.push_back(&task.candidates.front().cost);
  for (DatasetView& data : view.data) {
    if (!data.stores.empty()) rows.push_back(&data.stores.front().cost);
    if (data.records) rows.push_back(&data.records->cost);
  }
  for (FlowView& flow : view.flows) rows.push_back(&flow.cost);
  return rows;
}

// Cents that add up, from the total down to the lines.
void apportion_rows(PlanView& view) {
  const Plan& plan = *view.plan;
  view.monthly_cents = cents(plan.monthly);
  view.once_cents = cents(plan.one_off);
  view.first_month_cents = first_month_cents(plan.monthly, plan.one_off);
  const std::vector<CostView*> rows = rows_of(view);
  std::vector<Money> monthly, once;
  for (const CostView* const row : rows) monthly.push_back(row->monthly), once.push_back(row->once);
  const auto monthly_shares = apportion(view.monthly_cents, monthly);
  const auto once_shares = apportion(view.once_cents, once);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i]->monthly_cents = monthly_shares[i];
    rows[i]->once_cents = once_shares[i];
    apportion_lines(*rows[i]);
  }
}

}  // namespace

bool CandidateView::has_role(std::string_view role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool TaskView::transfers() const {
  return std::any_of(candidates.begin(), candidates.end(),
                     [](const CandidateView& c) { return c.candidate->transfer.nanos != 0; });
}

const CandidateView* TaskView::with_role(std::string_view role) const {
  for (const CandidateView& candidate : candidates)
    if (candidate.has_role(role)) return &candidate;
  return nullptr;
}

CostView cost_view(const Cost& cost, const Catalog& catalog) {
  CostView view;
  for (const CostLine& line : cost.lines) {
    LineView made;
    made.line = &line;
    if (line.source != kNoIndex) {
      const Source& source = catalog.sources()[line.source];
      made.source_key = catalog.text(source.key);
      made.source = catalog.text(source.text);
      made.as_of = catalog.text(source.as_of);
      made.weak_source = source.weak != 0;
    }
    view.lines.push_back(std::move(made));
  }
  view.unknown_meters = cost.unknown_meters;
  view.monthly = cost.total(Recurrence::monthly);
  view.once = cost.total(Recurrence::once) + cost.total(Recurrence::per_run);
  view.monthly_cents = cents(view.monthly);
  view.once_cents = cents(view.once);
  apportion_lines(view);
  return view;
}

namespace {

FrontView front_view(const FrontPoint& point, const Workload& workload, const Catalog& catalog) {
  FrontView view{&point, {}, {}, point.plan.monthly, point.plan.one_off};
  for (const TaskPlacement& placed : point.plan.tasks)
    view.tasks.push_back(task_view(placed, workload, catalog));
  for (const DatasetPlacement& placed : point.plan.data)
    view.data.push_back(dataset_view(placed, workload, catalog));
  return view;
}

}  // namespace

PlanView make_view(const PlanDocument& document, const Catalog& catalog) {
  const Plan& plan = *document.plan;
  const Workload& workload = *document.workload;
  PlanView view;
  view.file = document.file;
  view.workload = &workload;
  view.plan = &plan;
  view.config = document.config;
  for (const TaskPlacement& placed : plan.tasks) view.tasks.push_back(task_view(placed, workload, catalog));
  for (const DatasetPlacement& placed : plan.data)
    view.data.push_back(dataset_view(placed, workload, catalog));
  for (const DataFlow& flow : plan.flows) view.flows.push_back({&flow, cost_view(flow.cost, catalog)});
  if (document.front)
    for (const FrontPoint& point : *document.front)
      view.front.push_back(front_view(point, workload, catalog));
  view.prices = price_dates(plan, catalog);
  view.complete = is_complete(plan);
  apportion_rows(view);
  return view;
}

}  // namespace cloudplan
