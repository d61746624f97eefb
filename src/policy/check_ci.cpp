// What was checked, as JUnit XML and as SARIF 2.1.0.

#include "policy/check_render.hpp"

#include "support/html_text.hpp"
#include "support/json_writer.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::size_t count(const CheckResult& result, RuleStatus status) {
  return static_cast<std::size_t>(
      std::count_if(result.rules.begin(), result.rules.end(),
                    [&](const RuleResult& rule) { return rule.status == status; }));
}

// The amounts and limits are those of a point in the ranges; what was chosen is the same everywhere.
std::string message_of(const CheckResult& result, const RuleResult& rule) {
  const bool chosen =
      rule.rule == "provider" || rule.rule == "region" || rule.rule == "purchase" || rule.rule == "price-age";
  return rule.message() + std::string(chosen ? "" : point_text(result.point));
}

// What tells a rule from the others, also where an option and a policy limit the same thing.
std::string name_of(const RuleResult& rule) {
  return fmt::format("{}: {}{}", rule.rule, rule.subject, rule.source.empty() ? "" : ", " + rule.source);
}

std::string test_case(const CheckResult& result, const RuleResult& rule) {
  const std::string head = fmt::format("    <testcase classname=\"{}\" name=\"{}\"", html_text(result.file),
                                       html_text(name_of(rule)));
  if (rule.status == RuleStatus::kept) return head + "/>\n";
  if (rule.status == RuleStatus::unknown)
    return fmt::format("{}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", head,
                       html_text(message_of(result, rule)));
  return fmt::format("{}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n", head,
                     html_text(rule.rule), html_text(message_of(result, rule)),
                     html_text(message_of(result, rule)));
}

// A path as a relative reference: what RFC 3986 does not allow in one is escaped.
std::string uri(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

void write_message(JsonWriter& json, std::string_view name, std::string_view text) {
  json.begin_object(name);
  json.text("text", text);
  json.end_object();
}

void write_driver(JsonWriter& json, std::string_view version) {
  json.begin_object("tool");
  json.begin_object("driver");
  json.text("name", "cloudplan");
  json.text("version", version);
  json.begin_array("rules");
  for (const auto& [id, meaning] : rule_ids()) {
    json.begin_object();
    json.text("id", id);
    write_message(json, "shortDescription", meaning);
    // What code scanning asks for besides.
    write_message(json, "fullDescription", fmt::format("{}, as the plan of the workload has it.", meaning));
    write_message(json, "help", "'cloudplan estimate' shows the plan, 'cloudplan explain' why it is so.");
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.end_object();
}

void write_finding(JsonWriter& json, const CheckResult& result, const RuleResult& rule) {
  json.begin_object();
  json.text("ruleId", rule.rule);
  json.text("level", rule.status == RuleStatus::broken ? "error" : "note");
  write_message(json, "message", message_of(result, rule));
  json.begin_array("locations");
  json.begin_object();
  json.begin_object("physicalLocation");
  json.begin_object("artifactLocation");
  json.text("uri", uri(result.file));
  json.end_object();
  json.begin_object("region");
  json.integer("startLine", std::max(rule.line, 1));
  json.integer("startColumn", std::max(rule.column, 1));
  json.end_object();
  json.end_object();
  json.end_object();
  json.end_array();
  // What is the same finding after lines have moved.
  json.begin_object("partialFingerprints");
  json.text("ruleAndSubject/v1",
            fmt::format("{}/{}{}", rule.rule, rule.subject, rule.source.empty() ? "" : "/" + rule.source));
  json.end_object();
  json.end_object();
}

}  // namespace

std::string check_as_junit(const std::vector<CheckResult>& results) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const CheckResult& result : results) {
    text +=
        fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
                    html_text("cloudplan " + result.file), result.rules.size(),
                    count(result, RuleStatus::broken), count(result, RuleStatus::unknown));
    for (const RuleResult& rule : result.rules) text += test_case(result, rule);
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

std::string check_as_sarif(const std::vector<CheckResult>& results, std::string_view version) {
  JsonWriter json;
  json.begin_object();
  json.text("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json");
  json.text("version", "2.1.0");
  json.begin_array("runs");
  json.begin_object();
  write_driver(json, version);
  json.begin_array("results");
  for (const CheckResult& result : results)
    for (const RuleResult& rule : result.rules)
      if (rule.status != RuleStatus::kept) write_finding(json, result, rule);
  json.end_array();
  json.end_object();
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace cloudplan
