#include "report/json_parts.hpp"

#include "report/plan_words.hpp"

#include <cmath>

namespace cloudplan {

void write_step_seconds(JsonWriter& json, const StepTime& step) {
  json.begin_object("step_seconds");
  json.number("compute", step.compute);
  json.number("memory", step.memory);
  json.number("input", step.input);
  json.number("communication", step.communication);
  json.number("overhead", step.overhead);
  json.number("total", step.total);
  json.end_object();
}

namespace {

void write_place(JsonWriter& json, const PlaceView& place) {
  json.text("provider", place.provider);
  json.text("provider_title", place.provider_title);
  text_or_null(json, "region", place.region);
  text_or_null(json, "region_title", place.region_title);
}

void write_line(JsonWriter& json, const LineView& view, JsonSources& sources) {
  const CostLine& line = *view.line;
  json.begin_object();
  json.text("meter", line.meter);
  json.number("quantity", line.quantity, 12);
  json.text("unit", line.unit);
  json.number("unit_price_usd", line.unit_price_usd, 12);
  json.money("amount_usd", line.amount);
  json.text("recurrence", line.recurrence == Recurrence::monthly ? "monthly" : "once");
  text_or_null(json, "note", line.note);
  text_or_null(json, "source", view.source_key);
  text_or_null(json, "as_of", view.as_of);
  if (!line.change.empty()) {
    json.number("list_price_usd", line.list_price_usd, 12);
    json.text("change", line.change);
  }
  json.end_object();
  if (!view.source_key.empty()) sources.emplace(view.source_key, &view);
}

void write_offer(JsonWriter& json, const OfferView& offer) {
  json.begin_object("offer");
  json.text("name", offer.name);
  json.text("type", offer.type);
  write_place(json, offer.place);
  json.text("service", offer.service);
  json.text("purchase", offer.purchase);
  json.number("vcpus", offer.vcpus);
  json.number("memory_gib", offer.memory_gib);
  text_or_null(json, "arch", offer.arch);
  text_or_null(json, "accelerator", offer.accelerator);
  text_or_null(json, "accelerator_title", offer.accelerator_title);
  json.number("accelerators", offer.accelerators);
  json.number("usd_per_hour", offer.usd_per_hour, 12);
  json.end_object();
}

void write_run(JsonWriter& json, const RunTime& run, double on_time) {
  json.begin_object("run");
  json.number("total_seconds", run.total().value);
  json.number("p10_seconds", run.total_p10().value);
  json.number("p90_seconds", run.total_p90().value);
  json.number("setup_seconds", run.setup.value);
  json.number("work_seconds", run.work.value);
  json.number("lost_seconds", run.lost.value);
  json.number("interruptions", run.interruptions);
  json.number("on_time_probability", on_time);
  json.end_object();
}

void write_prediction(JsonWriter& json, const Prediction& prediction, const std::string& unit) {
  constexpr const char* kBottlenecks[] = {"compute", "memory", "input", "communication", "overhead"};
  json.begin_object("prediction");
  json.number("throughput", prediction.throughput);
  json.number("p10", prediction.p10);
  json.number("p90", prediction.p90);
  text_or_null(json, "unit", unit.empty() ? "" : unit + "/s");
  json.text("bottleneck", kBottlenecks[static_cast<std::size_t>(prediction.bottleneck)]);
  text_or_null(json, "precision",
               prediction.precision == Precision::automatic ? "" : precision_name(prediction.precision));
  json.number("global_batch", prediction.global_batch);
  json.number("memory_needed_bytes", prediction.memory_needed_bytes);
  json.number("memory_available_bytes", prediction.memory_available_bytes);
  json.boolean("sharded", prediction.sharded);
  json.boolean("recomputed", prediction.recomputed);
  write_step_seconds(json, prediction.step);
  json.end_object();
}

void write_service(JsonWriter& json, const ServiceSize& size) {
  json.begin_object("service");
  json.number("replicas", size.replicas);
  json.number("requests_per_second_per_replica", size.capacity);
  json.number("batch", size.batch);
  json.number("utilization_at_peak", size.utilization);
  json.number("latency_p99_seconds", size.latency_p99.value > 0 ? size.latency_p99.value : kUnknown);
  json.end_object();
}

void write_notebook(JsonWriter& json, const NotebookUse& use) {
  json.begin_object("notebook");
  json.number("sessions", use.sessions);
  json.number("weeks_of_quota", use.weeks);
  json.number("compute_units", use.compute_units);
  json.end_object();
}

}  // namespace

void text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  if (text.empty())
    json.null(name);
  else
    json.text(name, text);
}

void write_cost(JsonWriter& json, std::string_view name, const CostView& cost, JsonSources& sources) {
  json.begin_object(name);
  json.money("monthly_usd", cost.monthly);
  json.money("once_usd", cost.once);
  json.boolean("complete", cost.unknown_meters.empty());
  json.begin_array("unknown_meters");
  for (const std::string& meter : cost.unknown_meters) {
    json.begin_object();
    json.text("meter", meter);
    json.null("amount_usd");
    json.text("reason", "no price is known here");
    json.end_object();
  }
  json.end_array();
  json.begin_array("lines");
  for (const LineView& line : cost.lines) write_line(json, line, sources);
  json.end_array();
  json.end_object();
}

void write_candidate(JsonWriter& json, std::string_view name, const TaskView& task, const CandidateView& view,
                     JsonSources& sources) {
  const Candidate& candidate = *view.candidate;
  json.begin_object(name);
  json.texts("roles", view.roles);
  write_offer(json, view.offer);
  json.number("machines", candidate.machines);
  if (task.job)
    json.money("run_usd", candidate.per_run);
  else
    json.null("run_usd");
  json.money("month_usd", candidate.per_month);
  json.money("transfer_month_usd", candidate.transfer);
  json.money("compared_usd", view.amount);
  json.number("cost_ratio", view.cost_ratio);
  json.number("time_ratio", view.time_ratio);
  if (candidate.timed && task.job)
    write_run(json, candidate.run, candidate.on_time);
  else
    json.null("run");
  if (candidate.timed)
    write_prediction(json, candidate.prediction, task.placed->unit);
  else
    json.null("prediction");
  text_or_null(json, "prediction_missing", candidate.timed ? "" : "the workload states the hours");
  if (candidate.timed && !task.job)
    write_service(json, candidate.service);
  else
    json.null("service");
  if (candidate.offer.is_notebook())
    write_notebook(json, candidate.notebook);
  else
    json.null("notebook");
  write_cost(json, "cost", view.cost, sources);
  json.end_object();
}

void write_store(JsonWriter& json, std::string_view name, const StoreView& store, JsonSources& sources) {
  json.begin_object(name);
  json.text("role", store.role);
  json.text("kind", store.kind);
  json.text("name", store.name);
  write_place(json, store.place);
  json.money("month_usd", store.option->monthly);
  json.money("once_usd", store.option->once);
  json.money("compared_usd", store.option->compared);
  json.number("cost_ratio", store.cost_ratio);
  json.boolean("complete", store.option->complete);
  json.boolean("free_plan", store.option->free_plan);
  json.texts("warnings", store.warnings);
  write_cost(json, "cost", store.cost, sources);
  json.end_object();
}

}  // namespace cloudplan
