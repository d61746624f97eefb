#include "cloudplan/price_book.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace cloudplan {

namespace {

auto order(const TransferRoute& route) {
  return std::tuple(route.provider, static_cast<int>(route.kind), route.from.offset, route.to.offset);
}

bool same_route(const TransferTier& a, const TransferTier& b) {
  return a.provider == b.provider && a.kind == b.kind && a.from.offset == b.from.offset &&
         a.to.offset == b.to.offset;
}

// By route, then by volume: the order of a catalog image, which a configuration
// with routes of its own may break.
bool before(const TransferTier& a, const TransferTier& b) {
  const auto key = [](const TransferTier& row) {
    return std::tuple(row.provider, static_cast<int>(row.kind), row.from.offset, row.to.offset,
                      row.tier_from_gb);
  };
  return key(a) < key(b);
}

bool same_class(const ObjectStorageTier& a, const ObjectStorageTier& b) {
  return a.provider == b.provider && a.region == b.region && a.service == b.service &&
         a.storage_class == b.storage_class && a.redundancy == b.redundancy;
}

}  // namespace

int spread_of(std::string_view redundancy) {
  for (const std::string_view one : {"single AZ", "single-site", "LRS", "single region"})
    if (redundancy == one) return 1;
  for (const std::string_view many : {"dual-region", "multi-region", "GRS", "RA-GRS", "cross-region"})
    if (redundancy == many) return 3;
  return 2;
}

PriceBook::PriceBook(const Catalog& catalog) : catalog_(&catalog) {
  find_destinations();
  add_routes();
  // The three large clouds count a GB as 2^30 bytes; the table says who does not.
  gb_bytes_.assign(catalog.providers().size(), kGigabyte);
  for (const ObjectStorageTier& row : catalog.table<ObjectStorageTier>())
    if (is_known(row.gb_bytes)) gb_bytes_[row.provider] = row.gb_bytes;
  add_bucket_classes();
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

void PriceBook::find_destinations() {
  const std::pair<std::string_view, Name*> wanted[] = {
      {"*", &destinations_.any},
      {"internet", &destinations_.internet},
      {"internet (standard tier)", &destinations_.internet_standard},
      {"internet (routing preference internet)", &destinations_.internet_routing},
      {"china", &destinations_.china},
      {"oceania", &destinations_.oceania},
      {"other-regions", &destinations_.other_regions},
      {"IBM private network", &destinations_.private_network}};
  Name last;
  for (const TransferTier& row : catalog_->table<TransferTier>()) {
    if (row.to == last) continue;
    last = row.to;
    for (const auto& [key, name] : wanted)
      if (name->empty() && text(row.to) == key) *name = row.to;
  }
}

void PriceBook::add_routes() {
  auto rows = catalog_->table<TransferTier>();
  std::vector<TransferTier> in_order;
  if (!std::is_sorted(rows.begin(), rows.end(), before)) {
    in_order.assign(rows.begin(), rows.end());
    std::stable_sort(in_order.begin(), in_order.end(), before);
    rows = in_order;
  }
  // With the allowance and without, and the tiers of the buckets.
  tiers_.reserve(2 * rows.size() + catalog_->table<ObjectStorageTier>().size());
  const Index azure = provider("azure");
  for (std::size_t i = 0; i < rows.size();) {
    const TransferTier& first = rows[i];
    TransferRoute route{.provider = first.provider, .kind = first.kind, .from = first.from, .to = first.to};
    route.first_tier = static_cast<std::uint32_t>(tiers_.size());
    for (; i < rows.size() && same_route(rows[i], first); ++i) {
      const TransferTier& row = rows[i];
      tiers_.push_back({row.tier_from_gb, row.tier_to_gb, row.usd_per_gb, row.source});
    }
    route.tier_count = static_cast<std::uint32_t>(tiers_.size()) - route.first_tier;
    const auto list = without_allowance(tiers(route, true), first.provider == azure);
    route.first_list_tier = static_cast<std::uint32_t>(tiers_.size());
    route.list_tier_count = static_cast<std::uint32_t>(list.size());
    tiers_.insert(tiers_.end(), list.begin(), list.end());
    routes_.push_back(route);
  }
}

const TransferRoute* PriceBook::route(Index provider, TransferKind kind, Name from, Name to) const {
  const TransferRoute wanted{.provider = provider, .kind = kind, .from = from, .to = to};
  const auto at =
      std::lower_bound(routes_.begin(), routes_.end(), wanted,
                       [](const TransferRoute& a, const TransferRoute& b) { return order(a) < order(b); });
  return at != routes_.end() && order(*at) == order(wanted) ? &*at : nullptr;
}

// A location of several regions has no row of its own: its traffic costs what
// that of its continent's first listed region costs. IBM names the plan or the
// resiliency in the row.
Name PriceBook::egress_origin(const ObjectStorageTier& row) const {
  const Region& place = catalog_->regions()[row.region];
  const auto listed = [&](Name from) {
    return route(row.provider, TransferKind::internet_egress, from, destinations_.internet) != nullptr;
  };
  const bool several = spread_of(text(row.redundancy)) == 3;
  const bool one_rate = text(row.storage_class) == "One-Rate Active";
  if (!one_rate && listed(place.key)) return place.key;
  if (!several && !one_rate) return place.key;
  std::string named(text(place.key));
  if (text(row.redundancy) == "cross-region") named += " (cross-region)";
  if (one_rate) named += " (One-Rate plan)";
  const auto at = [&](std::string_view from) {
    return std::find_if(routes_.begin(), routes_.end(), [&](const TransferRoute& route) {
      return route.provider == row.provider && route.kind == TransferKind::internet_egress &&
             text(route.from) == from;
    });
  };
  if (const auto found = at(named); found != routes_.end()) return found->from;
  for (const Region& region : catalog_->regions())
    if (region.provider == row.provider && region.continent == place.continent && listed(region.key))
      return region.key;
  return place.key;
}

void PriceBook::add_bucket_classes() {
  const auto rows = catalog_->table<ObjectStorageTier>();
  std::vector<const ObjectStorageTier*> sorted;
  for (const ObjectStorageTier& row : rows) sorted.push_back(&row);
  const auto key = [](const ObjectStorageTier* row) {
    return std::tuple(row->provider, row->region, row->service.offset, row->storage_class.offset,
                      row->redundancy.offset, row->tier_from_gb);
  };
  std::stable_sort(sorted.begin(), sorted.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
  for (std::size_t i = 0; i < sorted.size();) {
    const ObjectStorageTier* const first = sorted[i];
    BucketClass made{.row = first, .first_tier = static_cast<std::uint32_t>(tiers_.size())};
    for (; i < sorted.size() && same_class(*first, *sorted[i]); ++i) {
      const ObjectStorageTier& row = *sorted[i];
      tiers_.push_back({row.tier_from_gb, row.tier_to_gb, row.usd_per_gb_month, row.source});
    }
    made.tier_count = static_cast<std::uint32_t>(tiers_.size()) - made.first_tier;
    if (!bucket_classes_.empty() && bucket_classes_.back().row->region == first->region &&
        bucket_classes_.back().row->redundancy == first->redundancy &&
        text(first->storage_class) != "One-Rate Active" &&
        text(bucket_classes_.back().row->storage_class) != "One-Rate Active")
      made.egress_from = bucket_classes_.back().egress_from;
    else
      made.egress_from = egress_origin(*first);
    bucket_classes_.push_back(made);
  }
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
