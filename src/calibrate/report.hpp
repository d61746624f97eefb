// What a calibration writes: the constants for data/, the table for people, and the figures.

#ifndef CLOUDPLAN_SRC_CALIBRATE_REPORT_HPP_
#define CLOUDPLAN_SRC_CALIBRATE_REPORT_HPP_

#include "calibrate/fit.hpp"
#include "calibrate/validation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// data/performance/constants.csv: table,key,value,error in order of table and key.
std::string constants_csv(const Fit& fit, const PerformanceModel& model);

// Every fitted constant with its prior, value, standard error and meaning, as a Markdown table.
std::string constants_markdown(const Fit& fit);

// Each row with its residuals, for whoever wants to look closer.
std::string residuals_csv(const Fit& fit, const Residuals& residuals);

// Errors by task and family, source and device, as a text table.
std::string error_table(const Fit& fit, const std::vector<double>& residuals, std::string_view title);

// Predicted over measured against measured, all rows of one family: a standalone SVG.
std::string error_figure(const Fit& fit, const std::vector<double>& residuals, ModelFamily family);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CALIBRATE_REPORT_HPP_
