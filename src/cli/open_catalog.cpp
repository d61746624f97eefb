#include "open_catalog.hpp"

#include "cloudplan/embedded_catalog.hpp"
#include "log.hpp"
#include "user_files.hpp"

namespace cloudplan::cli {

OpenCatalog::OpenCatalog(const std::string& path, const Environment& environment)
    : origin_(path.empty() ? environment.catalog : path),
      file_(origin_),
      catalog_(origin_.empty() ? embedded_catalog()
                               : Catalog(file_.bytes(), origin_, Catalog::Check::everything)) {
  if (origin_.empty()) origin_ = "embedded";
  if (verbose()) log_info("catalog: " + origin_);
}

OpenCatalog::OpenCatalog(const CatalogChoice& choice, const Environment& environment)
    : OpenCatalog(choice.catalog, environment) {
  const std::string path = config_file(choice, environment);
  if (!path.empty()) {
    config_ = parse_config(read_text(path), path, catalog_);
    if (config_.changes_catalog()) user_.emplace(catalog_, config_);
  }
  if (!choice.currency.empty()) config_.currency = parse_currency("--currency", choice.currency);
  if (!config_.currency.is_usd())
    currency_.emplace(DisplayCurrency{config_.currency.code, config_.currency.rate, config_.currency.date});
  if (!path.empty()) note_ = ConfigNote{path, config_summary(config_)};
}

std::string config_file(const CatalogChoice& choice, const Environment& environment) {
  if (choice.no_config) return {};
  if (!choice.config.empty()) return choice.config;
  const std::string own = config_path(environment, "config.json");
  return file_exists(own) ? own : std::string();
}

Option catalog_option(std::string* path) {
  return {.flags = "--catalog",
          .value = "FILE",
          .help = "Use this catalog image instead of the embedded one (also CLOUDPLAN_CATALOG)",
          .target = path,
          .group = "Catalog",
          .completes = "file"};
}

std::vector<Option> catalog_options(CatalogChoice& choice) {
  return {
      catalog_option(&choice.catalog),
      {.flags = "--config",
       .value = "FILE",
       .help = "Your prices, machines, commitments and defaults, instead of ~/.config/cloudplan/config.json",
       .target = &choice.config,
       .group = "Catalog",
       .completes = "file"},
      {.flags = "--no-config",
       .help = "List prices: leave your configuration out",
       .target = &choice.no_config,
       .group = "Catalog"},
      {.flags = "--currency",
       .value = "WHAT",
       .help = "Show amounts in another currency, at a rate of a day: 'EUR 0.91@2026-11-01', or USD",
       .target = &choice.currency,
       .group = "Catalog"}};
}

}  // namespace cloudplan::cli
