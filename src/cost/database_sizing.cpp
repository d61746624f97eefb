#include "database_sizing.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

using enum DatabaseFamily;

constexpr double kLargestValue = 1e6;  // bytes; larger ones belong in a bucket, a row refers to them
// Shared and burstable machines do this part of a vCPU's work all the time:
// EC2 T baselines, Azure B baselines, Google's shared-core fractions.
struct Burst {
  std::string_view ending;
  double share;
};
constexpr Burst kBurst[] = {{".micro", 0.1}, {".small", 0.2},  {".medium", 0.2},
                            {".large", 0.3}, {".xlarge", 0.4}, {".2xlarge", 0.4}};

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

bool starts_with(std::string_view text, std::string_view start) { return text.starts_with(start); }

double burst_share(std::string_view plan) {
  if (starts_with(plan, "db.t")) {
    for (const Burst& burst : kBurst)
      if (ends_with(plan, burst.ending)) return burst.share;
    return 0.4;
  }
  if (starts_with(plan, "Standard_B")) return 0.2;
  if (plan == "db-f1-micro") return 0.2;
  if (plan == "db-g1-small") return 0.5;
  if (plan == "M10" || plan == "M20") return 0.2;
  return 1;
}

// Azure's flexible servers run on Premium SSDs of these sizes, with these IOPS and MB/s
// (Azure Database for PostgreSQL, storage; Premium SSD sizes P4 to P80).
struct AzureSize {
  double gib, iops, mbps;
};
constexpr AzureSize kAzureSizes[] = {{32, 120, 25},       {64, 240, 50},      {128, 500, 100},
                                     {256, 1100, 125},    {512, 2300, 150},   {1024, 5000, 200},
                                     {2048, 7500, 250},   {4096, 7500, 250},  {8192, 16000, 500},
                                     {16384, 18000, 750}, {32767, 20000, 900}};

double azure_gib(double gib, double iops, double mbps) {
  for (const AzureSize& size : kAzureSizes)
    if (gib <= size.gib && iops <= size.iops && mbps <= size.mbps) return size.gib;
  return kUnknown;
}

// Without a connection limit of its own MySQL takes memory / 12582880 (Amazon RDS User Guide).
constexpr double kConnectionsPerGib = 85;
// Where a service states no size for a plan: the largest that it states for any.
constexpr double kHerokuLargest = 2048;

std::optional<LimitHit> over(Limit limit, double needed, double offered) {
  if (is_known(offered) && needed > offered) return LimitHit{limit, needed, offered};
  return {};
}

}  // namespace

Engine engine_of(std::string_view service) {
  if (service.find("ostgre") != std::string_view::npos) return Engine::postgresql;
  if (service.find("MySQL") != std::string_view::npos) return Engine::mysql;
  if (service.find("MongoDB") != std::string_view::npos) return Engine::mongodb;
  return service == "DynamoDB" ? Engine::dynamodb : Engine::other;
}

DatabaseFamily family_of(std::string_view service) {
  if (starts_with(service, "RDS ")) return rds;
  if (starts_with(service, "Aurora ")) return aurora;
  if (starts_with(service, "Heroku")) return heroku;
  if (starts_with(service, "MongoDB")) return atlas;
  if (starts_with(service, "Cloud SQL")) return cloud_sql;
  return starts_with(service, "Azure Database") ? azure : other;
}

double operations_limit(std::string_view plan) {
  if (plan == "M0") return 100;
  if (starts_with(plan, "Flex (")) return std::strtod(std::string(plan.substr(6)).c_str(), nullptr);
  return kUnknown;
}

double vcpus_needed(const DatasetLoad& load) {
  return load.peak_reads * load.query_weight / kReadsPerVcpu + load.peak_writes / kWritesPerVcpu;
}

// RDS gp3 has 3,000 IOPS and 125 MB/s below 400 GB, and from there on 500 MB/s and up to 64,000 IOPS (Amazon
// RDS User Guide; more MB/s are sold at a price that the tables lack). Cloud SQL has 30 IOPS and 0.48 MB/s
// per GB, up to 100,000 and 1,200 (Persistent Disk, SSD); Aurora no limit of its own; Heroku and Atlas what
// their plans' pages name for the smallest.
double storage_gib(DatabaseFamily family, double gib, double iops, double mbps) {
  constexpr double kBase = 3000, kRdsMost = 64000, kFromGib = 400, kPerGib = 30, kCloudSqlMost = 100000;
  constexpr double kBaseMbps = 125, kRdsMostMbps = 500, kMbpsPerGib = 0.48, kCloudSqlMostMbps = 1200;
  switch (family) {
    case rds:
      if (iops > kRdsMost || mbps > kRdsMostMbps) return kUnknown;
      return iops <= kBase && mbps <= kBaseMbps ? gib : std::max(gib, kFromGib);
    case cloud_sql:
      if (iops > kCloudSqlMost || mbps > kCloudSqlMostMbps) return kUnknown;
      return std::max({gib, iops / kPerGib, mbps / kMbpsPerGib});
    case azure:
      return azure_gib(gib, iops, mbps);
    case aurora:
      return gib;
    default:
      return iops <= std::max(kBase, 3 * gib) ? gib : kUnknown;
  }
}

double disk_mbps(const DatasetLoad& load, double operations) {
  constexpr double kPage = 8192, kMegabyte = 1e6;  // PostgreSQL's; InnoDB's are twice as large
  return operations * std::max(kPage, load.item_bytes) / kMegabyte;
}

double table_gib(const DatasetLoad& load) { return table_bytes(load.end_bytes) / kGibibyte / kFill; }

double least_memory_gib(const DatasetLoad& load) {
  const double gib = table_gib(load);
  const double kept = load.query_weight > kSearchWeight ? kSearchedDiskToMemory : kReadDiskToMemory;
  return std::max(gib / kMostDiskToMemory, std::min({kEnoughMemory, gib / kept, kGibPerRead * load.reads}));
}

double disk_operations(const DatasetLoad& load, double memory_gib, double reads, double writes) {
  const double cached = memory_gib * kGibibyte * kUsableMemory;
  const double missed = load.working_set > 0 ? std::max(0.0, 1 - cached / load.working_set) : 0;
  return writes + missed * reads * load.query_weight;
}

std::optional<LimitHit> database_limit(const StorageQuestion& q) {
  if (q.load.item_bytes > kLargestValue)
    return LimitHit{Limit::object_size, q.load.item_bytes, kLargestValue};
  return {};
}

std::optional<LimitHit> service_limit(const StorageQuestion& q, const PlanGroup& group) {
  const Dataset& dataset = *q.dataset;
  const auto engine = static_cast<Engine>(group.engine);
  if (engine == Engine::other) return LimitHit{Limit::engine};
  constexpr std::string_view kNames[] = {"", "postgresql", "mysql", "mongodb", "dynamodb"};
  if (!dataset.engine.empty() && dataset.engine != kNames[static_cast<std::size_t>(engine)])
    return LimitHit{Limit::engine};
  if (engine == Engine::mongodb)
    for (const std::string& query : dataset.queries)
      if (query == "join") return LimitHit{Limit::queries};
  return {};
}

namespace {

// What the numbers of a plan rule out: space, connections, work, memory, disk speed.
std::optional<LimitHit> size_limit(const DatabaseNeed& need, DatabaseFamily family,
                                   const DatabasePlan& plan) {
  // What grows by the plan only must fit; the rest is bought with the storage.
  double room = family == atlas ? plan.storage_included_gb : plan.storage_max_gb;
  if (family == heroku && !is_known(room)) room = kHerokuLargest;
  if (const auto hit = over(Limit::storage, need.gib, room)) return hit;
  if (const auto hit = over(Limit::storage, need.items, plan.row_limit)) return hit;
  const double connections = is_known(plan.connection_limit) || !is_known(plan.memory_gib)
                                 ? plan.connection_limit
                                 : plan.memory_gib * kConnectionsPerGib;
  return over(Limit::connections, need.connections, connections);
}

// Operations a second that so much of the needed work is.
LimitHit too_slow(const DatabaseNeed& need, double capacity) {
  const double operations = need.peak_reads + need.peak_writes;
  return {Limit::throughput, operations, operations * capacity / need.peak_work};
}

std::optional<LimitHit> speed_limit(const DatabaseNeed& need, DatabaseFamily family, const DatabasePlan& plan,
                                    const PlanRates& rates, std::string_view name) {
  const double operations = family == atlas ? operations_limit(name) : kUnknown;
  if (is_known(operations)) return over(Limit::throughput, need.peak_reads + need.peak_writes, operations);
  if (const auto hit = over(Limit::commits, need.peak_writes / need.load->writes_per_commit, kMostCommits))
    return hit;
  const double vcpus = plan_vcpus(plan);
  if (need.peak_vcpus > vcpus) return too_slow(need, std::pow(vcpus, kScaling));
  // A burstable machine carries peaks, and its share of a vCPU all the time.
  const double share = burst_share(name);
  if (share < 1 && need.mean_work > std::pow(vcpus, kScaling) * share)
    return too_slow(need, std::pow(vcpus, kScaling) * share * need.peak_work / need.mean_work);
  if (const auto hit = over(Limit::network, need.network_mbps, rates.network)) return hit;
  const double memory = plan_memory_gib(plan);
  if (need.stated_memory > memory * kUsableMemory)
    return LimitHit{Limit::memory, need.stated_memory, memory * kUsableMemory};
  if (family != heroku && need.least_memory > memory)
    return LimitHit{Limit::memory, need.least_memory, memory};
  const double iops = disk_operations(*need.load, memory, need.instance_reads, need.load->peak_writes);
  const double mbps = disk_mbps(*need.load, iops);
  if (!is_known(storage_gib(family, need.gib, iops))) return LimitHit{Limit::iops, iops};
  if (!is_known(storage_gib(family, need.gib, iops, mbps))) return LimitHit{Limit::disk_rate, mbps};
  return over(Limit::disk_rate, mbps, rates.disk);
}

}  // namespace

double most_replicas(DatabaseFamily family) {
  return family == rds || family == aurora || family == cloud_sql || family == azure ? kMostReplicas : 0;
}

DatabaseNeed database_need(const StorageQuestion& q, double replicas) {
  const DatasetLoad& load = q.load;
  const double part = 1 / (1 + replicas);
  DatabaseNeed need{
      .load = &q.load, .gib = table_gib(load), .items = load.items, .connections = load.connections};
  need.least_memory = least_memory_gib(load);
  need.instance_reads = load.peak_reads * part;
  constexpr double kMegabyte = 1e6;
  need.network_mbps = (need.instance_reads + load.peak_writes) * load.item_bytes / kMegabyte;
  need.peak_reads = need.instance_reads * load.query_weight;
  need.peak_writes = load.peak_writes;
  need.peak_work = need.peak_reads / kReadsPerVcpu + need.peak_writes / kWritesPerVcpu;
  need.peak_vcpus = std::pow(need.peak_work, 1 / kScaling);
  need.mean_work = load.reads * part * load.query_weight / kReadsPerVcpu + load.writes / kWritesPerVcpu;
  need.stated_memory = load.working_set_given ? load.working_set / kGibibyte : 0;
  need.zones = spread_needed(q.dataset->availability) > 1;
  need.free_plans = q.context->free_plans;
  return need;
}

std::optional<LimitHit> plan_limit(const PriceBook& book, const DatabaseNeed& need, const PlanGroup& group,
                                   const DatabasePlan& plan, const PlanSize& size) {
  const auto family = static_cast<DatabaseFamily>(group.family);
  if (need.zones && size.single && family != aurora) return LimitHit{Limit::availability};
  // A standby that nobody asked for; Atlas has no plan without.
  if (!need.zones && !size.single && family != atlas) return LimitHit{Limit::standby};
  if (!is_known(size.usd_per_month)) return LimitHit{Limit::price};
  if (const auto hit = size_limit(need, family, plan)) return hit;
  const std::string_view name = book.text(plan.plan);
  if (const auto hit = speed_limit(need, family, plan, size.rates, name)) return hit;
  const std::string_view notes = book.text(plan.notes);
  if (starts_with(notes, "previous generation")) return LimitHit{Limit::retired};
  const auto shared = [&] {
    return notes.find("shared") != std::string_view::npos ||
           (family == atlas && is_known(operations_limit(name)));
  };
  if (need.zones && shared()) return LimitHit{Limit::shared};
  if (size.usd_per_month == 0 && (!need.free_plans || need.zones)) return LimitHit{Limit::free_plan};
  return {};
}

}  // namespace cloudplan
