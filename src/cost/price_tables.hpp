// What a PriceBook holds, worked out of the catalog's tables.

#ifndef CLOUDPLAN_SRC_COST_PRICE_TABLES_HPP_
#define CLOUDPLAN_SRC_COST_PRICE_TABLES_HPP_

#include "cloudplan/price_book.hpp"

#include <tuple>
#include <vector>

namespace cloudplan {

// Routes stand in this order.
inline auto order_of(const TransferRoute& route) {
  return std::tuple(route.provider, static_cast<int>(route.kind), route.from.offset, route.to.offset);
}
// nullptr when there is none.
const TransferRoute* find_route(std::span<const TransferRoute> routes, const TransferRoute& wanted);

struct PriceTables {
  explicit PriceTables(const Catalog& catalog);

  std::vector<PriceTier> tiers{};
  std::vector<BucketClass> bucket_classes{};
  std::vector<TransferRoute> routes{};
  PriceBook::Destinations destinations{};
  std::vector<double> gb_bytes{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_PRICE_TABLES_HPP_
