#include "cloudplan/disk_cost.hpp"

#include "cloudplan/allowances.hpp"
#include "cloudplan/tiers.hpp"
#include "free_line.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

// io2 IOPS are cheaper by the tier: 30 % less over 32,000 and 51 % less over
// 64,000 than the listed price (the EBS price list: 0.065, 0.0455, 0.03185).
void charge_io2_iops(Bill& bill, const BlockStorage& row, double iops, double disk_months) {
  const PriceTier tiers[] = {{0, 32000, row.usd_per_iops_month, row.source},
                             {32000, 64000, row.usd_per_iops_month * 0.7, row.source},
                             {64000, kUnknown, row.usd_per_iops_month * 0.49, row.source}};
  if (!(iops > 0)) return;
  for (const PriceTier& tier : tiers)
    bill.charge({.meter = "provisioned IOPS",
                 .quantity = units_in_tier(tier, 0, iops) * disk_months,
                 .unit = "IOPS-month",
                 .unit_price_usd = tier.usd,
                 .source = tier.source,
                 .tier_from = tier.from,
                 .tier_to = tier.to});
}

void charge_speed(Bill& bill, const PriceBook& book, const BlockStorage& row, const DiskUse& use) {
  const double iops = use.iops - (is_known(row.included_iops) ? row.included_iops : 0);
  const double mbps = use.mbps - (is_known(row.included_mbps) ? row.included_mbps : 0);
  if (book.text(row.type) == "io2")
    charge_io2_iops(bill, row, iops, use.count * use.months);
  else if (is_known(row.usd_per_iops_month) || is_known(row.included_iops))
    bill.charge({.meter = "provisioned IOPS",
                 .quantity = iops * use.count * use.months,
                 .unit = "IOPS-month",
                 .unit_price_usd = row.usd_per_iops_month,
                 .source = row.source});
  if (is_known(row.usd_per_mbps_month) || is_known(row.included_mbps))
    bill.charge({.meter = "provisioned throughput",
                 .quantity = mbps * use.count * use.months,
                 .unit = "MB/s-month",
                 .unit_price_usd = row.usd_per_mbps_month,
                 .source = row.source});
}

void charge_snapshots(Bill& bill, const PriceBook& book, const BlockStorage& row, double gb) {
  if (!(gb > 0)) return;
  for (const BlockStorage& other : book.catalog().table<BlockStorage>())
    if (other.region == row.region && book.text(other.type) == "snapshot")
      return bill.charge({.meter = "snapshots",
                          .quantity = gb,
                          .unit = "GB-month",
                          .unit_price_usd = other.usd_per_gb_month,
                          .source = other.source});
  bill.unknown("snapshots");
}

Allowance free_space(const PriceBook& book, const BlockStorage& row, const DiskUse& use) {
  const bool given =
      use.free_tier && book.text(row.type) == "pd-standard" && in_google_free_region(book, row.region);
  return given ? book.allowance("gcp", "Compute Engine", "standard persistent disk") : Allowance{};
}

}  // namespace

void charge_disk(Bill& bill, const PriceBook& book, const BlockStorage& row, const DiskUse& use) {
  if (is_known(row.fixed_size_gb) && is_known(row.usd_per_disk_month)) {
    bill.charge({.meter = "disk",
                 .quantity = use.count * use.months,
                 .unit = "disk-month",
                 .unit_price_usd = row.usd_per_disk_month,
                 .source = row.source});
  } else {
    const double stored = use.gb * use.count * use.months;
    const Allowance granted = free_space(book, row, use);
    const double free = std::min(stored, granted.amount);
    charge_free(bill, granted, {.meter = "disk space", .quantity = free, .unit = "GB-month"});
    bill.charge({.meter = "disk space",
                 .quantity = stored - free,
                 .unit = "GB-month",
                 .unit_price_usd = row.usd_per_gb_month,
                 .source = row.source});
    charge_speed(bill, book, row, use);
  }
  bill.charge({.meter = "I/O requests",
               .quantity = use.million_io,
               .unit = "million requests",
               .unit_price_usd = row.usd_per_million_io,
               .source = row.source});
  charge_snapshots(bill, book, row, use.snapshot_gb);
}

}  // namespace cloudplan
