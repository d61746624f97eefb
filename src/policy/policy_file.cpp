// Reads the policy file; its keys are one table, from which the schema is made too.

#include "cloudplan/policy.hpp"
#include "cloudplan/quantity.hpp"
#include "support/glob.hpp"
#include "support/json_reader.hpp"
#include "support/place_hints.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

const std::vector<std::string_view> kPurchases = {"on_demand", "spot", "commit_1y", "commit_3y", "notebook"};
constexpr std::size_t kMostEntries = 1000;

std::optional<double> quantity(const JsonCursor& at, QuantityKind kind) {
  const std::string expected = fmt::format("{} such as {}", quantity_noun(kind), quantity_examples(kind));
  if (at.value().kind != Kind::string) {
    at.error({fmt::format("expected a string, got {}", kind_name(at.value().kind)), expected, {}});
    return std::nullopt;
  }
  ParsedQuantity parsed = parse_quantity(kind, at.value().string);
  if (!parsed.value) at.error({std::move(parsed.message), expected, std::move(parsed.hint)});
  if (!parsed.value || *parsed.value >= 0) return parsed.value;
  at.error({fmt::format("{} is below 0", in_quotes(at.value().string)), expected, {}});
  return std::nullopt;
}

class PolicyReader {
 public:
  explicit PolicyReader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Policy read(JsonCursor root) {
    root.allow_only({"$schema", "version", "limits", "allow", "max_price_age"});
    version(root);
    each_member(root, [&](std::string_view name, const JsonCursor& at) {
      if (name == "$schema" && at.value().kind != Kind::string)
        at.error({fmt::format("expected a string, got {}", kind_name(at.value().kind)),
                  "where the schema of this file is, \"./policy.schema.json\"",
                  {}});
      if (name == "limits") limits(at);
      if (name == "allow") allow(at);
      if (name == "max_price_age")
        if (const auto age = quantity(at, QuantityKind::duration)) policy_.price_age = Seconds{*age};
    });
    return std::move(policy_);
  }

 private:
  template <class Read>
  static void each_member(const JsonCursor& at, Read read) {
    for (std::size_t i = 0; i < at.value().names.size(); ++i) read(at.value().names[i].text, at.element(i));
  }

  static void version(const JsonCursor& root) {
    const JsonValue* const version = root.value().find("version");
    if (root.value().kind != Kind::object) return;
    if (!version)
      root.error({"missing member \"version\"", "\"version\": 1", {}});
    else if (version->kind != Kind::number || version->number != 1)
      root.document().add(Severity::error, version->offset, "/version",
                          {"this version of the policy format is not known", "the number 1", {}});
  }

  static bool expect_array(const JsonCursor& at) {
    if (at.value().kind == Kind::array && at.value().elements.size() <= kMostEntries) return true;
    at.error({fmt::format("expected an array, got {}", kind_name(at.value().kind)),
              fmt::format("an array of at most {} members", kMostEntries),
              {}});
    return false;
  }

  void limits(const JsonCursor& at) {
    if (!expect_array(at)) return;
    for (std::size_t i = 0; i < at.value().elements.size(); ++i) limit(at.element(i), i);
  }

  void limit(JsonCursor at, std::size_t index) {
    at.allow_only({"tags", "max_monthly", "max_run", "max_time"});
    Limits limits;
    each_member(at, [&](std::string_view name, const JsonCursor& value) {
      if (name == "tags") tags(value, limits);
      if (name == "max_time") {
        if (const auto time = quantity(value, QuantityKind::duration)) limits.time = Seconds{*time};
      } else if (name == "max_monthly" || name == "max_run") {
        if (const auto amount = quantity(value, QuantityKind::money))
          (name == "max_run" ? limits.run : limits.monthly) = dollars(*amount);
      }
    });
    const JsonValue& value = at.value();
    if (value.kind == Kind::object && !value.find("max_monthly") && !value.find("max_run") &&
        !value.find("max_time"))
      at.error({"this limits nothing", "\"max_monthly\", \"max_run\" or \"max_time\"", {}});
    limits.source = source_of(limits, index);
    policy_.limits.push_back(std::move(limits));
  }

  // "limits/1 (team=vision)"
  static std::string source_of(const Limits& limits, std::size_t index) {
    std::string tags;
    for (const auto& [name, value] : limits.tags)
      tags += fmt::format("{}{}={}", tags.empty() ? "" : ", ", name, value);
    return fmt::format("limits/{}", index) + (tags.empty() ? "" : fmt::format(" ({})", tags));
  }

  static void tags(const JsonCursor& at, Limits& limits) {
    if (at.value().kind != Kind::object)
      return at.error({fmt::format("expected an object, got {}", kind_name(at.value().kind)),
                       "tags and their values, {\"team\": \"vision\"}",
                       {}});
    each_member(at, [&](std::string_view name, const JsonCursor& value) {
      if (value.value().kind == Kind::string)
        limits.tags.emplace_back(name, value.value().string);
      else
        value.error({fmt::format("expected a string, got {}", kind_name(value.value().kind)), {}, {}});
    });
  }

  void allow(JsonCursor at) {
    at.allow_only({"providers", "regions", "purchase"});
    each_member(at, [&](std::string_view name, const JsonCursor& value) {
      if (name == "providers") policy_.providers = names(value, Thing::provider, vocabulary_.providers);
      if (name == "regions") policy_.regions = names(value, Thing::region, vocabulary_.regions);
      if (name == "purchase") policy_.purchase = names(value, Thing::purchase, kPurchases);
    });
  }

  static bool is_known_name(const std::string& pattern, const std::vector<std::string_view>& known) {
    return known.empty() || std::any_of(known.begin(), known.end(), [&](std::string_view name) {
             return glob_matches_full_name(pattern, name);
           });
  }

  enum class Thing { provider, region, purchase };

  static void unknown(const JsonCursor& at, Thing thing, const std::string& name,
                      const std::vector<std::string_view>& known) {
    constexpr std::string_view kNouns[] = {"provider", "region", "way to buy"};
    const std::string_view noun = kNouns[static_cast<std::size_t>(thing)];
    std::string message = is_glob(name) ? fmt::format("no {} matches {}", noun, in_quotes(name))
                                        : fmt::format("unknown {} {}", noun, in_quotes(name));
    std::string expected, hint;
    if (thing == Thing::provider) hint = provider_hint(name, known);
    if (thing == Thing::region) hint = region_hint(name, known);
    if (thing == Thing::purchase) {
      hint = purchase_hint(name, known);
      for (const std::string_view one : known)
        expected += fmt::format("{}{}", expected.empty() ? "" : ", ", one);
    }
    at.error({std::move(message), std::move(expected), std::move(hint)});
  }

  static std::vector<std::string> names(const JsonCursor& at, Thing thing,
                                        const std::vector<std::string_view>& known) {
    std::vector<std::string> found;
    if (!expect_array(at)) return found;
    if (at.value().elements.empty()) at.error({"this allows nothing", "at least one name", {}});
    for (std::size_t i = 0; i < at.value().elements.size(); ++i) {
      const JsonCursor element = at.element(i);
      if (element.value().kind != Kind::string) {
        element.error({fmt::format("expected a string, got {}", kind_name(element.value().kind)), {}, {}});
        continue;
      }
      const std::string& name = element.value().string;
      if (!is_known_name(name, known)) unknown(element, thing, name, known);
      found.push_back(name);
    }
    return found;
  }

  const Vocabulary& vocabulary_;
  Policy policy_;
};

using Json = nlohmann::ordered_json;

Json text_of(QuantityKind kind, const char* meaning) {
  return {{"description", meaning}, {"type", "string"}, {"pattern", quantity_pattern(kind)}};
}

Json list_of(Json items, const char* meaning) {
  return {{"description", meaning},
          {"type", "array"},
          {"minItems", 1},
          {"maxItems", kMostEntries},
          {"items", std::move(items)}};
}

Json object(Json properties) {
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

Json limits_schema() {
  Json limit = object(
      {{"tags",
        {{"description", "The limits hold for workloads with all of these tags; without tags for all."},
         {"type", "object"},
         {"additionalProperties", {{"type", "string"}}}}},
       {"max_monthly", text_of(QuantityKind::money, "The first month: services, storage, all runs, set-up.")},
       {"max_run", text_of(QuantityKind::money, "One run of any job.")},
       {"max_time", text_of(QuantityKind::duration, "The expected time of one run of any job.")}});
  limit["anyOf"] = {
      {{"required", {"max_monthly"}}}, {{"required", {"max_run"}}}, {{"required", {"max_time"}}}};
  return {{"description", "What plans may cost and take."},
          {"type", "array"},
          {"maxItems", kMostEntries},
          {"items", std::move(limit)}};
}

}  // namespace

Policy parse_policy(std::string_view text, std::string_view file, const Vocabulary& vocabulary) {
  JsonDocument document(text, file);
  Policy policy = PolicyReader(vocabulary).read(JsonCursor(document));
  document.throw_if_errors();
  return policy;
}

std::string policy_schema() {
  Json schema = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id", "urn:cloudplan:policy:1"},
      {"title", "cloudplan policy"},
      {"description", "What plans must keep; `cloudplan check --policy` reads it. Comments are allowed."}};
  schema.update(object(
      {{"$schema", {{"type", "string"}}},
       {"version", {{"const", 1}}},
       {"limits", limits_schema()},
       {"allow", object({{"providers", list_of({{"type", "string"}}, "Keys of providers: aws.")},
                         {"regions", list_of({{"type", "string"}}, "Patterns: eu-*, aws/us-east-1.")},
                         {"purchase", list_of({{"enum", kPurchases}}, "How tasks may be bought.")}})},
       {"max_price_age", text_of(QuantityKind::duration, "The oldest price that a plan may stand on.")}}));
  schema["required"] = {"version"};
  constexpr int kIndent = 2;
  return schema.dump(kIndent) + "\n";
}

}  // namespace cloudplan
