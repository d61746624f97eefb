// What every table of a catalog holds, column by column: one description that
// drives the reading of data/*.csv, the checks of an image, `catalog show` and
// the table of columns in data/README.md.

#ifndef CLOUDPLAN_SRC_CATALOG_CATALOG_SCHEMA_HPP_
#define CLOUDPLAN_SRC_CATALOG_CATALOG_SCHEMA_HPP_

#include "cloudplan/catalog.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <tuple>

namespace cloudplan {

enum class TableId : std::uint8_t {
  source,
  provider,
  region,
  instance_type,
  price,
  notebook,
  object_storage,
  block_storage,
  transfer,
  database_plan,
  database_storage,
  database_serverless,
  managed_meter,
  free_tier,
  accelerator,
  cpu,
  processor,
  cpu_rule,
  model,
  constant,
  machine_region,
  network_rule
};
inline constexpr std::size_t kTables = 22;

enum class ColumnKind : std::uint8_t {
  text,       // a Name
  number,     // a double
  rate,       // an HourlyRate, written in dollars
  boolean,    // "yes" or "no", an unsigned number of `size` bytes
  bit,        // "yes" or "no", one bit of an unsigned number
  choice,     // one of `choices`, kept as its place among them
  reference,  // an Index (or a 16-bit one) into table `target`, written as a key
  plain       // a number that only the compiler writes
};

struct Column {
  std::string_view name;  // in the CSV; "" when the compiler computes the member
  ColumnKind kind = ColumnKind::text;
  std::uint16_t offset = 0;  // of the member in its record
  std::uint16_t size = 0;    // of the member
  std::string_view help;     // meaning and unit
  bool required = false;
  double min = 0;
  double max = std::numeric_limits<double>::infinity();
  std::uint32_t bit = 0;
  TableId target = TableId::source;
  std::span<const std::string_view> choices = {};
};

struct Schema {
  TableId id = TableId::source;
  std::string_view table;  // name of the CSV file without ".csv"
  std::string_view title;  // what a row is
  std::size_t record_size = 0;
  std::span<const Column> columns;
};

// Of every table, in the order of TableId and of Catalog's tables.
std::span<const Schema> catalog_schemas();
const Schema& schema_of(TableId table);

// The schemas as they are written down, by topic.
Schema source_schema();
Schema provider_schema();
Schema region_schema();
Schema instance_type_schema();
Schema price_schema();
Schema notebook_schema();
Schema object_storage_schema();
Schema block_storage_schema();
Schema transfer_schema();
Schema database_plan_schema();
Schema database_storage_schema();
Schema database_serverless_schema();
Schema managed_meter_schema();
Schema machine_region_schema();
Schema free_tier_schema();
Schema accelerator_schema();
Schema cpu_schema();
Schema processor_schema();
Schema cpu_rule_schema();
Schema network_rule_schema();
Schema model_schema();
Schema constant_schema();

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_CATALOG_SCHEMA_HPP_
