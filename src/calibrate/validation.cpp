#include "calibrate/validation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace cloudplan {
namespace {

constexpr double kPooledWeight = 10;  // of the width of all families, in independent rows

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
    partial.restart(use);
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

namespace {

struct Sample {
  double size = 0, weight = 0;
};

// Residuals of the wanted rows, each model of each source with the same weight: a source that measured one
// model three hundred times says about other sources what one that measured it once says.
std::vector<Sample> collect(const Fit& fit, const std::vector<const std::vector<double>*>& residuals,
                            const std::function<bool(const FitRow&)>& wanted) {
  std::map<std::pair<std::string_view, std::string_view>, double> sizes;
  std::vector<Sample> out;
  const std::vector<FitRow>& rows = fit.rows();
  for (const FitRow& row : rows)
    if (wanted(row)) sizes[{row.source, row.model}] += 1;
  for (const std::vector<double>* which : residuals)
    for (std::size_t i = 0; i < which->size(); ++i)
      if (std::isfinite((*which)[i]) && wanted(rows[i]))
        out.push_back({std::abs((*which)[i]), 1 / std::sqrt(sizes[{rows[i].source, rows[i].model}])});
  std::sort(out.begin(), out.end(), [](const Sample& a, const Sample& b) { return a.size < b.size; });
  return out;
}

double total_weight(const std::vector<Sample>& samples) {
  double sum = 0;
  for (const Sample& s : samples) sum += s.weight;
  return sum;
}

// The half width that holds 80% of the samples.
double half_width(const std::vector<Sample>& samples, double fallback) {
  double sum = 0;
  const double limit = 0.8 * total_weight(samples);
  for (const Sample& s : samples)
    if ((sum += s.weight) >= limit) return std::clamp(s.size, 0.1, 2.5);
  return fallback;
}

// Few samples are pulled towards the width of all.
double pooled_width(const std::vector<Sample>& samples, double all) {
  const double n = total_weight(samples);
  return std::exp((n * std::log(half_width(samples, all)) + kPooledWeight * std::log(all)) /
                  (n + kPooledWeight));
}

bool is_step(const FitRow& row) {
  return row.row.job.kind == JobKind::train || row.row.job.kind == JobKind::inference;
}

}  // namespace

void set_bands(const Fit& fit, const Residuals& residuals, BandConstants* band) {
  // A user's model on a user's machine is another source: widths come from left-out sources, and from
  // left-out devices where the model is known, left-out models where it is not.
  const std::vector<const std::vector<double>*> seen = {&residuals.by_source, &residuals.by_device};
  const std::vector<const std::vector<double>*> unseen = {&residuals.by_source, &residuals.by_model};
  const auto on_device = [](const FitRow& r) { return is_step(r) && r.row.machine.has_accelerator; };
  const double all_seen = half_width(collect(fit, seen, on_device), 0.4);
  const double all_unseen = half_width(collect(fit, unseen, on_device), 0.6);
  for (std::size_t f = 0; f < band->seen.size(); ++f) {
    for (std::size_t task = 0; task < 2; ++task) {
      const auto wanted = [&](const FitRow& r) {
        const bool train = r.row.job.kind == JobKind::train;
        return on_device(r) && static_cast<std::size_t>(r.row.job.model.family) == f && train == (task == 0);
      };
      const double known = pooled_width(collect(fit, seen, wanted), all_seen);
      const double unknown = std::max(known, pooled_width(collect(fit, unseen, wanted), all_unseen));
      band->seen[f][task] = {known, known};
      band->unseen[f][task] = {unknown, unknown};
    }
  }
  const auto width_of = [&](JobKind kind, double fallback) {
    const auto wanted = [kind](const FitRow& r) { return r.row.job.kind == kind; };
    const double width = half_width(collect(fit, seen, wanted), fallback);
    return BandWidth{width, width};
  };
  band->generate = width_of(JobKind::generate, 0.4);
  // One source measured nearly all boosting runs: left-out devices say more than the few of others.
  const auto boosting = [](const FitRow& r) { return r.row.job.kind == JobKind::tabular_fit; };
  const double tabular = half_width(collect(fit, {&residuals.by_device}, boosting), 0.6);
  band->tabular = {tabular, tabular};
  const auto on_cpu = [](const FitRow& r) { return is_step(r) && !r.row.machine.has_accelerator; };
  band->cpu = std::clamp(half_width(collect(fit, seen, on_cpu), all_seen) / all_seen, 1.0, 2.0);
  const double fitted = half_width(collect(fit, {&residuals.fitted}, on_device), all_seen);
  const double left_out = half_width(collect(fit, {&residuals.by_device}, on_device), fitted);
  band->unseen_device = std::clamp(left_out / fitted, 1.0, 1.5);
}

}  // namespace cloudplan
