// cloudplan-calibrate: refits the constants of the performance model to measured rows and reports
// cross-validated errors. A tool beside the program: only it links the optimizer.

#include "calibrate/fit.hpp"
#include "calibrate/report.hpp"
#include "calibrate/rows.hpp"
#include "calibrate/validation.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/error.hpp"
#include "performance/names.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace cloudplan {
namespace {

constexpr const char* kUsage =
    "Usage: cloudplan-calibrate ROWS.csv [--constants FILE] [--table FILE] [--figures DIR] "
    "[--no-validation]\n"
    "Fits the performance model to the rows and prints its errors, fitted and cross-validated.\n"
    "  --constants FILE  write the constants (data/performance/constants.csv)\n"
    "  --table FILE      write them with priors and meanings, as Markdown\n"
    "  --figures DIR     write one scatter of errors per family, as SVG\n"
    "  --no-validation   fit only, and keep the bands of the present constants\n";

struct Options {
  std::string rows, constants, table, figures;
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
    std::string* value = argument == "--constants" ? &out->constants
                         : argument == "--table"   ? &out->table
                         : argument == "--figures" ? &out->figures
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

void run(const Options& options) {
  const Catalog catalog = embedded_catalog();
  const PerformanceCatalog uncalibrated = PerformanceCatalog::uncalibrated(catalog);
  Fit fit(read_rows(read_file(options.rows), options.rows, uncalibrated));
  const std::vector<char> all(fit.rows().size(), 1);
  fit.start_learned(all);
  fit.solve(all, 80);
  fit.estimate_errors();
  std::printf(
      "%zu rows, %zu parameters of which rows inform %zu: %zu constants, the rest learned of %zu models\n\n",
      fit.rows().size(), fit.parameters().size(), fit.informed(), fit.globals(), fit.learned_keys().size());
  const std::vector<double> fitted = fitted_residuals(fit);
  report(fit, fitted, "Fitted (says little; see the cross-validation)");
  PerformanceModel model = fit.model();
  if (!options.validate) model.band = present_band(catalog);
  std::vector<double> by_device = fitted;
  if (options.validate) {
    by_device = cross_validate(fit, LeaveOut::device, 12, 6);
    report(fit, by_device, "Leave one device out");
    const std::vector<double> by_model = cross_validate(fit, LeaveOut::model, 14, 6);
    report(fit, by_model, "Leave one model out (nothing learned of the model)");
    const std::vector<double> by_source = cross_validate(fit, LeaveOut::source, 12, 7);
    report(fit, by_source, "Leave one source out");
    set_bands(fit, fitted, by_device, by_model, &model.band);
  }
  if (!options.constants.empty()) write_file(options.constants, constants_csv(fit, model));
  if (!options.table.empty()) write_file(options.table, constants_markdown(fit));
  for (int family = 0; !options.figures.empty() && family < kModelFamilyCount; ++family) {
    const auto which = static_cast<ModelFamily>(family);
    const std::string figure = error_figure(fit, by_device, which);
    if (!figure.empty()) write_file(options.figures + "/" + std::string(family_name(which)) + ".svg", figure);
  }
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
