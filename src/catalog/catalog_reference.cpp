#include "catalog/catalog_reference.hpp"

#include "catalog/catalog_schema.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

bool has_readme_of_its_own(TableId table) {
  return table == TableId::accelerator || table == TableId::cpu || table == TableId::processor ||
         table == TableId::cpu_rule || table == TableId::network_rule || table == TableId::model;
}

std::string value_of(const Column& column) {
  std::string choices;
  switch (column.kind) {
    case ColumnKind::number:
      return "number";
    case ColumnKind::rate:
      return "USD/hour";
    case ColumnKind::boolean:
    case ColumnKind::bit:
      return "yes, no";
    case ColumnKind::reference:
      return fmt::format("key in {}", schema_of(column.target).table);
    case ColumnKind::choice:
      for (const std::string_view name : column.choices)
        choices += fmt::format("{}{}", choices.empty() ? "" : ", ", name);
      return choices;
    case ColumnKind::text:
    case ColumnKind::plain:
      return "text";
  }
  return "";
}

std::string row(std::string_view name, std::string_view value, bool required, std::string_view help) {
  return fmt::format("| `{}` | {} | {} | {} |\n", name, value, required ? "yes" : "", help);
}

}  // namespace

std::string catalog_reference() {
  std::string text;
  for (const Schema& schema : catalog_schemas()) {
    if (has_readme_of_its_own(schema.id)) continue;
    text += fmt::format("### {}.csv: {}\n\n| column | value | required | meaning |\n|---|---|---|---|\n",
                        schema.table, schema.title);
    if (schema.id == TableId::price)
      text += row("provider", "key in providers", false, "in a folder of several providers") +
              row("instance_type", "key in instance_types", true, "whose prices these are");
    if (schema.id == TableId::region)
      text += row("provider", "key in providers", false, "in a folder of several providers");
    for (const Column& column : schema.columns)
      if (!column.name.empty())
        text += row(column.name, value_of(column), column.required && column.name != "provider",
                    column.name == "provider" ? "in a folder of several providers" : column.help);
    text += '\n';
  }
  return text;
}

}  // namespace cloudplan
