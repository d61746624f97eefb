#include "record_rows.hpp"

#include "support/glob.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

bool region_matches(const Catalog& catalog, const RecordView& view, Index region) {
  return view.region.empty() || region == kNoIndex ||
         glob_matches(view.region, catalog.text(catalog.regions()[region].key));
}

std::vector<std::vector<RecordPlace>> group_by_table(const Catalog& catalog, const RecordView& view) {
  std::vector<std::vector<RecordPlace>> groups;
  std::vector<RecordPlace> records = view.records;
  std::stable_sort(records.begin(), records.end(),
                   [](const RecordPlace& a, const RecordPlace& b) { return a.table < b.table; });
  for (const RecordPlace place : records) {
    if (!region_matches(catalog, view, reference_of(catalog, place, "region"))) continue;
    if (groups.empty() || groups.back().front().table != place.table) groups.emplace_back();
    groups.back().push_back(place);
  }
  return groups;
}

std::string record_title(const Catalog& catalog, RecordPlace place) {
  const Index provider = reference_of(catalog, place, "provider");
  const Index region = reference_of(catalog, place, "region");
  if (place.table == TableId::instance_type) return catalog.full_name(catalog.instance_types()[place.index]);
  std::string title =
      provider == kNoIndex ? "" : fmt::format("{} ", key_of(catalog, TableId::provider, provider));
  title += key_of(catalog, place.table, place.index);
  if (region != kNoIndex) title += fmt::format(" in {}", key_of(catalog, TableId::region, region));
  return title;
}

namespace {

bool is_shown(const Column& column) {
  return !column.name.empty() && column.name != "source" && column.name != "notes";
}

}  // namespace

RecordRows record_rows(const Catalog& catalog, const std::vector<RecordPlace>& records, std::size_t limit) {
  RecordRows rows;
  const std::size_t count = limit == 0 ? records.size() : std::min(limit, records.size());
  rows.cells.resize(count);
  for (const Column& column : schema_of(records.front().table).columns) {
    if (!is_shown(column)) continue;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < count; ++i)
      values.push_back(member_text(catalog, column, record_at(catalog, records[i])));
    if (std::all_of(values.begin(), values.end(),
                    [&](const auto& value) { return value == values.front(); })) {
      if (!values.front().empty() && values.front() != "no")
        rows.common.emplace_back(std::string(column.name), values.front());
      continue;
    }
    rows.columns.push_back(&column);
    for (std::size_t i = 0; i < count; ++i) rows.cells[i].push_back(std::move(values[i]));
  }
  return rows;
}

}  // namespace cloudplan::cli
