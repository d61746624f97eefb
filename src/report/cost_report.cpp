#include "cost_report.hpp"

#include "report/html_parts.hpp"
#include "report/plan_words.hpp"
#include "support/json_writer.hpp"
#include "support/money_text.hpp"
#include "support/printable.hpp"
#include "support/text_table.hpp"
#include "support/text_width.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include <fmt/core.h>

namespace cloudplan {

namespace {

struct Origin {
  std::string_view as_of, text;
};

Origin origin_of(const Catalog& catalog, const CostLine& line) {
  if (line.source == kNoIndex) return {"", "given by the user"};
  const Source& source = catalog.sources()[line.source];
  return {catalog.text(source.as_of), catalog.text(source.text)};
}

std::string unit_mark() { return display_currency().is_usd() ? "$" : display_currency().code; }

constexpr int kAllDigits = 15;  // of a double that was a decimal

std::string render_json(const Cost& cost, const Catalog& catalog) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", kPriceSchema);
  json.boolean("complete", cost.complete());
  json.begin_array("lines");
  for (const CostLine& line : cost.lines) {
    const Origin origin = origin_of(catalog, line);
    json.begin_object();
    json.text("meter", line.meter);
    json.number("quantity", line.quantity, kAllDigits);
    json.text("unit", line.unit);
    json.number("unit_price_usd", line.unit_price_usd, kAllDigits);
    json.money("amount_usd", line.amount);
    json.text("as_of", origin.as_of);
    json.text("source", origin.text);
    if (!line.change.empty()) {
      json.number("list_price_usd", line.list_price_usd, kAllDigits);
      json.text("change", line.change);
    }
    json.end_object();
  }
  json.end_array();
  json.money("total_usd", cost.total());
  json.begin_array("unknown_meters");
  for (const std::string& meter : cost.unknown_meters) {
    json.begin_object();
    json.text("meter", meter);
    json.null("amount_usd");
    json.text("reason", "no price is known here");
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

std::size_t number_of(const std::vector<Index>& numbered, Index source) {
  return static_cast<std::size_t>(std::find(numbered.begin(), numbered.end(), source) - numbered.begin()) + 1;
}

// One row a line with all that is known of it: for programs.
std::string render_csv(const Cost& cost, const Catalog& catalog) {
  std::vector<TextTable::Column> columns = {
      {"meter"}, {"quantity", true}, {"unit"}, {"unit_price_usd", true}, {"amount_usd", true},
      {"as_of"}, {"source"},         {"note"}};
  // What programs read stays in dollars, with the display currency beside it.
  const bool other = !display_currency().is_usd();
  if (other)
    for (const char* const name : {"unit_price_usd", "amount_usd"})
      columns.push_back({shown_name(name), true});
  TextTable table(std::move(columns));
  for (const CostLine& line : cost.lines) {
    const Origin origin = origin_of(catalog, line);
    std::vector<std::string> cells = {line.meter,
                                      fmt::format("{:.15g}", line.quantity),
                                      line.unit,
                                      fmt::format("{:.15g}", line.unit_price_usd),
                                      exact_dollars(line.amount),
                                      std::string(origin.as_of),
                                      std::string(origin.text),
                                      line.note};
    if (other) {
      cells.push_back(fmt::format("{:.15g}", shown(line.unit_price_usd)));
      cells.push_back(exact_dollars(shown(line.amount)));
    }
    table.add_row(std::move(cells));
  }
  return table.to_csv();
}

// What all meters begin with, whole words: "S3 Glacier Deep Archive "; empty with less than two meters.
std::string_view common_start(const Cost& cost) {
  if (cost.lines.size() < 2) return {};
  std::string_view start = cost.lines.front().meter;
  for (const CostLine& line : cost.lines) {
    std::size_t same = 0;
    while (same < start.size() && same < line.meter.size() && start[same] == line.meter[same]) ++same;
    start = start.substr(0, same);
  }
  // Lines of one meter are its tiers: nothing would be left of their names.
  if (start == cost.lines.front().meter) return {};
  const std::size_t blank = start.rfind(' ');
  return blank == std::string_view::npos ? std::string_view() : start.substr(0, blank + 1);
}

// Meter, quantity, unit, price, amount, and the number of the source. Meters
// without what all begin with, which the title says; quantities to a millionth.
// The last row is the total.
std::vector<std::vector<std::string>> line_rows(const Cost& cost, std::size_t start,
                                                const std::vector<Index>& numbered) {
  std::vector<std::vector<std::string>> rows;
  for (const CostLine& line : cost.lines) {
    const std::string meter = meter_text(line).substr(start);
    rows.push_back({meter, fmt::format("{:.12g}", std::round(line.quantity * 1e6) / 1e6), line.unit,
                    fmt::format("{:.15g}", shown(line.unit_price_usd)), exact_dollars(shown(line.amount)),
                    fmt::format("[{}]", number_of(numbered, line.source))});
  }
  rows.push_back({cost.complete() ? "total" : "total of what is known", "", "", "",
                  exact_dollars(shown(cost.total())), ""});
  return rows;
}

TextTable line_table(const std::vector<std::vector<std::string>>& rows) {
  TextTable table({{"meter", false, true},
                   {"quantity", true},
                   {"unit"},
                   {"price " + unit_mark(), true},
                   {"amount " + unit_mark(), true},
                   {""}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + 1 == rows.size()) table.add_rule();
    table.add_row(rows[i]);
  }
  return table;
}

std::vector<Index> sources_of(const Cost& cost) {
  std::vector<Index> sources;
  for (const CostLine& line : cost.lines)
    if (std::find(sources.begin(), sources.end(), line.source) == sources.end())
      sources.push_back(line.source);
  return sources;
}

// What stands below the lines: what is not known, the note, the sources.
std::vector<std::string> footer(const Cost& cost, const Catalog& catalog, const std::vector<Index>& sources,
                                std::string_view note) {
  std::vector<std::string> lines;
  for (const std::string& meter : cost.unknown_meters)
    lines.push_back(fmt::format("unknown: {} has no known price here and is not in the total", meter));
  if (!note.empty()) lines.emplace_back(note);
  if (const std::string currency = currency_note(); !currency.empty()) lines.push_back(currency);
  for (const Index number : sources) {
    if (number == kNoIndex) continue;
    const Source& source = catalog.sources()[number];
    lines.push_back(fmt::format("[{}] {}: {}{}", number_of(sources, number), catalog.text(source.as_of),
                                catalog.text(source.text),
                                source.weak ? " (not found in any document: check it)" : ""));
  }
  return lines;
}

std::string html_row(const std::vector<std::string>& cells, std::string_view row_class) {
  std::string row = row_class.empty() ? "<tr>" : fmt::format("<tr class=\"{}\">", row_class);
  for (std::size_t i = 0; i < cells.size(); ++i)
    row +=
        fmt::format("<td{}>{}</td>", i == 1 || i == 3 || i == 4 ? " class=\"n\"" : "", html_text(cells[i]));
  return row + "</tr>\n";
}

std::string render_html(const std::vector<std::vector<std::string>>& rows, std::string_view title,
                        const std::vector<std::string>& below) {
  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>cloudplan: {0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n"
      "<div class=\"scroll\"><table>\n<thead><tr><th>meter</th><th class=\"n\">quantity</th><th>unit</th>"
      "<th class=\"n\">price {2}</th><th class=\"n\">amount {2}</th><th>source</th></tr></thead>\n<tbody>\n",
      html_text(title), html_style(), unit_mark());
  for (std::size_t i = 0; i < rows.size(); ++i)
    html += html_row(rows[i], i + 1 == rows.size() ? "total" : "");
  html += "</tbody></table></div>\n<footer>\n";
  for (const std::string& line : below) html += fmt::format("<p>{}</p>\n", html_text(line));
  return html + "</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace

std::string exact_dollars(Money amount) {
  const auto nanos = static_cast<unsigned long long>(std::llabs(amount.nanos));
  std::string text =
      fmt::format("{}{}.{:09}", amount.nanos < 0 ? "-" : "", nanos / 1'000'000'000, nanos % 1'000'000'000);
  const std::size_t cents = text.find('.') + 3;
  while (text.size() > cents && text.back() == '0') text.pop_back();
  return text;
}

std::string render_cost(const Cost& cost, const Catalog& catalog, CostFormat format, std::string_view title,
                        std::string_view note, int columns, const TextStyle& style) {
  if (format == CostFormat::json) return render_json(cost, catalog);
  if (format == CostFormat::csv) return render_csv(cost, catalog);
  const std::vector<Index> sources = sources_of(cost);
  const std::string_view start = common_start(cost);
  const std::string subject =
      start.empty() ? std::string(title) : fmt::format("{}: {}", title, start.substr(0, start.size() - 1));
  const auto rows = line_rows(cost, start.size(), sources);
  const std::vector<std::string> below = footer(cost, catalog, sources, note);
  if (format == CostFormat::html) return render_html(rows, subject, below);
  const bool markdown = format == CostFormat::markdown;
  const TextTable table = line_table(rows);
  std::string text =
      fmt::format("{}{}\n\n{}", markdown ? "## " : "", markdown ? markdown_text(subject) : printable(subject),
                  markdown ? table.to_markdown() : table.to_text(columns, style));
  if (!below.empty()) text += '\n';
  for (const std::string& line : below) {
    if (markdown)
      text += markdown_text(line) + "\n\n";
    else
      for (const std::string& part : wrap_text(printable(line), columns)) text += part + '\n';
  }
  return text;
}

}  // namespace cloudplan
