#include "report/front_report.hpp"
#include "report/json_parts.hpp"
#include "report/plan_words.hpp"
#include "report/renderers.hpp"
#include "support/money_text.hpp"

namespace cloudplan {

namespace {

constexpr auto kNoName = JsonWriter::kNoName;

const char* objective_name(Objective objective) {
  constexpr const char* kNames[] = {"cost", "time", "balanced"};
  return kNames[static_cast<std::size_t>(objective)];
}

class DocumentWriter {
 public:
  explicit DocumentWriter(JsonWriter& json) : json_(json) {}

  void write(const PlanView& view) {
    json_.begin_object();
    json_.text("schema", kPlanSchemaName);
    text_or_null(json_, "file", view.file);
    write_workload(*view.workload);
    json_.boolean("feasible", view.plan->feasible);
    json_.texts("conflicts", view.plan->conflicts);
    json_.boolean("complete", view.complete);
    json_.text("currency", "USD");
    if (const DisplayCurrency& shown = display_currency(); !shown.is_usd()) {
      json_.begin_object("display_currency");
      json_.text("code", shown.code);
      json_.number("rate", shown.rate, 9);
      json_.text("date", shown.date);
      json_.end_object();
    }
    if (view.config) {
      json_.begin_object("config");
      json_.text("file", view.config->file);
      json_.texts("changes", view.config->changes);
      json_.end_object();
    }
    write_totals(view);
    write_free_tier(json_, *view.plan);
    write_range(json_, view);
    write_limits(view);
    json_.begin_array("tasks");
    for (const TaskView& task : view.tasks) write_task(task);
    json_.end_array();
    json_.begin_array("data");
    for (const DatasetView& data : view.data) write_dataset(data);
    json_.end_array();
    json_.begin_array("transfers");
    for (const FlowView& flow : view.flows) write_flow(flow);
    json_.end_array();
    json_.texts("assumptions", view.plan->assumptions);
    json_.texts("suspects", view.plan->suspects);
    write_owned(view.plan->owned);
    write_allowances(view.plan->allowances);
    write_front(json_, view);
    write_prices(view);
    write_sources();
    json_.end_object();
  }

 private:
  void write_workload(const Workload& workload) {
    json_.begin_object("workload");
    json_.text("name", workload.name);
    json_.text("objective", objective_name(workload.objective));
    if (workload.budget)
      json_.money("budget_usd", *workload.budget);
    else
      json_.null("budget_usd");
    json_.number("deadline_seconds", workload.deadline ? workload.deadline->value : kUnknown);
    json_.number("horizon_months", workload.horizon.value / kSecondsPerMonth);
    json_.begin_object("tags");
    for (const auto& [key, value] : workload.tags) json_.text(key, value);
    json_.end_object();
    json_.end_object();
  }

  void write_totals(const PlanView& view) {
    json_.begin_object("totals");
    json_.money("monthly_usd", view.plan->monthly);
    json_.money("once_usd", view.plan->one_off);
    json_.money("first_month_usd", view.plan->first_month());
    json_.number("longest_chain_seconds", view.plan->longest_chain.value);
    json_.end_object();
  }

  void write_limits(const PlanView& view) {
    json_.begin_array("limits");
    for (const LimitText& limit : limit_texts(view)) {
      json_.begin_object();
      json_.text("limit", with_blanks(limit.text));
      json_.boolean("kept", limit.kept);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_task(const TaskView& task) {
    json_.begin_object();
    json_.text("name", task.task->name);
    json_.text("kind", kind_name(task.task->kind));
    if (task.task->runs_given)
      json_.number("runs_per_month", task.task->runs_per_month);
    else
      json_.null("runs_per_month");
    json_.begin_object("work");
    json_.number("items", task.placed->items, 12);
    text_or_null(json_, "unit", task.placed->unit);
    json_.end_object();
    if (task.chosen())
      write_candidate(json_, "placement", task, *task.chosen(), sources_);
    else
      json_.null("placement");
    json_.boolean("tie", task.placed->tie);
    json_.boolean("calibrated", task.placed->calibrated);
    write_commitment(task.placed->commitment);
    json_.begin_array("why");
    for (const std::string& sentence : why_task(task, {})) json_.text(kNoName, with_blanks(sentence));
    json_.end_array();
    json_.begin_array("alternatives");
    for (std::size_t i = 1; i < task.candidates.size(); ++i)
      write_candidate(json_, kNoName, task, task.candidates[i], sources_);
    json_.end_array();
    json_.integer("offers_considered", static_cast<std::int64_t>(task.placed->considered));
    json_.begin_array("exclusions");
    for (const Exclusion& exclusion : task.placed->exclusions) {
      json_.begin_object();
      json_.text("reason", exclusion.reason);
      json_.integer("count", static_cast<std::int64_t>(exclusion.count));
      text_or_null(json_, "example", exclusion.example);
      json_.end_object();
    }
    json_.end_array();
    json_.texts("notes", task.placed->notes);
    json_.end_object();
  }

  void write_commitment(const std::optional<CommitmentAdvice>& advice) {
    if (!advice) return json_.null("commitment");
    json_.begin_object("commitment");
    json_.number("used_hours", advice->hours);
    json_.number("on_demand_usd", advice->on_demand_usd, 9);
    json_.number("spot_usd", advice->spot_usd, 9);
    json_.number("commit_1y_usd", advice->commit_1y_usd, 9);
    json_.number("commit_3y_usd", advice->commit_3y_usd, 9);
    json_.number("break_even_hours_1y", advice->hours_1y);
    json_.number("break_even_hours_3y", advice->hours_3y);
    json_.number("break_even_hours_1y_against_spot", advice->spot_hours_1y);
    json_.number("break_even_hours_3y_against_spot", advice->spot_hours_3y);
    json_.text("verdict", advice->verdict);
    json_.end_object();
  }

  void write_owned(const std::vector<OwnedUse>& owned) {
    if (owned.empty()) return;
    json_.begin_array("owned");
    for (const OwnedUse& use : owned) {
      json_.begin_object();
      json_.text("what", use.label);
      json_.text("kind", use.limit ? "own_machines" : use.dollars ? "savings_plan" : "reserved");
      json_.text("unit", use.dollars ? "usd" : "machine-hour");
      json_.number("available", use.available, 9);
      json_.number("used", use.used, 9);
      json_.number("unused", use.available - use.used, 9);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_allowances(const std::vector<AllowanceUse>& allowances) {
    if (allowances.empty()) return;
    json_.begin_array("allowances");
    for (const AllowanceUse& use : allowances) {
      json_.begin_object();
      json_.text("what", use.name);
      json_.text("unit", use.unit);
      json_.number("available", use.amount, 9);
      json_.number("used", use.used, 9);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_dataset(const DatasetView& data) {
    json_.begin_object();
    json_.text("name", data.dataset->name);
    json_.text("kind", data.dataset->kind == DatasetKind::files ? "files" : "records");
    if (data.stores.empty())
      json_.null("placement");
    else
      write_store(json_, "placement", data.stores.front(), sources_);
    if (data.records)
      write_store(json_, "records", *data.records, sources_);
    else
      json_.null("records");
    text_or_null(json_, "reason", data.placed->reason);
    json_.begin_array("alternatives");
    for (std::size_t i = 1; i < data.stores.size(); ++i)
      write_store(json_, kNoName, data.stores[i], sources_);
    json_.end_array();
    json_.texts("rejections", data.placed->rejections);
    json_.begin_array("flip_points");
    for (const FlipPoint& flip : data.placed->flips) {
      json_.begin_object();
      json_.text("parameter", flip.parameter);
      json_.number("factor", flip.factor);
      json_.number("value", flip.value);
      json_.text("unit", flip.unit);
      json_.text("becomes", flip.becomes);
      json_.end_object();
    }
    json_.end_array();
    json_.texts("notes", data.placed->notes);
    json_.end_object();
  }

  void write_flow(const FlowView& view) {
    json_.begin_object();
    json_.text("from", view.flow->from);
    json_.text("to", view.flow->to);
    json_.text("from_place", view.flow->from_place);
    json_.text("to_place", view.flow->to_place);
    json_.number("bytes_per_month", view.flow->per_month.value, 12);
    write_cost(json_, "cost", view.cost, sources_);
    json_.end_object();
  }

  void write_prices(const PlanView& view) {
    json_.begin_array("prices");
    for (const PriceDate& date : view.prices) {
      json_.begin_object();
      json_.text("provider", date.provider);
      json_.text("title", date.title);
      json_.text("oldest", date.oldest);
      json_.text("newest", date.newest);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_sources() {
    json_.begin_object("sources");
    for (const auto& [key, line] : sources_) {
      json_.begin_object(key);
      json_.text("text", line->source);
      json_.text("as_of", line->as_of);
      json_.boolean("weak", line->weak_source);
      json_.end_object();
    }
    json_.end_object();
  }

  JsonWriter& json_;
  JsonSources sources_;
};

}  // namespace

std::string render_json(const std::vector<PlanView>& plans) {
  JsonWriter json;
  if (plans.size() != 1) json.begin_array();
  for (const PlanView& view : plans) DocumentWriter(json).write(view);
  if (plans.size() != 1) json.end_array();
  return json.take();
}

}  // namespace cloudplan
