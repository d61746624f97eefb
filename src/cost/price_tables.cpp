#include "price_tables.hpp"

#include "cloudplan/transfer_cost.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace cloudplan {

namespace {

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

class Builder {
 public:
  Builder(const Catalog& catalog, PriceTables& tables) : catalog_(catalog), tables_(tables) {}

  void build() {
    find_destinations();
    add_routes();
    // The three large clouds count a GB as 2^30 bytes; the table says who does not.
    tables_.gb_bytes.assign(catalog_.providers().size(), kGigabyte);
    for (const ObjectStorageTier& row : catalog_.table<ObjectStorageTier>())
      if (is_known(row.gb_bytes)) tables_.gb_bytes[row.provider] = row.gb_bytes;
    add_bucket_classes();
  }

 private:
  std::string_view text(Name name) const { return catalog_.text(name); }

  void find_destinations() {
    PriceBook::Destinations& to = tables_.destinations;
    const std::pair<std::string_view, Name*> wanted[] = {
        {"*", &to.any},
        {"internet", &to.internet},
        {"internet (standard tier)", &to.internet_standard},
        {"internet (routing preference internet)", &to.internet_routing},
        {"china", &to.china},
        {"oceania", &to.oceania},
        {"other-regions", &to.other_regions},
        {"IBM private network", &to.private_network}};
    Name last;
    for (const TransferTier& row : catalog_.table<TransferTier>()) {
      if (row.to == last) continue;
      last = row.to;
      for (const auto& [key, name] : wanted)
        if (name->empty() && text(row.to) == key) *name = row.to;
    }
  }

  void add_routes() {
    auto rows = catalog_.table<TransferTier>();
    std::vector<TransferTier> in_order;
    if (!std::is_sorted(rows.begin(), rows.end(), before)) {
      in_order.assign(rows.begin(), rows.end());
      std::stable_sort(in_order.begin(), in_order.end(), before);
      rows = in_order;
    }
    const auto providers = catalog_.providers();
    for (std::size_t i = 0; i < rows.size();) {
      const std::size_t first = i;
      while (i < rows.size() && same_route(rows[i], rows[first])) ++i;
      add_route(rows.subspan(first, i - first), text(providers[rows[first].provider].key) == "azure");
    }
  }

  // With the free allowance, and without.
  void add_route(std::span<const TransferTier> rows, bool shifted) {
    const TransferTier& first = rows.front();
    std::vector<PriceTier> tiers;
    for (const TransferTier& row : rows)
      tiers.push_back({row.tier_from_gb, row.tier_to_gb, row.usd_per_gb, row.source});
    TransferRoute route{.provider = first.provider, .kind = first.kind, .from = first.from, .to = first.to};
    add_tiers(tiers, route.first_tier, route.tier_count);
    add_tiers(without_allowance(tiers, shifted), route.first_list_tier, route.list_tier_count);
    tables_.routes.push_back(route);
  }

  void add_tiers(const std::vector<PriceTier>& tiers, std::uint32_t& first, std::uint32_t& count) {
    first = static_cast<std::uint32_t>(tables_.tiers.size());
    count = static_cast<std::uint32_t>(tiers.size());
    tables_.tiers.insert(tables_.tiers.end(), tiers.begin(), tiers.end());
  }

  // A location of several regions has no row of its own: its traffic costs what
  // that of its continent's first listed region costs. IBM names the plan or the
  // resiliency in the row.
  Name egress_origin(const ObjectStorageTier& row) const {
    const Region& place = catalog_.regions()[row.region];
    const auto listed = [&](Name from) {
      return find_route(tables_.routes, {.provider = row.provider,
                                         .kind = TransferKind::internet_egress,
                                         .from = from,
                                         .to = tables_.destinations.internet}) != nullptr;
    };
    const bool several = spread_of(text(row.redundancy)) == 3;
    const bool one_rate = text(row.storage_class) == "One-Rate Active";
    if (!one_rate && listed(place.key)) return place.key;
    if (!several && !one_rate) return place.key;
    std::string named(text(place.key));
    if (text(row.redundancy) == "cross-region") named += " (cross-region)";
    if (one_rate) named += " (One-Rate plan)";
    const auto found =
        std::find_if(tables_.routes.begin(), tables_.routes.end(), [&](const TransferRoute& route) {
          return route.provider == row.provider && route.kind == TransferKind::internet_egress &&
                 text(route.from) == named;
        });
    if (found != tables_.routes.end()) return found->from;
    for (const Region& region : catalog_.regions())
      if (region.provider == row.provider && region.continent == place.continent && listed(region.key))
        return region.key;
    return place.key;
  }

  void add_bucket_classes() {
    const auto rows = catalog_.table<ObjectStorageTier>();
    std::vector<Index> sorted;
    for (Index i = 0; i < rows.size(); ++i) sorted.push_back(i);
    const auto key = [&](Index i) {
      const ObjectStorageTier& row = rows[i];
      return std::tuple(row.provider, row.region, row.service.offset, row.storage_class.offset,
                        row.redundancy.offset, row.tier_from_gb);
    };
    std::stable_sort(sorted.begin(), sorted.end(), [&](Index a, Index b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < sorted.size();) {
      const ObjectStorageTier& first = rows[sorted[i]];
      BucketClass made{.row = sorted[i], .egress_from = egress_origin(first)};
      std::vector<PriceTier> tiers;
      for (; i < sorted.size() && same_class(first, rows[sorted[i]]); ++i) {
        const ObjectStorageTier& row = rows[sorted[i]];
        tiers.push_back({row.tier_from_gb, row.tier_to_gb, row.usd_per_gb_month, row.source});
      }
      add_tiers(tiers, made.first_tier, made.tier_count);
      tables_.bucket_classes.push_back(made);
    }
  }

  const Catalog& catalog_;
  PriceTables& tables_;
};

}  // namespace

const TransferRoute* find_route(std::span<const TransferRoute> routes, const TransferRoute& wanted) {
  const auto at = std::lower_bound(
      routes.begin(), routes.end(), wanted,
      [](const TransferRoute& a, const TransferRoute& b) { return order_of(a) < order_of(b); });
  return at != routes.end() && order_of(*at) == order_of(wanted) ? &*at : nullptr;
}

std::vector<std::uint16_t> find_usual_routes(const PriceBook& book) {
  const auto regions = book.catalog().regions();
  const auto number_of = [&](const TransferRoute* route) {
    return route ? static_cast<std::uint16_t>(route - book.routes().data() + 1) : std::uint16_t{0};
  };
  if (book.routes().size() >= 0xffff) return {};  // more than the numbers hold: they are searched for
  std::vector<std::uint16_t> numbers;
  for (Index from = 0; from < regions.size(); ++from) {
    for (Index to = 0; to < regions.size(); ++to) {
      const bool inside = regions[from].provider == regions[to].provider;
      const Transfer transfer{.from = from, .to = to, .other_zone = from == to};
      numbers.push_back(inside ? number_of(search_route(book, transfer)) : std::uint16_t{0});
    }
    numbers.push_back(number_of(search_route(book, {.from = from})));
  }
  return numbers;
}

PriceTables::PriceTables(const Catalog& catalog) { Builder(catalog, *this).build(); }

}  // namespace cloudplan
