#include "cloudplan/price_guard.hpp"
#include "offer_words.hpp"
#include "record_output.hpp"
#include "record_rows.hpp"
#include "support/json_writer.hpp"

#include <cstdlib>

namespace cloudplan::cli {

namespace {

void write_member(JsonWriter& json, const Catalog& catalog, const Column& column, const std::byte* record) {
  constexpr int kDigits = 12;
  const std::string value = member_text(catalog, column, record);
  if (value.empty())
    json.null(column.name);
  else if (column.kind == ColumnKind::number || column.kind == ColumnKind::rate)
    json.number(column.name, std::strtod(value.c_str(), nullptr), kDigits);
  else if (column.kind == ColumnKind::bit || column.kind == ColumnKind::boolean)
    json.boolean(column.name, value == "yes");
  else
    json.text(column.name, value);
}

void write_prices(JsonWriter& json, const Catalog& catalog, const RecordView& view,
                  const InstanceType& type) {
  json.begin_array("prices");
  for (const Price& price : catalog.prices_of(type)) {
    if (!region_matches(catalog, view, price.region)) continue;
    json.begin_object();
    for (const Column& column : schema_of(TableId::price).columns)
      if (!column.name.empty())
        write_member(json, catalog, column, reinterpret_cast<const std::byte*>(&price));
    json.text("doubt", suspect_text(price.suspect));
    json.end_object();
  }
  json.end_array();
}

void write_record(JsonWriter& json, const Catalog& catalog, const RecordView& view, RecordPlace place) {
  json.begin_object();
  for (const Column& column : schema_of(place.table).columns)
    if (!column.name.empty()) write_member(json, catalog, column, record_at(catalog, place));
  if (place.table == TableId::instance_type) {
    const InstanceType& type = catalog.instance_types()[place.index];
    if (type.cpu == kNoIndex)
      json.null("cpu");
    else
      json.text("cpu", catalog.text(catalog.cpus()[type.cpu].key));
    write_prices(json, catalog, view, type);
  }
  json.end_object();
}

}  // namespace

std::string records_as_json(const Catalog& catalog, const RecordView& view) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", "cloudplan.catalog-show/1");
  json.begin_array("tables");
  for (const auto& group : group_by_table(catalog, view)) {
    json.begin_object();
    json.text("table", schema_of(group.front().table).table);
    json.begin_array("rows");
    for (const RecordPlace place : group) write_record(json, catalog, view, place);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace cloudplan::cli
