#include "calibrate/fit.hpp"

#include <ceres/ceres.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <Eigen/Dense>
#include <map>
#include <utility>

#include "performance/constants.hpp"

namespace cloudplan {
namespace {

constexpr double kTolerance = 1e-6;      // of the cost: a step that gains less ends the fit
constexpr double kStep = 1e-4;           // of the numeric derivative, in logarithms
constexpr double kPriorWeight = 0.3;     // of the pull towards a prior against one row
constexpr double kRobustScale = 0.25;    // residuals beyond this lose weight
constexpr double kNominalFlops = 1e9;    // start of a work that no source states
constexpr std::size_t kRowsForWork = 3;  // fewer rows of a model teach nothing about it
constexpr std::size_t kRowsForFactors = 40;
constexpr double kIndependentRows = 20, kShareExponent = 0.75;  // see share_weights
// Spreads of learned factors around what the physics says, in logarithms: where the FLOPs are published,
// where the registry derived them, and of traffic and launches.
constexpr double kStatedSpread = 0.2, kDerivedSpread = 0.4, kFactorSpread = 0.3;

// A model whose constants can be set one at a time; one per thread.
struct Scratch {
  PerformanceModel model;
  std::vector<double*> constants;

  Scratch() : model(performance::prior_model()) {
    for (const performance::ModelConstant& c : performance::constants_of(&model))
      if (c.fitted) constants.push_back(c.value);
  }
};

Scratch& scratch() {
  static thread_local Scratch out;
  return out;
}

}  // namespace

// The residual of one row as a function of the parameters that it depends on, each a block of its own, so
// that the normal equations are sums of small squares.
class RowCost : public ceres::CostFunction {
 public:
  RowCost(const Fit* fit, std::size_t row) : fit_(fit), row_(row) {
    set_num_residuals(1);
    for (std::size_t i = 0; i < fit->depends_[row].size(); ++i) mutable_parameter_block_sizes()->push_back(1);
  }
  bool Evaluate(const double* const* parameters, double* residuals, double** jacobians) const override {
    const std::vector<int>& depends = fit_->depends_[row_];
    static thread_local std::vector<double> values;
    values.resize(fit_->parameters_.size());
    for (std::size_t i = 0; i < depends.size(); ++i) {
      values[static_cast<std::size_t>(depends[i])] = parameters[i][0];
      fit_->bind(depends[i], parameters[i][0]);
    }
    const double weight = std::sqrt(fit_->rows_[row_].weight);
    const auto value = [&] {
      const double r = fit_->bound_residual(row_, values.data());
      return std::isfinite(r) ? r * weight : 0;
    };
    residuals[0] = value();
    for (std::size_t i = 0; jacobians != nullptr && i < depends.size(); ++i) {
      if (jacobians[i] == nullptr) continue;
      double& x = values[static_cast<std::size_t>(depends[i])];
      fit_->bind(depends[i], x += kStep);
      jacobians[i][0] = (value() - residuals[0]) / kStep;
      fit_->bind(depends[i], x = parameters[i][0]);
    }
    return true;
  }

 private:
  const Fit* fit_;
  std::size_t row_;
};

namespace {

// The pull of a parameter towards its prior.
class PriorCost : public ceres::SizedCostFunction<1, 1> {
 public:
  PriorCost(double prior, double slope) : prior_(prior), slope_(slope) {}
  bool Evaluate(const double* const* parameters, double* residuals, double** jacobians) const override {
    residuals[0] = slope_ * (parameters[0][0] - prior_);
    if (jacobians != nullptr && jacobians[0] != nullptr) jacobians[0][0] = slope_;
    return true;
  }

 private:
  double prior_, slope_;
};

}  // namespace

Fit::Fit(std::vector<FitRow> rows) : rows_(std::move(rows)) {
  PerformanceModel model = performance::prior_model();
  for (const performance::ModelConstant& c : performance::constants_of(&model)) {
    if (!c.fitted) continue;
    parameters_.push_back({c.table, c.key, std::log(c.prior), c.spread, std::log(c.prior), kUnknown,
                           c.meaning, std::max(std::log(c.prior) - 3.5 * c.spread, -40.0),
                           std::min(std::log(c.prior) + 3.5 * c.spread, std::log(c.high))});
  }
  globals_ = parameters_.size();
  collect_learned();
  share_weights();
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  depends_.resize(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const double at = residual(i, values.data());
    if (!std::isfinite(at)) continue;
    for (std::size_t p = 0; p < parameters_.size(); ++p) {
      if (p == globals_ && rows_[i].learned < 0) break;
      if (p == globals_)
        p = static_cast<std::size_t>(learned_first_[static_cast<std::size_t>(rows_[i].learned)]);
      if (p >= globals_ &&
          static_cast<int>(p) >= learned_first_[static_cast<std::size_t>(rows_[i].learned) + 1])
        break;
      double differs = 0;
      for (const double step : {0.5, -0.5}) {
        bind(static_cast<int>(p), values[p] += step);
        differs += std::abs(bound_residual(i, values.data()) - at);
        bind(static_cast<int>(p), values[p] -= step);
      }
      if (differs > 0) depends_[i].push_back(static_cast<int>(p));
    }
  }
}

// Rows of one model, task and source share their errors: each further one says less.
void Fit::share_weights() {
  std::map<std::array<std::string, 3>, double> sizes;
  for (const FitRow& row : rows_) sizes[{row.model, row.task, row.source}] += 1;
  for (FitRow& row : rows_)
    row.weight *=
        std::min(1.0, std::pow(kIndependentRows / sizes[{row.model, row.task, row.source}], kShareExponent));
}

void Fit::collect_learned() {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].row.problem.empty() && rows_[i].row.job.kind != JobKind::tabular_fit)
      groups[rows_[i].row.learned_key].push_back(i);
  for (const auto& [key, members] : groups) {
    const RowJob& first = rows_[members[0]].row;
    const bool unknown = std::isnan(first.job.model.forward_flops) && first.job.kind != JobKind::generate;
    if (members.size() < kRowsForWork) continue;
    const int index = static_cast<int>(learned_keys_.size());
    learned_keys_.push_back(key);
    learned_first_.push_back(static_cast<int>(parameters_.size()));
    // Counts of detectors often end before the heads that run once for each box.
    const bool counted = first.work_is_stated && first.job.model.family != ModelFamily::detection;
    const double spread = unknown ? 4 : counted ? kStatedSpread : kDerivedSpread;
    parameters_.push_back(
        {"learned.work", key, 0, spread, 0, kUnknown, "effective over nominal work of the model"});
    if (first.job.kind != JobKind::generate && members.size() >= kRowsForFactors) {
      parameters_.push_back(
          {"learned.traffic", key, 0, kFactorSpread, 0, kUnknown, "memory traffic over the family's"});
      parameters_.push_back(
          {"learned.step", key, 0, kFactorSpread, 0, kUnknown, "launches over the family's"});
    }
    for (const std::size_t i : members) {
      rows_[i].learned = index;
      rows_[i].work_is_learned = unknown;
      if (unknown) rows_[i].row.job.model.forward_flops = kNominalFlops;
    }
  }
  learned_first_.push_back(static_cast<int>(parameters_.size()));
}

namespace {

Job with_factors(const Job& job, const double* values, int first, int last) {
  Job out = job;
  out.model.measured = true;
  out.model.work_factor = std::exp(values[first]);
  out.model.traffic_factor = out.model.work_factor;
  if (last - first > 1) {
    out.model.traffic_factor = std::exp(values[first + 1]) * out.model.work_factor;
    out.model.step_factor = std::exp(values[first + 2]);
  }
  return out;
}

}  // namespace

void Fit::bind(int parameter, double value) const {
  const auto p = static_cast<std::size_t>(parameter);
  if (p < globals_) *scratch().constants[p] = std::exp(value);
}

double Fit::bound_residual(std::size_t i, const double* values) const {
  const PerformanceModel& model = scratch().model;
  const FitRow& row = rows_[i];
  if (!row.row.problem.empty()) return kUnknown;
  Prediction p;
  if (row.learned >= 0) {
    const auto k = static_cast<std::size_t>(row.learned);
    p = predict(model, with_factors(row.row.job, values, learned_first_[k], learned_first_[k + 1]),
                row.row.machine);
  } else {
    p = predict(model, row.row.job, row.row.machine);
  }
  return p.status == PredictionStatus::ok ? std::log(p.throughput / row.throughput) : kUnknown;
}

double Fit::residual(std::size_t i, const double* values) const {
  for (std::size_t p = 0; p < globals_; ++p) bind(static_cast<int>(p), values[p]);
  return bound_residual(i, values);
}

void Fit::start_work(std::size_t k, const std::vector<char>& use, std::vector<double>* values) const {
  const auto first = static_cast<std::size_t>(learned_first_[k]);
  for (int iteration = 0; iteration < 12; ++iteration) {
    std::vector<double> errors;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (use[i] != 0 && rows_[i].learned == static_cast<int>(k))
        errors.push_back(residual(i, values->data()));
    std::erase_if(errors, [](double e) { return !std::isfinite(e); });
    if (errors.empty()) break;
    const auto middle = errors.begin() + static_cast<long>(errors.size() / 2);
    std::nth_element(errors.begin(), middle, errors.end());
    const double median = *middle;
    const double limit = 2 * parameters_[first].spread;
    (*values)[first] = std::clamp((*values)[first] + std::clamp(median, -2.0, 2.0), -limit, limit);
  }
}

// A work that nobody states starts where its rows' median error is zero.
void Fit::start_learned(const std::vector<char>& use) {
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  for (std::size_t k = 0; k < learned_keys_.size(); ++k) {
    const auto first = static_cast<std::size_t>(learned_first_[k]);
    if (parameters_[first].spread < 0.5) continue;
    start_work(k, use, &values);
    parameters_[first].value = values[first];
  }
}

void Fit::restart(const std::vector<char>& use) {
  for (Parameter& p : parameters_) p.value = p.prior;
  start_learned(use);
}

void Fit::reset_unused(const std::vector<char>& use) {
  std::vector<char> seen(parameters_.size(), 0);
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (use[i] != 0)
      for (const int p : depends_[i]) seen[static_cast<std::size_t>(p)] = 1;
  for (std::size_t p = 0; p < parameters_.size(); ++p)
    if (seen[p] == 0) parameters_[p].value = parameters_[p].prior;
}

void Fit::solve(const std::vector<char>& use, int iterations) {
  reset_unused(use);
  ceres::Problem problem;
  for (Parameter& p : parameters_) {
    problem.AddParameterBlock(&p.value, 1);
    p.value = std::clamp(p.value, p.low, p.high);
    problem.SetParameterLowerBound(&p.value, 0, p.low);
    problem.SetParameterUpperBound(&p.value, 0, p.high);
    problem.AddResidualBlock(new PriorCost(p.prior, kPriorWeight / p.spread), nullptr, &p.value);
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (use[i] == 0 || depends_[i].empty()) continue;
    std::vector<double*> blocks;
    for (const int p : depends_[i]) blocks.push_back(&parameters_[static_cast<std::size_t>(p)].value);
    problem.AddResidualBlock(new RowCost(this, i), new ceres::SoftLOneLoss(kRobustScale), blocks);
  }
  ceres::Solver::Options options;
  options.max_num_iterations = iterations;
  options.linear_solver_type = ceres::SPARSE_NORMAL_CHOLESKY;
  options.num_threads = 1;  // two add up in an order that differs from run to run, and so would the constants
  options.function_tolerance = kTolerance;
  options.logging_type = ceres::SILENT;
  // A trust region that shrank at a step of the way ends a fit too early; a fresh one goes on from there.
  constexpr int kMostStarts = 4;
  constexpr double kLeastGain = 1e-3;  // of the cost, for another start
  for (int start = 0; start < kMostStarts; ++start) {
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    if (!(summary.final_cost < (1 - kLeastGain) * summary.initial_cost)) break;
  }
}

std::size_t Fit::informed() const {
  std::vector<char> seen(parameters_.size(), 0);
  for (const std::vector<int>& row : depends_)
    for (const int p : row) seen[static_cast<std::size_t>(p)] = 1;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), 1));
}

void Fit::estimate_errors() {
  const auto n = static_cast<Eigen::Index>(parameters_.size());
  Eigen::MatrixXd curvature = Eigen::MatrixXd::Zero(n, n);
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (depends_[i].empty()) continue;
    Eigen::VectorXd gradient = Eigen::VectorXd::Zero(n);
    double residual = 0;
    std::vector<const double*> blocks;
    std::vector<double*> slopes;
    for (const int p : depends_[i]) {
      blocks.push_back(&parameters_[static_cast<std::size_t>(p)].value);
      slopes.push_back(&gradient(p));
    }
    RowCost(this, i).Evaluate(blocks.data(), &residual, slopes.data());
    curvature.selfadjointView<Eigen::Lower>().rankUpdate(gradient);
    sum += std::min(residual * residual, 1.0);
    ++count;
  }
  const double variance = sum / static_cast<double>(std::max<std::size_t>(count, 1));
  for (Eigen::Index p = 0; p < n; ++p) {
    const double spread = parameters_[static_cast<std::size_t>(p)].spread;
    curvature(p, p) += variance / (spread * spread);
  }
  const Eigen::MatrixXd full = curvature.selfadjointView<Eigen::Lower>();
  const Eigen::MatrixXd inverse = full.ldlt().solve(Eigen::MatrixXd::Identity(n, n));
  for (Eigen::Index p = 0; p < n; ++p)
    parameters_[static_cast<std::size_t>(p)].error = std::sqrt(std::max(0.0, inverse(p, p) * variance));
}

PerformanceModel Fit::model() const {
  PerformanceModel out = performance::prior_model();
  std::size_t i = 0;
  for (const performance::ModelConstant& c : performance::constants_of(&out))
    if (c.fitted) *c.value = std::exp(parameters_[i++].value);
  return out;
}

Prediction Fit::predict_row(std::size_t i) const {
  const FitRow& row = rows_[i];
  if (!row.row.problem.empty()) return {};
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  if (row.learned < 0) return predict(model(), row.row.job, row.row.machine);
  const auto k = static_cast<std::size_t>(row.learned);
  return predict(model(), with_factors(row.row.job, values.data(), learned_first_[k], learned_first_[k + 1]),
                 row.row.machine);
}

LearnedWork Fit::learned_work(std::size_t index) const {
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  const Job job = with_factors({}, values.data(), learned_first_[index], learned_first_[index + 1]);
  LearnedWork out;
  out.work_factor = job.model.work_factor;
  out.traffic_factor = job.model.traffic_factor;
  out.step_factor = job.model.step_factor;
  for (const FitRow& row : rows_)
    if (row.learned == static_cast<int>(index)) out.forward_flops = row.row.job.model.forward_flops;
  return out;
}

}  // namespace cloudplan
