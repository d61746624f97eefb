// What was checked, for people and for CI systems.

#include "policy/check_render.hpp"

#include "support/format_text.hpp"
#include "support/json_writer.hpp"
#include "support/printable.hpp"
#include "support/text_table.hpp"
#include "support/text_width.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::string_view kStatus[] = {"kept", "broken", "unknown"};

std::string status_of(const RuleResult& rule) {
  return std::string(kStatus[static_cast<std::size_t>(rule.status)]);
}

std::size_t count(const CheckResult& result, RuleStatus status) {
  return static_cast<std::size_t>(
      std::count_if(result.rules.begin(), result.rules.end(),
                    [&](const RuleResult& rule) { return rule.status == status; }));
}

std::string verdict(const CheckResult& result) {
  std::string text =
      fmt::format("{} of {} rules broken", count(result, RuleStatus::broken), result.rules.size());
  if (const std::size_t unknown = count(result, RuleStatus::unknown); unknown > 0)
    text += fmt::format(", {} not known", unknown);
  return text;
}

constexpr std::string_view kPoint[] = {"likely", "max", "worst"};

std::string amounts(const CheckResult& result) {
  if (!result.feasible) return "no plan keeps every limit";  // what parts of one cost says nothing
  return fmt::format("{} a month, {} once{}{}", usd_text(result.monthly), usd_text(result.once),
                     result.complete ? "" : ", and what has no known price", point_text(result.point));
}

// Broken rules first, then those that nobody can tell, then the kept.
std::vector<const RuleResult*> worst_first(const CheckResult& result) {
  std::vector<const RuleResult*> rules;
  for (const RuleStatus status : {RuleStatus::broken, RuleStatus::unknown, RuleStatus::kept})
    for (const RuleResult& rule : result.rules)
      if (rule.status == status) rules.push_back(&rule);
  return rules;
}

// Why there is no plan: too long for a cell.
std::vector<std::string> reasons_of(const CheckResult& result) {
  std::vector<std::string> reasons;
  for (const RuleResult& rule : result.rules)
    reasons.insert(reasons.end(), rule.reasons.begin(), rule.reasons.end());
  return reasons;
}

// What is not kept; when all is, everything.
TextTable table_of(const CheckResult& result) {
  TextTable table({{.title = "STATUS"},
                   {.title = "RULE"},
                   {.title = "WHAT", .wraps = true},
                   {.title = "LIMIT", .wraps = true},
                   {.title = "ACTUAL", .wraps = true},
                   {.title = "OVER BY"}});
  const bool all_kept = count(result, RuleStatus::kept) == result.rules.size();
  for (const RuleResult* const rule : worst_first(result)) {
    if (rule->status == RuleStatus::kept && !all_kept) continue;
    constexpr Tone kTones[] = {Tone::good, Tone::bad, Tone::notice};
    table.add_cells({{status_of(*rule), kTones[static_cast<std::size_t>(rule->status)]},
                     {rule->rule, Tone::plain},
                     {rule->subject, Tone::plain},
                     {rule->limit, Tone::plain},
                     {rule->reasons.empty() ? rule->actual : "none", Tone::plain},
                     {rule->excess, Tone::plain}});
  }
  return table;
}

void write_result(JsonWriter& json, const CheckResult& result) {
  json.begin_object();
  json.text("file", result.file);
  json.text("workload", result.name);
  json.boolean("passed", !result.broken());
  json.boolean("feasible", result.feasible);
  json.boolean("complete", result.complete);
  json.text("at", kPoint[static_cast<std::size_t>(result.point)]);
  json.money("monthly_usd", result.monthly);
  json.money("once_usd", result.once);
  json.begin_array("rules");
  for (const RuleResult& rule : result.rules) {
    json.begin_object();
    json.text("rule", rule.rule);
    json.text("subject", rule.subject);
    json.text("status", status_of(rule));
    json.text("limit", rule.limit);
    json.text("actual", rule.actual);
    json.text("over_by", rule.excess);
    if (!rule.source.empty()) json.text("source", rule.source);
    if (rule.line > 0) json.integer("line", rule.line);
    if (rule.line > 0) json.integer("column", rule.column);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string_view point_text(PlanPoint point) {
  constexpr std::string_view kThere[] = {"", " with every input at its maximum",
                                         " with every input and prediction at its worst"};
  return kThere[static_cast<std::size_t>(point)];
}

std::string check_as_table(const std::vector<CheckResult>& results, int columns, const TextStyle& style) {
  std::string text;
  for (const CheckResult& result : results) {
    if (!text.empty()) text += '\n';
    const std::string_view mark = result.broken() ? style.no() : style.yes();
    const int indent = display_width(mark) + 1;
    std::string start = style.paint(mark, result.broken() ? Tone::bad : Tone::good) + " ";
    const std::string head =
        fmt::format("{}: {}, {}", printable(result.file), amounts(result), verdict(result));
    for (const std::string& line : wrap_text(head, columns - indent))
      text += std::exchange(start, std::string(static_cast<std::size_t>(indent), ' ')) + line + "\n";
    text += '\n';
    text += table_of(result).to_text(columns, style, 2);
    for (const std::string& reason : reasons_of(result)) add_list_item(printable(reason), columns, text);
  }
  return text;
}

std::string check_as_markdown(const std::vector<CheckResult>& results) {
  std::string text;
  for (const CheckResult& result : results) {
    text += fmt::format("### {} {}: {}\n\n{}.\n\n", result.broken() ? "❌" : "✅", markdown_text(result.file),
                        verdict(result), markdown_text(amounts(result)));
    text += table_of(result).to_markdown() + "\n";
    for (const std::string& reason : reasons_of(result)) text += "- " + markdown_text(reason) + "\n";
  }
  return text;
}

std::string check_as_json(const std::vector<CheckResult>& results) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", "cloudplan.check/1");
  json.text("currency", "USD");
  json.boolean("passed", std::none_of(results.begin(), results.end(),
                                      [](const CheckResult& result) { return result.broken(); }));
  json.begin_array("files");
  for (const CheckResult& result : results) write_result(json, result);
  json.end_array();
  json.end_object();
  return json.take();
}

std::string render_check(const std::vector<CheckResult>& results, CheckFormat format,
                         std::string_view version, int columns, const TextStyle& style) {
  switch (format) {
    case CheckFormat::json:
      return check_as_json(results);
    case CheckFormat::junit:
      return check_as_junit(results);
    case CheckFormat::sarif:
      return check_as_sarif(results, version);
    case CheckFormat::markdown:
      return check_as_markdown(results);
    default:
      return check_as_table(results, columns, style);
  }
}

}  // namespace cloudplan
