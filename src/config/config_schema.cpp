// The JSON Schema of the configuration file.

#include "cloudplan/quantity.hpp"
#include "cloudplan/user_config.hpp"
#include "config/config_values.hpp"

#include <nlohmann/json.hpp>

namespace cloudplan {

namespace {

using Json = nlohmann::ordered_json;

Json text(const char* meaning) {
  return {{"description", meaning}, {"type", "string"}, {"minLength", 1}, {"maxLength", 200}};
}
Json matching(const std::string& pattern, const char* meaning) {
  return {{"description", meaning}, {"type", "string"}, {"pattern", pattern}};
}
Json price(const char* unit, const char* meaning) {
  return matching("^\\s*\\$?[0-9][0-9,]*(\\.[0-9]+)?\\s*(USD)?\\s*/" + std::string(unit) + "$", meaning);
}
Json number(double low, double high, const char* meaning) {
  return {{"description", meaning}, {"type", "number"}, {"minimum", low}, {"maximum", high}};
}
Json one_of(Json values, const char* meaning) {
  return {{"description", meaning}, {"enum", std::move(values)}};
}
Json one_or_many(Json item, const char* meaning) {
  Json list = {{"type", "array"}, {"minItems", 1}, {"maxItems", kMostConfigEntries}, {"items", item}};
  return {{"description", meaning}, {"anyOf", {std::move(item), std::move(list)}}};
}
Json names(const char* meaning) { return one_or_many({{"type", "string"}}, meaning); }
Json object(Json properties, Json required = Json::array()) {
  Json made = {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) made["required"] = std::move(required);
  return made;
}
Json list_of(Json items, const char* meaning) {
  return {{"description", meaning},
          {"type", "array"},
          {"maxItems", kMostConfigEntries},
          {"items", std::move(items)}};
}
Json flag(const char* meaning) { return {{"description", meaning}, {"type", "boolean"}}; }

Json rule_schema() {
  const Json purchases = {"on_demand", "spot", "commit_1y", "commit_3y"};
  Json rule =
      object({{"provider", text("Of this provider: aws.")},
              {"service",
               text("Of this kind (compute, bucket, disk, database, transfer, notebook, managed) or service "
                    "(S3, RDS PostgreSQL, sagemaker).")},
              {"family", text("Machines of this family, a pattern: g5, NC*.")},
              {"type", text("These machines, a pattern: aws/g5.*.")},
              {"region", text("In these regions, a pattern: eu-*, aws/us-east-1.")},
              {"purchase", one_or_many({{"enum", purchases}}, "Machines bought so.")},
              {"change", matching("^[+-][0-9]+(\\.[0-9]+)?\\s*%$", "A discount, -10%, or a mark-up, +5%.")},
              {"price", price("h", "What an hour of the machine costs instead.")},
              {"note", text("What it is, for the report.")}});
  rule["oneOf"] = {{{"required", {"change"}}}, {{"required", {"price"}}}};
  return rule;
}

Json machine_schema() {
  return object(
      {{"name", matching("^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$", "A provider of your own and the machine.")},
       {"site", text("Where it is; on-premises unless told.")},
       {"residency", text("The legal zone that data stays in there: eu.")},
       {"price", price("h", "An hour of use: power, or what you charge inside; $0/h where it is sunk.")},
       {"vcpus", number(0.1, 10000, "Hardware threads.")},
       {"memory", matching(quantity_pattern(QuantityKind::bytes), "Main memory.")},
       {"arch", one_of({"x86_64", "arm64"}, "x86_64 unless told.")},
       {"cpu", text("Generation of the processor, a key of the catalog: amd-epyc-milan.")},
       {"clock_ghz", number(0.1, 10, "Clock on all cores.")},
       {"accelerator", text("A key of the catalog: nvidia-rtx-4090.")},
       {"accelerators", number(1, 1000, "Of one machine; 1 unless told.")},
       {"count", number(1, 100000, "Machines that you have; 1 unless told. No plan uses more.")},
       {"network_gbps", number(0.001, 100000, "To the rest of the world.")},
       {"egress", price("GB", "Data that leaves; free unless told.")},
       {"disk", price("GB-month", "Its disk; free unless told.")}},
      {"name", "price", "vcpus", "memory"});
}

Json store_schema() {
  return object(
      {{"name", matching("^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$", "A provider of your own and the store.")},
       {"site", text("Where it is; on-premises unless told.")},
       {"residency", text("The legal zone that data stays in there: eu.")},
       {"price", price("GB-month", "Keeping a GB (10^9 bytes) for a month.")},
       {"egress", price("GB", "Data that leaves; free unless told.")}},
      {"name", "price"});
}

Json commitment_schema() {
  Json made = object({{"provider", text("Of this provider.")},
                      {"type", text("Machines, a pattern: aws/m7i.*.")},
                      {"family", text("A family of machines: m7i.")},
                      {"regions", names("Patterns; every region unless told.")},
                      {"count", number(1, 100000, "Reserved machines, paid for every hour.")},
                      {"per_hour", price("h", "A savings plan: what it pays for in an hour.")},
                      {"term", one_of({"commit_1y", "commit_3y"},
                                      "Whose prices a savings plan pays; commit_1y unless told.")}},
                     {"provider"});
  made["oneOf"] = {{{"required", {"count"}}}, {{"required", {"per_hour"}}}};
  return made;
}

Json defaults_schema() {
  const Json formats = {"table", "json", "markdown", "csv", "html", "ndjson"};
  const Json purchases = {"on_demand", "spot", "commit_1y", "commit_3y", "notebook"};
  return object(
      {{"format", one_of(formats, "Of --format, where the command has it.")},
       {"free_tier", one_of({"on", "off"}, "Of --free-tier.")},
       {"max_catalog_age", text("Of --max-catalog-age: 60d.")},
       {"trust_outliers", flag("Of --trust-outliers.")},
       {"strict", flag("Of --strict.")},
       {"quiet", flag("Of --quiet.")},
       {"providers", names("For workloads that name none.")},
       {"regions", names("For workloads that name none; patterns.")},
       {"purchase", one_or_many({{"enum", purchases}}, "For workloads that name none.")},
       {"objective", one_of({"cost", "time", "balanced"}, "For workloads that state none.")},
       {"horizon", matching(quantity_pattern(QuantityKind::duration), "For workloads that state none.")}});
}

}  // namespace

std::string config_schema() {
  Json schema = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id", "urn:cloudplan:config:1"},
      {"title", "cloudplan configuration"},
      {"description", "Your prices, machines, commitments, currency and defaults. Comments are allowed."}};
  schema.update(object(
      {{"$schema", {{"type", "string"}}},
       {"version", {{"const", 1}}},
       {"currency", matching("^(USD|[A-Z]{3} [0-9.e+-]+@[0-9]{4}-[0-9]{2}-[0-9]{2})$",
                             "What amounts are shown in, and the rate for a dollar: EUR 0.91@2026-11-01.")},
       {"prices", list_of(rule_schema(), "Prices that differ from the list; the last that matches counts.")},
       {"machines", list_of(machine_schema(), "Machines of your own.")},
       {"stores", list_of(store_schema(), "Object storage of your own.")},
       {"commitments", list_of(commitment_schema(), "What is paid for already.")},
       {"defaults", defaults_schema()}},
      {"version"}));
  constexpr int kIndent = 2;
  return schema.dump(kIndent) + "\n";
}

}  // namespace cloudplan
