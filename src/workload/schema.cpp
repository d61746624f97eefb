// The JSON Schema of a workload file, made from the table of its keys.

#include "support/json_reader.hpp"
#include "workload/fields.hpp"
#include "workload/value_reader.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace cloudplan {

namespace {

using Json = nlohmann::ordered_json;

Json reference(std::string_view definition) { return {{"$ref", fmt::format("#/$defs/{}", definition)}}; }

Json text() { return {{"type", "string"}, {"minLength", 1}, {"maxLength", kLongestText}}; }

Json list_of(Json items, std::size_t most) {
  return {{"type", "array"}, {"minItems", 1}, {"maxItems", most}, {"items", std::move(items)}};
}

Json number_within(const Field& field) {
  return {{"type", field.type == FieldType::whole ? "integer" : "number"},
          {"minimum", field.low},
          {"maximum", field.high}};
}

std::string_view definition_of(QuantityKind kind) {
  constexpr std::string_view kNames[] = {"size", "time", "rate", "money", "share", "growth", "count"};
  return kNames[static_cast<int>(kind)];
}

constexpr Scope kItems[] = {Scope::task, Scope::dataset, Scope::measurement};
constexpr std::string_view kScopeNames[] = {"workload", "constraints", "task",
                                            "model",    "dataset",     "measurement"};

// What a field takes, apart from its description. `owner` tells whose constraints.
Json value_schema(const Field& field, Scope owner) {
  switch (field.type) {
    case FieldType::version:
      return {{"const", 1}};
    case FieldType::boolean:
      return {{"type", "boolean"}};
    case FieldType::text:
    case FieldType::ignored:
      return text();
    case FieldType::choice:
      return {{"enum", field.choices}};
    case FieldType::choices:
      return list_of({{"enum", field.choices}}, kLongestList);
    case FieldType::names:
      return list_of(text(), kLongestList);
    case FieldType::count:
    case FieldType::whole:
    case FieldType::share:
      return {{"anyOf", {number_within(field), reference(definition_of(*quantity_of(field.type)))}}};
    case FieldType::throughput:
      return reference("throughput");
    case FieldType::constraints:
      return reference(fmt::format("{}_constraints", kScopeNames[static_cast<int>(owner)]));
    case FieldType::model:
      return {{"anyOf", {text(), reference("model")}}};
    case FieldType::tasks:
    case FieldType::data:
    case FieldType::measurements: {
      const Scope item = kItems[static_cast<int>(field.type) - static_cast<int>(FieldType::tasks)];
      return {{"type", "array"},
              {"maxItems", kMostTasks},
              {"items", reference(kScopeNames[static_cast<int>(item)])}};
    }
    case FieldType::tags:
      return {{"type", "object"}, {"maxProperties", kLongestList}, {"additionalProperties", text()}};
    default:
      return reference(definition_of(*quantity_of(field.type)));
  }
}

// The value, or the range that it is in.
Json or_range(const Json& value) {
  return {{"anyOf",
           {value,
            {{"type", "object"},
             {"properties", {{"min", value}, {"likely", value}, {"max", value}}},
             {"required", {"min", "likely", "max"}},
             {"additionalProperties", false}}}}};
}

std::string description(const Field& field, Scope scope) {
  std::string result(field.doc);
  const auto kinds = kind_names(scope);
  const Kinds every = (1U << kinds.size()) - 1;
  if (scope != Scope::constraints && !kinds.empty() && (field.kinds & every) != every)
    result += fmt::format(" For {}.", kind_list(scope, field.kinds));
  if (!field.fallback.empty()) result += fmt::format(" Default: {}.", field.fallback);
  return result;
}

Json property(const Field& field, Scope scope) {
  Json schema = {{"description", description(field, scope)}};
  schema.update(field.range ? or_range(value_schema(field, scope)) : value_schema(field, scope));
  schema["examples"] = Json::array({Json::parse(field.example)});
  return schema;
}

// An object of a scope, with the keys that it has in any of `kinds`.
Json object_schema(Scope scope, Kinds kinds = kAllKinds) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Field* const field : fields_of(scope)) {
    if (!(field->kinds & kinds)) continue;
    properties[std::string(field->key)] = property(*field, scope);
    if (field->required == kAllKinds) required.push_back(field->key);
  }
  Json schema = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

// Which keys an object of one kind may have, and which it must.
Json kind_rule(Scope scope, unsigned kind) {
  Json allowed = Json::array();
  Json required = Json::array();
  for (const Field* const field : fields_of(scope)) {
    if (field->kinds & (1U << kind)) allowed.push_back(field->key);
    if (field->required & (1U << kind)) required.push_back(field->key);
  }
  return {{"if", {{"properties", {{"kind", {{"const", kind_names(scope)[kind]}}}}}, {"required", {"kind"}}}},
          {"then", {{"propertyNames", {{"enum", std::move(allowed)}}}, {"required", std::move(required)}}}};
}

Json needs(std::initializer_list<std::string_view> keys) { return {{"required", keys}}; }

// The rule holds for objects of this kind.
Json when_kind(std::string_view kind, Json rule) {
  return {{"if", {{"properties", {{"kind", {{"const", kind}}}}}, {"required", {"kind"}}}},
          {"then", std::move(rule)}};
}

Json with_kinds(Scope scope, std::initializer_list<Json> more) {
  Json schema = object_schema(scope);
  schema["allOf"] = Json::array();
  for (unsigned kind = 0; kind < kind_names(scope).size(); ++kind)
    schema["allOf"].push_back(kind_rule(scope, kind));
  for (const Json& rule : more) schema["allOf"].push_back(rule);
  return schema;
}

void add_quantities(Json& definitions) {
  constexpr std::string_view kDescriptions[] = {"A size: GB is 10^9 bytes, GiB is 2^30.",
                                                "A time: a month is 730 h, a year 12 months.",
                                                "How often in what time.",
                                                "US dollars.",
                                                "A share in percent.",
                                                "A growth per time, compounded.",
                                                "A number with a suffix: k, M, B (10^9) or T (10^12)."};
  for (int i = 0; i <= static_cast<int>(QuantityKind::count); ++i) {
    const auto kind = static_cast<QuantityKind>(i);
    definitions[std::string(definition_of(kind))] = {
        {"type", "string"}, {"description", kDescriptions[i]}, {"pattern", quantity_pattern(kind)}};
  }
  definitions["throughput"] = {{"type", "string"},
                               {"description", "What is done in what time, such as 390 images/s."},
                               {"pattern", throughput_pattern()}};
}

Json definitions() {
  Json all = Json::object();
  add_quantities(all);
  all["workload_constraints"] = object_schema(Scope::constraints, only(Place::workload));
  all["task_constraints"] = object_schema(Scope::constraints, only(Place::task));
  all["dataset_constraints"] = object_schema(Scope::constraints, only(Place::dataset));
  all["model"] = object_schema(Scope::model);
  all["model"]["anyOf"] = {needs({"name"}), needs({"flops_per_sample"}), needs({"layers", "hidden"}),
                           needs({"parameters"})};
  all["task"] = with_kinds(
      Scope::task,
      {when_kind("train", {{"not", needs({"tokens", "epochs"})}}),
       when_kind("tabular", {{"anyOf", {needs({"rows"}), needs({"dataset"})}}}),
       when_kind("vm", {{"anyOf", {needs({"vcpus"}), needs({"memory"}), needs({"accelerator"})}}})});
  all["dataset"] = with_kinds(
      Scope::dataset, {when_kind("records", {{"anyOf", {needs({"size"}), needs({"rows", "row_size"})}}})});
  all["measurement"] = object_schema(Scope::measurement);
  all["measurement"]["oneOf"] = {needs({"throughput"}), needs({"time"})};
  return all;
}

}  // namespace

std::string workload_schema() {
  Json schema = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id", "urn:cloudplan:workload:1"},
      {"title", "cloudplan workload"},
      {"description",
       "What is to be computed, what data there is and what limits hold. The file may have // and /* */ "
       "comments. `cloudplan validate` checks more: names, and what members say together."}};
  schema.update(object_schema(Scope::workload));
  const auto not_empty = [](std::string_view key) {
    return Json{{"required", {key}}, {"properties", {{key, {{"minItems", 1}}}}}};
  };
  schema["anyOf"] = {not_empty("tasks"), not_empty("data")};
  schema["$defs"] = definitions();
  constexpr int kIndent = 2;
  return schema.dump(kIndent) + "\n";
}

}  // namespace cloudplan
