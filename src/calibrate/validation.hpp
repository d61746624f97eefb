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

struct ErrorSummary {
  std::size_t rows = 0, answered = 0;
  double median = kUnknown, p90 = kUnknown;  // factor errors, 1 = exact
  double within_125 = kUnknown, within_2 = kUnknown;
};
ErrorSummary summarize(const std::vector<double>& residuals);

// The band of ln(measured / predicted) that holds 80% of the residuals: positive half widths.
BandWidth band_of(std::vector<double> residuals, const BandWidth& fallback);

// Sets the band constants of `model` from residuals by what was known.
void set_bands(const Fit& fit, const std::vector<double>& fitted, const std::vector<double>& by_device,
               const std::vector<double>& by_model, BandConstants* band);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CALIBRATE_VALIDATION_HPP_
