#include "own_calibration.hpp"

#include "cloudplan/error.hpp"
#include "log.hpp"
#include "mapped_file.hpp"
#include "user_files.hpp"

#include <chrono>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

std::string own_measurements_path(const Environment& environment) {
  return data_path(environment, "measurements.csv");
}

std::string date_of(const Environment& environment) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{environment.today}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

PerformanceCatalog own_performance(const Catalog& catalog, bool ignored, const Environment& environment) {
  PerformanceCatalog performance(catalog);
  const std::string path = own_measurements_path(environment);
  if (ignored || !file_exists(path)) return performance;
  log_info("predictions follow your measurements in " + path);
  try {
    performance.calibrate(
        own_shifts(read_own_measurements(read_text(path), path, date_of(environment), nullptr), performance));
  } catch (const InputError& e) {
    std::vector<Diagnostic> mistakes = e.diagnostics();
    std::string& hint = mistakes.back().hint;
    hint += hint.empty() ? "" : "; ";
    hint += "--no-calibration leaves your own measurements out, calibrate --remove all forgets them";
    throw InputError(std::move(mistakes));
  }
  return performance;
}

Option no_calibration_option(bool* ignored) {
  return {.flags = "--no-calibration",
          .help = "Leave out what your own measurements say (calibrate --mine)",
          .target = ignored,
          .group = "Catalog"};
}

}  // namespace cloudplan::cli
