// From the texts of one measurement (model, device, framework, ...) to a Job on a Machine.

#ifndef CLOUDPLAN_MEASUREMENT_ROW_HPP_
#define CLOUDPLAN_MEASUREMENT_ROW_HPP_

#include "cloudplan/performance_catalog.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cloudplan {

// One row as it stands in a table or as flags give it; empty and NaN = not stated.
struct MeasurementRow {
  std::string task;  // "train", "inference", "generate"
  std::string family, model, dataset, framework, device, instance, precision, image_size;
  std::string unit;  // "images/s", "tokens/s", "sequences/s", "samples/s", "rows/s"
  double parameters_millions = kUnknown, forward_flops = kUnknown, seq_len = kUnknown, year = kUnknown;
  double device_count = kUnknown;  // accelerators over all nodes; vCPUs where the device is a processor
  double nodes = kUnknown, global_batch = kUnknown;
  double epochs = kUnknown;  // gradient boosting: trees
  double depth = kUnknown, features = kUnknown, rows = kUnknown;
};

// What the name of a device stands for in the catalog: one, none (it is mistyped), or several.
enum class DeviceMeant : std::uint8_t { one, none, several };

struct RowJob {
  Job job{};
  Machine machine{};
  std::string problem;            // why there is no job; empty = fine
  std::string unit;               // of the throughput
  std::string model;              // the registry's name for it, else as the row has it
  const OwnShift* own = nullptr;  // what the user measured of the model; into the catalog
  std::string learned_key;        // of the learned work that was, or would be, used
  bool work_is_stated = true;     // the row gave its FLOPs
  bool unknown_model = false;     // it names a model that the registry does not have
  DeviceMeant device_meant = DeviceMeant::one;
  std::string hint;  // model_hint() of that name, for the status
};

RowJob job_of_row(const MeasurementRow& row, const PerformanceCatalog& catalog);

// One line: why a prediction has no number, or "ok" with what the reader must know (sharded, recomputed).
std::string_view describe_bottleneck(Bottleneck bottleneck);
std::string_view describe_precision(Precision precision);
std::string describe_status(const RowJob& row, const Prediction& prediction);
// What else to say of a model that the registry does not have: the nearest name, or "".
std::string model_hint(std::string_view model, const PerformanceCatalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_MEASUREMENT_ROW_HPP_
