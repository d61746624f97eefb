// Regions whose buckets are never the cheapest. A bucket's bill is a sum of
// quantities times prices, and its quantities are the same in every region: where
// each price of a region is at least another's, so is every bill.

#include "cloudplan/transfer_cost.hpp"
#include "storage_internal.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

struct Block {
  std::span<const std::uint32_t> classes{};  // of one region
  Index region = kNoIndex;
  Index provider = kNoIndex;
  bool free = false;   // has the provider's free allowance
  double reading = 0;  // by those who read it from elsewhere
};

// An unknown price is no better than any.
bool no_dearer(double a, double b) { return !is_known(b) || a <= b; }
bool same(double a, double b) { return a == b || (!is_known(a) && !is_known(b)); }

bool no_dearer(std::span<const PriceTier> a, std::span<const PriceTier> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const PriceTier& x, const PriceTier& y) {
    return same(x.from, y.from) && same(x.to, y.to) && no_dearer(x.usd, y.usd);
  });
}

class Comparison {
 public:
  Comparison(const PriceBook& book, bool free_tier) : book_(book), free_tier_(free_tier) {}

  // Whether all that `b` sells costs no more at `a`.
  bool no_dearer_block(const Block& a, const Block& b) const {
    if (a.provider != b.provider || (b.free && !a.free) || !(a.reading <= b.reading)) return false;
    return std::all_of(b.classes.begin(), b.classes.end(), [&](std::uint32_t wanted) {
      return std::any_of(a.classes.begin(), a.classes.end(),
                         [&](std::uint32_t other) { return no_dearer_class(other, wanted); });
    });
  }

 private:
  bool no_dearer_class(std::uint32_t a, std::uint32_t b) const {
    const BucketClass &one = book_.bucket_classes()[a], &two = book_.bucket_classes()[b];
    const ObjectStorageTier &x = book_.row(one), &y = book_.row(two);
    // Has meters beside those of the table (charge_express).
    if (book_.text(y.storage_class) == "Express One Zone") return false;
    return x.service == y.service && x.storage_class == y.storage_class && x.redundancy == y.redundancy &&
           x.first_byte_latency == y.first_byte_latency && same(x.min_storage_days, y.min_storage_days) &&
           same(x.min_object_kb, y.min_object_kb) && no_dearer(x.put_usd_per_1k, y.put_usd_per_1k) &&
           no_dearer(x.get_usd_per_1k, y.get_usd_per_1k) &&
           no_dearer(x.retrieval_usd_per_gb, y.retrieval_usd_per_gb) &&
           no_dearer(transition_usd_per_1k(book_, x), transition_usd_per_1k(book_, y)) &&
           no_dearer(x.monitoring_usd_per_1k_objects, y.monitoring_usd_per_1k_objects) &&
           no_dearer(book_.tiers(one), book_.tiers(two)) && no_dearer(egress(one), egress(two));
  }
  std::span<const PriceTier> egress(const BucketClass& of) const {
    const TransferRoute* const route =
        transfer_route(book_, {.from = book_.row(of).region, .from_name = of.egress_from});
    return route ? book_.tiers(*route, free_tier_) : std::span<const PriceTier>{};
  }

  const PriceBook& book_;
  bool free_tier_;
};

}  // namespace

void RegionFilter::leave_out_dearer_buckets(const PriceBook& book, bool free_tier,
                                            const std::function<double(Index)>& reading) {
  const Comparison compare(book, free_tier);
  const auto region_of = [&](std::uint32_t i) { return book.row(book.bucket_classes()[i]).region; };
  std::vector<Block> kept;
  const std::span<const std::uint32_t> all(bucket_classes_);
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    Block block{.region = region_of(all[begin])};
    while (end < all.size() && region_of(all[end]) == block.region) ++end;
    block.classes = all.subspan(begin, end - begin);
    block.provider = book.catalog().regions()[block.region].provider;
    block.free = free_tier && in_google_free_region(book, block.region);
    if (reading) block.reading = reading(block.region);
    if (std::any_of(kept.begin(), kept.end(),
                    [&](const Block& k) { return compare.no_dearer_block(k, block); }))
      continue;
    std::erase_if(kept, [&](const Block& k) { return compare.no_dearer_block(block, k); });
    kept.push_back(block);
  }
  std::vector<std::uint32_t> left;
  for (const Block& block : kept) left.insert(left.end(), block.classes.begin(), block.classes.end());
  bucket_classes_ = std::move(left);
}

}  // namespace cloudplan
