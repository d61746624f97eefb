// Puts instance types, their prices and the tiers of transfer in the order that a
// catalog keeps, so that a reader needs to sort nothing.

#ifndef CLOUDPLAN_SRC_CATALOG_PRICE_TABLE_HPP_
#define CLOUDPLAN_SRC_CATALOG_PRICE_TABLE_HPP_

#include "catalog/catalog_builder.hpp"
#include "cloudplan/catalog_records.hpp"

#include <vector>

namespace cloudplan {

struct PriceRow {
  Index type = kNoIndex;
  Price price;
};

// By provider, then name.
void sort_instance_types(CatalogBuilder& builder);

// By route, then by volume.
void sort_transfer_tiers(CatalogBuilder& builder);

// Stores the prices by type, then region, tells each type where its are, and
// flags those that the price guard does not trust.
void store_prices(CatalogBuilder& builder, std::vector<PriceRow> rows);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_PRICE_TABLE_HPP_
