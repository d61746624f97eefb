// Measurements: whether they say something of their task, in a unit that its model is measured in.

#include "cloudplan/quantity.hpp"
#include "support/printable.hpp"
#include "workload/model_subject.hpp"
#include "workload/workload_text.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Units in which the speed of a task may be given. planner/measured_speed.cpp converts them.
std::vector<std::string_view> units_of(const Task& task, const ModelSubject& model) {
  std::vector<std::string_view> units;
  if (model.item == "tokens")
    units = {"tokens", "sequences", "samples"};
  else if (model.item == "sequences")
    units = {"sequences", "samples"};
  else if (model.item == "images")
    units = {"images", "samples"};
  else
    units = {"samples", "images", "sequences"};
  if (task.kind == TaskKind::serve || (model.decodes && task.kind == TaskKind::infer))
    units.push_back("requests");
  if (task.batch) units.push_back("steps");
  return units;
}

std::string list_of(std::span<const std::string_view> units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i)
    text += fmt::format("{}{}/s", i == 0 ? "" : i + 1 == units.size() ? " or " : ", ", units[i]);
  return text;
}

void check_unit(const Measurement& measured, const Task& task, const Vocabulary& vocabulary,
                const JsonCursor& at) {
  if (measured.unit.empty()) return;
  std::vector<std::string_view> units{"rows"};
  std::string what = fmt::format("a {} task", kind_name(task.kind));
  if (task.kind != TaskKind::tabular) {
    const auto model = model_subject(task, vocabulary);
    if (!model) return;
    units = units_of(task, *model);
    what = model->name;
  }
  if (std::find(units.begin(), units.end(), measured.unit) != units.end()) return;
  place_of(at, "throughput")
      .error({fmt::format("{} is not measured in {}/s", what, measured.unit), list_of(units),
              measured.unit == "steps" ? "a step counts as many samples as the task's \"batch\": state it"
                                       : ""});
}

void check_one(const Measurement& measured, const Task& task, const Vocabulary& vocabulary,
               const JsonCursor& at) {
  if (task.kind == TaskKind::vm || task.kind == TaskKind::notebook)
    return place_of(at, "task")
        .error({fmt::format("nothing is predicted for a {} task, so a measurement of it "
                            "changes nothing",
                            kind_name(task.kind)),
                "a task of another kind",
                {}});
  if (task.kind == TaskKind::serve && has(at, "time"))
    return place_of(at, "time")
        .error({"a service has no run that ends", "throughput", R"(e.g. "throughput": "90 requests/s")"});
  if (task.kind == TaskKind::batch && has(at, "throughput"))
    return place_of(at, "throughput")
        .error({"a batch task counts core-hours, which have no throughput", "time",
                R"(e.g. "time": "5.5 h", of one whole run)"});
  check_unit(measured, task, vocabulary, at);
}

// What makes two measurements ones of the same thing.
using Setting = std::tuple<std::string_view, std::string_view, double, std::string_view>;

Setting setting_of(const Measurement& measured) {
  return {measured.task, measured.on, measured.machines, measured.unit};
}

void say_twice(const Measurement& first, const JsonCursor& first_at, const Measurement& second,
               const JsonCursor& at) {
  const double a = first.time ? first.time->value : first.throughput;
  const double b = second.time ? second.time->value : second.throughput;
  const double ratio = a > 0 && b > 0 ? std::max(a / b, b / a) : 1;
  at.warning(
      {fmt::format("a second measurement of {} on {} {}", in_quotes(second.task), in_quotes(second.on),
                   ratio == 1 ? "says the same again" : fmt::format("differs by a factor of {:.3g}", ratio)),
       {},
       fmt::format("the first is {}; their geometric mean is used", first_at.pointer())});
}

}  // namespace

void check_measured(const WorkloadText& text, const Vocabulary& vocabulary) {
  const Workload& workload = text.workload;
  std::map<std::string_view, const Task*> tasks;
  for (const Task& task : workload.tasks) tasks.emplace(task.name, &task);
  std::map<Setting, std::size_t> firsts;
  for (std::size_t i = 0; i < workload.measured.size(); ++i) {
    const Measurement& measured = workload.measured[i];
    const JsonCursor& at = text.measured[i];
    if (at.value().kind != JsonValue::Kind::object) continue;
    if (has(at, "throughput") == has(at, "time")) {
      at.error({has(at, "time") ? "both \"throughput\" and \"time\" are given"
                                : "a measurement needs what was measured",
                "either throughput or time", R"(e.g. "throughput": "390 images/s")"});
      continue;
    }
    const auto task = tasks.find(measured.task);
    if (measured.task.empty() || task == tasks.end()) continue;
    check_one(measured, *task->second, vocabulary, at);
    const auto [first, added] = firsts.emplace(setting_of(measured), i);
    if (!added) say_twice(workload.measured[first->second], text.measured[first->second], measured, at);
  }
}

}  // namespace cloudplan
