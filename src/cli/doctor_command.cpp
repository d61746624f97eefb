// cloudplan doctor: what the program found on this machine, for a bug report or a puzzled user.

#include "cloudplan/catalog_summary.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/price_age.hpp"
#include "commands.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "own_calibration.hpp"
#include "support/text_width.hpp"
#include "user_files.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

class Findings {
 public:
  explicit Findings(int columns) : columns_(columns) {}

  // Wrapped to the terminal, what follows below the first line.
  void line(std::string_view what, std::string_view found) {
    constexpr int kNames = 14;
    std::string name(what);
    for (const std::string& part : wrap_text(found, std::max(columns_ - kNames, kNames))) {
      text_ += fmt::format("{:<14}{}\n", name, part);
      name.clear();
    }
  }
  // What has to be mended; the code is then kBadInput.
  void problem(std::string_view what, std::string_view found) {
    line(what, found);
    broken_ = true;
  }
  const std::string& text() const { return text_; }
  bool broken() const { return broken_; }

 private:
  int columns_;
  std::string text_;
  bool broken_ = false;
};

// "aws 2026-06-18 to 2026-07-05": machine prices of the providers that are on by default.
std::string price_dates_of(const Catalog& catalog) {
  std::string text;
  for (const CatalogPart& part : catalog_parts(catalog)) {
    const Provider& provider = catalog.providers()[part.provider];
    if (part.table != "prices" || provider.enabled_by_default == 0 || part.sources.empty()) continue;
    const std::string_view oldest = catalog.text(catalog.sources()[part.sources.front()].as_of);
    const std::string_view newest = catalog.text(catalog.sources()[part.sources.back()].as_of);
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", catalog.text(provider.key),
                        oldest == newest ? std::string(oldest) : fmt::format("{} to {}", oldest, newest));
  }
  return text;
}

void look_at_catalog(const Environment& environment, Findings& findings) {
  try {
    const OpenCatalog opened(std::string{}, environment);
    const Catalog& catalog = opened.get();
    findings.line("catalog", fmt::format("{}: {} providers, {} instance types, {} prices", opened.origin(),
                                         catalog.providers().size(), catalog.instance_types().size(),
                                         catalog.prices().size()));
    findings.line("prices", price_dates_of(catalog));
  } catch (const InputError& e) {
    findings.problem("catalog", e.what());
  }
}

void look_at_config(const Environment& environment, Findings& findings) {
  const std::string path = config_path(environment, "config.json");
  if (path.empty()) return findings.line("configuration", "none: neither HOME nor XDG_CONFIG_HOME is set");
  if (!file_exists(path)) return findings.line("configuration", path + ": not there, list prices are used");
  try {
    const OpenCatalog opened(CatalogChoice{}, environment);
    findings.line("configuration",
                  fmt::format("{}: valid, {} entries", path, opened.config_note()->changes.size()));
  } catch (const InputError& e) {
    findings.problem("configuration", e.what());
  }
}

void look_at_measurements(const Environment& environment, Findings& findings) {
  const std::string path = own_measurements_path(environment);
  if (path.empty() || !file_exists(path))
    return findings.line("measurements",
                         path + ": not there, predictions are the model's own (calibrate --mine)");
  try {
    const OpenCatalog opened(std::string{}, environment);
    own_performance(opened.get(), false, environment);
    findings.line("measurements", path + ": predictions follow them");
  } catch (const InputError& e) {
    findings.problem("measurements", e.what());
  }
}

int run(const Environment& environment) {
  Findings findings(environment.columns);
  findings.line("version", CLOUDPLAN_VERSION);
  look_at_catalog(environment, findings);
  look_at_config(environment, findings);
  look_at_measurements(environment, findings);
  findings.line(
      "output",
      fmt::format("{}, {} columns, {}, {}{}", environment.terminal ? "a terminal" : "a pipe or file",
                  environment.columns, environment.color ? "color" : "no color",
                  environment.unicode ? "UTF-8" : "ASCII", environment.dumb ? " (TERM=dumb)" : ""));
  std::string set;
  for (const auto& [name, value] : environment.variables)
    set += fmt::format("{}{}={}", set.empty() ? "" : " ", name, value);
  findings.line("defaults", set.empty() ? "no CLOUDPLAN_* variable is set" : set);
  findings.line("network", "never used");
  print(findings.text());
  return findings.broken() ? kBadInput : kOk;
}

}  // namespace

Command doctor_command() {
  return {.name = "doctor",
          .summary = "Show what this program found on this machine: versions, dates, files",
          .description =
              "Prints the version, the catalog and the dates of its prices, your configuration and "
              "measurements and whether they are valid, the terminal, and the defaults that CLOUDPLAN_* "
              "variables set. Exit code 2 when something of it is broken.",
          .examples = "  cloudplan doctor\n",
          .options = {},
          .run = [](const Environment& environment) { return run(environment); }};
}

}  // namespace cloudplan::cli
