// Cross-validation: errors on rows that took no part in the fit.

#ifndef CLOUDPLAN_SRC_CALIBRATE_VALIDATION_HPP_
#define CLOUDPLAN_SRC_CALIBRATE_VALIDATION_HPP_

#include "calibrate/fit.hpp"

#include <string>
#include <vector>

namespace cloudplan {

enum class LeaveOut { device, model, source };

// ln(predicted / measured) of each row, predicted by a fit that saw no row of the same device, model or
// source; NaN where such a fit has no answer. Small groups share one of `folds` fits.
std::vector<double> cross_validate(const Fit& fit, LeaveOut by, int folds, int iterations);
// The same by the fit itself.
std::vector<double> fitted_residuals(const Fit& fit);

struct Residuals {
  std::vector<double> fitted, by_device, by_model, by_source;  // left out; empty: not done
};

struct ErrorSummary {
  std::size_t rows = 0, answered = 0;
  double median = kUnknown, p90 = kUnknown;  // factor errors, 1 = exact
  double within_125 = kUnknown, within_2 = kUnknown;
};
ErrorSummary summarize(const std::vector<double>& residuals);

// Sets the band constants from residuals by what was known: half widths that hold 80%, even on both sides.
void set_bands(const Fit& fit, const Residuals& residuals, BandConstants* band);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CALIBRATE_VALIDATION_HPP_
