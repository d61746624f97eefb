// Every fitted constant of the performance model by name, with its prior and its meaning.
#ifndef CLOUDPLAN_SRC_PERFORMANCE_CONSTANTS_HPP_
#define CLOUDPLAN_SRC_PERFORMANCE_CONSTANTS_HPP_

#include <string>
#include <vector>

#include "cloudplan/performance.hpp"

namespace cloudplan::performance {

struct ModelConstant {
  std::string table, key;  // in data/performance: "generation.ampere" "tensor_efficiency"
  double* value = nullptr;
  double prior = 1;     // what physics or data sheets suggest
  double spread = 0.5;  // standard deviation of the prior in natural logarithms
  std::string meaning;
  double high = 1e9;   // hard upper bound: a share of a peak stays below it
  bool fitted = true;  // false: half widths of the band, which come from residuals
};

// All constants of `model`, in a fixed order. All are positive; they are fitted in logarithms.
std::vector<ModelConstant> constants_of(PerformanceModel* model);

// A model at the priors.
PerformanceModel prior_model();

}  // namespace cloudplan::performance
#endif  // CLOUDPLAN_SRC_PERFORMANCE_CONSTANTS_HPP_
