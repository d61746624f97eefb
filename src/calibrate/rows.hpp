// Measured rows, as the calibration takes them.

#ifndef CLOUDPLAN_SRC_CALIBRATE_ROWS_HPP_
#define CLOUDPLAN_SRC_CALIBRATE_ROWS_HPP_

#include "calibrate/fit.hpp"

#include <string_view>
#include <vector>

namespace cloudplan {

// Rows with a measured throughput. Columns as `cloudplan predict --csv` takes them, and throughput; `notes`
// may say "pinned to N hardware threads". Throws InputError.
std::vector<FitRow> read_rows(std::string_view csv, std::string_view file, const PerformanceCatalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CALIBRATE_ROWS_HPP_
