#include "dataset_load.hpp"

#include "cloudplan/storage.hpp"

#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr double kMonthsPerYear = 12;
constexpr double kMegabyte = 1e6;
// Files that records are kept in when a bucket holds them: what Parquet writers make.
constexpr double kRecordFileBytes = 128 * kMegabyte;
constexpr double kSharePlannedFor = 0.2;  // of a table is read often, unless stated
constexpr double kPeakToMean = 3;         // unless the peak is stated
// Of a table in files, by a query over many rows: some columns of some partitions.
constexpr double kShareScanned = 0.01;

// How often a month everything is read, for a dataset that says only how it is accessed.
double reads_of(Access access) {
  switch (access) {
    case Access::hot:
      return 4;
    case Access::warm:
      return 1;
    case Access::cold:
      return 1 / kMonthsPerYear;
    case Access::archive:
      return 1 / (5 * kMonthsPerYear);
  }
  return 1;
}

// Work of a query against an indexed read of one row: orders of magnitude, see docs/storage.md.
double weight_of(const std::string& query) {
  if (query == "range" || query == "secondary") return 3;
  if (query == "join" || query == "text") return 10;
  if (query == "aggregate") return 50;
  return 1;
}

void add_volume(const Dataset& dataset, double months, DatasetLoad& load) {
  double now = 0;
  if (dataset.size)
    now = dataset.size->value;
  else if (dataset.rows && dataset.row_size)
    now = *dataset.rows * dataset.row_size->value;
  else if (dataset.rows) {
    now = *dataset.rows * 512;
    load.assumptions.emplace_back("a row has 512 bytes");
  }
  const auto count = static_cast<std::size_t>(std::clamp(std::ceil(months), 1.0, 1200.0));
  const std::size_t distinct = dataset.growth_per_month == 0 ? 1 : count;
  double size = now;
  for (std::size_t month = 0; month < distinct; ++month) {
    load.month_bytes.push_back(size);
    load.mean_bytes += size / static_cast<double>(distinct);
    size *= 1 + dataset.growth_per_month;
  }
  load.end_bytes = size;
}

void add_objects(const Dataset& dataset, DatasetLoad& load) {
  load.is_there = !dataset.location.empty();
  if (load.is_there && !load.records)
    load.assumptions.emplace_back(
        "it is there already, in the class Standard or Hot: no first upload, but a move to any other class");
  const double now = load.month_bytes.front();
  load.items = 1;
  if (load.records) {
    load.item_bytes = dataset.row_size ? dataset.row_size->value : 512;
    load.items = dataset.rows ? *dataset.rows : std::max(1.0, now / load.item_bytes);
    if (dataset.rows && *dataset.rows > 0 && !dataset.row_size) load.item_bytes = now / *dataset.rows;
    load.objects = std::max(1.0, std::ceil(load.mean_bytes / kRecordFileBytes));
    load.object_bytes = load.mean_bytes / load.objects;
    load.first_puts = std::max(1.0, std::ceil(now / kRecordFileBytes));
    return;
  }
  double objects = 0;
  if (dataset.objects && *dataset.objects > 0) {
    objects = *dataset.objects;
  } else {
    objects = std::max(1.0, std::ceil(now / kMegabyte));
    if (now > kMegabyte) load.assumptions.emplace_back("files of 1 MB on average");
  }
  load.items = load.first_puts = objects;
  load.object_bytes = load.item_bytes = now / objects;
  load.objects = load.object_bytes > 0 ? load.mean_bytes / load.object_bytes : objects;
}

// What queries read of a table that lies in files: one file each, or a part of
// all of them where many rows are taken together.
void add_queries_of_files(const Dataset& dataset, DatasetLoad& load) {
  double files = 0;
  for (const std::string& query : dataset.queries)
    files += query == "aggregate" || query == "join" || query == "text"
                 ? std::max(1.0, kShareScanned * load.objects)
                 : 1;
  files = dataset.queries.empty() ? 1 : files / static_cast<double>(dataset.queries.size());
  const double gets = dataset.reads->value * kSecondsPerMonth * files;
  load.object_gets += gets;
  load.read_bytes += gets * load.object_bytes;
}

void add_traffic(const Dataset& dataset, DatasetLoad& load) {
  const bool stated = dataset.reads_per_month || dataset.object_reads_per_month || dataset.reads;
  double whole = dataset.reads_per_month.value_or(0);
  if (!stated && !load.records) {
    whole = reads_of(dataset.access.value_or(Access::warm));
    load.assumptions.push_back(whole == 1 ? std::string("everything is read once a month")
                                          : fmt::format("everything is read {:.3g} times a month", whole));
  }
  // Ten times an hour: then somebody may have meant single files.
  constexpr double kOftenRead = 7300;
  if (whole >= kOftenRead && dataset.reads_per_month)
    load.assumptions.push_back(fmt::format(
        "all of it is read {} times a month, as reads_per_month says; reads of single files would be "
        "object_reads_per_month",
        count_text(whole)));
  load.object_gets = whole * load.objects + dataset.object_reads_per_month.value_or(0);
  load.read_bytes = whole * load.mean_bytes + dataset.object_reads_per_month.value_or(0) * load.object_bytes;
  const double growing = load.objects * dataset.growth_per_month;
  load.object_puts = std::max(growing, dataset.object_writes_per_month.value_or(0));
  if (!load.records && dataset.reads) {
    load.object_gets += dataset.reads->value * kSecondsPerMonth;
    load.read_bytes += dataset.reads->value * kSecondsPerMonth * load.object_bytes;
  }
  if (load.records && dataset.reads) add_queries_of_files(dataset, load);
  if (!load.records && dataset.writes) load.object_puts += dataset.writes->value * kSecondsPerMonth;
  load.full_reads = load.objects > 0 ? load.object_gets / load.objects : 0;
  load.egress_bytes = dataset.egress_per_month ? dataset.egress_per_month->value : 0;
  // Seen as a database: a file is a row.
  load.reads = dataset.reads ? dataset.reads->value : load.object_gets / kSecondsPerMonth;
  if (load.records && dataset.writes)
    load.object_puts = std::max(
        load.object_puts, dataset.writes->value * load.item_bytes * kSecondsPerMonth / kRecordFileBytes);
  load.writes = dataset.writes ? dataset.writes->value : load.object_puts / kSecondsPerMonth;
  if (load.records && !stated) load.reads = 0;
  load.peak_reads = dataset.peak_reads ? dataset.peak_reads->value : kPeakToMean * load.reads;
  load.peak_writes = dataset.peak_writes ? dataset.peak_writes->value : kPeakToMean * load.writes;
  if (load.records && (dataset.reads || dataset.writes) && !(dataset.peak_reads || dataset.peak_writes))
    load.assumptions.push_back(fmt::format("peaks of {:g} times the mean rate", kPeakToMean));
}

void add_queries(const Dataset& dataset, DatasetLoad& load) {
  if (dataset.queries.empty()) return;
  load.query_weight = 0;
  for (const std::string& query : dataset.queries)
    load.query_weight += weight_of(query) / static_cast<double>(dataset.queries.size());
}

// What prices are compared over: its life, where it has one.
double compared_months(const Dataset& dataset, double horizon_months) {
  const double life = dataset.retention ? dataset.retention->value / kSecondsPerMonth : 0;
  return life > 0 ? life : std::max(horizon_months, kMonthsPerYear);
}

}  // namespace

// PostgreSQL: 24 bytes of header per row, pages nine tenths full, a primary key
// and one more index: 1.4 for rows of a few hundred bytes. InnoDB is alike.
double table_bytes(double bytes) { return 1.4 * bytes; }

double share_of_reads(const Dataset& dataset, double horizon_months) {
  if (!dataset.hot_for) return 1;
  const double hot = dataset.hot_for->value / kSecondsPerMonth;
  return std::min(1.0, hot / compared_months(dataset, horizon_months));
}

DatasetLoad dataset_load(const Dataset& dataset, double months) {
  DatasetLoad load;
  load.records = dataset.kind == DatasetKind::records;
  add_volume(dataset, months, load);
  add_objects(dataset, load);
  add_traffic(dataset, load);
  add_queries(dataset, load);
  load.connections = dataset.connections.value_or(0);
  load.working_set_given = dataset.working_set.has_value();
  load.working_set =
      load.working_set_given ? dataset.working_set->value : kSharePlannedFor * table_bytes(load.end_bytes);
  load.may_wait = dataset.access == Access::archive;
  load.latency = dataset.latency_p99 ? dataset.latency_p99->value : 0;
  if (dataset.retention) load.life_months = dataset.retention->value / kSecondsPerMonth;
  load.compare_months = compared_months(dataset, months);
  // Objects that are replaced as they expire: the data as a whole stays.
  constexpr double kRenewed = 0.5;
  const bool stays = load.object_puts * load.life_months > kRenewed * load.objects;
  load.spread_months = stays ? std::max({load.compare_months, months, kMonthsPerYear}) : load.compare_months;
  if (dataset.hot_for) {
    load.hot_months = std::min(dataset.hot_for->value / kSecondsPerMonth, load.compare_months);
    const double share = share_of_reads(dataset, months);
    load.object_gets *= share;
    load.read_bytes *= share;
    load.full_reads *= share;
  }
  return load;
}

}  // namespace cloudplan
