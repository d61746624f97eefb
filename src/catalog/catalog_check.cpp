#include "catalog/catalog_check.hpp"

#include "catalog/record_bytes.hpp"

#include <array>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

class Checker {
 public:
  Checker(const Catalog& catalog, std::size_t text_bytes) : text_bytes_(text_bytes) {
    for (const Schema& schema : catalog_schemas())
      tables_[static_cast<std::size_t>(schema.id)] = table_bytes(catalog, schema.id);
  }

  bool keeps(const Schema& schema) const {
    const TableBytes table = tables_[static_cast<std::size_t>(schema.id)];
    for (std::size_t i = 0; i < table.count; ++i)
      for (const Column& column : schema.columns)
        if (!keeps(column, table.data + i * schema.record_size + column.offset)) return false;
    return true;
  }

 private:
  bool keeps(const Column& column, const std::byte* at) const {
    switch (column.kind) {
      case ColumnKind::text: {
        const Name name = load<Name>(at);
        return std::uint64_t{name.offset} + name.length <= text_bytes_ && !(column.required && name.empty());
      }
      case ColumnKind::number: {
        const double value = load<double>(at);
        return is_known(value) ? value >= column.min && value <= column.max : !column.required;
      }
      case ColumnKind::rate: {
        const HourlyRate value = load<HourlyRate>(at);
        return !is_known(value) || (value.micros > 0 && value.dollars() <= column.max);
      }
      case ColumnKind::boolean:
        return load_unsigned(at, column.size) <= 1;
      case ColumnKind::choice:
        return load_unsigned(at, column.size) < column.choices.size();
      case ColumnKind::reference: {
        const std::uint32_t index = load_unsigned(at, column.size);
        if (index < tables_[static_cast<std::size_t>(column.target)].count) return true;
        return index == kNoIndex && !column.required;
      }
      case ColumnKind::bit:
      case ColumnKind::plain:
        return true;
    }
    return false;
  }

  std::array<TableBytes, kTables> tables_{};
  std::size_t text_bytes_;
};

// Prices of a type are binary-searched by region.
bool prices_in_place(const Catalog& catalog) {
  for (const InstanceType& type : catalog.instance_types()) {
    if (std::uint64_t{type.first_price} + type.price_count > catalog.prices().size()) return false;
    const auto prices = catalog.prices_of(type);
    for (std::size_t i = 1; i < prices.size(); ++i)
      if (prices[i - 1].region >= prices[i].region) return false;
  }
  return true;
}

template <class Record>
TableBytes bytes_of(const Catalog& catalog) {
  const auto table = catalog.table<Record>();
  return {reinterpret_cast<const std::byte*>(table.data()), table.size()};
}

}  // namespace

TableBytes table_bytes(const Catalog& catalog, TableId table) {
  switch (table) {
    case TableId::source:
      return bytes_of<Source>(catalog);
    case TableId::provider:
      return bytes_of<Provider>(catalog);
    case TableId::region:
      return bytes_of<Region>(catalog);
    case TableId::instance_type:
      return bytes_of<InstanceType>(catalog);
    case TableId::price:
      return bytes_of<Price>(catalog);
    case TableId::notebook:
      return bytes_of<Notebook>(catalog);
    case TableId::object_storage:
      return bytes_of<ObjectStorageTier>(catalog);
    case TableId::block_storage:
      return bytes_of<BlockStorage>(catalog);
    case TableId::transfer:
      return bytes_of<TransferTier>(catalog);
    case TableId::database_plan:
      return bytes_of<DatabasePlan>(catalog);
    case TableId::database_storage:
      return bytes_of<DatabaseStorage>(catalog);
    case TableId::database_serverless:
      return bytes_of<DatabaseServerless>(catalog);
    case TableId::managed_meter:
      return bytes_of<ManagedMeter>(catalog);
    case TableId::free_tier:
      return bytes_of<FreeTier>(catalog);
    case TableId::accelerator:
      return bytes_of<Accelerator>(catalog);
    case TableId::cpu:
      return bytes_of<Cpu>(catalog);
    case TableId::processor:
      return bytes_of<Processor>(catalog);
    case TableId::cpu_rule:
      return bytes_of<CpuRule>(catalog);
    case TableId::model:
      return bytes_of<ModelRecord>(catalog);
    case TableId::constant:
      return bytes_of<Constant>(catalog);
    case TableId::machine_region:
      return bytes_of<MachineRegion>(catalog);
    case TableId::network_rule:
      return bytes_of<NetworkRule>(catalog);
  }
  return {};
}

std::string find_damage(const Catalog& catalog, std::size_t text_bytes) {
  const Checker checker(catalog, text_bytes);
  for (const Schema& schema : catalog_schemas())
    if (!checker.keeps(schema)) return fmt::format("a value in its table '{}' is out of range", schema.table);
  if (!prices_in_place(catalog)) return "its prices are out of order";
  return "";
}

}  // namespace cloudplan
