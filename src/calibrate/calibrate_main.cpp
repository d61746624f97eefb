// cloudplan-calibrate: refits the constants of the performance model to measured rows and reports
// cross-validated errors. A tool beside the program: only it links the optimizer.

#include "calibrate/bands.hpp"
#include "calibrate/fit.hpp"
#include "calibrate/report.hpp"
#include "calibrate/rows.hpp"
#include "calibrate/validation.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/error.hpp"
#include "performance/names.hpp"

#include <cstdio>
#include <fstream>
#include <future>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace cloudplan {
namespace {

constexpr const char* kUsage =
    "Usage: cloudplan-calibrate ROWS.csv [--constants FILE] [--table FILE] [--figures DIR] "
    "[--residuals FILE] [--no-validation]\n"
    "       cloudplan-calibrate ROWS.csv --unseen OTHER.csv\n"
    "Fits the performance model to the rows and prints its errors, fitted and cross-validated.\n"
    "  --constants FILE  write the constants (data/performance/constants.csv)\n"
    "  --table FILE      write them with priors and meanings, as Markdown\n"
    "  --figures DIR     write one scatter of errors per family, as SVG\n"
    "  --residuals FILE  write every row with its errors, fitted and left out\n"
    "  --unseen FILE     fit to ROWS.csv, report the errors on the rows of this file, write nothing\n"
    "  --no-validation   fit only, and keep the bands of the present constants\n";

constexpr int kIterations = 80;  // most fits end after 45
constexpr int kFolds = 8;        // small groups share one

struct Options {
  std::string rows, constants, table, figures, residuals, unseen;
  bool validate = true;
};

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path);
}

bool parse(int argc, char** argv, Options* out) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    std::string* value = argument == "--constants"   ? &out->constants
                         : argument == "--table"     ? &out->table
                         : argument == "--figures"   ? &out->figures
                         : argument == "--residuals" ? &out->residuals
                         : argument == "--unseen"    ? &out->unseen
                                                     : nullptr;
    if (value != nullptr) {
      if (++i >= argc) return false;
      *value = argv[i];
    } else if (argument == "--no-validation") {
      out->validate = false;
    } else if (out->rows.empty() && argument.rfind("--", 0) != 0) {
      out->rows = argument;
    } else {
      return false;
    }
  }
  return !out->rows.empty();
}

void report(const Fit& fit, const std::vector<double>& residuals, const char* title) {
  std::printf("%s\n", error_table(fit, residuals, title).c_str());
  std::fflush(stdout);
}

// The band of the constants in the catalog; the default when they are of another version.
BandConstants present_band(const Catalog& catalog) {
  try {
    return PerformanceCatalog(catalog).model().band;
  } catch (const InputError&) {
    std::fputs("cloudplan-calibrate: the present constants have another set of names; default bands\n",
               stderr);
    return {};
  }
}

// Rows that take no part in the fit, predicted by it: what it is worth to others.
void report_unseen(const std::vector<FitRow>& rows, const std::vector<char>& use, const Fit& fit,
                   std::vector<double> residuals) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (use[i] != 0 || rows[i].work_is_learned) residuals[i] = kUnknown;
  report(fit, residuals, "Rows that the fit did not see");
}

Residuals validate(const Fit& fit, const std::vector<double>& fitted) {
  Residuals out;
  out.fitted = fitted;
  const auto leave_out = [&fit](LeaveOut by) {
    return std::async(std::launch::async,
                      [&fit, by] { return cross_validate(fit, by, kFolds, kIterations); });
  };
  auto device = leave_out(LeaveOut::device);
  auto by_model = leave_out(LeaveOut::model);
  auto source = leave_out(LeaveOut::source);
  out.by_device = device.get();
  report(fit, out.by_device.residuals, "Leave one device out");
  out.by_model = by_model.get();
  report(fit, out.by_model.residuals, "Leave one model out (nothing learned of the model)");
  out.by_source = source.get();
  report(fit, out.by_source.residuals, "Leave one source out");
  return out;
}

void write_results(const Options& options, const Fit& fit, const PerformanceModel& model,
                   const Residuals& residuals) {
  if (!options.residuals.empty()) write_file(options.residuals, residuals_csv(fit, residuals));
  if (!options.constants.empty()) write_file(options.constants, constants_csv(fit, model));
  if (!options.table.empty()) write_file(options.table, constants_markdown(fit));
  const std::vector<double>& shown =
      residuals.by_device.residuals.empty() ? residuals.fitted : residuals.by_device.residuals;
  for (int family = 0; !options.figures.empty() && family < kModelFamilyCount; ++family) {
    const auto which = static_cast<ModelFamily>(family);
    const std::string figure = error_figure(fit, shown, which);
    if (!figure.empty()) write_file(options.figures + "/" + std::string(family_name(which)) + ".svg", figure);
  }
}

void run(const Options& options) {
  const Catalog catalog = embedded_catalog();
  const PerformanceCatalog uncalibrated = PerformanceCatalog::uncalibrated(catalog);
  std::vector<FitRow> rows = read_rows(read_file(options.rows), options.rows, uncalibrated);
  std::vector<char> use(rows.size(), 1);
  if (!options.unseen.empty())
    for (FitRow& row : read_rows(read_file(options.unseen), options.unseen, uncalibrated))
      rows.push_back(std::move(row));
  use.resize(rows.size(), 0);
  Fit fit(std::move(rows));
  fit.restart(use);
  fit.solve(use, kIterations);
  fit.estimate_errors();
  std::printf(
      "%zu rows, %zu parameters of which rows inform %zu: %zu constants, the rest learned of %zu models\n\n",
      fit.rows().size(), fit.parameters().size(), fit.informed(), fit.globals(), fit.learned_keys().size());
  Residuals residuals;
  residuals.fitted = fitted_residuals(fit);
  if (!options.unseen.empty()) return report_unseen(fit.rows(), use, fit, residuals.fitted);
  report(fit, residuals.fitted, "Fitted (says little; see the cross-validation)");
  PerformanceModel model = fit.model();
  if (options.validate) {
    residuals = validate(fit, residuals.fitted);
    set_bands(fit, residuals, &model.band);
    std::printf("%s\n", coverage_table(fit, residuals, model.band).c_str());
  } else {
    model.band = present_band(catalog);
  }
  write_results(options, fit, model, residuals);
}

}  // namespace
}  // namespace cloudplan

int main(int argc, char** argv) {
  cloudplan::Options options;
  if (!cloudplan::parse(argc, argv, &options)) {
    std::fputs(cloudplan::kUsage, stderr);
    return 2;
  }
  try {
    cloudplan::run(options);
    return 0;
  } catch (const cloudplan::InputError& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 2;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "cloudplan-calibrate: %s\n", e.what());
    return 1;
  }
}
