// Checks that every record of an opened image keeps what its schema promises,
// so that no later stage can read outside it.

#ifndef CLOUDPLAN_SRC_CATALOG_CATALOG_CHECK_HPP_
#define CLOUDPLAN_SRC_CATALOG_CATALOG_CHECK_HPP_

#include "catalog/catalog_schema.hpp"
#include "cloudplan/catalog.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace cloudplan {

// The records of a table as bytes, and how many there are.
struct TableBytes {
  const std::byte* data = nullptr;
  std::size_t count = 0;
};
TableBytes table_bytes(const Catalog& catalog, TableId table);

// What is wrong, or "". `text_bytes` is the size of the image's pool of texts.
std::string find_damage(const Catalog& catalog, std::size_t text_bytes);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_CATALOG_CHECK_HPP_
