#include "calibrate/validation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace cloudplan {
namespace {

const std::string& group_of(const FitRow& row, LeaveOut by) {
  return by == LeaveOut::device ? row.device : by == LeaveOut::model ? row.model : row.source;
}

// Large groups first, each into the fold with the fewest rows.
std::map<std::string, int> folds_of(const std::vector<FitRow>& rows, LeaveOut by, int folds) {
  std::map<std::string, std::size_t> sizes;
  for (const FitRow& row : rows) ++sizes[group_of(row, by)];
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [name, size] : sizes) order.emplace_back(size, name);
  std::sort(order.begin(), order.end(), std::greater<>());
  std::vector<std::size_t> load(static_cast<std::size_t>(folds), 0);
  std::map<std::string, int> out;
  for (const auto& [size, name] : order) {
    const auto fold = std::min_element(load.begin(), load.end()) - load.begin();
    load[static_cast<std::size_t>(fold)] += size;
    out[name] = static_cast<int>(fold);
  }
  return out;
}

bool boosts(const FitRow& row) { return row.row.job.kind == JobKind::tabular_fit; }

double residual_of(const Fit& fit, std::size_t i) {
  const Prediction p = fit.predict_row(i);
  return p.status == PredictionStatus::ok ? std::log(p.throughput / fit.rows()[i].throughput) : kUnknown;
}

double quantile(std::vector<double> sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(at + 0.5)];
}

}  // namespace

std::vector<double> fitted_residuals(const Fit& fit) {
  std::vector<double> out;
  for (std::size_t i = 0; i < fit.rows().size(); ++i) out.push_back(residual_of(fit, i));
  return out;
}

LeftOutErrors cross_validate(const Fit& fit, LeaveOut by, int folds, int iterations) {
  const std::vector<FitRow>& rows = fit.rows();
  const auto fold_of = folds_of(rows, by, folds);
  LeftOutErrors out{std::vector<double>(rows.size(), kUnknown), std::vector<char>(rows.size(), 0),
                    std::vector<char>(rows.size(), 0)};
  for (int fold = 0; fold < folds; ++fold) {
    std::vector<char> use(rows.size(), 1);
    std::set<int> taught;  // learned works that some used row teaches
    std::set<BoostingLibrary> libraries;
    std::set<std::string_view> devices;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fold_of.at(group_of(rows[i], by)) == fold) use[i] = 0;
      if (use[i] == 0) continue;
      taught.insert(rows[i].learned), devices.insert(rows[i].device);
      if (boosts(rows[i])) libraries.insert(rows[i].row.job.tabular.library);
    }
    Fit partial = fit;
    partial.restart(use);
    partial.solve(use, iterations);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (use[i] != 0) continue;
      out.model_seen[i] = boosts(rows[i]) ? libraries.count(rows[i].row.job.tabular.library) != 0
                                          : rows[i].learned >= 0 && taught.count(rows[i].learned) != 0;
      out.device_seen[i] = devices.count(rows[i].device) != 0;
      if (!rows[i].work_is_learned || out.model_seen[i] != 0) out.residuals[i] = residual_of(partial, i);
    }
  }
  return out;
}

ErrorSummary summarize(const std::vector<double>& residuals) {
  ErrorSummary out;
  out.rows = residuals.size();
  std::vector<double> errors;
  for (const double r : residuals)
    if (std::isfinite(r)) errors.push_back(std::exp(std::abs(r)));
  out.answered = errors.size();
  if (errors.empty()) return out;
  std::sort(errors.begin(), errors.end());
  const auto share = [&](double limit) {
    const auto end = std::upper_bound(errors.begin(), errors.end(), limit);
    return static_cast<double>(end - errors.begin()) / static_cast<double>(errors.size());
  };
  out.median = quantile(errors, 0.5);
  out.p90 = quantile(errors, 0.9);
  out.within_125 = share(1.25);
  out.within_2 = share(2);
  return out;
}

}  // namespace cloudplan
