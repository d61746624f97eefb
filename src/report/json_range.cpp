// The parts of a plan's JSON that say what else it may come to.

#include "cloudplan/quantity.hpp"
#include "report/json_parts.hpp"
#include "report/range_words.hpp"

namespace cloudplan {

namespace {

void write_totals(JsonWriter& json, const PlanTotals& totals) {
  json.money("monthly_usd", totals.monthly);
  json.money("once_usd", totals.one_off);
  json.money("first_month_usd", totals.first_month());
  json.number("longest_chain_seconds", totals.longest_chain.value);
}

void write_totals(JsonWriter& json, std::string_view name, const PlanTotals& totals) {
  json.begin_object(name);
  write_totals(json, totals);
  json.end_object();
}

void write_end(JsonWriter& json, std::string_view name, const std::optional<PlanEnd>& end,
               const Workload& workload) {
  if (!end) return json.null(name);
  json.begin_object(name);
  write_totals(json, *end);
  json.begin_array("jobs");
  for (const PlanEnd::Job& job : end->jobs) {
    json.begin_object();
    json.text("name", workload.tasks[job.task].name);
    json.number("total_seconds", job.time ? job.time->value : kUnknown);
    json.money("run_usd", job.run);
    json.end_object();
  }
  json.end_array();
  json.begin_array("items");
  for (const PlanEnd::Item& item : end->items) {
    json.begin_object();
    json.text("kind", item.kind);
    json.text("name", item.name);
    json.money("monthly_usd", item.monthly);
    json.money("once_usd", item.once);
    json.end_object();
  }
  json.end_array();
  json.texts("conflicts", end->conflicts);
  json.end_object();
}

void write_money(JsonWriter& json, std::string_view name, const std::optional<Money>& money) {
  if (money)
    json.money(name, *money);
  else
    json.null(name);
}

}  // namespace

void write_free_tier(JsonWriter& json, const Plan& plan) {
  const PlanTotals now{plan.monthly, plan.one_off, plan.longest_chain};
  const PlanTotals other = plan.other_free_tier.value_or(now);
  json.begin_object("free_tier");
  json.boolean("counted", plan.free_tiers);
  write_totals(json, "with", plan.free_tiers ? now : other);
  write_totals(json, "without", plan.free_tiers ? other : now);
  json.end_object();
}

void write_range(JsonWriter& json, const PlanView& view) {
  if (!view.plan->range) return;
  const PlanRange& range = *view.plan->range;
  json.begin_object("range");
  write_end(json, "at_min", range.inputs.low, *view.workload);
  write_end(json, "at_max", range.inputs.high, *view.workload);
  write_end(json, "at_min_with_model", range.with_model.low, *view.workload);
  write_end(json, "at_max_with_model", range.with_model.high, *view.workload);
  json.begin_array("inputs");
  for (const InputSwing& swing : range.swings) {
    const UncertainInput& input = view.workload->uncertain[swing.input];
    json.begin_object();
    json.text("name", swing.name);
    json.text("pointer", input.pointer);
    json.number("min", input.min, 12);
    json.number("likely", input.likely, 12);
    json.number("max", input.max, 12);
    json.text("unit", base_unit(input.quantity));
    write_money(json, "first_month_at_min_usd", swing.low);
    write_money(json, "first_month_at_max_usd", swing.high);
    json.end_object();
  }
  json.end_array();
  json.texts("warnings", range.warnings);
  json.end_object();
}

}  // namespace cloudplan
