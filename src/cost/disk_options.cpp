// Disks on a VM: the cheapest type of each region that is large and fast enough.

#include "storage_internal.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

constexpr double kMostDisks = 64;    // that a machine can attach
constexpr double kMostForSpeed = 8;  // in a stripe, to be fast enough
constexpr double kLargeDisk = 4096;  // GiB
constexpr double kDiskFill = 0.85;   // file systems slow down when they are full
constexpr double kPeak = 3;          // of reading, against the mean of the month
constexpr double kMegabyte = 1e6;
constexpr double kPage = 16384;  // bytes that a database reads at once, at most

// Lost when the machine stops, or of another age.
bool is_candidate(std::string_view type) {
  return type != "snapshot" && type != "image" && type != "local-ssd" && type != "magnetic" &&
         type.substr(0, 14) != "instance store";
}

// Hard disks, and SSDs that bill every operation: for files that are read as a whole, not for rows.
bool is_for_files(std::string_view type) {
  return type == "sc1" || type == "st1" || type == "pd-standard" || type.substr(0, 9) == "Standard ";
}

struct DiskNeed {
  double gib = 0, iops = 0, mbps = 0;
};

DiskNeed need_of(const DatasetLoad& load) {
  DiskNeed need;
  need.gib = (load.records ? table_bytes(load.end_bytes) : load.end_bytes) / kGibibyte / kDiskFill;
  need.iops = load.records ? load.peak_reads + load.peak_writes
                           : kPeak * (load.object_gets + load.object_puts) / kSecondsPerMonth;
  need.mbps = (load.records ? need.iops * kPage : kPeak * load.read_bytes / kSecondsPerMonth) / kMegabyte;
  return need;
}

// How many disks, and what is provisioned on each; nothing when a machine can't have so many.
bool size_disk(const StorageQuestion& q, const BlockStorage& row, const DiskNeed& need,
               StorageOption& option) {
  const double largest = is_known(row.fixed_size_gb) ? row.fixed_size_gb : row.max_gb;
  const double smallest = is_known(row.min_gb) ? row.min_gb : 1;
  option.count = is_known(largest) && largest > 0 ? std::max(1.0, std::ceil(need.gib / largest)) : 1;
  // Nobody stripes dozens of small disks where one large one is sold.
  if (option.count > (largest < kLargeDisk ? kMostForSpeed : kMostDisks)) return false;
  const double at_most = std::max(option.count, kMostForSpeed);
  for (; option.count <= at_most; option.count *= 2) {
    option.gb = is_known(row.fixed_size_gb) ? row.fixed_size_gb
                                            : std::ceil(std::max(smallest, need.gib / option.count));
    for (;; option.gb = std::min(2 * option.gb, largest)) {  // a larger disk is a faster one
      const DiskSpeed speed = disk_speed(*q.book, row, option.gb);
      if (!(need.iops / option.count > speed.iops) && !(need.mbps / option.count > speed.mbps)) {
        option.iops = need.iops / option.count;
        option.mbps = need.mbps / option.count;
        return true;
      }
      if (is_known(row.fixed_size_gb) || !is_known(largest) || option.gb >= largest) break;
    }
  }
  return false;
}

// The type that comes nearest to what is needed.
void note_too_small(const BlockStorage& row, const DiskNeed& need, Rejection& nearest) {
  const double largest = is_known(row.fixed_size_gb) ? row.fixed_size_gb : row.max_gb;
  const double most = (largest < kLargeDisk ? kMostForSpeed : kMostDisks) * largest;
  ++nearest.count;
  if (most <= nearest.offered) return;
  const bool space = most < need.gib;
  nearest = {.kind = StoreKind::disk,
             .limit = space ? Limit::storage : Limit::iops,
             .needed = space ? need.gib : need.iops,
             .offered = space ? most : kUnknown,
             .best = row.type,
             .count = nearest.count};
}

Name disk_service(const BlockStorage& row) { return row.type; }

}  // namespace

void bill_disk(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  const BlockStorage& row = q.book->catalog().table<BlockStorage>()[option.disk];
  if (bill.wants_lines()) bill.set_subject(q.book->text(row.type));
  charge_disk(bill, *q.book, row,
              {.gb = option.gb, .iops = option.iops, .mbps = option.mbps, .count = option.count});
  charge_egress(q, option.region, bill);
}

void add_disk_options(const StorageQuestion& q, const RegionFilter& regions, StorageOptions& all) {
  if (q.dataset->availability == Availability::multi_region) {
    all.rejections.push_back({.kind = StoreKind::disk, .limit = Limit::availability, .count = 1});
    return;
  }
  const DiskNeed need = need_of(q.load);
  const bool zones = spread_needed(q.dataset->availability) > 1;
  const auto rows = q.book->catalog().table<BlockStorage>();
  Rejection too_small{.kind = StoreKind::disk, .limit = Limit::availability};
  const std::size_t before = all.options.size();
  std::vector<std::uint32_t> best(q.book->catalog().regions().size(), kNoIndex);  // into all.options
  for (Index i = 0; i < rows.size(); ++i) {
    const BlockStorage& row = rows[i];
    if (!regions.allows(row.region) || !is_candidate(q.book->text(row.type))) continue;
    if (q.load.records && is_for_files(q.book->text(row.type))) continue;
    const std::string_view redundancy = q.book->text(row.redundancy);
    if (zones != (redundancy == "ZRS" || redundancy.substr(0, 8) == "regional")) continue;
    StorageOption option{.kind = StoreKind::disk,
                         .provider = row.provider,
                         .region = row.region,
                         .service = disk_service(row)};
    option.disk = i;
    if (!size_disk(q, row, need, option)) {
      note_too_small(row, need, too_small);
      continue;
    }
    std::uint32_t& place = best[row.region];
    // Sizes that alone cost more than the best so far need no bill.
    if (place != kNoIndex && all.options[place].complete &&
        option.count * row.usd_per_disk_month > all.options[place].compared.dollars())
      continue;
    Bill bill;
    bill_disk(q, option, bill);
    set_money(q.load, bill, option);
    if (place == kNoIndex) {
      place = static_cast<std::uint32_t>(all.options.size());
      all.options.push_back(option);
    } else if (std::pair(!option.complete, option.compared) <
               std::pair(!all.options[place].complete, all.options[place].compared)) {
      all.options[place] = option;
    }
  }
  if (all.options.size() == before) all.rejections.push_back(too_small);
}

}  // namespace cloudplan
