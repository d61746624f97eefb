// What a PriceBook holds, worked out of the catalog's tables.

#ifndef CLOUDPLAN_SRC_COST_PRICE_TABLES_HPP_
#define CLOUDPLAN_SRC_COST_PRICE_TABLES_HPP_

#include "cloudplan/price_book.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace cloudplan {

// Routes stand in this order. They are looked for some 10,000 times a plan: two numbers compare faster than
// four.
inline std::pair<std::uint64_t, std::uint64_t> order_of(const TransferRoute& route) {
  const std::uint64_t sender = std::uint64_t{route.provider} << 8 | static_cast<std::uint64_t>(route.kind);
  return {sender, std::uint64_t{route.from.offset} << 32 | route.to.offset};
}
// nullptr when there is none.
const TransferRoute* find_route(std::span<const TransferRoute> routes, const TransferRoute& wanted);

// PriceBook::usual_route() of every region to every other of its provider, in the order of the regions, and
// to the internet, which stands last.
std::vector<std::uint16_t> find_usual_routes(const PriceBook& book);

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
