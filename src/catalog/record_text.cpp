#include "catalog/record_text.hpp"

#include "catalog/record_bytes.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string number(double value) { return is_known(value) ? fmt::format("{:.12g}", value) : std::string(); }

// "source" -> "aws/prices": the first text column of its table is its key.
Name first_text(const Schema& schema, const std::byte* record) {
  for (const Column& column : schema.columns)
    if (column.kind == ColumnKind::text) return load<Name>(record + column.offset);
  return {};
}

}  // namespace

const std::byte* record_at(const Catalog& catalog, RecordPlace place) {
  return table_bytes(catalog, place.table).data + place.index * schema_of(place.table).record_size;
}

std::string member_text(const Catalog& catalog, const Column& column, const std::byte* record) {
  const std::byte* const at = record + column.offset;
  switch (column.kind) {
    case ColumnKind::text:
      return std::string(catalog.text(load<Name>(at)));
    case ColumnKind::number:
      return number(load<double>(at));
    case ColumnKind::rate: {
      const auto rate = load<HourlyRate>(at);
      return is_known(rate) ? number(rate.dollars()) : std::string();
    }
    case ColumnKind::boolean:
      return load_unsigned(at, column.size) != 0 ? "yes" : "no";
    case ColumnKind::bit:
      return (load<std::uint32_t>(at) & column.bit) != 0 ? "yes" : "no";
    case ColumnKind::choice:
      return std::string(column.choices[load_unsigned(at, column.size)]);
    case ColumnKind::reference: {
      const std::uint32_t index = load_unsigned(at, column.size);
      return index == kNoIndex ? std::string() : std::string(key_of(catalog, column.target, index));
    }
    case ColumnKind::plain:
      return std::to_string(load_unsigned(at, column.size));
  }
  return {};
}

const Column* find_column(const Schema& schema, std::string_view name) {
  for (const Column& column : schema.columns)
    if (column.name == name) return &column;
  return nullptr;
}

Index reference_of(const Catalog& catalog, RecordPlace place, std::string_view name) {
  // The provider of a region is no column of its table: the folder says it.
  if (place.table == TableId::region && name == "provider") return catalog.regions()[place.index].provider;
  const Column* const column = find_column(schema_of(place.table), name);
  if (!column || column->kind != ColumnKind::reference) return kNoIndex;
  return load_unsigned(record_at(catalog, place) + column->offset, column->size);
}

std::string_view key_of(const Catalog& catalog, TableId table, Index index) {
  const RecordPlace place{table, index};
  return catalog.text(first_text(schema_of(table), record_at(catalog, place)));
}

}  // namespace cloudplan
