// What the members of a task, or of a whole workload, say together.

#include "cloudplan/quantity.hpp"
#include "support/glob.hpp"
#include "support/printable.hpp"
#include "workload/fields.hpp"
#include "workload/model_subject.hpp"
#include "workload/workload_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

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

// What the checks of one task ask of the others.
class Surroundings {
 public:
  Surroundings(const WorkloadText& text, const Vocabulary& names)
      : workload(text.workload), vocabulary(names), text_(text) {
    for (const Task& task : workload.tasks) {
      tasks_.emplace(task.name, &task);
      followed_.insert(task.after.begin(), task.after.end());
    }
    for (const Dataset& data : workload.data) data_.emplace(data.name, &data);
  }
  // The dataset that the task reads; nullptr when it names none, or none that there is.
  const Dataset* dataset_of(const Task& task) const {
    const auto found = task.dataset.empty() ? data_.end() : data_.find(task.dataset);
    return found == data_.end() ? nullptr : found->second;
  }
  const Task* task_called(std::string_view name) const {
    const auto found = name.empty() ? tasks_.end() : tasks_.find(name);
    return found == tasks_.end() ? nullptr : found->second;
  }
  bool is_followed(const Task& task) const { return followed_.count(task.name) > 0; }

  // Where the text describes one of `workload.data`.
  const JsonCursor& place_of_data(const Dataset& data) const {
    return text_.data[static_cast<std::size_t>(&data - workload.data.data())];
  }

  const Workload& workload;
  const Vocabulary& vocabulary;

 private:
  const WorkloadText& text_;
  std::map<std::string_view, const Task*> tasks_;
  std::map<std::string_view, const Dataset*> data_;
  std::set<std::string_view> followed_;
};

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

// What is misspelt may be what seems to be missing.
template <class Members>
bool has_unknown_key(const JsonCursor& at, const Members& members) {
  const auto is_known = [&](const JsonName& name) {
    return std::any_of(members.begin(), members.end(),
                       [&](const auto& member) { return member.field.key == name.text; });
  };
  return !std::all_of(at.value().names.begin(), at.value().names.end(), is_known);
}

// How much there is to do must be known: nothing else tells time and cost.
void check_amount(const Surroundings& around, const Task& task, const JsonCursor& at) {
  if (has(at, "samples") || has(at, "tokens") || has_unknown_key(at, task_members())) return;
  if (!has(at, "dataset"))
    return at.error(
        {fmt::format("nothing says how much there is to {}",
                     task.kind == TaskKind::train ? "train on" : "run over"),
         "samples, tokens of a language model, or a dataset that says how many objects or rows it has",
         R"(add "samples": 1000000)"});
  const Dataset* const data = around.dataset_of(task);
  // One that there is not has been reported.
  if (!data || data->objects || data->rows || (data->size && task.model.bytes_per_sample)) return;
  const std::string_view key = data->kind == DatasetKind::files ? "objects" : "rows";
  // What is wrong with a number that stands there, or with its name, has been reported.
  const JsonCursor& described = around.place_of_data(*data);
  if (has(described, key) || has_unknown_key(described, dataset_members())) return;
  place_of(at, "dataset")
      .error({fmt::format("nothing says how many samples {} has", in_quotes(data->name)),
              fmt::format("\"{}\" of the dataset, or \"samples\" of the task", key),
              fmt::format(R"(add "{}": 1000000 to the dataset)", key)});
}

void check_learning(const Surroundings& around, const Task& task, const JsonCursor& at) {
  for (const std::string_view other : {"epochs", "samples"})
    if (has(at, "tokens") && has(at, other))
      place_of(at, "tokens")
          .error({fmt::format("both \"tokens\" and \"{}\" say how much there is to do", other),
                  "one of the two: tokens are of the whole run",
                  fmt::format("keep \"tokens\" for a language model, \"{}\" for any other", other)});
  if (task.batch && task.samples && *task.batch > *task.samples)
    place_of(at, "batch").warning({"one batch is more than all samples", {}, {}});
  check_amount(around, task, at);
  if (task.kind == TaskKind::train &&
      (task.precision == Precision::int8 || task.precision == Precision::int4))
    place_of(at, "precision")
        .error({fmt::format("nobody trains in {}: gradients need a floating-point format",
                            at.value().find("precision")->string),
                "auto, amp, bf16, fp16, tf32, fp32, fp64, or fp8 where the device has it",
                R"(a model with 4-bit weights is adapted by "method": "qlora")"});
}

void check_serving(const Task& task, const JsonCursor& at) {
  if (task.requests && task.peak && task.peak->value < task.requests->value)
    place_of(at, "peak")
        .error({fmt::format("the peak, {}, is below the mean, {}", rate_text(*task.peak),
                            rate_text(*task.requests)),
                "at least \"requests\"",
                {}});
}

void check_tabular(const Surroundings& around, const Task& task, const JsonCursor& at) {
  if (has(at, "rows")) return;
  const Dataset* const data = around.dataset_of(task);
  // A dataset that there is not, or whose rows are wrong, has been reported.
  if (!task.dataset.empty() && (!data || data->rows)) return;
  at.error({"a tabular task needs \"rows\", its own or its dataset's", "a number from 1 to 10T",
            R"(add "rows": 10000000)"});
}

void check_machine(const Task& task, const JsonCursor& at) {
  const bool accelerated = has(at, "accelerator") && task.accelerator != "none";
  if (!has(at, "vcpus") && !has(at, "memory") && !accelerated)
    at.error({"a vm task does not say what machine it needs", "vcpus, memory or accelerator",
              R"(add "vcpus": 4)"});
}

void check_job(const Surroundings& around, const Task& task, const JsonCursor& at) {
  const Workload& workload = around.workload;
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

// Only jobs end, so that something can come after them.
void check_after(const Surroundings& around, const JsonCursor& at) {
  const JsonCursor after = place_of(at, "after");
  if (!has(at, "after") || after.value().kind != JsonValue::Kind::array) return;
  for (std::size_t i = 0; i < after.value().elements.size(); ++i)
    if (const Task* const before = around.task_called(after.value().elements[i].string);
        before && !is_job(before->kind))
      after.element(i).error({fmt::format("{} is a {} task: it never ends, so that nothing comes after it",
                                          in_quotes(before->name), kind_name(before->kind)),
                              "a task of kind train, infer, batch or tabular",
                              {}});
}

void check_output(const Surroundings& around, const Task& task, const JsonCursor& at) {
  if (task.output && task.output->value > 0 && !around.is_followed(task))
    place_of(at, "output")
        .warning({fmt::format("no task comes after {}: its output costs nothing", in_quotes(task.name)),
                  {},
                  "name it in the \"after\" of what reads it; what is kept is a dataset"});
}

void check_task(const Surroundings& around, const Task& task, const JsonCursor& at) {
  if (!has(at, "kind") || at.value().find("kind")->string != kind_name(task.kind)) return;
  check_after(around, at);
  if (task.kind == TaskKind::train || task.kind == TaskKind::infer) check_learning(around, task, at);
  if (task.kind <= TaskKind::serve) {
    check_model(task, at);
    if (const auto model = model_subject(task, around.vocabulary)) check_model_keys(task, at, *model);
  }
  if (task.kind == TaskKind::serve) check_serving(task, at);
  if (task.kind == TaskKind::tabular) check_tabular(around, task, at);
  if (task.kind == TaskKind::vm) check_machine(task, at);
  if (is_job(task.kind)) {
    check_job(around, task, at);
    check_output(around, task, at);
  }
}

void check_constraints(const Constraints& constraints, const JsonCursor& owner) {
  const JsonCursor at = place_of(owner, "constraints");
  if (constraints.accelerators.size() > 1 && lists(constraints.accelerators, "any"))
    place_of(at, "accelerators").warning({"\"any\" includes every other accelerator of the list", {}, {}});
  if (lists(constraints.exclude, "*") || lists(constraints.exclude, "*/*"))
    place_of(at, "exclude").error({"every instance type is excluded", "globs such as \"aws/p2.*\"", {}});
  for (std::size_t i = 0; i < constraints.regions.size() && !constraints.providers.empty(); ++i) {
    const std::string& region = constraints.regions[i];
    const std::string provider = region.substr(0, region.find('/'));
    if (region.find('/') != std::string::npos && !is_glob(provider) &&
        !lists(constraints.providers, provider))
      place_of(at, "regions")
          .error(
              {fmt::format("{} is a region of a provider that \"providers\" leaves out", in_quotes(region)),
               {},
               fmt::format("add \"{}\" to \"providers\", or leave the region out", printable(provider))});
  }
  for (const std::string& pattern : constraints.exclude)
    if (lists(constraints.include, pattern))
      place_of(at, "exclude").warning({fmt::format("\"{}\" is both included and excluded", pattern), {}, {}});
}

}  // namespace

void check_tasks(const WorkloadText& text, const Vocabulary& vocabulary) {
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
  const Surroundings around(text, vocabulary);
  for (std::size_t i = 0; i < workload.tasks.size(); ++i) {
    check_task(around, workload.tasks[i], text.tasks[i]);
    check_constraints(workload.tasks[i].constraints, text.tasks[i]);
  }
  check_constraints(workload.constraints, text.root);
  const bool jobs =
      std::any_of(workload.tasks.begin(), workload.tasks.end(), [](const Task& t) { return is_job(t.kind); });
  if (workload.deadline && !jobs && !none("tasks"))
    place_of(text.root, "deadline").warning({"no task of this workload is a job that ends", {}, {}});
}

}  // namespace cloudplan
