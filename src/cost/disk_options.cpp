// Disks on a VM: the cheapest type of each region that is large and fast enough.

#include "cloudplan/compute_cost.hpp"

#include "database_sizing.hpp"

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

// The cheapest machine of each region that runs a database for the load: the
// measure of a vCPU is that of managed ones (database_sizing.hpp).
class MachineSearch {
 public:
  MachineSearch(const StorageQuestion& q, const RegionFilter& regions) {
    const Catalog& catalog = q.book->catalog();
    const DatabaseNeed need = database_need(q);
    // What does a fifth of its peak all the time may stand on a burstable machine.
    constexpr double kBaseline = 0.2, kLeastGib = 2, kConnectionsPerGib = 100;
    const double memory = std::max({kLeastGib, need.connections / kConnectionsPerGib,
                                    need.stated_memory / kUsableMemory, need.gib / kMostDiskToMemory});
    found_.assign(catalog.regions().size(), {});
    for (Index i = 0; i < catalog.instance_types().size(); ++i) {
      const InstanceType& type = catalog.instance_types()[i];
      if (type.service != Service::vm || type.accelerator_count > 0 || (type.flags & kMarketplace) != 0)
        continue;
      if (!(type.memory_gib >= memory) || !(type.vcpus >= need.peak_vcpus)) continue;
      const bool burstable = (type.flags & kBurstable) != 0;
      if (burstable && need.mean_work > std::pow(type.vcpus, kScaling) * kBaseline) continue;
      for (const Price& price : catalog.prices_of(type)) {
        const HourlyRate rate = price.rate[static_cast<std::size_t>(PurchaseOption::on_demand)];
        if (!is_known(rate) || price.suspect != 0 || !regions.allows(price.region)) continue;
        Found& found = found_[price.region];
        if (found.type != kNoIndex && !(rate < found.rate)) continue;
        found = {rate, i, static_cast<Index>(&price - catalog.prices().data())};
      }
    }
    machines_ = spread_needed(q.dataset->availability) > 1 ? 2 : 1;
  }
  // Two where a zone may fail: one that takes over.
  bool put(StorageOption& option) const {
    const Found& found = found_[option.region];
    option.machine = found.type;
    option.machine_price = found.price;
    option.machines = machines_;
    return found.type != kNoIndex;
  }

 private:
  struct Found {
    HourlyRate rate = kUnknownRate;
    Index type = kNoIndex, price = kNoIndex;
  };
  std::vector<Found> found_{};
  double machines_ = 1;
};

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
  if (option.machine != kNoIndex) {
    if (bill.wants_lines()) bill.set_subject("machine");
    charge_compute(bill, *q.book,
                   {.type = &q.book->catalog().instance_types()[option.machine],
                    .price = &q.book->catalog().prices()[option.machine_price],
                    .time = hours(kHoursPerMonth),
                    .count = option.machines});
  }
  charge_egress(q, option.region, bill);
}

void add_disk_options(const StorageQuestion& q, const RegionFilter& regions, StorageOptions& all) {
  if (q.dataset->availability == Availability::multi_region) {
    all.rejections.push_back({.kind = StoreKind::disk, .limit = Limit::availability, .count = 1});
    return;
  }
  if (q.load.records && q.dataset->engine == "dynamodb") {  // nobody can install it
    all.rejections.push_back({.kind = StoreKind::disk, .limit = Limit::engine, .count = 1});
    return;
  }
  // One writer commits no more on a machine of one's own than on a managed one.
  if (q.load.records && q.load.peak_writes > kMostCommits) {
    all.rejections.push_back({.kind = StoreKind::disk,
                              .limit = Limit::commits,
                              .needed = q.load.peak_writes,
                              .offered = kMostCommits,
                              .count = 1});
    return;
  }
  const DiskNeed need = need_of(q.load);
  const bool zones = spread_needed(q.dataset->availability) > 1;
  const auto rows = q.book->catalog().table<BlockStorage>();
  Rejection too_small{.kind = StoreKind::disk, .limit = Limit::availability};
  const std::size_t before = all.options.size();
  std::optional<MachineSearch> machines;
  if (q.load.records) machines.emplace(q, regions);
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
    if (machines && !machines->put(option)) continue;
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
