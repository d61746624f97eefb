// Disks on a VM: the cheapest type of each region that is large and fast enough.

#include "cloudplan/compute_cost.hpp"

#include "database_sizing.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cloudplan {

namespace {

constexpr double kMostDisks = 64;  // that a machine can attach
// Of a database of one's own, GiB: nobody's managed one keeps more behind one writer (Aurora, 128 TiB), and
// backups of that take days already.
constexpr double kMostOwnGib = 131072;
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

// Whether the type is one for such data, in as many zones as asked.
bool may_hold(const StorageQuestion& q, const BlockStorage& row) {
  const std::string_view type = q.book->text(row.type);
  if (!is_candidate(type) || (q.load.records && is_for_files(type))) return false;
  const std::string_view redundancy = q.book->text(row.redundancy);
  const bool zones = redundancy == "ZRS" || redundancy.substr(0, 8) == "regional";
  return zones == (spread_needed(q.dataset->availability) > 1);
}

// Why no disk at all can hold the dataset; nothing when one may.
std::optional<Rejection> no_disk(const StorageQuestion& q) {
  if (q.dataset->availability == Availability::multi_region)
    return Rejection{.kind = StoreKind::disk, .limit = Limit::availability, .count = 1};
  if (q.load.records && q.dataset->engine == "dynamodb")  // nobody can install it
    return Rejection{.kind = StoreKind::disk, .limit = Limit::engine, .count = 1};
  // One writer commits no more on a machine of one's own than on a managed one.
  if (q.load.records && q.load.peak_writes > kMostCommits)
    return Rejection{.kind = StoreKind::disk,
                     .limit = Limit::commits,
                     .needed = q.load.peak_writes,
                     .offered = kMostCommits,
                     .count = 1};
  const double gib = table_bytes(q.load.end_bytes) / kGibibyte / kDiskFill;
  if (q.load.records && gib > kMostOwnGib)
    return Rejection{
        .kind = StoreKind::disk, .limit = Limit::storage, .needed = gib, .offered = kMostOwnGib, .count = 1};
  return {};
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

// What a database on a machine of one's own needs of it: the measure of a vCPU
// is that of managed ones (database_sizing.hpp).
class MachineNeed {
 public:
  explicit MachineNeed(const StorageQuestion& q) : need_(database_need(q)) {
    constexpr double kLeastGib = 2, kConnectionsPerGib = 100;
    memory_ = std::max({kLeastGib, need_.connections / kConnectionsPerGib,
                        need_.stated_memory / kUsableMemory, need_.least_memory});
  }
  bool met_by(const InstanceType& type) const {
    if (type.service != Service::vm || type.accelerator_count > 0 || (type.flags & kMarketplace) != 0)
      return false;
    if (!(type.memory_gib >= memory_) || !(type.vcpus >= need_.peak_vcpus)) return false;
    // What does a fifth of its peak all the time may stand on a burstable machine.
    constexpr double kBaseline = 0.2;
    const bool burstable = (type.flags & kBurstable) != 0;
    return !burstable || !(need_.mean_work > std::pow(type.vcpus, kScaling) * kBaseline);
  }
  // Two where a zone may fail: one that takes over.
  double machines() const { return need_.zones ? 2 : 1; }

 private:
  DatabaseNeed need_;
  double memory_ = 0;  // GiB
};

bool can_be_rented(const Price& price) {
  return is_known(price.rate[static_cast<std::size_t>(PurchaseOption::on_demand)]) && price.suspect == 0;
}

// The cheapest machine of each region that runs a database for the load.
class MachineSearch {
 public:
  MachineSearch(const StorageQuestion& q, const RegionFilter& regions) {
    const Catalog& catalog = q.book->catalog();
    const MachineNeed need(q);
    machines_ = need.machines();
    found_.assign(catalog.regions().size(), {});
    // No rate is below zero, which keeps the regions out that are not allowed; every known one is below
    // the unknown one.
    for (Index region = 0; region < found_.size(); ++region)
      if (!regions.allows(region)) found_[region].rate = HourlyRate{0};
    for (Index i = 0; i < catalog.instance_types().size(); ++i) {
      const InstanceType& type = catalog.instance_types()[i];
      if (!need.met_by(type)) continue;
      for (const Price& price : catalog.prices_of(type)) {
        const HourlyRate rate = price.rate[static_cast<std::size_t>(PurchaseOption::on_demand)];
        Found& found = found_[price.region];
        if (rate < found.rate && can_be_rented(price))
          found = {rate, i, static_cast<Index>(&price - catalog.prices().data())};
      }
    }
  }
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

// Whether a region has any such machine, asked of few regions.
class MachineLookup {
 public:
  explicit MachineLookup(const StorageQuestion& q) : catalog_(q.book->catalog()) {
    const MachineNeed need(q);
    for (const InstanceType& type : catalog_.instance_types())
      if (need.met_by(type)) types_.push_back(&type);
  }
  bool any_in(Index region) const {
    return std::any_of(types_.begin(), types_.end(), [&](const InstanceType* type) {
      const auto prices = catalog_.prices_of(*type);
      return std::any_of(prices.begin(), prices.end(),
                         [&](const Price& price) { return price.region == region && can_be_rented(price); });
    });
  }

 private:
  const Catalog& catalog_;
  std::vector<const InstanceType*> types_{};
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

bool disk_holds(const StorageQuestion& q, const RegionFilter& regions) {
  if (no_disk(q)) return false;
  const DiskNeed need = need_of(q.load);
  std::optional<MachineLookup> machines;
  if (q.load.records) machines.emplace(q);
  Index without = kNoIndex;  // the last region without a machine
  for (const Index i : regions.disks()) {
    const BlockStorage& row = q.book->catalog().table<BlockStorage>()[i];
    if (row.region == without || !may_hold(q, row)) continue;
    StorageOption option;
    if (!size_disk(q, row, need, option)) continue;
    if (!machines || machines->any_in(row.region)) return true;
    without = row.region;
  }
  return false;
}

void add_disk_options(const StorageQuestion& q, const RegionFilter& regions, StorageOptions& all) {
  if (const auto limit = no_disk(q)) {
    all.rejections.push_back(*limit);
    return;
  }
  const DiskNeed need = need_of(q.load);
  const auto rows = q.book->catalog().table<BlockStorage>();
  Rejection too_small{.kind = StoreKind::disk, .limit = Limit::availability};
  if (regions.disks().empty()) {
    all.rejections.push_back({.kind = StoreKind::disk, .limit = Limit::not_sold, .count = 1});
    return;
  }
  const std::size_t before = all.options.size();
  std::optional<MachineSearch> machines;
  if (q.load.records) machines.emplace(q, regions);
  std::vector<std::uint32_t> best(q.book->catalog().regions().size(), kNoIndex);  // into all.options
  for (const Index i : regions.disks()) {
    const BlockStorage& row = rows[i];
    if (!may_hold(q, row)) continue;
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
