#include "cloudplan/price_book.hpp"

#include "price_tables.hpp"

#include <utility>

namespace cloudplan {

int spread_of(std::string_view redundancy) {
  constexpr std::string_view kOne[] = {"single AZ", "single-site", "LRS", "single region"};
  for (const std::string_view one : kOne)
    if (redundancy == one) return 1;
  constexpr std::string_view kMany[] = {"dual-region", "multi-region", "GRS", "RA-GRS", "cross-region"};
  for (const std::string_view many : kMany)
    if (redundancy == many) return 3;
  return 2;
}

PriceBook::PriceBook(const Catalog& catalog)
    : catalog_(&catalog),
      tiers_(catalog, Prepared::price_tiers),
      bucket_classes_(catalog, Prepared::bucket_classes),
      routes_(catalog, Prepared::transfer_routes),
      usual_routes_(catalog, Prepared::usual_routes),
      destinations_(catalog, Prepared::destinations),
      gb_bytes_(catalog, Prepared::gigabytes) {
  if (destinations_.rows().empty()) work_out();
}

void PriceBook::work_out() {
  PriceTables tables(*catalog_);
  tiers_ = PreparedTable(std::move(tables.tiers));
  bucket_classes_ = PreparedTable(std::move(tables.bucket_classes));
  routes_ = PreparedTable(std::move(tables.routes));
  destinations_ = PreparedTable(std::vector{tables.destinations});
  gb_bytes_ = PreparedTable(std::move(tables.gb_bytes));
}

void PriceBook::prepare(PreparedParts& parts) const {
  const auto keep = [&](Prepared part, const auto& table) { part_of(parts, part) = table.bytes(); };
  keep(Prepared::price_tiers, tiers_);
  keep(Prepared::bucket_classes, bucket_classes_);
  keep(Prepared::transfer_routes, routes_);
  keep(Prepared::destinations, destinations_);
  keep(Prepared::gigabytes, gb_bytes_);
  keep(Prepared::usual_routes, PreparedTable(find_usual_routes(*this)));
}

Index PriceBook::provider(std::string_view key) const {
  const auto providers = catalog_->providers();
  for (Index i = 0; i < providers.size(); ++i)
    if (text(providers[i].key) == key) return i;
  return kNoIndex;
}

Index PriceBook::region(Index provider, std::string_view key) const {
  const auto regions = catalog_->regions();
  for (Index i = 0; i < regions.size(); ++i)
    if (regions[i].provider == provider && text(regions[i].key) == key) return i;
  return kNoIndex;
}

const TransferRoute* PriceBook::route(Index provider, TransferKind kind, Name from, Name to) const {
  return find_route(routes(), {.provider = provider, .kind = kind, .from = from, .to = to});
}

Allowance PriceBook::allowance(std::string_view provider_key, std::string_view service,
                               std::string_view what) const {
  const Index wanted = provider(provider_key);
  for (const FreeTier& row : catalog_->table<FreeTier>()) {
    if (row.provider != wanted || text(row.service) != service ||
        text(row.what).substr(0, what.size()) != what)
      continue;
    const std::string_view per = text(row.per);
    if (per != "month" && per != "always") continue;
    return {row.amount, row.source};
  }
  return {};
}

}  // namespace cloudplan
