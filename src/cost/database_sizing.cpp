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
constexpr double kSharedPlan = 0.1;  // of a vCPU, where a plan states none

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

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

// Operations a second that a shared plan is limited to; unknown for others.
double operations_limit(std::string_view plan) {
  if (plan == "M0") return 100;
  if (starts_with(plan, "Flex (")) return std::strtod(std::string(plan.substr(6)).c_str(), nullptr);
  return kUnknown;
}

// The most IOPS that a service's storage can be given at this size. Amazon RDS
// User Guide (gp3: 64,000 from 400 GB, 12,000 without), Azure flexible server
// (Premium SSD up to 20,000), Cloud SQL (30 per GB up to 100,000); Aurora has no
// limit of its own; Heroku and Atlas: what the plans' documentation names.
double storage_iops(DatabaseFamily family, double gib) {
  switch (family) {
    case rds:
      return gib >= 400 ? 64000 : 3000;
    case aurora:
      return 200000;
    case azure:
      return std::clamp(gib * 4.5, 120.0, 20000.0);
    case cloud_sql:
      return std::clamp(gib * 30, 300.0, 100000.0);
    case heroku:
      return std::clamp(gib * 3, 3000.0, 12000.0);
    case atlas:
      return std::max(3000.0, std::min(gib * 3, 16000.0));
    case other:
      return 3000;
  }
  return 3000;
}

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

double vcpus_needed(const DatasetLoad& load) {
  return load.peak_reads * load.query_weight / kReadsPerVcpu + load.peak_writes / kWritesPerVcpu;
}

double table_gib(const DatasetLoad& load) { return table_bytes(load.end_bytes) / kGibibyte / kFill; }

double disk_operations(const DatasetLoad& load, double memory_gib, double reads, double writes) {
  const double cached = memory_gib * kGibibyte * kUsableMemory;
  const double missed = load.working_set > 0 ? std::max(0.0, 1 - cached / load.working_set) : 0;
  return writes + missed * reads * load.query_weight;
}

std::optional<LimitHit> database_limit(const StorageQuestion& q) {
  if (q.load.item_bytes > kLargestValue)
    return LimitHit{Limit::object_size, q.load.item_bytes, kLargestValue};
  if (q.dataset->availability == Availability::multi_region) return LimitHit{Limit::availability};
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

std::optional<LimitHit> plan_limit(const StorageQuestion& q, const PlanGroup& group, const DatabasePlan& plan,
                                   const StorageOption& option) {
  const DatasetLoad& load = q.load;
  const auto family = static_cast<DatabaseFamily>(group.family);
  const bool single = q.book->text(plan.deployment) == "single_az";
  const bool zones = spread_needed(q.dataset->availability) > 1;
  if (zones && single && family != aurora) return LimitHit{Limit::availability};
  // A standby that nobody asked for; Atlas has no plan without.
  if (!zones && !single && family != atlas) return LimitHit{Limit::price};
  if (!is_known(plan_usd_per_month(plan))) return LimitHit{Limit::price};
  const std::string_view name = q.book->text(plan.plan);
  if (option.free_plan && (!q.context->free_plans || zones)) return LimitHit{Limit::free_plan};
  const double gib = table_gib(load);
  // What grows by the plan only must fit; the rest is bought with the storage.
  const bool included_only = family == heroku || family == atlas;
  const double room = included_only && is_known(plan.storage_included_gb) && is_known(plan.storage_max_gb)
                          ? (family == atlas ? plan.storage_included_gb : plan.storage_max_gb)
                          : plan.storage_max_gb;
  if (const auto hit = over(Limit::storage, gib, room)) return hit;
  if (const auto hit = over(Limit::connections, load.connections, plan.connection_limit)) return hit;
  if (const auto hit = over(Limit::storage, load.items, plan.row_limit)) return hit;
  const double operations = operations_limit(name);
  if (const auto hit =
          over(Limit::throughput, load.peak_reads * load.query_weight + load.peak_writes, operations))
    return hit;
  if (is_known(operations)) return {};
  const double vcpus = is_known(plan.vcpus) ? plan.vcpus * burst_share(name) : kSharedPlan;
  if (vcpus_needed(load) > vcpus)
    return LimitHit{Limit::throughput, load.peak_reads + load.peak_writes,
                    (load.peak_reads + load.peak_writes) * vcpus / vcpus_needed(load)};
  const double memory = is_known(plan.memory_gib) ? plan.memory_gib : 0.5;
  if (load.working_set_given)
    if (const auto hit = over(Limit::memory, load.working_set / kGibibyte, memory * kUsableMemory))
      return hit;
  return over(Limit::iops, disk_operations(load, memory, load.peak_reads, load.peak_writes),
              storage_iops(family, std::max(gib, 20.0)));
}

}  // namespace cloudplan
