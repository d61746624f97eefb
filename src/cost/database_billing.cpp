// The money of a sized database.

#include "database_rates.hpp"
#include "database_sizing.hpp"
#include "free_line.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

using enum DatabaseFamily;

constexpr double kMillion = 1e6;
// One ACU comes with 2 GiB of memory and about a quarter of a vCPU, as the
// memory-optimized instances that it replaces (Amazon Aurora User Guide).
constexpr double kVcpusPerAcu = 0.25;
constexpr double kLeastAcus = 0.5;
// DynamoDB: an item of up to 400 KB, a write unit of 1 KB, a strongly consistent
// read unit of 4 KB, about 100 bytes of overhead per item (Developer Guide).
constexpr double kLargestItem = 400 * 1024.0;
constexpr double kWriteUnit = 1024, kReadUnit = 4096, kItemOverhead = 100;
constexpr double kTargetUse = 0.7;  // of provisioned capacity, the default of auto scaling
// Auto scaling takes minutes, and five minutes of unused capacity are all that covers a burst: below this
// share of the peak a table is throttled when it comes. An assumption.
constexpr double kShareOfPeak = 0.2;

double bought_gib(DatabaseFamily family, const DatabaseStorage& row, const DatasetLoad& load, double iops) {
  const double gib = storage_gib(family, table_gib(load), iops, disk_mbps(load, iops));
  return std::ceil(std::max(gib, is_known(row.min_gb) ? row.min_gb : 1));
}

// Aurora's storage grows by itself and has what is used, without room.
double used_gib(const StorageQuestion& q) {
  return std::max(1.0, table_bytes(q.load.mean_bytes) / kGibibyte);
}

double million_io(const StorageQuestion& q, double memory_gib) {
  return disk_operations(q.load, memory_gib, q.load.reads, q.load.writes) * kSecondsPerMonth / kMillion;
}

double units(double bytes, double unit) { return std::max(1.0, std::ceil(bytes / unit)); }

double reads_per_request(const StorageQuestion& q) {
  return units(q.load.item_bytes, kReadUnit) * (q.dataset->transactions ? 2 : 1);
}

double writes_per_request(const StorageQuestion& q) {
  double each = units(q.load.item_bytes, kWriteUnit) * (q.dataset->transactions ? 2 : 1);
  for (const std::string& query : q.dataset->queries)
    if (query == "secondary") each *= 2;  // every write goes to the index too
  return each;
}

// What is beyond the plan's own space: the advanced plans grow, the others have a fixed size.
void charge_heroku_storage(const StorageQuestion& q, const DatabasePlan& plan, Bill& bill) {
  const double beyond = table_gib(q.load) - plan.storage_included_gb;
  if (!(beyond > 0) || is_known(plan.storage_max_gb)) return;
  for (const DatabaseStorage& row : q.book->catalog().table<DatabaseStorage>())
    if (row.service == plan.service)
      return charge_database_storage(bill, *q.book, row, {.gb = std::ceil(beyond)});
  bill.unknown("storage");
}

Rejection reject(Name service, Limit limit, double needed = kUnknown, double offered = kUnknown) {
  return {
      .kind = StoreKind::database, .service = service, .limit = limit, .needed = needed, .offered = offered};
}

// The plan without a standby, of the same name; nullptr when there is none.
const DatabasePlan* single_plan(const StorageQuestion& q, const DatabasePlan& plan) {
  if (q.book->text(plan.deployment) == "single_az") return &plan;
  for (const DatabasePlan& other : q.book->catalog().table<DatabasePlan>())
    if (other.plan == plan.plan && other.service == plan.service && other.region == plan.region &&
        q.book->text(other.deployment) == "single_az")
      return &other;
  return nullptr;
}

// Each replica is an instance with a copy of the storage; Aurora's share one.
void bill_replicas(const StorageQuestion& q, const StorageOption& option, const DatabasePlan& plan,
                   DatabaseStorageUse use, Bill& bill) {
  std::string subject;
  if (bill.wants_lines()) {
    subject = std::string(q.book->text(plan.service)) + " read replica";
    bill.set_subject(subject);
  }
  const DatabasePlan* const single = single_plan(q, plan);
  if (!single) return bill.unknown("read replica");
  charge_database_plan(bill, *q.book, *single, {.count = option.replicas});
  if (!(use.gb > 0)) return;
  use.copies = option.replicas;
  use.backup_gb = use.million_io = 0;
  // Cloud SQL sells the storage of a server with a standby under another name.
  const std::string_view service = q.book->text(plan.service);
  const DatabaseStorage* row = &q.book->catalog().table<DatabaseStorage>()[option.storage];
  if (family_of(service) == cloud_sql) row = database_storage(*q.book, plan.region, service, "SSD (zonal)");
  if (!row) return bill.unknown("storage");
  charge_database_storage(bill, *q.book, *row, use);
}

}  // namespace

void bill_plan(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  const DatabasePlan& plan = q.book->catalog().table<DatabasePlan>()[option.plan];
  const DatabaseFamily family = family_of(q.book->text(plan.service));
  charge_database_plan(bill, *q.book, plan,
                       {.count = option.count, .io_optimized = option.mode == DatabaseMode::io_optimized});
  charge_egress(q, option.region, bill);
  if (family == heroku) return charge_heroku_storage(q, plan, bill);
  if (family == atlas) return;  // storage is part of the plan
  if (option.storage == kNoIndex) return bill.unknown("storage");
  const DatabaseStorage& row = q.book->catalog().table<DatabaseStorage>()[option.storage];
  const bool twice = (family == rds || family == azure) && q.book->text(plan.deployment) != "single_az";
  const double iops =
      disk_operations(q.load, plan.memory_gib, q.load.peak_reads / (1 + option.replicas), q.load.peak_writes);
  DatabaseStorageUse use{.gb = family == aurora ? used_gib(q) : bought_gib(family, row, q.load, iops),
                         .copies = twice ? 2.0 : 1.0};
  if (family == rds) use.iops = iops;
  if (family == aurora) use.million_io = million_io(q, plan.memory_gib);
  charge_database_storage(bill, *q.book, row, use);
  if (option.replicas > 0)
    bill_replicas(q, option, plan, family == aurora ? DatabaseStorageUse{} : use, bill);
}

void add_serverless_options(const StorageQuestion& q, const RegionFilter& regions, StorageOptions& all) {
  RejectionList rejections(all.rejections);
  for (const DatabaseServerless& row : q.book->catalog().table<DatabaseServerless>()) {
    const std::string_view service = q.book->text(row.service);
    if (!regions.allows(row.region) || service.find("Serverless v2") == std::string_view::npos ||
        q.book->text(row.meter) != "compute, standard")
      continue;
    const PlanGroup group{.service = row.service,
                          .region = row.region,
                          .engine = static_cast<std::uint8_t>(engine_of(service)),
                          .family = static_cast<std::uint8_t>(DatabaseFamily::aurora)};
    if (const auto limit = service_limit(q, group)) {
      rejections.add(reject(row.service, limit->limit));
      continue;
    }
    const double memory =
        std::max(q.load.working_set_given ? q.load.working_set / kGibibyte / kUsableMemory : 0,
                 least_memory_gib(q.load));
    // An ACU brings networking "similar to provisioned instances": by its part of a vCPU.
    constexpr double kMegabyte = 1e6;
    const double mbps = (q.load.peak_reads + q.load.peak_writes) * q.load.item_bytes / kMegabyte;
    const double vcpus = std::max(std::pow(vcpus_needed(q.load), 1 / kScaling), mbps / kNetworkMbpsPerVcpu);
    const double peak = std::max(vcpus / kVcpusPerAcu, memory / row.gib_per_unit);
    const DatabaseStorage* const storage = database_storage(
        *q.book, row.region, service.substr(0, service.find(" Serverless")), "aurora standard");
    if (storage && table_gib(q.load) > storage->max_gb) {
      rejections.add(reject(row.service, Limit::storage, table_gib(q.load), storage->max_gb));
      continue;
    }
    if (q.load.peak_writes > kMostCommits) {
      rejections.add(reject(row.service, Limit::commits, q.load.peak_writes, kMostCommits));
      continue;
    }
    if (peak > row.max_units) {
      rejections.add(reject(row.service, Limit::throughput, peak, row.max_units));
      continue;
    }
    // Capacity follows the load; the mean is that of the mean load, in steps of half an ACU.
    const double peak_rate = q.load.peak_reads + q.load.peak_writes;
    const double mean_share = peak_rate > 0 ? (q.load.reads + q.load.writes) / peak_rate : 0;
    const double mean = std::max({kLeastAcus, memory / row.gib_per_unit, vcpus / kVcpusPerAcu * mean_share});
    StorageOption option{.kind = StoreKind::database,
                         .mode = DatabaseMode::serverless,
                         .provider = row.provider,
                         .region = row.region,
                         .service = row.service};
    option.units = std::ceil(mean * 2) / 2;
    option.count = spread_needed(q.dataset->availability) > 1 ? 2 : 1;
    Bill bill;
    bill_serverless(q, option, bill);
    set_money(q.load, bill, option);
    all.options.push_back(option);
  }
}

void bill_serverless(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  const std::string_view service = q.book->text(option.service);
  const auto charge = [&](std::string_view meter, std::string_view name, double quantity,
                          std::string_view unit) {
    charge_serverless(bill, serverless_meter(*q.book, option.region, service, meter), name, quantity, unit);
  };
  charge("compute, standard", "capacity", option.units * option.count * kHoursPerMonth, "ACU-hour");
  const double memory = option.units * 2;
  // Only us-east-1 lists storage beside the capacity; the provisioned clusters use the same.
  const DatabaseStorage* const storage = database_storage(
      *q.book, option.region, service.substr(0, service.find(" Serverless")), "aurora standard");
  if (storage)
    charge_database_storage(bill, *q.book, *storage,
                            {.gb = used_gib(q), .million_io = million_io(q, memory)});
  else
    bill.unknown("storage");
  charge_egress(q, option.region, bill);
}

namespace {

// The region of the copy of a global table: where replicated writes cost least
// of those that are allowed and have the prices; kNoIndex when there is none.
Index replica_region(const StorageQuestion& q, Index home) {
  StorageContext context = *q.context;
  if (!context.copies.empty()) context.regions = context.copies;
  const std::vector<std::uint8_t> allowed = allowed_regions(*q.book, context);
  Index found = kNoIndex;
  double lowest = kUnknown;
  for (const DatabaseServerless& row : q.book->catalog().table<DatabaseServerless>()) {
    if (q.book->text(row.service) != "DynamoDB" || row.region == home || row.region == kNoIndex ||
        !allowed[row.region] || q.book->text(row.meter) != "on-demand write (global table)" ||
        !(is_known(row.usd_per_unit)))
      continue;
    if (!serverless_meter(*q.book, row.region, "DynamoDB", "storage") || row.usd_per_unit >= lowest) continue;
    lowest = row.usd_per_unit;
    found = row.region;
  }
  return found;
}

bool is_global(const StorageQuestion& q) { return q.dataset->availability == Availability::multi_region; }

}  // namespace

void add_dynamodb_options(const StorageQuestion& q, const RegionFilter& regions, StorageOptions& all) {
  RejectionList rejections(all.rejections);
  for (const DatabaseServerless& row : q.book->catalog().table<DatabaseServerless>()) {
    if (q.book->text(row.service) != "DynamoDB" || !regions.allows(row.region) ||
        q.book->text(row.meter) != "on-demand write")
      continue;
    const Dataset& dataset = *q.dataset;
    if (!dataset.engine.empty() && dataset.engine != "dynamodb") {
      rejections.add(reject(row.service, Limit::engine));
      continue;
    }
    const bool unfit = std::any_of(
        dataset.queries.begin(), dataset.queries.end(),
        [](const std::string& query) { return query == "join" || query == "aggregate" || query == "text"; });
    if (unfit || q.load.item_bytes > kLargestItem) {
      rejections.add(reject(row.service, unfit ? Limit::queries : Limit::object_size,
                            unfit ? kUnknown : q.load.item_bytes, unfit ? kUnknown : kLargestItem));
      continue;
    }
    if (is_global(q) && replica_region(q, row.region) == kNoIndex) {
      rejections.add(reject(row.service, Limit::availability));
      continue;
    }
    for (const DatabaseMode mode : {DatabaseMode::on_demand, DatabaseMode::provisioned}) {
      StorageOption option{.kind = StoreKind::database,
                           .mode = mode,
                           .provider = row.provider,
                           .region = row.region,
                           .service = row.service};
      if (is_global(q)) option.count = 2;
      Bill bill;
      bill_dynamodb(q, option, bill);
      set_money(q.load, bill, option);
      all.options.push_back(option);
    }
  }
}

namespace {

// What the account still gets of DynamoDB for nothing, as a line that costs nothing. Units are for all hours.
double draw_free(const StorageQuestion& q, const StorageOption& option, FreeMeter meter, double wanted,
                 std::string_view name, std::string_view unit, Bill& bill) {
  if (!q.context->free_tier) return 0;
  const Allowance allowance = q.book->allowance("aws", "DynamoDB", name);
  const double granted =
      bill.draw(meter, wanted, allowance.amount - q.context->account.of(option.provider, meter));
  const double hours = meter == FreeMeter::database_stored ? 1 : kHoursPerMonth;
  charge_free(bill, allowance, {.meter = name, .quantity = granted * hours, .unit = unit});
  return granted;
}

}  // namespace

namespace {

// The copy of a global table in another region: every write again, the space, and the way there.
void bill_replica(const StorageQuestion& q, const StorageOption& option, double writes, double wcu,
                  double gib, Bill& bill) {
  const Index replica = replica_region(q, option.region);
  const auto charge = [&](std::string_view meter, double quantity, std::string_view unit) {
    charge_serverless(bill, serverless_meter(*q.book, replica, "DynamoDB", meter), meter, quantity, unit);
  };
  if (bill.wants_lines()) bill.set_subject("DynamoDB copy in another region");
  if (option.mode == DatabaseMode::on_demand)
    charge("on-demand write (global table)", writes, "million write request units");
  else
    charge("provisioned write (global table)", wcu * kHoursPerMonth, "WCU-hour");
  charge("storage, standard table", gib, "GB-month");
  const double sent = q.load.writes * q.load.item_bytes * kSecondsPerMonth;
  charge_transfer(bill, *q.book,
                  {.from = option.region, .to = replica, .gb = sent / q.book->gb_bytes(option.provider)});
  if (bill.wants_lines()) bill.set_subject("DynamoDB");
}

}  // namespace

void bill_dynamodb(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  const auto charge = [&](std::string_view meter, double quantity, std::string_view unit) {
    charge_serverless(bill, serverless_meter(*q.book, option.region, "DynamoDB", meter), meter, quantity,
                      unit);
  };
  const bool global = is_global(q);
  const double read = reads_per_request(q), write = writes_per_request(q);
  const double writes = q.load.writes * write * kSecondsPerMonth / kMillion;
  const auto capacity = [](double mean, double peak, double units) {
    return std::max(1.0, std::ceil(std::max(mean / kTargetUse, peak * kShareOfPeak) * units));
  };
  double wcu = capacity(q.load.writes, q.load.peak_writes, write);
  if (option.mode == DatabaseMode::on_demand) {
    charge(global ? "on-demand write (global table)" : "on-demand write", writes,
           "million write request units");
    charge("on-demand read", q.load.reads * read * kSecondsPerMonth / kMillion, "million read request units");
  } else {
    double rcu = capacity(q.load.reads, q.load.peak_reads, read);
    // Writes to a global table are a meter of their own, without an allowance.
    const double free =
        global ? 0
               : draw_free(q, option, FreeMeter::database_writes, wcu, "provisioned write", "WCU-hour", bill);
    rcu -= draw_free(q, option, FreeMeter::database_reads, rcu, "provisioned read", "RCU-hour", bill);
    charge(global ? "provisioned write (global table)" : "provisioned write", (wcu - free) * kHoursPerMonth,
           "WCU-hour");
    charge("provisioned read", rcu * kHoursPerMonth, "RCU-hour");
  }
  const double gib = q.load.mean_bytes / kGibibyte * (1 + kItemOverhead / std::max(1.0, q.load.item_bytes));
  const double free = draw_free(q, option, FreeMeter::database_stored, gib, "storage", "GB-month", bill);
  charge("storage, standard table", gib - free, "GB-month");
  if (global) bill_replica(q, option, writes, wcu, gib, bill);
  charge_egress(q, option.region, bill);
}

}  // namespace cloudplan
