#include "planner/measured_speed.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Beyond it a figure is rather of another unit, of one device instead of all, or of another job.
constexpr double kStrange = 30;
// Between measurements of one task: beyond it they contradict each other more than predictions err.
constexpr double kApart = 2;

// Items of the task's model in one of what was counted; the workload's checks let no other unit pass.
double items_of(const std::string& unit, const Task& task, const TaskWork& work) {
  if (unit == work.unit) return 1;
  if (unit == "steps") return task.batch.value_or(kUnknown) * work.sample_items;
  return work.sample_items;  // images, sequences, samples, requests
}

double seen_speed(const Measurement& measured, const Task& task, const TaskWork& work) {
  if (measured.time) return work.items / measured.time->value;
  return measured.throughput * items_of(measured.unit, task, work);
}

const InstanceType* type_of(const Catalog& catalog, std::string_view full_name) {
  for (const InstanceType& type : catalog.instance_types())
    if (catalog.full_name(type) == full_name) return &type;
  return nullptr;
}

}  // namespace

MeasuredSpeed measured_speed(const Workload& workload, const Task& task, const TaskWork& work,
                             const Catalog& catalog, const PredictedSpeed& predicted) {
  MeasuredSpeed found;
  double logs = 0, least = HUGE_VAL, most = 0, count = 0;
  for (const Measurement& measured : workload.measured) {
    if (measured.task != task.name) continue;
    const InstanceType* const type = type_of(catalog, measured.on);
    const double ratio =
        type ? seen_speed(measured, task, work) / predicted(*type, measured.machines) : kUnknown;
    if (!(ratio > 0) || !std::isfinite(ratio)) {
      found.notes.push_back(
          fmt::format("the measurement on {} is not used: nothing is predicted there", measured.on));
      continue;
    }
    if (std::max(ratio, 1 / ratio) > kStrange)
      found.notes.push_back(
          fmt::format("the measurement on {} is {:.3g} times the prediction: a wrong unit, or "
                      "one device instead of all?",
                      measured.on, ratio));
    logs += std::log(ratio), ++count;
    least = std::min(least, ratio), most = std::max(most, ratio);
  }
  if (count == 0) return found;
  found.ratio = std::exp(logs / count);
  if (most > kApart * least)
    found.notes.push_back(
        fmt::format("the measurements contradict each other: {:.3g} to {:.3g} times the "
                    "prediction; their geometric mean is used",
                    least, most));
  return found;
}

}  // namespace cloudplan
