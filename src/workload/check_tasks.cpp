// What the members of a task, or of a whole workload, say together.

#include "cloudplan/quantity.hpp"
#include "workload/workload_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string time_text(Seconds time) { return format_quantity(QuantityKind::duration, time.value); }
std::string rate_text(PerSecond rate) { return format_quantity(QuantityKind::rate, rate.value); }
std::string count_text(double count) { return format_quantity(QuantityKind::count, count); }

bool lists(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// `smaller` may not be above `larger`.
void check_order(const JsonCursor& at, std::string_view small_key, std::optional<double> smaller,
                 std::string_view large_key, std::optional<double> larger) {
  if (!smaller || !larger || *smaller <= *larger) return;
  place_of(at, small_key)
      .error({fmt::format("\"{}\" is above \"{}\"", small_key, large_key),
              fmt::format("at most {}", count_text(*larger)),
              {}});
}

void check_model(const Task& task, const JsonCursor& at) {
  const JsonCursor place = place_of(at, "model");
  if (place.value().kind != JsonValue::Kind::object) return;
  const auto given = [&](std::string_view key) { return has(place, key); };
  const bool language = task.tokens || task.sequence_length || task.input_tokens || task.output_tokens;
  const bool computable = given("name") || given("flops_per_sample") ||
                          (given("layers") && given("hidden")) || (given("parameters") && language);
  if (!computable)
    place.error({"this model does not say how much there is to compute",
                 "flops_per_sample; or a transformer's layers and hidden; or parameters with tokens or a "
                 "sequence_length; or the name of a known model",
                 given("parameters") ? R"(add "flops_per_sample", e.g. "8.2B")"
                                     : R"(add "parameters" and "flops_per_sample")"});
  if (given("name") && given("vocabulary"))
    place_of(place, "vocabulary")
        .warning({"\"vocabulary\" changes nothing of a model of the registry",
                  {},
                  "give \"parameters\", which count the embedding"});
  const ModelChoice& model = task.model;
  check_order(place, "active_parameters", model.active_parameters, "parameters", model.parameters);
  check_order(place, "kv_heads", model.kv_heads, "heads", model.heads);
  check_order(place, "heads", model.heads, "hidden", model.hidden);
  if (model.heads && model.kv_heads && *model.kv_heads <= *model.heads &&
      std::fmod(*model.heads, *model.kv_heads) != 0)
    place_of(place, "kv_heads")
        .error({"\"kv_heads\" does not divide \"heads\"",
                fmt::format("a divisor of {}", count_text(*model.heads)),
                {}});
}

void check_learning(const Task& task, const JsonCursor& at) {
  if (has(at, "tokens") && has(at, "epochs"))
    place_of(at, "tokens")
        .error({"both \"tokens\" and \"epochs\" say how long to train",
                "one of the two: tokens are of the whole run",
                "keep \"tokens\" for a language model, \"epochs\" for any other"});
  if (task.batch && task.samples && *task.batch > *task.samples)
    place_of(at, "batch").warning({"one batch is more than all samples", {}, {}});
  if (!has(at, "dataset") && !has(at, "samples") && !has(at, "tokens"))
    at.warning({fmt::format("nothing says how much there is to {}",
                            task.kind == TaskKind::train ? "train on" : "run over"),
                "dataset, samples or tokens", "without it neither time nor cost can be told"});
}

void check_serving(const Task& task, const JsonCursor& at) {
  if (task.requests && task.peak && task.peak->value < task.requests->value)
    place_of(at, "peak")
        .error({fmt::format("the peak, {}, is below the mean, {}", rate_text(*task.peak),
                            rate_text(*task.requests)),
                "at least \"requests\"",
                {}});
}

void check_tabular(const Workload& workload, const Task& task, const JsonCursor& at) {
  if (has(at, "rows")) return;
  const auto data = std::find_if(workload.data.begin(), workload.data.end(), [&](const Dataset& d) {
    return !task.dataset.empty() && d.name == task.dataset;
  });
  // A dataset that there is not, or whose rows are wrong, has been reported.
  if (!task.dataset.empty() && (data == workload.data.end() || data->rows)) return;
  at.error({"a tabular task needs \"rows\", its own or its dataset's", "a number from 1 to 10T",
            R"(add "rows": 10000000)"});
}

void check_machine(const Task& task, const JsonCursor& at) {
  const bool accelerated = !task.accelerator.empty() && task.accelerator != "none";
  if (!has(at, "vcpus") && !has(at, "memory") && !accelerated)
    at.error({"a vm task does not say what machine it needs", "vcpus, memory or accelerator",
              R"(add "vcpus": 4)"});
}

void check_job(const Workload& workload, const Task& task, const JsonCursor& at) {
  if (task.deadline && workload.deadline && task.deadline->value > workload.deadline->value)
    place_of(at, "deadline")
        .warning(
            {fmt::format("later than the workload's deadline, {}", time_text(*workload.deadline)), {}, {}});
  if (task.checkpoint_interval && task.deadline && task.checkpoint_interval->value >= task.deadline->value)
    place_of(at, "checkpoint_interval").warning({"no checkpoint falls before the deadline", {}, {}});
  if (task.runs_given && task.deadline && task.runs_per_month * task.deadline->value > kSecondsPerMonth)
    place_of(at, "deadline").warning({"the next run may begin before this one must be done", {}, {}});
  const std::vector<std::string>& own = task.constraints.purchase;
  const std::vector<std::string>& purchase = own.empty() ? workload.constraints.purchase : own;
  if (lists(purchase, "spot") && !has(at, "checkpoint_interval"))
    at.warning({fmt::format("spot machines are allowed, and \"{}\" saves no checkpoints", task.name),
                {},
                "a lost machine loses the run; add \"checkpoint_interval\" if the job can save its state"});
}

void check_task(const Workload& workload, const Task& task, const JsonCursor& at) {
  if (!has(at, "kind") || at.value().find("kind")->string != kind_name(task.kind)) return;
  if (task.kind == TaskKind::train || task.kind == TaskKind::infer) check_learning(task, at);
  if (task.kind <= TaskKind::serve) check_model(task, at);
  if (task.kind == TaskKind::serve) check_serving(task, at);
  if (task.kind == TaskKind::tabular) check_tabular(workload, task, at);
  if (task.kind == TaskKind::vm) check_machine(task, at);
  if (is_job(task.kind)) check_job(workload, task, at);
}

void check_constraints(const Constraints& constraints, const JsonCursor& owner) {
  const JsonCursor at = place_of(owner, "constraints");
  if (constraints.accelerators.size() > 1 && lists(constraints.accelerators, "any"))
    place_of(at, "accelerators").warning({"\"any\" includes every other accelerator of the list", {}, {}});
  for (const std::string& pattern : constraints.exclude)
    if (lists(constraints.include, pattern))
      place_of(at, "exclude").warning({fmt::format("\"{}\" is both included and excluded", pattern), {}, {}});
}

}  // namespace

void check_tasks(const WorkloadText& text) {
  const Workload& workload = text.workload;
  // Not when they are there and broken: that has been reported.
  const auto none = [&](std::string_view key) {
    const JsonValue* const value = text.root.value().find(key);
    return !value || (value->kind == JsonValue::Kind::array && value->elements.empty());
  };
  // Nor when a key is unknown: it may be one of them.
  if (!text.root.document().has_errors() && none("tasks") && none("data"))
    text.root.error(
        {"a workload needs at least one task or dataset", {}, "`cloudplan init` writes an example"});
  for (std::size_t i = 0; i < workload.tasks.size(); ++i) {
    check_task(workload, workload.tasks[i], text.tasks[i]);
    check_constraints(workload.tasks[i].constraints, text.tasks[i]);
  }
  check_constraints(workload.constraints, text.root);
  const bool jobs =
      std::any_of(workload.tasks.begin(), workload.tasks.end(), [](const Task& t) { return is_job(t.kind); });
  if (workload.deadline && !jobs && !none("tasks"))
    place_of(text.root, "deadline").warning({"no task of this workload is a job that ends", {}, {}});
  for (const JsonCursor& at : text.measured)
    if (at.value().kind == JsonValue::Kind::object && has(at, "throughput") == has(at, "time"))
      at.error({has(at, "time") ? "both \"throughput\" and \"time\" are given"
                                : "a measurement needs what was measured",
                "either throughput or time", R"(e.g. "throughput": "390 images/s")"});
}

}  // namespace cloudplan
