// Comparisons as a row for each cell, so that a spreadsheet can pivot: CSV, and chosen columns of it.

#include "cloudplan/comparison.hpp"
#include "report/plan_words.hpp"
#include "support/column_title.hpp"
#include "support/format_text.hpp"
#include "support/text_table.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::array<std::string_view, 11> kColumns = {"table",    "column",  "kind",        "name",
                                                       "offer",    "place",   "monthly_usd", "once_usd",
                                                       "complete", "seconds", "why_not"};
using FlatRow = std::array<std::string, kColumns.size()>;

bool is_number(std::string_view column) {
  return column == "monthly_usd" || column == "once_usd" || column == "seconds";
}

std::string decimal(double value) { return is_known(value) ? fmt::format("{:.6g}", value) : ""; }
std::string decimal(Money amount) { return fmt::format("{:.9g}", amount.dollars()); }

FlatRow cell_row(const ComparisonTable& table, const ComparisonTable::Row& row, std::size_t c) {
  const ComparisonCell& cell = row.cells[c];
  FlatRow flat = {table.key, table.columns[c].key, row.kind, row.name, cell.offer, cell.place};
  if (!cell.possible) {
    flat[10] = cell.why.empty() ? "not in this file" : "nothing: " + cell.why;
    return flat;
  }
  flat[6] = decimal(cell.monthly);
  flat[7] = decimal(cell.once);
  flat[8] = cell.complete ? "true" : "false";
  flat[9] = decimal(cell.seconds);
  return flat;
}

FlatRow total_row(const ComparisonTable& table, const ComparisonTable::Column& column) {
  FlatRow flat = {table.key, column.key, "total", "total"};
  if (column.whole) {
    flat[6] = decimal(column.monthly);
    flat[7] = decimal(column.once);
  }
  flat[10] = !column.whole ? "not everything" : column.conflicts.empty() ? "" : column.conflicts.front();
  return flat;
}

std::vector<FlatRow> flat_rows(std::span<const ComparisonTable> tables) {
  std::vector<FlatRow> rows;
  for (const ComparisonTable& table : tables) {
    for (const auto& row : table.rows)
      for (std::size_t c = 0; c < row.cells.size(); ++c) rows.push_back(cell_row(table, row, c));
    if (!table.totals) continue;
    for (const auto& column : table.columns) rows.push_back(total_row(table, column));
  }
  return rows;
}

}  // namespace

std::span<const std::string_view> comparison_column_names() { return kColumns; }

std::string render_columns(std::span<const ComparisonTable> tables, std::span<const std::string_view> columns,
                           const ReportOptions& options) {
  const bool csv = options.format == ReportFormat::csv;
  std::vector<std::size_t> chosen;
  std::vector<TextTable::Column> titles;
  for (const std::string_view name : columns) {
    const auto at = std::find(kColumns.begin(), kColumns.end(), name);
    if (at == kColumns.end()) continue;
    chosen.push_back(static_cast<std::size_t>(at - kColumns.begin()));
    titles.push_back({.title = csv ? std::string(name) : column_title(name),
                      .numbers = is_number(name),
                      .wraps = !is_number(name)});
  }
  TextTable made(std::move(titles));
  for (FlatRow& row : flat_rows(tables)) {
    std::vector<std::string> cells;
    for (const std::size_t column : chosen) cells.push_back(row[column]);
    made.add_row(std::move(cells));
  }
  if (csv) return with_blanks(made.to_csv());
  if (options.format == ReportFormat::markdown) return with_blanks(made.to_markdown());
  return made.to_text(options.columns, {.color = options.color, .unicode = options.unicode});
}

}  // namespace cloudplan
