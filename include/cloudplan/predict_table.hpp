// Predictions for a table of questions: the CSV contract of `cloudplan predict`.

#ifndef CLOUDPLAN_PREDICT_TABLE_HPP_
#define CLOUDPLAN_PREDICT_TABLE_HPP_

#include "cloudplan/measurement_row.hpp"

#include <string>
#include <string_view>

namespace cloudplan {

// The rows of `csv` as they stand, in their order, with predicted_throughput, unit, p10, p90, bottleneck and
// status appended. A row that cannot be answered gets a blank throughput and a status that says why. Reads
// the columns task, family, model, params_millions, flops_per_sample_forward, seq_len, image_size, dataset,
// framework, year, device, instance, device_count, nodes, precision, global_batch, epochs, throughput_unit
// (any may be missing), and depth, features and rows for gradient boosting. Throws InputError naming `file`
// for a text that is not a table, or one that has the appended columns already.
std::string predict_table(std::string_view csv, std::string_view file, const PerformanceCatalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_PREDICT_TABLE_HPP_
