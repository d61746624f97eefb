#include "open_catalog.hpp"

#include "cloudplan/embedded_catalog.hpp"

namespace cloudplan::cli {

OpenCatalog::OpenCatalog(const std::string& path)
    : file_(path),
      catalog_(path.empty() ? embedded_catalog() : Catalog(file_.bytes(), path, Catalog::Check::everything)) {
}

}  // namespace cloudplan::cli
