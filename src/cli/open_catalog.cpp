#include "open_catalog.hpp"

#include "cloudplan/embedded_catalog.hpp"

namespace cloudplan::cli {

OpenCatalog::OpenCatalog(const std::string& path, const Environment& environment)
    : origin_(path.empty() ? environment.catalog : path),
      file_(origin_),
      catalog_(origin_.empty() ? embedded_catalog()
                               : Catalog(file_.bytes(), origin_, Catalog::Check::everything)) {
  if (origin_.empty()) origin_ = "embedded";
}

Option catalog_option(std::string* path) {
  return {.flags = "--catalog",
          .value = "FILE",
          .help = "Use this catalog image instead of the embedded one (also CLOUDPLAN_CATALOG)",
          .target = path,
          .group = "Catalog",
          .completes = "file"};
}

}  // namespace cloudplan::cli
