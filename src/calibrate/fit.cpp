#include "calibrate/fit.hpp"

#include <ceres/ceres.h>
#include <algorithm>
#include <cmath>
#include <Eigen/Dense>
#include <map>
#include <utility>

#include "performance/constants.hpp"

namespace cloudplan {
namespace {

constexpr double kStep = 1e-4;         // of the numeric derivative, in logarithms
constexpr double kRobustScale = 0.25;  // residuals beyond this lose weight
constexpr double kNominalFlops = 1e9;  // start of a work that no source states
constexpr std::size_t kRowsForFactors = 40;

double set_constants(PerformanceModel* model, const double* values) {
  static thread_local PerformanceModel* bound = nullptr;
  static thread_local std::vector<performance::ModelConstant> constants;
  if (bound != model) {
    constants = performance::constants_of(model);
    std::erase_if(constants, [](const performance::ModelConstant& c) { return !c.fitted; });
    bound = model;
  }
  for (std::size_t i = 0; i < constants.size(); ++i) *constants[i].value = std::exp(values[i]);
  return 0;
}

PerformanceModel& scratch() {
  static thread_local PerformanceModel model;
  return model;
}

}  // namespace

class RowCost : public ceres::CostFunction {
 public:
  RowCost(const Fit* fit, std::size_t row) : fit_(fit), row_(row) {
    set_num_residuals(1);
    mutable_parameter_block_sizes()->push_back(static_cast<int>(fit->parameters_.size()));
  }
  bool Evaluate(const double* const* parameters, double* residuals, double** jacobians) const override {
    const std::size_t n = fit_->parameters_.size();
    static thread_local std::vector<double> values;
    values.assign(parameters[0], parameters[0] + n);
    const double weight = std::sqrt(fit_->rows_[row_].weight);
    const auto value = [&] {
      const double r = fit_->residual(row_, values.data());
      return std::isfinite(r) ? r * weight : 0;
    };
    residuals[0] = value();
    if (jacobians == nullptr || jacobians[0] == nullptr) return true;
    std::fill(jacobians[0], jacobians[0] + n, 0.0);
    for (const int p : fit_->depends_[row_]) {
      const auto k = static_cast<std::size_t>(p);
      const double old = values[k];
      values[k] = old + kStep;
      jacobians[0][k] = (value() - residuals[0]) / kStep;
      values[k] = old;
    }
    return true;
  }

 private:
  const Fit* fit_;
  std::size_t row_;
};

namespace {

class PriorCost : public ceres::CostFunction {
 public:
  explicit PriorCost(const std::vector<Parameter>& parameters, double scale) : scale_(scale) {
    for (const Parameter& p : parameters) prior_.push_back({p.prior, p.spread});
    set_num_residuals(static_cast<int>(prior_.size()));
    mutable_parameter_block_sizes()->push_back(static_cast<int>(prior_.size()));
  }
  bool Evaluate(const double* const* parameters, double* residuals, double** jacobians) const override {
    const std::size_t n = prior_.size();
    if (jacobians != nullptr && jacobians[0] != nullptr) std::fill(jacobians[0], jacobians[0] + n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      residuals[i] = scale_ * (parameters[0][i] - prior_[i].first) / prior_[i].second;
      if (jacobians != nullptr && jacobians[0] != nullptr)
        jacobians[0][i * n + i] = scale_ / prior_[i].second;
    }
    return true;
  }

 private:
  std::vector<std::pair<double, double>> prior_;
  double scale_;
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
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  depends_.resize(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const double at = residual(i, values.data());
    if (!std::isfinite(at)) continue;
    for (std::size_t p = 0; p < parameters_.size(); ++p) {
      const bool learned = p >= globals_;
      if (learned && (rows_[i].learned < 0 ||
                      static_cast<int>(p) < learned_first_[static_cast<std::size_t>(rows_[i].learned)] ||
                      static_cast<int>(p) >= learned_first_[static_cast<std::size_t>(rows_[i].learned) + 1]))
        continue;
      double differs = 0;
      for (const double step : {0.5, -0.5}) {
        const double old = values[p];
        values[p] = old + step;
        differs += std::abs(residual(i, values.data()) - at);
        values[p] = old;
      }
      if (differs > 0) depends_[i].push_back(static_cast<int>(p));
    }
  }
}

void Fit::collect_learned() {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].row.problem.empty() && rows_[i].row.job.kind != JobKind::tabular_fit)
      groups[rows_[i].row.learned_key].push_back(i);
  for (const auto& [key, members] : groups) {
    const RowJob& first = rows_[members[0]].row;
    const bool unknown = std::isnan(first.job.model.forward_flops) && first.job.kind != JobKind::generate;
    if (members.size() < 3 && !unknown) continue;
    const int index = static_cast<int>(learned_keys_.size());
    learned_keys_.push_back(key);
    learned_first_.push_back(static_cast<int>(parameters_.size()));
    const ModelFamily family = first.job.model.family;
    const bool fine_items = (family == ModelFamily::speech || family == ModelFamily::gan) &&
                            key.find("samples/s") != std::string::npos;
    const double spread = unknown || fine_items ? 4 : first.work_is_stated ? 0.2 : 0.8;
    parameters_.push_back(
        {"learned.work", key, 0, spread, 0, kUnknown, "effective over nominal work of the model"});

    if (first.job.kind != JobKind::generate && (fine_items || members.size() >= kRowsForFactors)) {
      parameters_.push_back(
          {"learned.traffic", key, 0, 0.5, 0, kUnknown, "memory traffic over the family's"});
      parameters_.push_back({"learned.step", key, 0, 0.7, 0, kUnknown, "launches over the family's"});
    }
    if (fine_items)
      parameters_.push_back({"learned.items", key, std::log(1000.0), 4, std::log(1000.0), kUnknown,
                             "items per element of a batch"});
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
    if (last - first > 3) out.model.items_per_batch_element = std::exp(values[first + 3]);
  }
  return out;
}

}  // namespace

double Fit::residual(std::size_t i, const double* values) const {
  PerformanceModel& model = scratch();
  set_constants(&model, values);
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

double Fit::start_work(std::size_t k, const std::vector<char>& use, std::vector<double>* values) const {
  const auto first = static_cast<std::size_t>(learned_first_[k]);
  double spread = 0;
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
    spread = 0;
    for (const double e : errors) spread += std::min(std::abs(e - median), 2.0) + std::min(std::abs(e), 2.0);
  }
  return spread;
}

// A work that nobody states starts where its rows' median error is zero; the items of a batch element at the
// power of ten that scatters least.
void Fit::start_learned(const std::vector<char>& use) {
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  for (std::size_t k = 0; k < learned_keys_.size(); ++k) {
    const auto first = static_cast<std::size_t>(learned_first_[k]);
    const auto last = static_cast<std::size_t>(learned_first_[k + 1]);
    if (parameters_[first].spread < 0.5) continue;
    if (last - first > 3) {
      double best = 1e300, best_items = 0;
      for (double items = 0; items < 16; items += 1) {
        values[first] = 0;
        values[first + 3] = items;
        const double spread = start_work(k, use, &values);
        if (spread < best) best = spread, best_items = items;
      }
      values[first] = 0;
      parameters_[first + 3].value = values[first + 3] = best_items;
    }
    start_work(k, use, &values);
    parameters_[first].value = values[first];
  }
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
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  ceres::Problem problem;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (use[i] == 0 || depends_[i].empty()) continue;
    problem.AddResidualBlock(new RowCost(this, i), new ceres::SoftLOneLoss(kRobustScale), values.data());
  }
  problem.AddResidualBlock(new PriorCost(parameters_, 0.3), nullptr, values.data());
  for (std::size_t p = 0; p < parameters_.size(); ++p) {
    problem.SetParameterLowerBound(values.data(), static_cast<int>(p), parameters_[p].low);
    problem.SetParameterUpperBound(values.data(), static_cast<int>(p), parameters_[p].high);
  }
  ceres::Solver::Options options;
  options.max_num_iterations = iterations;
  options.linear_solver_type = ceres::DENSE_NORMAL_CHOLESKY;
  options.num_threads = 2;
  options.function_tolerance = 1e-5;
  options.logging_type = ceres::SILENT;
  ceres::Solver::Summary summary;
  ceres::Solve(options, &problem, &summary);
  for (std::size_t p = 0; p < parameters_.size(); ++p) parameters_[p].value = values[p];
}

std::size_t Fit::informed() const {
  std::vector<char> seen(parameters_.size(), 0);
  for (const std::vector<int>& row : depends_)
    for (const int p : row) seen[static_cast<std::size_t>(p)] = 1;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), 1));
}

void Fit::estimate_errors() {
  const auto n = static_cast<Eigen::Index>(parameters_.size());
  std::vector<double> values;
  for (const Parameter& p : parameters_) values.push_back(p.value);
  Eigen::MatrixXd curvature = Eigen::MatrixXd::Zero(n, n);
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (depends_[i].empty()) continue;
    Eigen::VectorXd gradient = Eigen::VectorXd::Zero(n);
    double residual = 0;
    double* jacobian = gradient.data();
    const double* block = values.data();
    RowCost(this, i).Evaluate(&block, &residual, &jacobian);
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
  out.items_per_element = job.model.items_per_batch_element;
  for (const FitRow& row : rows_)
    if (row.learned == static_cast<int>(index)) out.forward_flops = row.row.job.model.forward_flops;
  return out;
}

}  // namespace cloudplan
