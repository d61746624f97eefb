// Makes a catalog image out of tables of text. The build does it once, over
// data/; a test or a library user does it for a catalog of their own.

#ifndef CLOUDPLAN_CATALOG_COMPILER_HPP_
#define CLOUDPLAN_CATALOG_COMPILER_HPP_

#include "cloudplan/catalog.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace cloudplan {

// A table: "…/FOLDER/TABLE.csv". data/README.md documents folders, tables and
// columns. A folder of a provider holds at least providers.csv.
struct CatalogFile {
  std::string path;
  std::string text;
};

// The image, the same bytes for the same files in any order. Throws InputError
// with every mistake in the tables, at its line and column: a column that is
// not known, a key that names nothing, a number out of its bounds, a row twice.
// What `prepare` works out of the tables stands in the image too, see Catalog::prepared().
std::vector<std::byte> compile_catalog(std::vector<CatalogFile> files,
                                       const std::function<PreparedParts(const Catalog&)>& prepare = nullptr);

}  // namespace cloudplan

#endif  // CLOUDPLAN_CATALOG_COMPILER_HPP_
