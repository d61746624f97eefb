#include "foreign/import/terraform_plan.hpp"

#include "foreign/import/importer.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string text_of(const YamlValue* map, std::string_view key) {
  const YamlValue* const value = map ? map->find(key) : nullptr;
  return value && value->is_scalar() ? value->text : std::string();
}

const std::vector<YamlValue>& elements_of(const YamlValue* map, std::string_view key) {
  static const std::vector<YamlValue> kNone;
  const YamlValue* const value = map ? map->find(key) : nullptr;
  return value && value->is_list() ? value->elements : kNone;
}

// "aws_ebs_volume.data" of "aws_ebs_volume.data[0].id"; "" of what is no resource of the module.
std::string referred(std::string_view reference) {
  const std::string plain = without_indexes(reference);
  const std::size_t dot = plain.find('.');
  if (dot == std::string::npos) return {};
  const std::string first = plain.substr(0, dot);
  for (const char* const other : {"var", "local", "data", "module", "each", "count", "path", "self"})
    if (first == other) return {};
  return plain.substr(0, plain.find('.', dot + 1));
}

// What one resource refers to is a few others; a text with more is not worth more time.
constexpr std::size_t kMostReferences = 100;

void add_references(const YamlValue& expression, const std::string& prefix, std::vector<std::string>& list) {
  if (list.size() >= kMostReferences) return;
  for (const YamlValue& reference : elements_of(&expression, "references"))
    if (const std::string name = referred(reference.text); !name.empty()) add_once(list, prefix + name);
  for (const YamlValue& inner : expression.elements)
    if (inner.is_map() || inner.is_list()) add_references(inner, prefix, list);
}

}  // namespace

std::string without_indexes(std::string_view address) {
  std::string plain;
  bool inside = false, quoted = false;
  for (std::size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    if (inside && c == '\\')
      ++i;
    else if (inside && c == '"')
      quoted = !quoted;
    else if (!quoted && (c == '[' || c == ']'))
      inside = c == '[';
    else if (!inside)
      plain += c;
  }
  return plain;
}

TerraformPlan::TerraformPlan(const YamlValue& document, Notes& notes) {
  const YamlValue* values = document.find("planned_values");
  if (!values) values = document.find("values");
  if (values) add_module(values->find("root_module"), notes);
  const YamlValue* const configuration = document.find("configuration");
  variables_ = document.find("variables");
  if (!configuration) return;
  providers_ = configuration->find("provider_config");
  add_configuration(configuration->find("root_module"), "");
}

void TerraformPlan::add_module(const YamlValue* module, Notes& notes) {
  for (const YamlValue& resource : elements_of(module, "resources")) {
    if (text_of(&resource, "mode") == "data") continue;  // it is looked up, and somebody else's
    TerraformResource made{.type = text_of(&resource, "type"), .name = text_of(&resource, "name")};
    made.at = resource.at;
    made.values = resource.find("values");
    made.group = without_indexes(text_of(&resource, "address"));
    if (made.group.empty()) made.group = made.type + "." + made.name;
    if (made.type.empty())
      notes.add(resource.at, "a resource without a \"type\" is left out");
    else if (made.values && !made.values->is_map())
      notes.add(made.values->at, fmt::format("{}: its values are no map", printable(made.group)));
    else {
      groups_[made.group].push_back(resources_.size());
      resources_.push_back(std::move(made));
    }
  }
  for (const YamlValue& child : elements_of(module, "child_modules")) add_module(&child, notes);
}

void TerraformPlan::add_configuration(const YamlValue* module, const std::string& prefix) {
  for (const YamlValue& resource : elements_of(module, "resources")) {
    Configured& made = configured_[prefix + text_of(&resource, "type") + "." + text_of(&resource, "name")];
    made.provider = text_of(&resource, "provider_config_key");
    if (const YamlValue* const expressions = resource.find("expressions"))
      add_references(*expressions, prefix, made.references);
  }
  const YamlValue* const calls = module ? module->find("module_calls") : nullptr;
  for (std::size_t i = 0; calls && i < calls->keys.size(); ++i)
    add_configuration(calls->elements[i].find("module"), prefix + "module." + calls->keys[i].text + ".");
}

const std::vector<std::size_t>& TerraformPlan::of_group(std::string_view group) const {
  static const std::vector<std::size_t> kNone;
  const auto found = groups_.find(group);
  return found == groups_.end() ? kNone : found->second;
}

const std::vector<std::string>& TerraformPlan::references(const TerraformResource& resource) const {
  static const std::vector<std::string> kNone;
  const auto found = configured_.find(resource.group);
  return found == configured_.end() ? kNone : found->second.references;
}

// {"constant_value": "us-east-1"}, or {"references": ["var.region"]} of a variable of the root module.
std::string TerraformPlan::constant(const YamlValue* expression) const {
  if (const std::string text = text_of(expression, "constant_value"); !text.empty()) return text;
  for (const YamlValue& reference : elements_of(expression, "references"))
    if (reference.text.starts_with("var.") && variables_)
      return text_of(variables_->find(std::string_view(reference.text).substr(4)), "value");
  return {};
}

std::string TerraformPlan::provider_setting(const TerraformResource& resource, std::string_view key) const {
  if (!providers_) return {};
  const auto found = configured_.find(resource.group);
  const YamlValue* provider = found == configured_.end() ? nullptr : providers_->find(found->second.provider);
  if (!provider) provider = providers_->find(resource.type.substr(0, resource.type.find('_')));
  const YamlValue* const expressions = provider ? provider->find("expressions") : nullptr;
  return expressions ? constant(expressions->find(key)) : std::string();
}

}  // namespace cloudplan
