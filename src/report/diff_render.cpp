// Renders what changed between two plans.

#include "cloudplan/plan_diff.hpp"
#include "support/json_writer.hpp"
#include "support/printable.hpp"
#include "support/text_table.hpp"
#include "support/text_width.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::string_view kMarks[] = {" ", "~", "+", "-"};
constexpr std::string_view kNames[] = {"same", "changed", "added", "removed"};
constexpr Tone kTones[] = {Tone::faint, Tone::notice, Tone::bad, Tone::good};

std::size_t index(Change change) { return static_cast<std::size_t>(change); }

std::string purchase_words(const std::string& text) {
  constexpr std::pair<std::string_view, const char*> kWords[] = {
      {"on_demand", "on demand"}, {"commit_1y", "1-year commitment"}, {"commit_3y", "3-year commitment"}};
  for (const auto& [key, words] : kWords)
    if (text == key) return words;
  return text;
}

// "2 × aws/t4g.large": with the sign that the terminal can show.
std::string shown(const std::string& field, const std::string& text, const TextStyle& style) {
  if (field == "purchase") return purchase_words(text);
  const std::size_t end = text.find(" x ");
  if (end == std::string::npos || text.find_first_not_of("0123456789") != end) return text;
  return text.substr(0, end + 1) + std::string(style.times()) + text.substr(end + 2);
}

std::string field_text(const FieldChange& field, Change change, std::string_view arrow) {
  if (change == Change::added) return field.after;
  if (change == Change::removed) return field.before;
  const auto side = [](const std::string& text) { return text.empty() ? "none" : text; };
  return fmt::format("{} {} {}", side(field.before), arrow, side(field.after));
}

bool is_zero(const AmountChange& change) {
  return change.known() && change.before == Money{} && change.after == Money{};
}

// What is said of an item, a line each.
std::vector<std::string> lines_of(const ItemDiff& item, const TextStyle& style) {
  const std::string_view arrow = style.arrow();
  std::vector<std::string> lines;
  for (const FieldChange& field : item.fields) {
    const FieldChange read{field.field, shown(field.field, field.before, style),
                           shown(field.field, field.after, style)};
    const bool titled = item.change == Change::changed && (field.field == "time" || field.field == "name");
    const char* const title = !titled ? "" : field.field == "time" ? "a run " : "renamed ";
    lines.push_back(title + field_text(read, item.change, arrow));
  }
  if (!is_zero(item.monthly)) lines.push_back("a month " + change_text(item.monthly, arrow));
  if (!is_zero(item.once)) lines.push_back("once " + change_text(item.once, arrow));
  return lines;
}

// Nothing to tell people: it is as it was, or data that goes somewhere for nothing.
bool is_silent(const ItemDiff& item) {
  return item.change == Change::same ||
         (item.kind == "transfer" && is_zero(item.monthly) && is_zero(item.once));
}

constexpr std::string_view kNoPlan = "no plan keeps every limit";

std::vector<std::pair<std::string, const AmountChange*>> totals_of(const PlanDiff& diff) {
  return {{"every month", &diff.monthly}, {"once", &diff.once}, {"first month", &diff.first_month}};
}

std::size_t unchanged(const PlanDiff& diff) {
  return static_cast<std::size_t>(
      std::count_if(diff.items.begin(), diff.items.end(),
                    [](const ItemDiff& item) { return item.change == Change::same; }));
}

std::string as_table(const PlanDiff& diff, int columns, const TextStyle& style) {
  std::string text =
      fmt::format("{} {} {}\n\n", printable(diff.before_file), style.arrow(), printable(diff.after_file));
  TextTable table({{.title = ""}, {.title = ""}, {.title = "", .wraps = true}, {.title = "", .wraps = true}});
  for (const ItemDiff& item : diff.items) {
    if (is_silent(item)) continue;
    bool first = true;
    for (const std::string& line : lines_of(item, style)) {
      const Tone tone = kTones[index(item.change)];
      table.add_cells({{std::string(first ? kMarks[index(item.change)] : ""), tone},
                       {first ? item.kind : "", Tone::plain},
                       {first ? item.name : "", Tone::strong},
                       {line, Tone::plain}});
      first = false;
    }
  }
  if (!table.empty()) text += table.to_text(columns, style) + "\n";
  if (const std::size_t same = unchanged(diff); same > 0) text += fmt::format("{} unchanged\n\n", same);
  TextTable totals({{.title = ""}, {.title = "", .wraps = true}});
  for (const auto& [name, change] : totals_of(diff))
    totals.add_row({name, change_text(*change, style.arrow())});
  text += totals.to_text(columns, style);
  if (!diff.feasible) {
    text +=
        fmt::format("\n{} {}: {}\n", style.paint(style.no(), Tone::bad), printable(diff.after_file), kNoPlan);
    for (const std::string& reason : diff.conflicts) add_list_item(printable(reason), columns, text);
  }
  return text + "\n+ added  - removed  ~ changed\n";
}

std::string as_markdown(const PlanDiff& diff) {
  std::string text =
      fmt::format("### Cost change: {}\n\n", markdown_text(change_text(diff.first_month, "->")));
  text += fmt::format("{} -> {}, every month {}, once {}.\n\n", markdown_text(diff.before_file),
                      markdown_text(diff.after_file), markdown_text(change_text(diff.monthly, "->")),
                      markdown_text(change_text(diff.once, "->")));
  TextTable table({{.title = ""},
                   {.title = "What"},
                   {.title = "Name"},
                   {.title = "Change"},
                   {.title = "A month"},
                   {.title = "Once"}});
  for (const ItemDiff& item : diff.items) {
    if (is_silent(item)) continue;
    std::string fields;
    for (const FieldChange& field : item.fields)
      fields += (fields.empty() ? "" : "; ") + field_text(field, item.change, "->");
    table.add_row({std::string(kNames[index(item.change)]), item.kind, item.name, fields,
                   is_zero(item.monthly) ? "" : change_text(item.monthly, "->"),
                   is_zero(item.once) ? "" : change_text(item.once, "->")});
  }
  if (!table.empty()) text += table.to_markdown() + "\n";
  if (const std::size_t same = unchanged(diff); same > 0) text += fmt::format("{} unchanged.\n", same);
  if (diff.feasible) return text;
  text += fmt::format("\n❌ {}: {}\n\n", markdown_text(diff.after_file), kNoPlan);
  for (const std::string& reason : diff.conflicts) text += "- " + markdown_text(reason) + "\n";
  return text;
}

void write_amount(JsonWriter& json, std::string_view name, const AmountChange& change) {
  json.begin_object(name);
  json.money("before_usd", change.before);
  json.money("after_usd", change.after);
  json.boolean("before_complete", change.before_known);
  json.boolean("after_complete", change.after_known);
  if (change.known())
    json.money("change_usd", change.after - change.before);
  else
    json.null("change_usd");
  json.number("change_share", change.share());
  json.end_object();
}

std::string as_json(const PlanDiff& diff) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", "cloudplan.diff/1");
  json.text("before", diff.before_file);
  json.text("after", diff.after_file);
  json.text("currency", "USD");
  json.begin_object("totals");
  write_amount(json, "monthly", diff.monthly);
  write_amount(json, "once", diff.once);
  write_amount(json, "first_month", diff.first_month);
  json.end_object();
  json.boolean("after_feasible", diff.feasible);
  json.texts("after_conflicts", diff.conflicts);
  json.begin_array("items");
  for (const ItemDiff& item : diff.items) {
    json.begin_object();
    json.text("change", kNames[index(item.change)]);
    json.text("kind", item.kind);
    json.text("name", item.name);
    json.begin_array("fields");
    for (const FieldChange& field : item.fields) {
      json.begin_object();
      json.text("field", field.field);
      json.text("before", field.before);
      json.text("after", field.after);
      json.end_object();
    }
    json.end_array();
    write_amount(json, "monthly", item.monthly);
    write_amount(json, "once", item.once);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace

std::string render_diff(const PlanDiff& diff, DiffFormat format, int columns, const TextStyle& style) {
  if (format == DiffFormat::json) return as_json(diff);
  return format == DiffFormat::markdown ? as_markdown(diff) : as_table(diff, columns, style);
}

}  // namespace cloudplan
