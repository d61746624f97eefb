// Fits the constants of the performance model to measured rows: robust least squares of
// ln(predicted/measured), pulled towards physical priors.
#ifndef CLOUDPLAN_SRC_CALIBRATE_FIT_HPP_
#define CLOUDPLAN_SRC_CALIBRATE_FIT_HPP_

#include <string>
#include <vector>

#include "cloudplan/measurement_row.hpp"

namespace cloudplan {

struct FitRow {
  std::string id, source, device, model, family, task;
  RowJob row{};
  double throughput = kUnknown;
  double weight = 1;
  int learned = -1;              // index of its LearnedWork
  bool work_is_learned = false;  // no source states its FLOPs
};

// One fitted number, global or of one learned work; values in natural logarithms.
struct Parameter {
  std::string table, key;
  double prior = 0, spread = 1, value = 0, error = kUnknown;
  std::string meaning;
  double low = -20, high = 20;  // hard bounds
};

class Fit {
 public:
  // Rows that cannot be predicted are kept (they count as unanswered) but do not take part.
  explicit Fit(std::vector<FitRow> rows);
  // Minimizes over the rows with use[i] from the current values; rows of `learned` works with no used row
  // stay at their priors.
  void solve(const std::vector<char>& use, int iterations);
  Prediction predict_row(std::size_t i) const;
  const std::vector<FitRow>& rows() const { return rows_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  // Standard errors of the parameters, in logarithms, from the curvature at the solution.
  void estimate_errors();
  const std::vector<std::string>& learned_keys() const { return learned_keys_; }
  std::size_t globals() const { return globals_; }
  // Parameters that at least one row depends on; the others stay at their priors.
  std::size_t informed() const;
  PerformanceModel model() const;
  LearnedWork learned_work(std::size_t index) const;
  // Forgets everything: constants to their priors, learned works to where the used rows put them.
  void restart(const std::vector<char>& use);
  void reset_unused(const std::vector<char>& use);

 private:
  friend class RowCost;
  void collect_learned();
  void start_learned(const std::vector<char>& use);
  void share_weights();
  void start_work(std::size_t k, const std::vector<char>& use, std::vector<double>* values) const;
  double residual(std::size_t row, const double* values) const;
  void bind(int parameter, double value) const;  // into the scratch model of this thread
  double bound_residual(std::size_t row, const double* values) const;
  std::vector<FitRow> rows_;
  std::vector<Parameter> parameters_;
  std::vector<std::string> learned_keys_;
  std::vector<int> learned_first_;         // first parameter of each learned work
  std::vector<std::vector<int>> depends_;  // parameters that each row depends on
  std::size_t globals_ = 0;
};

}  // namespace cloudplan
#endif  // CLOUDPLAN_SRC_CALIBRATE_FIT_HPP_
