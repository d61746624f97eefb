// The user's own measurements: what they say of the predictions for a model, kept from run to run.

#ifndef CLOUDPLAN_OWN_MEASUREMENTS_HPP_
#define CLOUDPLAN_OWN_MEASUREMENTS_HPP_

#include "cloudplan/measurement_row.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

struct OwnMeasurement {
  MeasurementRow row;
  double throughput = kUnknown;  // items a second over all devices, in the row's unit
  std::string date;              // "2026-11-22"
};

// What a measurement says: measured over predicted throughput, and what it is a measurement of.
struct OwnFinding {
  std::string model;  // the registry's name where it has the model
  JobKind kind = JobKind::train;
  std::string unit;
  double predicted = kUnknown, ratio = kUnknown;
  std::string problem;  // why nothing can be predicted for it, or empty
};
OwnFinding finding_of(const OwnMeasurement& measurement, const PerformanceCatalog& catalog);

// The rows of a table with the columns of `predict --csv`, "throughput" and, optionally, "date" (`today`
// where it is blank; all "2026-11-22"). Throws InputError with every mistake at its line and column: a number
// that is none, a model, device or processor that is not known, a job that does not fit, a throughput more
// than thirty times off the prediction (a wrong unit, or of one device instead of all). Without a catalog
// only the form of the table is checked, so that what was kept stays readable when the catalog changes.
std::vector<OwnMeasurement> read_own_measurements(std::string_view csv, std::string_view file,
                                                  std::string_view today, const PerformanceCatalog* catalog);

// The measurements as a table that read_own_measurements() reads.
std::string own_measurements_csv(const std::vector<OwnMeasurement>& measurements);

// The old ones and the new ones; of the same model in the same setting the new one.
std::vector<OwnMeasurement> merge_measurements(std::vector<OwnMeasurement> old,
                                               const std::vector<OwnMeasurement>& added);

// One shift for each model and kind of job, by name: the median ratio of its measurements. Those that the
// catalog has no prediction for are left out.
std::vector<OwnShift> own_shifts(const std::vector<OwnMeasurement>& measurements,
                                 const PerformanceCatalog& catalog);

// A measurement of the user's own pins the centre of a prediction; what remains uncertain is how the other
// machine differs from the measured one, about half of the band in logarithms.
void anchor_prediction(Prediction& prediction, double ratio);

// The prediction of a row, anchored to the shift that row.own points to.
Prediction predict_row(const RowJob& row, const PerformanceCatalog& catalog);

// "calibrated by 2 measurements of resnet-50 of your own (newest 2026-11-20): 1.24 times as fast as
// predicted; the band is half as wide"
std::string describe_own_shift(const OwnShift& shift);

}  // namespace cloudplan

#endif  // CLOUDPLAN_OWN_MEASUREMENTS_HPP_
