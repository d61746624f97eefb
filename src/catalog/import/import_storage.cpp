// Tables that are taken over column by column.

#include "catalog/import/importers.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace cloudplan::importer {

namespace {

struct ColumnMap {
  const char* from;
  const char* to;
};
struct TableMap {
  const char* source_table;
  const char* table;
  std::vector<ColumnMap> columns;
};

const TableMap kTables[] = {{"object_storage.csv",
                             "object_storage",
                             {{"region", "region"},
                              {"service", "service"},
                              {"storage_class", "storage_class"},
                              {"redundancy", "redundancy"},
                              {"storage_usd_per_gb_month", "usd_per_gb_month"},
                              {"tier_from_gb", "tier_from_gb"},
                              {"tier_to_gb", "tier_to_gb"},
                              {"put_usd_per_1k", "put_usd_per_1k"},
                              {"get_usd_per_1k", "get_usd_per_1k"},
                              {"retrieval_usd_per_gb", "retrieval_usd_per_gb"},
                              {"min_storage_days", "min_storage_days"},
                              {"min_object_kb", "min_object_kb"},
                              {"lifecycle_transition_usd_per_1k", "lifecycle_transition_usd_per_1k"},
                              {"monitoring_usd_per_1k_objects", "monitoring_usd_per_1k_objects"},
                              {"gb_bytes", "gb_bytes"},
                              {"first_byte_latency", "first_byte_latency"},
                              {"notes", "notes"}}},
                            {"block_storage.csv",
                             "block_storage",
                             {{"region", "region"},
                              {"type", "type"},
                              {"redundancy", "redundancy"},
                              {"usd_per_gb_month", "usd_per_gb_month"},
                              {"usd_per_iops_month", "usd_per_iops_month"},
                              {"usd_per_mbps_month", "usd_per_mbps_month"},
                              {"notes", "usd_per_million_io"},
                              {"included_iops", "included_iops"},
                              {"included_mbps", "included_mbps"},
                              {"min_gb", "min_gb"},
                              {"max_gb", "max_gb"},
                              {"fixed_size_gb", "fixed_size_gb"},
                              {"usd_per_disk_month", "usd_per_disk_month"},
                              {"max_iops", "max_iops"},
                              {"max_mbps", "max_mbps"},
                              {"notes", "notes"}}},
                            {"data_transfer.csv",
                             "transfer",
                             {{"kind", "kind"},
                              {"from_region", "from"},
                              {"to", "to"},
                              {"tier_from_gb", "tier_from_gb"},
                              {"tier_to_gb", "tier_to_gb"},
                              {"usd_per_gb", "usd_per_gb"},
                              {"notes", "notes"}}},
                            {"database_plans.csv",
                             "database_plans",
                             {{"region", "region"},
                              {"service", "service"},
                              {"plan_or_instance", "plan"},
                              {"deployment", "deployment"},
                              {"vcpus", "vcpus"},
                              {"memory_gib", "memory_gib"},
                              {"storage_included_gb", "storage_included_gb"},
                              {"storage_max_gb", "storage_max_gb"},
                              {"connection_limit", "connection_limit"},
                              {"row_limit", "row_limit"},
                              {"usd_per_hour", "usd_per_hour"},
                              {"usd_per_month", "usd_per_month"},
                              {"free_tier", "free_tier"},
                              {"notes", "notes"}}},
                            {"database_storage.csv",
                             "database_storage",
                             {{"region", "region"},
                              {"service", "service"},
                              {"storage_type", "storage_type"},
                              {"usd_per_gb_month", "usd_per_gb_month"},
                              {"usd_per_iops_month", "usd_per_iops_month"},
                              {"usd_per_mbps_month", "usd_per_mbps_month"},
                              {"usd_per_million_io", "usd_per_million_io"},
                              {"backup_usd_per_gb_month", "backup_usd_per_gb_month"},
                              {"included_iops", "included_iops"},
                              {"min_gb", "min_gb"},
                              {"max_gb", "max_gb"},
                              {"notes", "notes"}}},
                            {"database_serverless.csv",
                             "database_serverless",
                             {{"region", "region"},
                              {"service", "service"},
                              {"meter", "meter"},
                              {"unit", "unit"},
                              {"usd_per_unit", "usd_per_unit"},
                              {"free_allowance", "free_allowance"},
                              {"free_allowance", "free_allowance_text"},
                              {"min_units", "min_units"},
                              {"max_units", "max_units"},
                              {"gib_per_unit", "gib_per_unit"},
                              {"notes", "notes"}}},
                            {"free_tiers.csv",
                             "free_tiers",
                             {{"service", "service"},
                              {"what", "what"},
                              {"amount", "amount"},
                              {"unit", "unit"},
                              {"per", "per"},
                              {"conditions", "conditions"}}}};

// Free allowances as published, and what they are in the unit of their meter
// over a month of 730 hours.
struct Allowance {
  const char* text;
  double units_per_month;
};
constexpr double kDays = 730.0 / 24;
constexpr Allowance kAllowances[] = {
    {"25 WCU always free", 25 * 730.0},
    {"25 RCU always free", 25 * 730.0},
    {"25 GB always free", 25},
    {"2.5 million requests a month", 2.5},
    {"first 1000 RU/s in one account per subscription", 10},
    {"first 25 GB in one account per subscription", 25},
    {"100,000 vCore-seconds and 32 GB a month per database, 10 databases", 100000.0 / 3600},
    {"50,000 a day", 0.5 * kDays},  // of 100,000
    {"20,000 a day", 0.2 * kDays},
    {"1 GiB", 1},
    {"1 TiB a month", 1},
    {"10 GB a month", 10},
    {"20 GB", 20}};

// 0 when the words are no amount of the meter's unit.
double monthly_allowance(std::string_view text) {
  for (const Allowance& known : kAllowances)
    if (text == known.text) return std::round(known.units_per_month * 1e4) / 1e4;
  return 0;
}

class TableImport {
 public:
  TableImport(Output& output, const TableMap& map) : output_(output), map_(map), table_(map.source_table) {
    columns_.emplace_back("provider");
    for (const ColumnMap& column : map.columns) columns_.emplace_back(column.to);
    columns_.emplace_back("source");
  }

  void add(const Row& row) {
    output_.read(table_);
    const std::string provider = row["provider"] == "google" ? "google-colab" : row["provider"];
    const std::string folder = output_.folder_of(provider);
    std::vector<std::string> cells{output_.is_shared(folder) ? provider : ""};
    for (const ColumnMap& column : map_.columns) cells.push_back(row[column.from]);
    if (row.has("region") && !output_.knows_region(provider, row["region"]))
      return output_.dropped(table_, "region '" + row["region"] + "' is not in regions.csv");
    if (std::string_view(map_.table) == "free_tiers") free_amount(row, cells);
    if (std::string_view(map_.table) == "database_serverless") free_allowance(row, cells);
    if (std::string_view(map_.table) == "block_storage") price_of_io(row, cells);
    cells.push_back(output_.source(folder, row["as_of"], row["source"]));
    output_.table(folder, map_.table, columns_).add(std::move(cells));
  }

 private:
  // "unlimited" and "not published" are no numbers: the amount stays unknown
  // and the words go to the conditions.
  void free_amount(const Row& row, std::vector<std::string>& cells) {
    if (row["amount"].empty() || row.number("amount") >= 0) return;
    std::string& amount = cell(cells, "amount");
    std::string& conditions = cell(cells, "conditions");
    conditions = "amount " + amount + (conditions.empty() ? "" : "; " + conditions);
    amount.clear();
    output_.changed(table_, "amount is a word: unknown, and said in the conditions");
  }

  // Only the notes of one disk type give a price per operation.
  void price_of_io(const Row& row, std::vector<std::string>& cells) {
    const bool given = row["notes"].find("0.05 USD per million I/O") != std::string::npos;
    cell(cells, "usd_per_million_io") = given ? "0.05" : "";
    if (row["notes"].find("transactions charged extra") != std::string::npos)
      output_.changed(table_, "transactions are charged extra, at a price that is not given: unknown");
  }

  std::string& cell(std::vector<std::string>& cells, std::string_view column) {
    return cells[static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) -
                                          columns_.begin())];
  }

  void free_allowance(const Row& row, std::vector<std::string>& cells) {
    const std::string text = row["free_allowance"];
    if (text.empty()) return;
    const double amount = monthly_allowance(text);
    if (amount > 0)
      output_.changed(table_, "free allowance in words: also given in units a month");
    else
      output_.changed(table_, "free allowance in words that are no amount of the unit: kept as text");
    cell(cells, "free_allowance") = amount > 0 ? plain(amount) : "";
  }

  Output& output_;
  const TableMap& map_;
  std::string table_;
  std::vector<std::string> columns_;
};

}  // namespace

void import_storage(const SourceTables& tables, Output& output) {
  for (const TableMap& map : kTables) {
    TableImport table(output, map);
    tables.each(map.source_table, [&](const Row& row) { table.add(row); });
  }
}

}  // namespace cloudplan::importer
