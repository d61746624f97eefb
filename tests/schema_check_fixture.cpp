#include "schema_check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

namespace cloudplan {

namespace {

using Json = nlohmann::json;

class Checker {
 public:
  Checker(const Json& root, bool closed) : root_(root), closed_(closed) {}

  void check(const Json& value, const Json& schema, const std::string& at) {
    static const std::set<std::string> kKnown = {"$schema",  "$id",         "$defs",
                                                 "title",    "description", "type",
                                                 "required", "properties",  "additionalProperties",
                                                 "items",    "enum",        "const",
                                                 "anyOf",    "$ref"};
    for (const auto& [keyword, unused] : schema.items())
      if (kKnown.count(keyword) == 0) mistakes_.push_back(at + ": schema uses " + keyword);
    if (schema.contains("$ref")) {
      const Json::json_pointer target(schema["$ref"].get<std::string>().substr(1));
      if (root_.contains(target))
        check(value, root_[target], at);
      else
        mistakes_.push_back(at + ": no definition " + schema["$ref"].get<std::string>());
    }
    if (schema.contains("const") && value != schema["const"]) mistakes_.push_back(at + ": not the constant");
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      mistakes_.push_back(at + ": not in the enum: " + value.dump());
    if (schema.contains("type") && !has_type(value, schema["type"]))
      mistakes_.push_back(at + ": wrong type: " + value.dump());
    if (schema.contains("anyOf")) check_any(value, schema["anyOf"], at);
    if (value.is_object()) check_object(value, schema, at);
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        check(value[i], schema["items"], at + '/' + std::to_string(i));
  }
  std::vector<std::string> take() { return std::move(mistakes_); }

 private:
  static bool is_of(const Json& value, const std::string& type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }
  static bool has_type(const Json& value, const Json& type) {
    if (type.is_string()) return is_of(value, type);
    return std::any_of(type.begin(), type.end(), [&](const Json& t) { return is_of(value, t); });
  }

  void check_any(const Json& value, const Json& choices, const std::string& at) {
    std::vector<std::string> first;
    for (const Json& choice : choices) {
      Checker inner(root_, closed_);
      inner.check(value, choice, at);
      auto mistakes = inner.take();
      if (mistakes.empty()) return;
      if (mistakes.size() > first.size()) first = std::move(mistakes);
    }
    mistakes_.insert(mistakes_.end(), first.begin(), first.end());
  }

  void check_object(const Json& value, const Json& schema, const std::string& at) {
    if (schema.contains("required"))
      for (const Json& name : schema["required"])
        if (!value.contains(name.get<std::string>()))
          mistakes_.push_back(at + ": no member " + name.get<std::string>());
    for (const auto& [name, member] : value.items()) {
      const std::string where = at + '/' + name;
      if (schema.contains("properties") && schema["properties"].contains(name))
        check(member, schema["properties"][name], where);
      else if (schema.contains("additionalProperties"))
        check(member, schema["additionalProperties"], where);
      else if (closed_ && schema.contains("properties"))
        mistakes_.push_back(where + ": not in the schema");
    }
  }

  const Json& root_;
  bool closed_;
  std::vector<std::string> mistakes_;
};

}  // namespace

std::vector<std::string> schema_mistakes(const std::string& document, const std::string& schema,
                                         bool closed) {
  static std::map<std::string, Json> parsed;  // a schema is used many times
  auto [found, added] = parsed.try_emplace(schema);
  if (added) found->second = Json::parse(schema);
  const Json& root = found->second;
  Checker checker(root, closed);
  checker.check(Json::parse(document), root, "");
  return checker.take();
}

}  // namespace cloudplan
