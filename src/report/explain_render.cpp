// Explanations as text, Markdown and JSON.

#include "cloudplan/explain.hpp"
#include "report/plan_words.hpp"
#include "report/table_report.hpp"
#include "support/json_writer.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr const char* kExplainSchemaName = "cloudplan.explanation/1";

TextTable number_table(const ExplainSection& section, bool titled) {
  TextTable table({{.title = titled ? "What" : "", .wraps = true},
                   {.title = titled ? "Value" : "", .numbers = true, .wraps = true},
                   {.title = titled ? "How" : "", .wraps = true}});
  for (const ExplainNumber& number : section.numbers)
    table.add_cells({{number.label}, {number.text}, {number.how, Tone::faint}});
  return table;
}

TextTable text_table(const ExplainTable& explained) {
  std::vector<TextTable::Column> columns;
  for (const ExplainTable::Column& column : explained.columns)
    columns.push_back({.title = column.title, .numbers = column.numbers, .wraps = !column.numbers});
  TextTable table(std::move(columns));
  for (const auto& row : explained.rows) {
    std::vector<std::string> cells;
    for (const ExplainTable::Cell& cell : row) cells.push_back(cell.text);
    table.add_row(std::move(cells));
  }
  return table;
}

void add_text(Sheet& sheet, const Explanation& explanation) {
  sheet.blank();
  sheet.heading(explanation.name, explanation.headline);
  for (const ExplainSection& section : explanation.sections) {
    sheet.blank();
    sheet.heading("  " + section.title, "");
    if (!section.numbers.empty()) sheet.table(number_table(section, false), 4);
    for (const ExplainTable& table : section.tables) sheet.table(text_table(table), 4);
    for (const std::string& sentence : section.sentences) sheet.paragraph(sentence, 4, 2);
  }
}

std::string render_text(std::span<const Explanation> explanations, const std::string& name,
                        const ReportOptions& options) {
  Sheet sheet(std::clamp(options.columns, 40, 160), {.color = options.color, .unicode = options.unicode},
              options.verbose);
  sheet.heading(name.empty() ? "plan" : name, "how every number comes about");
  for (const Explanation& explanation : explanations) add_text(sheet, explanation);
  sheet.blank();
  sheet.paragraph(configured_text(options) + convention_text(), 0, 0, Tone::faint);
  return sheet.take();
}

std::string render_markdown(std::span<const Explanation> explanations, const std::string& name,
                            const ReportOptions& options) {
  std::string text =
      fmt::format("# {}: how every number comes about\n", markdown_text(name.empty() ? "plan" : name));
  for (const Explanation& explanation : explanations) {
    text +=
        fmt::format("\n## {}: {}\n", markdown_text(explanation.name), markdown_text(explanation.headline));
    for (const ExplainSection& section : explanation.sections) {
      text += fmt::format("\n### {}\n\n", markdown_text(section.title));
      if (!section.numbers.empty()) text += number_table(section, true).to_markdown();
      for (const ExplainTable& table : section.tables)
        text += (text.ends_with("|\n") ? "\n" : "") + text_table(table).to_markdown();
      if (!section.sentences.empty() && text.ends_with("|\n")) text += '\n';
      for (const std::string& sentence : section.sentences) text += "- " + markdown_text(sentence) + '\n';
    }
  }
  return with_blanks(text + '\n' + configured_text(options) + convention_text() + '\n');
}

void write_number(JsonWriter& json, const ExplainNumber& number) {
  json.begin_object();
  json.text("key", number.key);
  json.text("label", with_blanks(number.label));
  json.number("value", number.value, 12);
  json.text("unit", number.unit);
  json.text("text", with_blanks(number.text));
  json.text("how", with_blanks(number.how));
  json.end_object();
}

void write_table(JsonWriter& json, const ExplainTable& table) {
  json.begin_array(table.key);
  for (const auto& row : table.rows) {
    json.begin_object();
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string& key = table.columns[c].key;
      if (table.columns[c].numbers)
        json.number(key, row[c].value, 12);
      else
        json.text(key, with_blanks(row[c].name.empty() ? row[c].text : row[c].name));
    }
    json.end_object();
  }
  json.end_array();
}

void write_section(JsonWriter& json, const ExplainSection& section) {
  json.begin_object();
  json.text("key", section.key);
  json.text("title", with_blanks(section.title));
  json.begin_array("numbers");
  for (const ExplainNumber& number : section.numbers) write_number(json, number);
  json.end_array();
  for (const ExplainTable& table : section.tables) write_table(json, table);
  std::vector<std::string> sentences;
  for (const std::string& sentence : section.sentences) sentences.push_back(with_blanks(sentence));
  json.texts("sentences", sentences);
  json.end_object();
}

std::string render_json(std::span<const Explanation> explanations, const std::string& name) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", kExplainSchemaName);
  json.text("name", name);
  json.begin_array("items");
  for (const Explanation& explanation : explanations) {
    json.begin_object();
    json.text("kind", explanation.kind);
    json.text("name", explanation.name);
    json.text("headline", with_blanks(explanation.headline));
    json.begin_array("sections");
    for (const ExplainSection& section : explanation.sections) write_section(json, section);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace

std::string render(std::span<const Explanation> explanations, const std::string& workload_name,
                   const ReportOptions& options) {
  if (options.format == ReportFormat::table) return render_text(explanations, workload_name, options);
  if (options.format == ReportFormat::json) return render_json(explanations, workload_name);
  return render_markdown(explanations, workload_name, options);
}

}  // namespace cloudplan
