// The catalog of a run: the one inside the program, or a file's.

#ifndef CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_
#define CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_

#include "cloudplan/catalog.hpp"
#include "mapped_file.hpp"

#include <string>

namespace cloudplan::cli {

// Opens the image at `path`, checking all of it; the embedded one when the path
// is empty. Throws InputError. The catalog is valid for as long as this lives.
class OpenCatalog {
 public:
  explicit OpenCatalog(const std::string& path);
  const Catalog& get() const { return catalog_; }

 private:
  MappedFile file_;
  Catalog catalog_;
};

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_
