#include "cloudplan/comparison.hpp"

#include "cloudplan/pareto.hpp"
#include "report/front_report.hpp"
#include "report/plan_view.hpp"
#include "report/plan_words.hpp"
#include "support/format_text.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Column = ComparisonTable::Column;
using Row = ComparisonTable::Row;

constexpr TextStyle kStyle{};

bool contains(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Its own list of providers gives way; one that leaves the provider out leaves it nothing.
void restrict_to(const std::string& provider, Constraints& own) {
  if (own.providers.empty()) return;
  own.providers = {contains(own.providers, provider) ? provider : "-"};
}

Workload only_with(const Workload& workload, const std::string& provider) {
  Workload only = workload;
  only.constraints.providers = {provider};
  for (Task& task : only.tasks) restrict_to(provider, task.constraints);
  for (Dataset& data : only.data) restrict_to(provider, data.constraints);
  return only;
}

std::string why_nothing(const TaskPlacement& placed) {
  for (const Exclusion& exclusion : placed.exclusions)  // the most telling first
    if (exclusion.reason != "provider not selected") return exclusion.reason;
  if (!placed.notes.empty()) return placed.notes.front();  // its work is not known
  return std::string(kNothingOfTheKind);
}

void add_cost(const CostView& cost, ComparisonCell& cell) {
  cell.monthly += cost.monthly;
  cell.once += cost.once;
  cell.monthly_cents += cost.monthly_cents;
  cell.once_cents += cost.once_cents;
}

ComparisonCell task_cell(const CandidateView* view, bool job, std::string why) {
  ComparisonCell cell;
  cell.why = std::move(why);
  if (!view) return cell;
  cell.possible = true;
  cell.why.clear();
  cell.offer = with_blanks(machines_text(*view, kStyle));
  cell.place = with_blanks(where_text(view->offer));
  add_cost(view->cost, cell);
  cell.complete = view->cost.unknown_meters.empty();
  if (job && view->candidate->timed) cell.seconds = wall_time(*view->candidate).value;
  return cell;
}

ComparisonCell store_cell(const StoreView* view, std::string why) {
  ComparisonCell cell;
  cell.why = std::move(why);
  if (!view) return cell;
  cell.possible = true;
  cell.why.clear();
  cell.offer = view->name;
  cell.place = place_text(view->place);
  add_cost(view->cost, cell);
  cell.complete = view->cost.unknown_meters.empty();
  return cell;
}

ComparisonCell dataset_cell(const DatasetView& view) {
  const auto& rejections = view.placed->rejections;
  ComparisonCell cell =
      store_cell(view.stores.empty() ? nullptr : &view.stores.front(),
                 rejections.empty() ? "no store there, or none allowed" : rejections.front());
  if (!view.records || !cell.possible) return cell;
  cell.offer += ", records in " + view.records->name;
  add_cost(view.records->cost, cell);
  cell.complete = cell.complete && view.records->cost.unknown_meters.empty();
  return cell;
}

ComparisonCell transfer_cell(const PlanView& view) {
  ComparisonCell cell;
  cell.possible = true;
  for (const FlowView& flow : view.flows) {
    add_cost(flow.cost, cell);
    cell.complete = cell.complete && flow.cost.unknown_meters.empty();
  }
  return cell;
}

// One plan as a column of the table, its rows found by kind and name.
class ColumnWriter {
 public:
  explicit ColumnWriter(ComparisonTable& table) : table_(table) {}

  void add(Column column, const PlanView& view) {
    bool whole = true;
    const std::size_t at = table_.columns.size();
    for (const TaskView& task : view.tasks) {
      Row& row = row_of("task", task.task->name, task_title(*task.task));
      row.cells[at] = task_cell(task.chosen(), task.job, why_nothing(*task.placed));
      whole = whole && row.cells[at].possible;
    }
    for (const DatasetView& data : view.data) {
      Row& row = row_of("dataset", data.dataset->name, dataset_title(*data.dataset));
      row.cells[at] = dataset_cell(data);
      whole = whole && row.cells[at].possible;
    }
    if (const ComparisonCell moved = transfer_cell(view); (moved.monthly + moved.once).nanos != 0)
      row_of("transfer", "transfer", "moving data between places").cells[at] = moved;
    column.whole = whole;
    column.monthly = view.plan->monthly;
    column.once = view.plan->one_off;
    if (whole) column.conflicts = view.plan->conflicts;
    table_.columns.push_back(std::move(column));
    for (Row& row : table_.rows) row.cells.resize(table_.columns.size() + 1);
  }
  void finish() {
    for (Row& row : table_.rows) row.cells.resize(table_.columns.size());
    // Where nothing is moved, moving costs nothing: that is known.
    for (Row& row : table_.rows)
      if (row.kind == "transfer")
        for (ComparisonCell& cell : row.cells) cell.possible = true;
  }

 private:
  Row& row_of(std::string_view kind, const std::string& name, std::string title) {
    for (Row& row : table_.rows)
      if (row.kind == kind && row.name == name) return row;
    table_.rows.push_back({std::string(kind), name, std::move(title), {}});
    table_.rows.back().cells.resize(table_.columns.size() + 1);
    return table_.rows.back();
  }
  ComparisonTable& table_;
};

PlanOptions quick(PlanOptions options) {
  options.flip_points = false;
  options.explain_infeasible = false;
  options.beside = false;
  return options;
}

struct ProviderPlan {
  std::string key, title;
  Workload workload;
  Plan plan;
  std::size_t placed = 0;  // tasks and datasets that have a place
};

std::vector<ProviderPlan> provider_plans(const Workload& workload, const PerformanceCatalog& performance,
                                         const PlanOptions& options, std::vector<std::string>& useless) {
  const Catalog& catalog = performance.catalog();
  const auto& named = workload.constraints.providers;
  std::vector<ProviderPlan> plans;
  for (const Provider& provider : catalog.providers()) {
    const std::string key(catalog.text(provider.key));
    if (named.empty() ? provider.enabled_by_default == 0 : !contains(named, key)) continue;
    ProviderPlan made{key, std::string(catalog.text(provider.title)), only_with(workload, key), {}, 0};
    made.plan = make_plan(made.workload, performance, quick(options));
    for (const TaskPlacement& task : made.plan.tasks) made.placed += task.chosen ? 1U : 0U;
    for (const DatasetPlacement& data : made.plan.data) made.placed += data.chosen ? 1U : 0U;
    if (made.placed > 0)
      plans.push_back(std::move(made));
    else
      useless.push_back(key);
  }
  std::stable_sort(plans.begin(), plans.end(), [](const ProviderPlan& a, const ProviderPlan& b) {
    if (a.placed != b.placed) return a.placed > b.placed;
    return a.plan.first_month() < b.plan.first_month();
  });
  return plans;
}

void add_ages(const Plan& plan, const Catalog& catalog, ComparisonTable& table) {
  PriceAges ages(catalog);
  for (const PriceAge& age : table.ages) ages.add(age.provider, age.source);
  for (const PriceAge& age : price_ages(plan, catalog)) ages.add(age.provider, age.source);
  table.ages = ages.oldest();
}

bool of_ones_own(const DatasetView& data) {
  if (data.stores.empty()) return false;
  const StorageOption& option = *data.stores.front().option;
  return option.kind == StoreKind::disk && option.machine != kNoIndex;
}

// Why a plan with one provider that costs less than the best one is not the best; empty where it costs more
// or breaks a limit.
std::string why_not(const ProviderPlan& plan, const PlanView& view, const PlanView& best) {
  if (!plan.plan.feasible || plan.plan.first_month() >= best.plan->first_month()) return {};
  std::vector<std::string> own;
  for (std::size_t d = 0; d < view.data.size(); ++d)
    if (of_ones_own(view.data[d]) && !of_ones_own(best.data[d])) own.push_back(view.data[d].dataset->name);
  if (!own.empty())
    return fmt::format(
        "{} costs less because {} would be in a database on machines of your own, which is the last resort: "
        "you would install, watch and back it up.",
        plan.key, comma_list(own));
  if (best.workload->objective == Objective::cost) return {};
  return fmt::format("{} costs less; the plan is made for {}.", plan.key,
                     best.workload->objective == Objective::time ? "time" : "cost and time");
}

ComparisonTable provider_table(const Workload& workload, const PlanView& best,
                               const PerformanceCatalog& performance, const PlanOptions& options) {
  ComparisonTable table{"providers", "Providers", true, {}, {}, {}};
  ColumnWriter writer(table);
  writer.add({.key = "plan", .title = "the plan", .monthly = {}, .once = {}, .conflicts = {}}, best);
  std::vector<std::string> useless;
  const auto plans = provider_plans(workload, performance, options, useless);
  add_ages(*best.plan, performance.catalog(), table);
  for (const ProviderPlan& plan : plans) {
    const PlanView view = make_view({{}, &plan.workload, &plan.plan}, performance.catalog());
    writer.add({.key = plan.key, .title = plan.key, .monthly = {}, .once = {}, .conflicts = {}}, view);
    if (std::string why = why_not(plan, view, best); !why.empty()) table.notes.push_back(std::move(why));
    add_ages(plan.plan, performance.catalog(), table);
  }
  writer.finish();
  if (!useless.empty())
    table.notes.push_back(fmt::format("Nothing within the limits with: {}.", comma_list(useless)));
  return table;
}

std::optional<ComparisonTable> processor_table(const PlanView& view) {
  ComparisonTable table{"processors", "CPU or GPU", false, {}, {}, {}};
  for (const char* const key : {"cpu", "gpu"})
    table.columns.push_back({.key = key,
                             .title = key == std::string_view("cpu") ? "cheapest CPU" : "cheapest GPU",
                             .monthly = {},
                             .once = {},
                             .conflicts = {}});
  for (const TaskView& task : view.tasks) {
    Row row{"task", task.task->name, task_title(*task.task), {}};
    for (const char* const role : {"cheapest_cpu", "cheapest_gpu"})
      row.cells.push_back(task_cell(task.with_role(role), task.job, "none fits and keeps the limits"));
    table.rows.push_back(std::move(row));
  }
  return table.rows.empty() ? std::nullopt : std::optional(std::move(table));
}

std::optional<ComparisonTable> store_table(const PlanView& view) {
  ComparisonTable table{"stores", "Stores, near the chosen one", false, {}, {}, {}};
  for (const char* const kind : {"bucket", "database", "disk"})
    table.columns.push_back({.key = kind, .title = kind, .monthly = {}, .once = {}, .conflicts = {}});
  for (const DatasetView& data : view.data) {
    Row row{"dataset", data.dataset->name, dataset_title(*data.dataset), {}};
    for (const char* const kind : {"bucket", "database", "disk"}) {
      const StoreView* found = nullptr;
      for (const StoreView& store : data.stores)
        if (!found && store.kind == kind && store.role != "provider") found = &store;
      row.cells.push_back(store_cell(found, "cannot work: see 'cloudplan explain'"));
    }
    table.rows.push_back(std::move(row));
  }
  return table.rows.empty() ? std::nullopt : std::optional(std::move(table));
}

}  // namespace

bool any_feasible(const ComparisonTable& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const ComparisonTable::Column& column) {
    return column.whole && column.conflicts.empty();
  });
}

std::vector<ComparisonTable> compare_providers(const Workload& workload,
                                               const PerformanceCatalog& performance,
                                               const PlanOptions& options) {
  const Plan plan = make_plan(workload, performance, quick(options));
  const PlanView view = make_view({{}, &workload, &plan}, performance.catalog());
  std::vector<ComparisonTable> tables;
  tables.push_back(provider_table(workload, view, performance, options));
  if (auto processors = processor_table(view)) tables.push_back(std::move(*processors));
  if (auto stores = store_table(view)) tables.push_back(std::move(*stores));
  return tables;
}

ComparisonTable compare_workloads(std::span<const NamedWorkload> workloads,
                                  const PerformanceCatalog& performance, const PlanOptions& options) {
  ComparisonTable table{"workloads", "Workloads", true, {}, {}, {}};
  ColumnWriter writer(table);
  for (const NamedWorkload& named : workloads) {
    const Plan plan = make_plan(*named.workload, performance, quick(options));
    writer.add({.key = named.name, .title = named.name, .monthly = {}, .once = {}, .conflicts = {}},
               make_view({named.name, named.workload, &plan}, performance.catalog()));
    add_ages(plan, performance.catalog(), table);
  }
  writer.finish();
  return table;
}

ComparisonTable compare_front(const Workload& workload, const PerformanceCatalog& performance,
                              const PlanOptions& options) {
  ComparisonTable table{"front", "Cost and time of all jobs: nothing beats these in both", true, {}, {}, {}};
  ColumnWriter writer(table);
  std::size_t number = 0;
  const Plan plan = make_plan(workload, performance, quick(options));
  for (const FrontPoint& point : pareto_front(workload, performance, options, &plan)) {
    writer.add({.key = fmt::format("{}", ++number),
                .title = fmt::format("{}. {}{}", number, fine_time_text(point.time),
                                     point.chosen ? ", the plan" : ""),
                .monthly = {},
                .once = {},
                .conflicts = {}},
               make_view({{}, &workload, &point.plan}, performance.catalog()));
    add_ages(point.plan, performance.catalog(), table);
  }
  writer.finish();
  if (number == 0) table.notes.emplace_back("No plan: some task or dataset fits nowhere.");
  return table;
}

}  // namespace cloudplan
