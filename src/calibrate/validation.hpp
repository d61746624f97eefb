// Cross-validation: errors on rows that took no part in the fit.

#ifndef CLOUDPLAN_SRC_CALIBRATE_VALIDATION_HPP_
#define CLOUDPLAN_SRC_CALIBRATE_VALIDATION_HPP_

#include "calibrate/fit.hpp"

#include <string>
#include <vector>

namespace cloudplan {

enum class LeaveOut { device, model, source };

// Errors of rows that took no part in the fit, and what that fit had seen of them.
struct LeftOutErrors {
  std::vector<double> residuals;              // ln(predicted / measured); NaN where there is no answer
  std::vector<char> model_seen, device_seen;  // by other rows
};
// Predicts each row by a fit that saw no row of the same device, model or source. Small groups share one of
// `folds` fits.
LeftOutErrors cross_validate(const Fit& fit, LeaveOut by, int folds, int iterations);
// The errors of the fit itself.
std::vector<double> fitted_residuals(const Fit& fit);

struct Residuals {
  std::vector<double> fitted;
  LeftOutErrors by_device, by_model, by_source;  // empty: not done
};

struct ErrorSummary {
  std::size_t rows = 0, answered = 0;
  double median = kUnknown, p90 = kUnknown;  // factor errors, 1 = exact
  double within_125 = kUnknown, within_2 = kUnknown;
};
ErrorSummary summarize(const std::vector<double>& residuals);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CALIBRATE_VALIDATION_HPP_
