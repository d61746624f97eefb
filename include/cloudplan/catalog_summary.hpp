// What a catalog holds, provider by provider and part by part.

#ifndef CLOUDPLAN_CATALOG_SUMMARY_HPP_
#define CLOUDPLAN_CATALOG_SUMMARY_HPP_

#include "cloudplan/catalog.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace cloudplan {

// One table of one provider.
struct CatalogPart {
  Index provider = kNoIndex;
  std::string_view table;  // "prices"
  std::size_t rows = 0;
  std::vector<Index> sources;  // of its rows, by date, oldest first
};

// Every part that has rows and a provider, by provider, then table.
std::vector<CatalogPart> catalog_parts(const Catalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_CATALOG_SUMMARY_HPP_
