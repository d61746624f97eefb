// Words to write a table's columns with. Only the schema_*.cpp include this.

#ifndef CLOUDPLAN_SRC_CATALOG_SCHEMA_BUILDER_HPP_
#define CLOUDPLAN_SRC_CATALOG_SCHEMA_BUILDER_HPP_

#include "catalog/catalog_schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cloudplan {

struct RecordMember {
  std::uint16_t offset;
  std::uint16_t size;
};

// Where a member lies in a record. offsetof is a macro, and so is this.
#define CLOUDPLAN_MEMBER(record, member) \
  RecordMember { offsetof(record, member), sizeof(record::member) }

constexpr Column make_column(std::string_view name, ColumnKind kind, RecordMember member,
                             std::string_view help) {
  Column column;
  column.name = name;
  column.kind = kind;
  column.offset = member.offset;
  column.size = member.size;
  column.help = help;
  return column;
}

constexpr Column text(std::string_view name, RecordMember member, std::string_view help) {
  return make_column(name, ColumnKind::text, member, help);
}
// A number between `min` and `max`, both allowed.
constexpr Column number(std::string_view name, RecordMember member, std::string_view help, double min = 0,
                        double max = 1e15) {
  Column column = make_column(name, ColumnKind::number, member, help);
  column.min = min;
  column.max = max;
  return column;
}
constexpr Column rate(std::string_view name, RecordMember member, std::string_view help) {
  Column column = make_column(name, ColumnKind::rate, member, help);
  column.min = 1e-6;  // a price of nothing is no price
  column.max = 4294;
  return column;
}
constexpr Column boolean(std::string_view name, RecordMember member, std::string_view help) {
  return make_column(name, ColumnKind::boolean, member, help);
}
constexpr Column bit(std::string_view name, RecordMember member, std::uint32_t mask, std::string_view help) {
  Column column = make_column(name, ColumnKind::bit, member, help);
  column.bit = mask;
  return column;
}
constexpr Column choice(std::string_view name, RecordMember member, std::span<const std::string_view> choices,
                        std::string_view help) {
  Column column = make_column(name, ColumnKind::choice, member, help);
  column.choices = choices;
  return column;
}
constexpr Column reference(std::string_view name, RecordMember member, TableId target,
                           std::string_view help) {
  Column column = make_column(name, ColumnKind::reference, member, help);
  column.target = target;
  return column;
}
// A member that the compiler fills; no column of the CSV.
constexpr Column computed(ColumnKind kind, RecordMember member, TableId target = TableId::source) {
  Column column = make_column("", kind, member, "");
  column.target = target;
  column.max = 1e15;
  return column;
}
constexpr Column computed_choice(RecordMember member, std::span<const std::string_view> choices) {
  return choice("", member, choices, "");
}
inline constexpr std::string_view kCpuCertainties[] = {"documented", "several", "observed", "unknown"};
constexpr Column required(Column column) {
  column.required = true;
  return column;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_SCHEMA_BUILDER_HPP_
