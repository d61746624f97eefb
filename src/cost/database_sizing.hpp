// What a database of a size can do, and what a load needs of it.
//
// Capacity of a vCPU: ClickHouse PostgresBench (pgbench TPC-B, 256 clients,
// 100 GB, PostgreSQL 18, 2026): RDS db.m5.xlarge 3,700 to 3,900 transactions a
// second on 4 vCPUs, Cloud SQL 5,600 to 5,900 on 4, Aurora db.r6g.4xlarge
// 10,800 to 11,800 on 16, RDS db.m8gd.4xlarge with a synchronous standby 7,100
// to 8,100 on 16: 450 to 1,400 per vCPU, each of 5 statements, 4 of them writes,
// and one commit. A statement that writes one row and commits costs about half
// of that transaction, an indexed read a fifth or less. At two thirds of
// saturation, with a synchronous standby: 750 writes or 3,000 reads a second.

#ifndef CLOUDPLAN_SRC_COST_DATABASE_SIZING_HPP_
#define CLOUDPLAN_SRC_COST_DATABASE_SIZING_HPP_

#include "database_plans.hpp"
#include "storage_internal.hpp"

#include <string_view>

namespace cloudplan {

enum class Engine : std::uint8_t { other, postgresql, mysql, mongodb, dynamodb };
enum class DatabaseFamily : std::uint8_t { other, rds, aurora, heroku, atlas, cloud_sql, azure };

Engine engine_of(std::string_view service);
DatabaseFamily family_of(std::string_view service);
// Operations a second that a shared plan of Atlas is limited to, by its name; unknown for others.
double operations_limit(std::string_view plan);
// Of a plan, or what is taken for one that states none.
inline double plan_vcpus(const DatabasePlan& plan) {
  constexpr double kSharedPlan = 0.1;
  return is_known(plan.vcpus) ? plan.vcpus : kSharedPlan;
}
inline double plan_memory_gib(const DatabasePlan& plan) {
  constexpr double kSmallestMemory = 0.5;
  return is_known(plan.memory_gib) ? plan.memory_gib : kSmallestMemory;
}

inline constexpr double kWritesPerVcpu = 750;  // a second
inline constexpr double kReadsPerVcpu = 3000;  // point reads a second
// The most commits a second that those measurements show on one writer, whatever its size: 11,800.
inline constexpr double kMostCommits = 12000;
// Twice the vCPUs do not do twice the work: 930 transactions per vCPU on 4, 700 on 16.
inline constexpr double kScaling = 0.85;
inline constexpr double kUsableMemory = 0.75;  // of an instance, for caching data
// GiB on the disk for each GiB of memory, at most: beyond, vacuum, backups and
// the building of an index take days. A rule of thumb, not a measurement.
inline constexpr double kMostDiskToMemory = 256;
// The same where rows are read: by a key or its neighbors, and by searches through much of the
// table (join, text, aggregate). Up to so many GiB of memory, and for few reads a second one
// GiB for each, since they may wait for the disk.
inline constexpr double kReadDiskToMemory = 64, kSearchedDiskToMemory = 20, kSearchWeight = 3;
inline constexpr double kEnoughMemory = 16, kGibPerRead = 1;
inline constexpr double kFill = 0.8;  // of a volume, so that it need not grow at once

struct LimitHit {
  Limit limit = Limit::price;
  double needed = kUnknown;
  double offered = kUnknown;
};

// What a load needs of every plan, worked out once.
struct DatabaseNeed {
  const DatasetLoad* load = nullptr;
  double gib = 0;  // of disk
  double items = 0;
  double connections = 0;                  // 0: not stated
  double peak_reads = 0, peak_writes = 0;  // a second; reads weighted by the queries
  double peak_work = 0, mean_work = 0;     // in what one vCPU of a small machine does
  double peak_vcpus = 0;                   // that do the peak's work together
  double stated_memory = 0;                // GiB
  double least_memory = 0;                 // GiB, for tables of this size
  double instance_reads = 0;               // a second at the peak, of each instance
  double network_mbps = 0;                 // rows in and out of each instance at the peak
  bool zones = false;                      // a standby in another zone
  bool free_plans = true;
};
// With so many read replicas, each instance answers an equal part of the reads
// and repeats every write.
DatabaseNeed database_need(const StorageQuestion& question, double replicas = 0);
// At most so many are planned; 0 where the service has none. RDS and Aurora
// allow 15, Cloud SQL 10, Azure 5.
inline constexpr double kMostReplicas = 5;
double most_replicas(DatabaseFamily family);

// vCPUs that the peak needs.
double vcpus_needed(const DatasetLoad& load);
// GiB of disk for tables and indexes at the end of the horizon, with room.
double table_gib(const DatasetLoad& load);
// GiB of memory that no machine for such tables may be without: rules of thumb, docs/storage.md.
double least_memory_gib(const DatasetLoad& load);
// GiB that must be bought for a volume of this size and speed (operations and MB a second); kUnknown when
// none is fast enough.
double storage_gib(DatabaseFamily family, double gib, double iops, double mbps = 0);
// MB/s of so many operations: a page at least, of what is larger all of it.
double disk_mbps(const DatasetLoad& load, double operations);
// Operations a second that reach the disk with this much memory (GiB).
double disk_operations(const DatasetLoad& load, double memory_gib, double reads, double writes);

// No database at all, no plan of this service, not this plan.
std::optional<LimitHit> database_limit(const StorageQuestion& question);
std::optional<LimitHit> service_limit(const StorageQuestion& question, const PlanGroup& group);
std::optional<LimitHit> plan_limit(const PriceBook& book, const DatabaseNeed& need, const PlanGroup& group,
                                   const DatabasePlan& plan, const PlanSize& size);
// Whether plan_limit() rules it out for certain, by numbers alone: most plans are too small.
inline bool clearly_out(const DatabaseNeed& need, DatabaseFamily family, const PlanSize& size) {
  const bool zones_differ = need.zones ? size.single && family != DatabaseFamily::aurora
                                       : !size.single && family != DatabaseFamily::atlas;
  return zones_differ || !is_known(size.usd_per_month) || need.peak_vcpus > size.vcpus ||
         need.stated_memory > size.memory_gib * kUsableMemory || need.network_mbps > size.rates.network ||
         (family != DatabaseFamily::heroku && need.least_memory > size.memory_gib);
}

void bill_plan(const StorageQuestion& question, const StorageOption& option, Bill& bill);

void add_serverless_options(const StorageQuestion& question, const RegionFilter& regions,
                            StorageOptions& all);
void bill_serverless(const StorageQuestion& question, const StorageOption& option, Bill& bill);
void add_dynamodb_options(const StorageQuestion& question, const RegionFilter& regions, StorageOptions& all);
void bill_dynamodb(const StorageQuestion& question, const StorageOption& option, Bill& bill);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_DATABASE_SIZING_HPP_
