#include "cloudplan/database_cost.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

constexpr double kGp3MoreIopsFromGb = 400;
constexpr double kGp3MoreIops = 12000;
// The least of io1 and io2 volumes of PostgreSQL and MySQL (Amazon RDS User Guide, "DB instance storage").
constexpr double kLeastRdsIops = 1000;

bool is_rds(std::string_view service) { return service.substr(0, 4) == "RDS "; }

}  // namespace

double plan_usd_per_month(const DatabasePlan& plan) {
  return is_known(plan.usd_per_month) ? plan.usd_per_month : plan.usd_per_hour * kHoursPerMonth;
}

void charge_database_plan(Bill& bill, const PriceBook& book, const DatabasePlan& plan,
                          const DatabaseInstanceUse& use) {
  const std::string_view note = book.text(plan.deployment);
  if (!is_known(plan.usd_per_hour)) {
    bill.charge({.meter = book.text(plan.plan),
                 .quantity = use.count * use.hours / kHoursPerMonth,
                 .unit = "month",
                 .unit_price_usd = plan.usd_per_month,
                 .source = plan.source,
                 .note = note});
    return;
  }
  bill.charge({.meter = book.text(plan.plan),
               .quantity = use.count * use.hours,
               .unit = "hour",
               .unit_price_usd = use.io_optimized
                                     ? std::round(plan.usd_per_hour * kIoOptimizedFactor * 1e9) / 1e9
                                     : plan.usd_per_hour,
               .source = plan.source,
               .note = use.io_optimized ? "I/O-Optimized: 1.30 x Standard" : note});
}

double included_iops(const PriceBook& book, const DatabaseStorage& row, double gb) {
  if (book.text(row.storage_type) == "gp3" && is_rds(book.text(row.service)) && gb >= kGp3MoreIopsFromGb)
    return kGp3MoreIops;
  return is_known(row.included_iops) ? row.included_iops : 0;
}

void charge_database_storage(Bill& bill, const PriceBook& book, const DatabaseStorage& row,
                             const DatabaseStorageUse& use) {
  const std::string_view note = use.copies > 1 ? "the standby's copy is paid too" : "";
  const std::string_view type = book.text(row.storage_type);
  const bool provisioned = is_rds(book.text(row.service)) && (type == "io1" || type == "io2");
  const bool too_few = provisioned && use.gb > 0 && use.iops < kLeastRdsIops;
  const double iops = too_few ? kLeastRdsIops : use.iops;
  bill.charge({.meter = "storage",
               .quantity = use.gb,
               .unit = "GB-month",
               .unit_price_usd = row.usd_per_gb_month * use.copies,
               .source = row.source,
               .note = note});
  if (is_known(row.usd_per_iops_month) || is_known(row.included_iops))
    bill.charge({.meter = "provisioned IOPS",
                 .quantity = std::max(0.0, iops - included_iops(book, row, use.gb)),
                 .unit = "IOPS-month",
                 .unit_price_usd = row.usd_per_iops_month * use.copies,
                 .source = row.source,
                 .note = too_few ? "the least that is sold" : note});
  if (is_known(row.usd_per_million_io))
    bill.charge({.meter = "I/O requests",
                 .quantity = use.million_io,
                 .unit = "million requests",
                 .unit_price_usd = row.usd_per_million_io,
                 .source = row.source});
  bill.charge({.meter = "backup storage",
               .quantity = use.backup_gb,
               .unit = "GB-month",
               .unit_price_usd = row.backup_usd_per_gb_month,
               .source = row.source,
               .note = "beyond the free backup space"});
}

const DatabaseServerless* serverless_meter(const PriceBook& book, Index region, std::string_view service,
                                           std::string_view meter) {
  // Writes to a replica of a global table are a meter of their own.
  constexpr std::string_view kGlobal = "(global";
  const bool global = meter.find(kGlobal) != std::string_view::npos;
  for (const DatabaseServerless& row : book.catalog().table<DatabaseServerless>()) {
    if (row.region != region || book.text(row.service) != service) continue;
    const std::string_view name = book.text(row.meter);
    if (name.substr(0, meter.size()) == meter && (name.find(kGlobal) != std::string_view::npos) == global)
      return &row;
  }
  return nullptr;
}

void charge_serverless(Bill& bill, const DatabaseServerless* meter, std::string_view name, double quantity,
                       std::string_view unit) {
  bill.charge({.meter = name,
               .quantity = quantity,
               .unit = unit,
               .unit_price_usd = meter ? meter->usd_per_unit : kUnknown,
               .source = meter ? meter->source : kNoIndex});
}

const DatabaseStorage* database_storage(const PriceBook& book, Index region, std::string_view service,
                                        std::string_view type) {
  for (const DatabaseStorage& row : book.catalog().table<DatabaseStorage>())
    if (row.region == region && book.text(row.service) == service && book.text(row.storage_type) == type)
      return &row;
  return nullptr;
}

}  // namespace cloudplan
