#include "calibrate/validation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace cloudplan {
namespace {

constexpr std::size_t kRowsForBand = 15;

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

double residual_of(const Fit& fit, std::size_t i) {
  const Prediction p = fit.predict_row(i);
  return p.status == PredictionStatus::ok ? std::log(p.throughput / fit.rows()[i].throughput) : kUnknown;
}

double quantile(std::vector<double> sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(at + 0.5)];
}

std::vector<double> select(const Fit& fit, const std::vector<double>& residuals,
                           const std::function<bool(const FitRow&)>& wanted) {
  std::vector<double> out;
  for (std::size_t i = 0; i < residuals.size(); ++i)
    if (std::isfinite(residuals[i]) && wanted(fit.rows()[i])) out.push_back(residuals[i]);
  return out;
}

double typical_size(const std::vector<double>& residuals) {
  std::vector<double> sizes;
  for (const double r : residuals)
    if (std::isfinite(r)) sizes.push_back(std::abs(r));
  if (sizes.size() < kRowsForBand) return kUnknown;
  std::sort(sizes.begin(), sizes.end());
  return quantile(sizes, 0.8);
}

}  // namespace

std::vector<double> fitted_residuals(const Fit& fit) {
  std::vector<double> out;
  for (std::size_t i = 0; i < fit.rows().size(); ++i) out.push_back(residual_of(fit, i));
  return out;
}

std::vector<double> cross_validate(const Fit& fit, LeaveOut by, int folds, int iterations) {
  const std::vector<FitRow>& rows = fit.rows();
  const auto fold_of = folds_of(rows, by, folds);
  std::vector<double> out(rows.size(), kUnknown);
  for (int fold = 0; fold < folds; ++fold) {
    std::vector<char> use(rows.size(), 1);
    std::set<int> taught;  // learned works that some used row teaches
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fold_of.at(group_of(rows[i], by)) == fold) use[i] = 0;
      if (use[i] != 0) taught.insert(rows[i].learned);
    }
    Fit partial = fit;
    partial.solve(use, iterations);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool needs_teaching = rows[i].work_is_learned && taught.count(rows[i].learned) == 0;
      if (use[i] == 0 && !needs_teaching) out[i] = residual_of(partial, i);
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

BandWidth band_of(std::vector<double> residuals, const BandWidth& fallback) {
  if (residuals.size() < kRowsForBand) return fallback;
  std::sort(residuals.begin(), residuals.end());
  // A residual is ln(predicted / measured): measured / predicted is below 1 where it is positive.
  return {std::clamp(quantile(residuals, 0.9), 0.05, 3.0), std::clamp(-quantile(residuals, 0.1), 0.05, 3.0)};
}

void set_bands(const Fit& fit, const std::vector<double>& fitted, const std::vector<double>& by_device,
               const std::vector<double>& by_model, BandConstants* band) {
  const auto step_kind = [](const FitRow& r) {
    return r.row.job.kind == JobKind::train || r.row.job.kind == JobKind::inference;
  };
  const auto on_device = [&](const FitRow& r) { return step_kind(r) && r.row.machine.has_accelerator; };
  const auto kind = [](JobKind wanted) {
    return [wanted](const FitRow& r) { return r.row.job.kind == wanted; };
  };
  const BandWidth all_seen = band_of(select(fit, fitted, step_kind), {});
  const BandWidth all_unseen = band_of(select(fit, by_model, step_kind), {});
  for (std::size_t f = 0; f < band->seen.size(); ++f) {
    for (std::size_t task = 0; task < 2; ++task) {
      const auto wanted = [&](const FitRow& r) {
        const bool train = r.row.job.kind == JobKind::train;
        return on_device(r) && static_cast<std::size_t>(r.row.job.model.family) == f && train == (task == 0);
      };
      band->seen[f][task] = band_of(select(fit, fitted, wanted), all_seen);
      band->unseen[f][task] = band_of(select(fit, by_model, wanted), all_unseen);
    }
  }
  band->generate = band_of(select(fit, by_model, kind(JobKind::generate)), band->generate);
  band->tabular = band_of(select(fit, by_device, kind(JobKind::tabular_fit)), band->tabular);
  const auto on_cpu = [&](const FitRow& r) { return step_kind(r) && !r.row.machine.has_accelerator; };
  const double device_rows = typical_size(select(fit, fitted, on_device));
  band->unseen_device = std::max(1.0, typical_size(select(fit, by_device, on_device)) / device_rows);
  band->cpu = std::max(1.0, typical_size(select(fit, by_device, on_cpu)) / device_rows);
}

}  // namespace cloudplan
