#include "cost_report.hpp"

#include "support/json_writer.hpp"
#include "support/printable.hpp"
#include "support/text_table.hpp"

#include <algorithm>
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

// Meter, quantity, unit, price, amount, date; then the source or its number.
TextTable line_table(const Cost& cost, const Catalog& catalog, bool with_source,
                     const std::vector<Index>& numbered) {
  std::vector<TextTable::Column> columns = {{"meter", false, true},
                                            {"quantity", true},
                                            {"unit"},
                                            {with_source ? "unit_price_usd" : "unit price $", true},
                                            {with_source ? "amount_usd" : "amount $", true},
                                            {with_source ? "as_of" : "as of"},
                                            {with_source ? "source" : ""}};
  if (with_source) columns.push_back({"note"});
  TextTable table(columns);
  for (const CostLine& line : cost.lines) {
    const Origin origin = origin_of(catalog, line);
    const auto number = std::find(numbered.begin(), numbered.end(), line.source) - numbered.begin();
    std::string meter = line.meter;
    if (!with_source && !line.note.empty()) meter += fmt::format(" ({})", line.note);
    std::vector<std::string> cells = {meter,
                                      fmt::format("{:.15g}", line.quantity),
                                      line.unit,
                                      fmt::format("{:.15g}", line.unit_price_usd),
                                      exact_dollars(line.amount),
                                      std::string(origin.as_of)};
    cells.push_back(with_source ? std::string(origin.text) : fmt::format("[{}]", number + 1));
    if (with_source) cells.push_back(line.note);
    table.add_row(std::move(cells));
  }
  return table;
}

void add_total(TextTable& table, const Cost& cost) {
  table.add_rule();
  table.add_row({cost.complete() ? "total" : "total of what is known", "", "", "",
                 exact_dollars(cost.total()), "", ""});
}

std::vector<Index> sources_of(const Cost& cost) {
  std::vector<Index> sources;
  for (const CostLine& line : cost.lines)
    if (std::find(sources.begin(), sources.end(), line.source) == sources.end())
      sources.push_back(line.source);
  return sources;
}

std::string footer(const Cost& cost, const Catalog& catalog, const std::vector<Index>& sources,
                   std::string_view note) {
  std::string text;
  for (const std::string& meter : cost.unknown_meters)
    text += fmt::format("unknown: {} has no known price here and is not in the total\n", printable(meter));
  if (!note.empty()) text += fmt::format("{}\n", note);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i] == kNoIndex) continue;
    const Source& source = catalog.sources()[sources[i]];
    text += fmt::format("[{}] {}{}\n", i + 1, printable(catalog.text(source.text)),
                        source.weak ? " (not found in any document: check it)" : "");
  }
  return text;
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
  const std::vector<Index> sources = sources_of(cost);
  if (format == CostFormat::csv) return line_table(cost, catalog, true, sources).to_csv();
  TextTable table = line_table(cost, catalog, false, sources);
  add_total(table, cost);
  const bool markdown = format == CostFormat::markdown;
  std::string text = markdown ? fmt::format("## {}\n\n", title) : fmt::format("{}\n\n", title);
  text += markdown ? table.to_markdown() : table.to_text(columns, style);
  const std::string below = footer(cost, catalog, sources, note);
  if (!below.empty()) text += "\n" + below;
  return text;
}

}  // namespace cloudplan
