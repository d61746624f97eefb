// The catalog's price tables, grouped once so that a price is found without
// searching: the tiers of each bucket class, the routes that traffic can take,
// the allowances that cost nothing.

#ifndef CLOUDPLAN_PRICE_BOOK_HPP_
#define CLOUDPLAN_PRICE_BOOK_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/prepared_table.hpp"
#include "cloudplan/tiers.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace cloudplan {

// How many places keep what is stored with this redundancy: 1 one zone, 2
// several zones, 3 several regions.
int spread_of(std::string_view redundancy);

// A class of object storage in a region: rows of the table that differ in the volume tier only.
struct BucketClass {
  Index row = kNoIndex;  // of the first tier; see PriceBook::row()
  std::uint32_t first_tier = 0, tier_count = 0;
  Name egress_from{};  // what data_transfer calls the place that its traffic leaves from
};

struct TransferRoute {
  Index provider = kNoIndex;
  TransferKind kind = TransferKind::internet_egress;
  Name from{}, to{};
  std::uint32_t first_tier = 0, tier_count = 0;            // with the free allowance
  std::uint32_t first_list_tier = 0, list_tier_count = 0;  // without it
};

// What an account gets for nothing, always or every month. Allowances that end
// (twelve months, credits) are not here: nobody can plan with them.
struct Allowance {
  double amount = 0;
  Index source = kNoIndex;
};

class PriceBook {
 public:
  // The catalog must outlive the book.
  explicit PriceBook(const Catalog& catalog);

  const Catalog& catalog() const { return *catalog_; }
  std::string_view text(Name name) const { return catalog_->text(name); }

  // kNoIndex when there is none.
  Index provider(std::string_view key) const;
  Index region(Index provider, std::string_view key) const;

  std::span<const BucketClass> bucket_classes() const { return bucket_classes_.rows(); }
  // All of the class but the storage price.
  const ObjectStorageTier& row(const BucketClass& of) const {
    return catalog_->table<ObjectStorageTier>()[of.row];
  }
  std::span<const PriceTier> tiers(const BucketClass& bucket_class) const {
    return tiers_.rows().subspan(bucket_class.first_tier, bucket_class.tier_count);
  }
  std::span<const TransferRoute> routes() const { return routes_.rows(); }
  const TransferRoute* route(Index provider, TransferKind kind, Name from, Name to) const;
  // Whether usual_route() knows its answers: in a catalog's image they stand ready.
  bool knows_usual_routes() const { return !usual_routes_.rows().empty(); }
  // transfer_route() between regions, to another zone of one, or to the internet (kNoIndex) the standard way.
  const TransferRoute* usual_route(Index from, Index to) const {
    const std::uint16_t number = usual_routes_.rows()[usual_place(from, to)];
    return number == 0 ? nullptr : &routes()[number - 1U];
  }
  std::span<const PriceTier> tiers(const TransferRoute& route, bool free_tier) const {
    return free_tier ? tiers_.rows().subspan(route.first_tier, route.tier_count)
                     : tiers_.rows().subspan(route.first_list_tier, route.list_tier_count);
  }

  // What traffic goes to, as data_transfer names it; empty when no row does.
  struct Destinations {
    Name any, internet, internet_standard, internet_routing, china, oceania, other_regions, private_network;
  };
  const Destinations& destinations() const { return destinations_.rows().front(); }

  // `what` is the start of the allowance's description.
  Allowance allowance(std::string_view provider, std::string_view service, std::string_view what) const;

  // How many bytes the provider bills as one GB.
  double gb_bytes(Index provider) const { return gb_bytes_.rows()[provider]; }

  // For the image, see Catalog::prepared().
  void prepare(PreparedParts& parts) const;

 private:
  void work_out();
  std::size_t usual_place(Index from, Index to) const {
    const std::size_t regions = catalog_->regions().size();
    return from * (regions + 1) + (to == kNoIndex ? regions : to);
  }

  const Catalog* catalog_;
  PreparedTable<PriceTier> tiers_{};
  PreparedTable<BucketClass> bucket_classes_{};
  PreparedTable<TransferRoute> routes_{};        // in the order of route()'s arguments
  PreparedTable<std::uint16_t> usual_routes_{};  // by usual_place(), from 1 on; 0: none
  PreparedTable<Destinations> destinations_{};   // one
  PreparedTable<double> gb_bytes_{};             // of each provider
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_PRICE_BOOK_HPP_
