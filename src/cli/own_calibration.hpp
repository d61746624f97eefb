// The user's own measurements in the folder of their data, for the commands that predict.

#ifndef CLOUDPLAN_SRC_CLI_OWN_CALIBRATION_HPP_
#define CLOUDPLAN_SRC_CLI_OWN_CALIBRATION_HPP_

#include "cloudplan/own_measurements.hpp"
#include "command.hpp"

#include <string>

namespace cloudplan::cli {

// Where `calibrate --mine` keeps them: "$XDG_DATA_HOME/cloudplan/measurements.csv"; empty where there is no
// such folder. The file need not exist.
std::string own_measurements_path(const Environment& environment);

// The day of the environment's date: "2026-11-22".
std::string date_of(const Environment& environment);

// The performance model of a catalog, calibrated by the measurements that are kept, unless `ignored`. Throws
// InputError for a file that is there and can't be read.
PerformanceCatalog own_performance(const Catalog& catalog, bool ignored, const Environment& environment);

// "--no-calibration" of a command that predicts.
Option no_calibration_option(bool* ignored);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OWN_CALIBRATION_HPP_
