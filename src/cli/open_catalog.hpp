// The catalog of a run: the one inside the program, or a file's.

#ifndef CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_
#define CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_

#include "cloudplan/catalog.hpp"
#include "command.hpp"
#include "environment.hpp"
#include "mapped_file.hpp"

#include <string>

namespace cloudplan::cli {

// Opens the image that --catalog named, else the one that CLOUDPLAN_CATALOG
// does, else the embedded one. A file is checked in full. Throws InputError.
// The catalog is valid for as long as this lives.
class OpenCatalog {
 public:
  OpenCatalog(const std::string& path, const Environment& environment);
  const Catalog& get() const { return catalog_; }
  // What to call it in messages: the path, or "embedded".
  const std::string& origin() const { return origin_; }

 private:
  std::string origin_;
  MappedFile file_;
  Catalog catalog_;
};

// "--catalog FILE" of a command; its value goes to `path`.
Option catalog_option(std::string* path);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OPEN_CATALOG_HPP_
