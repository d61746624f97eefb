// Predictions in words.
#include "cloudplan/measurement_row.hpp"
#include "performance/names.hpp"

#include <fmt/core.h>

namespace cloudplan {
namespace {

std::string shortage(const RowJob& row, const Prediction& p) {
  const std::string_view where = row.machine.has_accelerator ? "per accelerator" : "of memory";
  return fmt::format("infeasible: needs {:.1f} GiB {}, {:.1f} GiB are usable",
                     p.memory_needed_bytes / kGibibyte, where, p.memory_available_bytes / kGibibyte);
}

constexpr std::string_view kUnknownModel =
    "unsupported: the model is not in the registry (give flops_per_sample_forward, or params_millions and "
    "seq_len of a transformer)";

std::string unsupported(Reason reason, const Job& job) {
  switch (reason) {
    case Reason::unknown_work:
      return "unsupported: the work per sample is not known (give flops_per_sample_forward, or "
             "params_millions and "
             "seq_len of a transformer)";
    case Reason::unknown_device:
      return "unsupported: the device's speed is not known";
    case Reason::no_parameters:
      return "unsupported: the number of parameters is not known";
    case Reason::too_few_samples:
      return "unsupported: more accelerators than the batch has samples";
    case Reason::unknown_rows:
      return "unsupported: the number of rows is not known";
    case Reason::unknown_core_hours:
      return "unsupported: the core-hours are not known";
    case Reason::precision_not_supported:
      return job.kind == JobKind::train &&
                     (job.precision == Precision::int8 || job.precision == Precision::int4)
                 ? "unsupported: training in whole numbers: gradients need a floating-point format (amp or "
                   "bf16; fp8 where the device has it)"
                 : "unsupported: the device does not compute in this precision";
    case Reason::unknown_batch_size:
      return "unsupported: the batch size is not known";
    default:
      return "unsupported";
  }
}

}  // namespace

std::string_view describe_bottleneck(Bottleneck bottleneck) { return bottleneck_name(bottleneck); }
std::string_view describe_precision(Precision precision) { return precision_name(precision); }

std::string describe_status(const RowJob& row, const Prediction& p) {
  if (!row.problem.empty()) return "unsupported: " + row.problem;
  if (p.status == PredictionStatus::infeasible) return shortage(row, p);
  if (p.status == PredictionStatus::unsupported)
    return p.reason == Reason::unknown_work && row.unknown_model ? std::string(kUnknownModel) + row.hint
                                                                 : unsupported(p.reason, row.job);
  std::string out = "ok";
  if (p.sharded) out += ", sharded";
  if (p.recomputed) out += ", activations recomputed";
  if (row.own != nullptr)
    out += fmt::format(", calibrated by {} measurement{} of your own: x {:.3g}", row.own->measurements,
                       row.own->measurements == 1 ? "" : "s", row.own->ratio);
  return out;
}

std::string model_hint(std::string_view model, const PerformanceCatalog& catalog) {
  const std::string_view near = catalog.nearest_model(model);
  return near.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", near);
}

}  // namespace cloudplan
