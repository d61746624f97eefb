// The catalog of a run: the one inside the program, or a file's; and what the
// user's configuration makes of it. Every command that shows a price gets its
// prices here, so that all honor the configuration the same way.

#ifndef CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_
#define CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/report.hpp"
#include "cloudplan/user_catalog.hpp"
#include "cloudplan/user_config.hpp"
#include "command.hpp"
#include "environment.hpp"
#include "mapped_file.hpp"
#include "support/money_text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cloudplan::cli {

// What the command line says about prices.
struct CatalogChoice {
  std::string catalog;  // --catalog
  std::string config;   // --config
  bool no_config = false;
  std::string currency;  // --currency
};
// The options that set them. A command that has them honors the configuration.
std::vector<Option> catalog_options(CatalogChoice& choice);
// "--catalog FILE" alone, of a command that shows the catalog as it is.
Option catalog_option(std::string* path);

// The configuration file of a run: --config's, which must be there, or the user's
// own if it is; "" for none.
std::string config_file(const CatalogChoice& choice, const Environment& environment);

// Opens the image that --catalog named, else the one that CLOUDPLAN_CATALOG
// does, else the embedded one. A file is checked in full. Throws InputError.
// The catalog is valid for as long as this lives, and amounts are shown in the
// currency of the configuration.
class OpenCatalog {
 public:
  // Without any configuration.
  OpenCatalog(const std::string& path, const Environment& environment);
  OpenCatalog(const CatalogChoice& choice, const Environment& environment);
  OpenCatalog(const OpenCatalog&) = delete;
  OpenCatalog& operator=(const OpenCatalog&) = delete;

  const Catalog& get() const { return user_ ? user_->get() : catalog_; }
  // What to call it in messages: the path, or "embedded".
  const std::string& origin() const { return origin_; }
  const UserConfig& config() const { return config_; }
  // For a report: null when there is no configuration.
  const ConfigNote* config_note() const { return note_ ? &*note_ : nullptr; }

 private:
  std::string origin_;
  MappedFile file_;
  Catalog catalog_;
  UserConfig config_;
  std::optional<UserCatalog> user_;
  std::optional<CurrencyScope> currency_;
  std::optional<ConfigNote> note_;
};

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_
