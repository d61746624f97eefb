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

// Whether a table's rows are prices, of whatever is sold: machines, storage, databases, transfer.
bool holds_prices(std::string_view table);

// The oldest price of a provider, and where it is: a plan may stand on it.
struct OldestPrice {
  Index source = kNoIndex;  // kNoIndex: no price of it has a date
  std::string_view table{};
};
// By provider, in the catalog's order. `parts` as catalog_parts() gives them.
std::vector<OldestPrice> oldest_prices(const Catalog& catalog, const std::vector<CatalogPart>& parts);

}  // namespace cloudplan

#endif  // CLOUDPLAN_CATALOG_SUMMARY_HPP_
