// Comparisons as text (side by side where there is room, else in sections),
// Markdown and JSON.

#include "cloudplan/comparison.hpp"
#include "report/plan_words.hpp"
#include "report/table_report.hpp"
#include "support/format_text.hpp"
#include "support/json_writer.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr const char* kComparisonSchemaName = "cloudplan.comparison/1";

std::string dash_or(Money amount, std::int64_t in_cents, bool complete) {
  return (amount.nanos == 0 ? std::string("-") : amount_text(amount, in_cents)) + (complete ? "" : " + ?");
}

// "$17.43 a month, $1.45 once"
std::string cost_text(const ComparisonCell& cell) {
  std::string text;
  if (cell.monthly.nanos != 0 || cell.once.nanos == 0)
    text = amount_text(cell.monthly, cell.monthly_cents) + " a month";
  if (cell.once.nanos != 0)
    text += (text.empty() ? "" : ", ") + amount_text(cell.once, cell.once_cents) + " once";
  return unbroken(text + (cell.complete ? "" : " + ?"));
}

// The total of a column, as a cell.
ComparisonCell total_of(const ComparisonTable::Column& column) {
  ComparisonCell cell;
  cell.monthly = column.monthly;
  cell.once = column.once;
  cell.monthly_cents = cents(column.monthly);
  cell.once_cents = cents(column.once);
  return cell;
}

// "2 × g6.xlarge (NVIDIA L4)": machines with the sign that the terminal can show.
std::string shown_offer(const ComparisonTable::Row& row, const std::string& offer, const TextStyle& style) {
  const std::size_t end = offer.find(" x ");
  if (row.kind != "task" || end == std::string::npos || offer.find_first_not_of("0123456789") != end)
    return offer;
  return offer.substr(0, end + 1) + std::string(style.times()) + offer.substr(end + 2);
}

std::string what_text(const ComparisonCell& cell) {
  if (!cell.possible) return cell.why.empty() ? "not in this file" : "nothing: " + cell.why;
  return cell.offer;
}

// --- Side by side ------------------------------------------------------------

constexpr int kNameColumns = 14, kLeastCellColumns = 24, kGap = 2;

bool fits_side_by_side(const ComparisonTable& table, int columns) {
  const auto count = static_cast<int>(table.columns.size());
  return kNameColumns + count * (kLeastCellColumns + kGap) <= columns;
}

std::vector<std::string> cell_lines(const ComparisonTable::Row& row, const ComparisonCell& cell,
                                    const TextStyle& style) {
  if (!cell.possible) return {what_text(cell), "", ""};
  std::string cost = cost_text(cell);
  if (is_known(cell.seconds)) cost += ", " + unbroken(time_text({cell.seconds}));
  return {shown_offer(row, cell.offer, style), cell.place, cost};
}

// By how much a column costs more in the first month than the first one: "+16%".
std::string gap_text(const ComparisonTable& table, std::size_t c) {
  const auto &base = table.columns.front(), &column = table.columns[c];
  const double before = (base.monthly + base.once).dollars();
  if (c == 0 || !base.whole || !column.whole || !(before > 0)) return {};
  const double ratio = (column.monthly + column.once).dollars() / before;
  if (ratio >= 10) return factor_text(ratio) + "x";
  return std::abs(ratio - 1) < 0.005 ? "0%" : fmt::format("{:+.0f}%", (ratio - 1) * 100);
}

std::string total_text(const ComparisonTable& table, std::size_t c) {
  const auto& column = table.columns[c];
  if (!column.whole) return "not everything";
  const std::string gap = gap_text(table, c);
  return cost_text(total_of(column)) + (gap.empty() ? "" : ", " + gap) +
         (column.conflicts.empty() ? "" : ", over a limit");
}

TextTable side_by_side(const ComparisonTable& table, const TextStyle& style) {
  std::vector<TextTable::Column> columns = {{.title = "", .wraps = true}};
  for (const auto& column : table.columns) columns.push_back({.title = column.title, .wraps = true});
  TextTable made(std::move(columns));
  for (const auto& row : table.rows)
    for (std::size_t line = 0; line < 3; ++line) {
      std::vector<TextTable::Cell> cells = {{line == 0 ? row.name : "", Tone::strong}};
      bool any = line == 0;
      for (const ComparisonCell& cell : row.cells) {
        cells.push_back({cell_lines(row, cell, style)[line], line == 1 ? Tone::faint : Tone::plain});
        any = any || !cells.back().text.empty();
      }
      if (any) made.add_cells(std::move(cells));
    }
  if (!table.totals) return made;
  made.add_rule();
  std::vector<TextTable::Cell> cells = {{"total", Tone::strong}};
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    cells.push_back({total_text(table, c), Tone::strong});
  made.add_cells(std::move(cells));
  return made;
}

// --- In sections, one for each row ----------------------------------------------

TextTable section_table(bool timed) {
  return TextTable({{.title = "", .wraps = true},
                    {.title = "OFFER", .wraps = true},
                    {.title = timed ? "TIME" : "", .numbers = true},
                    {.title = "A MONTH", .numbers = true},
                    {.title = "ONCE", .numbers = true}});
}

void add_totals(Sheet& sheet, const ComparisonTable& table) {
  sheet.blank();
  sheet.heading("total", "");
  TextTable totals({{.title = "", .wraps = true},
                    {.title = "A MONTH", .numbers = true},
                    {.title = "ONCE", .numbers = true},
                    {.title = "GAP", .numbers = true},
                    {.title = ""}});
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const auto& column = table.columns[c];
    totals.add_row({column.title, column.whole ? dash_or(column.monthly, cents(column.monthly), true) : "",
                    column.whole ? dash_or(column.once, cents(column.once), true) : "", gap_text(table, c),
                    !column.whole              ? "not everything"
                    : column.conflicts.empty() ? ""
                                               : "over a limit"});
  }
  sheet.table(totals, 2);
}

std::vector<std::string> notes_of(const ComparisonTable& table) {
  std::vector<std::string> notes = table.notes;
  for (const auto& column : table.columns)
    if (!column.conflicts.empty())
      notes.push_back(fmt::format("{} is over a limit: {}.", column.title, column.conflicts.front()));
  return notes;
}

void add_notes(Sheet& sheet, const ComparisonTable& table) {
  for (const std::string& note : notes_of(table)) sheet.paragraph(note, 2, 2);
}

// How many columns of the row have nothing for that reason.
std::ptrdiff_t sharing(const ComparisonTable::Row& row, const std::string& why) {
  return std::count_if(row.cells.begin(), row.cells.end(),
                       [&](const ComparisonCell& cell) { return !cell.possible && cell.why == why; });
}

// "kaggle, paperspace: nothing: too little memory", instead of a line for each.
void add_shared_reasons(Sheet& sheet, const ComparisonTable& table, const ComparisonTable::Row& row) {
  std::vector<std::string> said;
  for (const ComparisonCell& cell : row.cells) {
    if (cell.possible || cell.why == kNothingOfTheKind || sharing(row, cell.why) < 2 ||
        std::count(said.begin(), said.end(), cell.why))
      continue;
    said.push_back(cell.why);
    std::vector<std::string> titles;
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      if (!row.cells[c].possible && row.cells[c].why == cell.why) titles.push_back(table.columns[c].title);
    sheet.paragraph(comma_list(titles) + ": " + what_text(cell), 2, 2, Tone::faint);
  }
}

// Whether the provider's best is what the plan has: one line says both.
bool same_as_plan(const ComparisonTable& table, const ComparisonTable::Row& row, std::size_t c) {
  const ComparisonCell &plan = row.cells[0], &cell = row.cells[c];
  return c > 0 && table.columns[0].key == "plan" && plan.possible && cell.possible &&
         plan.offer == cell.offer && plan.place == cell.place && plan.monthly == cell.monthly &&
         plan.once == cell.once && !plan.offer.empty();
}

bool has_line(const ComparisonTable& table, const ComparisonTable::Row& row, std::size_t c) {
  return row.cells[c].why != kNothingOfTheKind && !same_as_plan(table, row, c);
}

void add_omissions(Sheet& sheet, const ComparisonTable& table) {
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      if (!has_line(table, row, c)) {
        sheet.blank();
        return sheet.paragraph(
            "A provider without a line has nothing of the kind, or its best is the line of the plan.", 2, 2,
            Tone::faint);
      }
}

void add_sections(Sheet& sheet, const ComparisonTable& table) {
  if (table.totals) add_totals(sheet, table);
  add_notes(sheet, table);
  for (const auto& row : table.rows) {
    sheet.blank();
    sheet.heading(row.name, row.title);
    const bool timed = std::any_of(row.cells.begin(), row.cells.end(),
                                   [](const ComparisonCell& c) { return is_known(c.seconds); });
    TextTable made = section_table(timed);
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const ComparisonCell& cell = row.cells[c];
      const std::string& title = table.columns[c].title;
      if (!has_line(table, row, c)) continue;
      if (!cell.possible) {
        if (sharing(row, cell.why) == 1)
          made.add_cells({{title}, {what_text(cell), Tone::faint}, {""}, {""}, {""}});
        continue;
      }
      made.add_cells({{title},
                      {shown_offer(row, cell.offer, sheet.style()) +
                       (cell.place.empty() || cell.offer.empty() ? "" : " in ") + cell.place},
                      {is_known(cell.seconds) ? time_text({cell.seconds}) : ""},
                      {dash_or(cell.monthly, cell.monthly_cents, cell.complete)},
                      {dash_or(cell.once, cell.once_cents, true)}});
    }
    sheet.table(made, 2);
    add_shared_reasons(sheet, table, row);
  }
  add_omissions(sheet, table);
}

std::string render_text(std::span<const ComparisonTable> tables, const std::string& title,
                        const ReportOptions& options) {
  const int width = std::clamp(options.columns, 40, 240);
  Sheet sheet(width, {.color = options.color, .unicode = options.unicode}, options.verbose);
  sheet.heading(title.empty() ? "plan" : title, "side by side");
  for (const ComparisonTable& table : tables) {
    sheet.blank();
    sheet.paragraph("== " + table.title, 0, 0, Tone::faint);
    if (fits_side_by_side(table, width)) {
      sheet.table(side_by_side(table, sheet.style()));
      add_notes(sheet, table);
    } else {
      add_sections(sheet, table);
    }
  }
  sheet.blank();
  sheet.paragraph(configured_text(options) + convention_text(), 0, 0, Tone::faint);
  return sheet.take();
}

std::string render_markdown(std::span<const ComparisonTable> tables, const std::string& title,
                            const ReportOptions& options) {
  std::string text = fmt::format("# {}: side by side\n", markdown_text(title.empty() ? "plan" : title));
  for (const ComparisonTable& table : tables) {
    text += fmt::format("\n## {}\n\n{}", markdown_text(table.title),
                        side_by_side(table, {.unicode = true}).to_markdown());
    const auto notes = notes_of(table);
    if (!notes.empty()) text += '\n';
    for (const std::string& note : notes) text += "- " + markdown_text(note) + '\n';
  }
  return with_blanks(text + '\n' + configured_text(options) + convention_text() + '\n');
}

void write_cell(JsonWriter& json, const ComparisonCell& cell, const std::string& column) {
  json.begin_object();
  json.text("column", column);
  json.boolean("possible", cell.possible);
  if (cell.possible) {
    json.text("offer", cell.offer);
    json.text("place", cell.place);
    json.money("monthly_usd", cell.monthly);
    json.money("once_usd", cell.once);
    json.boolean("complete", cell.complete);
    json.number("seconds", cell.seconds);
  } else {
    json.text("why_not", what_text(cell));
  }
  json.end_object();
}

void write_columns(JsonWriter& json, const ComparisonTable& table) {
  json.begin_array("columns");
  for (const auto& column : table.columns) {
    json.begin_object();
    json.text("key", column.key);
    json.text("title", column.title);
    if (table.totals) {
      json.boolean("whole", column.whole);
      if (column.whole) {
        json.money("monthly_usd", column.monthly);
        json.money("once_usd", column.once);
      }
      json.texts("conflicts", column.conflicts);
    }
    json.end_object();
  }
  json.end_array();
}

std::string render_json(std::span<const ComparisonTable> tables, const std::string& title) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", kComparisonSchemaName);
  json.text("name", title);
  json.begin_array("tables");
  for (const ComparisonTable& table : tables) {
    json.begin_object();
    json.text("key", table.key);
    json.text("title", table.title);
    write_columns(json, table);
    json.begin_array("rows");
    for (const auto& row : table.rows) {
      json.begin_object();
      json.text("kind", row.kind);
      json.text("name", row.name);
      json.text("title", with_blanks(row.title));
      json.begin_array("cells");
      for (std::size_t c = 0; c < row.cells.size(); ++c) write_cell(json, row.cells[c], table.columns[c].key);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.texts("notes", table.notes);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace

std::string render(std::span<const ComparisonTable> tables, const std::string& title,
                   const ReportOptions& options) {
  switch (options.format) {
    case ReportFormat::json:
      return render_json(tables, title);
    case ReportFormat::csv:
      return render_columns(tables, comparison_column_names(), options);
    case ReportFormat::markdown:
    case ReportFormat::html:
      return render_markdown(tables, title, options);
    case ReportFormat::table:
      break;
  }
  return render_text(tables, title, options);
}

}  // namespace cloudplan
