#include "calibrate/bands.hpp"

#include "performance/internal.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace cloudplan {
namespace {

using performance::band_factor;
using performance::index_of;

constexpr double kInside = 0.8;       // between the 10th and the 90th percentile
constexpr double kPooledWeight = 10;  // of the width of all families, in independent rows
constexpr int kRounds = 4;            // of widths and factors, each given the other
constexpr double kNarrowest = 0.1, kWidest = 2.5;
constexpr double kLeastSide = 0.3;  // of the width: the prediction stays well inside its band

// A left-out row as the fit knew it.
struct Sample {
  double residual = 0, weight = 1;
  const FitRow* row = nullptr;
  Job job{};
  Machine machine{};
};

bool is_step(const Sample& s) { return s.job.kind == JobKind::train || s.job.kind == JobKind::inference; }
std::size_t family_of(const Sample& s) { return index_of(s.job.model.family); }
std::size_t task_of(const Sample& s) { return s.job.kind == JobKind::train ? 0 : 1; }

// Each model of each source counts as the root of its rows: a source that measured one model three hundred
// times says about other sources little more than what one that measured it once says.
std::vector<Sample> samples_of(const Fit& fit, const LeftOutErrors& errors) {
  std::map<std::pair<std::string_view, std::string_view>, double> sizes;
  const std::vector<FitRow>& rows = fit.rows();
  for (const FitRow& row : rows) sizes[{row.source, row.model}] += 1;
  std::vector<Sample> out;
  for (std::size_t i = 0; i < errors.residuals.size(); ++i) {
    if (!std::isfinite(errors.residuals[i])) continue;
    Sample s{errors.residuals[i], 1 / std::sqrt(sizes[{rows[i].source, rows[i].model}]), &rows[i],
             rows[i].row.job, rows[i].row.machine};
    s.job.model.measured = errors.model_seen[i] != 0;
    s.machine.accelerator.measured = errors.device_seen[i] != 0;
    out.push_back(std::move(s));
  }
  return out;
}

struct Weighted {
  double value = 0, weight = 0;
};

double total(const std::vector<Weighted>& values) {
  double sum = 0;
  for (const Weighted& v : values) sum += v.weight;
  return sum;
}

double quantile(std::vector<Weighted> values, double share, double fallback) {
  std::sort(values.begin(), values.end(),
            [](const Weighted& a, const Weighted& b) { return a.value < b.value; });
  const double limit = share * total(values);
  double sum = 0;
  for (const Weighted& v : values)
    if ((sum += v.weight) >= limit) return v.value;
  return fallback;
}

using Choice = std::function<bool(const Sample&)>;

double median_of(const std::vector<Sample>& samples, const Choice& wanted) {
  std::vector<Weighted> values;
  for (const Sample& s : samples)
    if (wanted(s)) values.push_back({s.residual, s.weight});
  const double n = total(values);
  return quantile(values, 0.5, 0) * n / (n + kPooledWeight);
}

struct Width {
  double value = 0, rows = 0;
};

// The half width around the center that holds the share wanted, without what the factors explain.
Width width_of(const std::vector<Sample>& samples, const BandConstants& band, double center,
               const Choice& wanted, double fallback) {
  std::vector<Weighted> values;
  for (const Sample& s : samples)
    if (wanted(s))
      values.push_back({std::abs(s.residual - center) / band_factor(band, s.job, s.machine), s.weight});
  return {std::clamp(quantile(values, kInside, fallback), kNarrowest, kWidest), total(values)};
}

// Few samples are pulled towards the width of all.
double pooled(const Width& own, double all) {
  return std::exp((own.rows * std::log(own.value) + kPooledWeight * std::log(all)) /
                  (own.rows + kPooledWeight));
}

// Predictions that are too large on the median leave more of the band below.
BandWidth around(double center, double width) {
  const double least = kLeastSide * width;
  return {std::max(width + center, least), std::max(width - center, least)};
}

void set_widths(const std::vector<Sample>& samples, BandConstants* band) {
  const auto all_of = [&](bool seen) {
    return width_of(
               samples, *band, 0, [&](const Sample& s) { return is_step(s) && s.job.model.measured == seen; },
               0.5)
        .value;
  };
  const double all_seen = all_of(true), all_unseen = std::max(all_seen, all_of(false));
  for (std::size_t f = 0; f < band->seen.size(); ++f) {
    for (std::size_t task = 0; task < 2; ++task) {
      const auto here = [&](const Sample& s) {
        return is_step(s) && family_of(s) == f && task_of(s) == task;
      };
      const double center = median_of(samples, here);
      const auto width = [&](bool seen, double all) {
        const auto wanted = [&](const Sample& s) { return here(s) && s.job.model.measured == seen; };
        return pooled(width_of(samples, *band, center, wanted, all), all);
      };
      const double known = width(true, all_seen);
      band->seen[f][task] = around(center, known);
      band->unseen[f][task] = around(center, std::max(known, width(false, all_unseen)));
    }
  }
  const auto generates = [](const Sample& s) { return s.job.kind == JobKind::generate; };
  const double center = median_of(samples, generates);
  band->generate = around(center, width_of(samples, *band, center, generates, 0.5).value);
}

double distance(const Sample& s, const BandConstants& band) {
  const BandWidth width = performance::band_width(band, s.job, s.machine);
  return s.residual > 0 ? s.residual / width.low : -s.residual / width.high;
}

struct Factor {
  double BandConstants::*member = nullptr;
  double low = 1, high = 1;
};

// Rows to which a factor applies get the width that holds the same share of them. That a device was measured
// tells little: rows of left-out devices have errors smaller than those of left-out sources, whose devices
// mostly were, because their sources are known. So the limits of the two factors of devices are narrow.
void set_factors(const std::vector<Sample>& samples, BandConstants* band) {
  constexpr std::array kFactors = {
      Factor{&BandConstants::cpu, 0.8, 2}, Factor{&BandConstants::unknown_software, 1, 1.5},
      Factor{&BandConstants::automatic_precision, 1, 1.5}, Factor{&BandConstants::unseen_device, 1.02, 1.03},
      Factor{&BandConstants::familiar, 0.98, 1}};
  for (const Factor& factor : kFactors) {
    BandConstants only;
    only.cpu = only.unknown_software = only.automatic_precision = only.unseen_device = only.familiar = 1;
    only.*factor.member = 2;
    std::vector<Weighted> with;
    for (const Sample& s : samples)
      if (s.job.kind != JobKind::tabular_fit && band_factor(only, s.job, s.machine) > 1)
        with.push_back({distance(s, *band), s.weight});
    double& value = band->*factor.member;
    value = std::clamp(value * quantile(with, kInside, 1), factor.low, factor.high);
  }
}

// Some rows of every kind of validation: left-out sources, models and devices. Each kind counts as the root
// of its rows, so that none outvotes the others: a user has another source, and often another device or
// model.
using Sets = std::vector<std::vector<Sample>>;
struct RowsOf {
  std::vector<Weighted> values;
  std::set<std::pair<std::string_view, std::string_view>> groups;  // that share their errors
};
RowsOf rows_of(const Sets& sets, const Choice& wanted, const std::function<double(const Sample&)>& value) {
  RowsOf out;
  for (const std::vector<Sample>& set : sets) {
    const auto n = static_cast<double>(std::count_if(set.begin(), set.end(), wanted));
    for (const Sample& s : set) {
      if (!wanted(s)) continue;
      out.values.push_back({value(s), 1 / std::sqrt(n)});
      out.groups.insert({s.row->source, s.row->model});
    }
  }
  return out;
}

// What widths are to be multiplied by so that they hold the share wanted of rows that lie so many widths
// away. Few groups, little said.
double covering_factor(const RowsOf& rows) {
  constexpr double kPooledGroups = 2, kLeastFactor = 0.8, kMostFactor = 2.5;
  if (rows.values.empty()) return 1;
  const double n = static_cast<double>(rows.groups.size());
  const double raw = std::pow(quantile(rows.values, kInside, 1), n / (n + kPooledGroups));
  return std::clamp(raw, kLeastFactor, kMostFactor);
}

// The widths of one family and task, of models that were measured and of others, times what makes them hold
// the share wanted of the rows: groups that share their errors can leave a band that holds few, or nearly
// all.
void cover_rows(const Sets& sets, BandConstants* band) {
  for (std::size_t f = 0; f < band->seen.size(); ++f) {
    for (std::size_t task = 0; task < 2; ++task) {
      const auto factor = [&](bool seen) {
        const auto wanted = [&](const Sample& s) {
          return is_step(s) && family_of(s) == f && task_of(s) == task && s.job.model.measured == seen;
        };
        return covering_factor(rows_of(sets, wanted, [&](const Sample& s) { return distance(s, *band); }));
      };
      const double of_known = factor(true), of_unknown = factor(false);
      BandWidth &known = band->seen[f][task], &unknown = band->unseen[f][task];
      known.low *= of_known, known.high *= of_known;
      unknown.low = std::max(unknown.low * of_unknown, known.low);
      unknown.high = std::max(unknown.high * of_unknown, known.high);
    }
  }
}

// Boosting: runs of a library that was measured, by other sources or on other devices.
BandWidth boosting_width(const Sets& sets) {
  const auto wanted = [&](const Sample& s) {
    return s.job.kind == JobKind::tabular_fit && s.job.model.measured;
  };
  const RowsOf rows = rows_of(sets, wanted, [](const Sample& s) { return std::abs(s.residual); });
  const double width = std::clamp(quantile(rows.values, kInside, 0.6), kNarrowest, kWidest);
  return {width, width};
}

}  // namespace

void set_bands(const Fit& fit, const Residuals& residuals, BandConstants* band) {
  // A user's run is another source, and often of a model that nobody measured.
  std::vector<Sample> samples = samples_of(fit, residuals.by_source);
  for (Sample& s : samples_of(fit, residuals.by_model)) samples.push_back(std::move(s));
  band->cpu = band->unknown_software = band->automatic_precision = band->unseen_device = band->familiar = 1;
  for (int round = 0; round < kRounds; ++round) {
    set_widths(samples, band);
    set_factors(samples, band);
  }
  const Sets sets = {samples_of(fit, residuals.by_source), samples_of(fit, residuals.by_model),
                     samples_of(fit, residuals.by_device)};
  cover_rows(sets, band);
  band->tabular = boosting_width(sets);
}

std::string coverage_table(const Fit& fit, const Residuals& residuals, const BandConstants& band) {
  std::string out =
      fmt::format("Inside the 10..90 band\n{:36} {:>8} {:>8} {:>8}\n", "", "device", "model", "source");
  struct Count {
    double rows = 0, inside = 0;
  };
  std::map<std::string, std::array<Count, 3>> groups;
  const LeftOutErrors* const sets[] = {&residuals.by_device, &residuals.by_model, &residuals.by_source};
  for (std::size_t k = 0; k < 3; ++k)
    for (const Sample& s : samples_of(fit, *sets[k]))
      for (const std::string& name :
           {std::string(" all"), "family " + s.row->family + " " + s.row->task, "source " + s.row->source}) {
        Count& count = groups[name][k];
        count.rows += 1;
        if (distance(s, band) <= 1) count.inside += 1;
      }
  for (const auto& [name, counts] : groups) {
    fmt::format_to(std::back_inserter(out), "{:36}", name);
    for (const Count& c : counts)
      fmt::format_to(std::back_inserter(out), " {:7.1f}%", 100 * c.inside / c.rows);
    out += '\n';
  }
  return out;
}

}  // namespace cloudplan
