// What `cloudplan predict` prints: one answer for people, answers as the
// document "cloudplan.prediction/1".

#ifndef CLOUDPLAN_SRC_CLI_PREDICT_OUTPUT_HPP_
#define CLOUDPLAN_SRC_CLI_PREDICT_OUTPUT_HPP_

#include "cloudplan/measurement_row.hpp"
#include "cloudplan/performance.hpp"

#include <string>
#include <string_view>

namespace cloudplan::cli {

std::string prediction_as_text(const RowJob& row, const Prediction& prediction);
// `question` is the row that was asked: what it states is repeated.
std::string prediction_as_json(const MeasurementRow& question, const RowJob& row,
                               const Prediction& prediction);
// Of a table that predict_table() made.
std::string predictions_as_json(std::string_view csv);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PREDICT_OUTPUT_HPP_
