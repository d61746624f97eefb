// The 10..90 bands: widths from the errors of left-out rows, and how many measurements they hold.

#ifndef CLOUDPLAN_SRC_CALIBRATE_BANDS_HPP_
#define CLOUDPLAN_SRC_CALIBRATE_BANDS_HPP_

#include "calibrate/validation.hpp"

#include <string>

namespace cloudplan {

// Sets the band constants from the errors of left-out sources and left-out models, by what was known of each
// row: half widths that hold 80%, around the median of the family's errors.
void set_bands(const Fit& fit, const Residuals& residuals, BandConstants* band);

// Shares of measurements inside their bands, by kind of cross-validation and by family.
std::string coverage_table(const Fit& fit, const Residuals& residuals, const BandConstants& band);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CALIBRATE_BANDS_HPP_
