// The text of a Terraform plan to values with places.

#include "foreign/import/terraform_plan.hpp"
#include "support/json_reader.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

// Offsets into a text as places.
class Places {
 public:
  explicit Places(std::string_view text) {
    starts_.push_back(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos;) starts_.push_back(++at);
  }
  YamlPlace of(std::size_t offset) const {
    const auto line = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const std::size_t start = line == starts_.begin() ? 0 : *(line - 1);
    return {static_cast<int>(line - starts_.begin()), static_cast<int>(offset - start) + 1};
  }

 private:
  std::vector<std::size_t> starts_;  // of lines
};

YamlValue converted(const JsonValue& json, const Places& places) {
  YamlValue value;
  value.at = places.of(json.offset);
  value.kind = YamlValue::Kind::scalar;
  if (json.kind == Kind::null) value.kind = YamlValue::Kind::null;
  if (json.kind == Kind::boolean) value.text = json.boolean ? "true" : "false";
  if (json.kind == Kind::number) value.text = fmt::format("{:.15g}", json.number);
  if (json.kind == Kind::string) value.text = json.string;
  value.quoted = json.kind == Kind::string;
  if (json.kind == Kind::array) value.kind = YamlValue::Kind::list;
  if (json.kind == Kind::object) value.kind = YamlValue::Kind::map;
  value.elements.reserve(json.elements.size());
  for (const JsonValue& element : json.elements) value.elements.push_back(converted(element, places));
  for (const JsonName& name : json.names) value.keys.push_back({name.text, places.of(name.offset)});
  return value;
}

bool is_wanted(std::string_view member) {
  constexpr std::array<std::string_view, 4> kWanted = {"planned_values", "values", "configuration",
                                                       "variables"};
  return std::find(kWanted.begin(), kWanted.end(), member) != kWanted.end();
}

[[noreturn]] void refuse(std::string_view text, std::string_view file, const std::string& what) {
  throw InputError({yaml_diagnostic(text, file, {1, 1}, what,
                                    "terraform plan -out plan.tfplan && terraform show -json plan.tfplan > "
                                    "plan.json, and import that")});
}

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// A block of HCL at the start of a line: resource "aws_instance" "web" {
bool has_blocks(std::string_view text) {
  for (const std::string_view word :
       {"resource \"", "module \"", "provider \"", "variable \"", "terraform {"})
    if (text.starts_with(word) || has(text, "\n" + std::string(word))) return true;
  return false;
}

}  // namespace

TerraformText terraform_text(std::string_view text) {
  if (text.starts_with("PK\x03\x04") && has(text, "tfplan")) return TerraformText::other_form;
  const std::size_t first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (first == std::string_view::npos) return TerraformText::none;
  if (text[first] != '{') return has_blocks(text) ? TerraformText::other_form : TerraformText::none;
  if (has(text, "\"planned_values\"") || (has(text, "\"terraform_version\"") && has(text, "\"root_module\"")))
    return TerraformText::plan;
  const bool log = has(text.substr(first, 2000), "\"@message\"") && has(text, "\"terraform\"");
  const bool state = has(text, "\"terraform_version\"") && has(text, "\"lineage\"");
  return log || state ? TerraformText::other_form : TerraformText::none;
}

YamlValue read_terraform(std::string_view text, std::string_view file) {
  if (terraform_text(text) == TerraformText::other_form)
    refuse(text, file, "this is Terraform's own file, and not the JSON that it shows");
  JsonDocument document(text, file);
  document.throw_if_errors();
  const JsonValue& root = document.root();
  if (root.kind != Kind::object || (!root.find("planned_values") && !root.find("values")))
    refuse(text, file, "this has no \"planned_values\" and no \"values\"");
  const Places places(text);
  YamlValue made;
  made.kind = YamlValue::Kind::map;
  made.at = places.of(root.offset);
  for (std::size_t i = 0; i < root.names.size(); ++i) {
    if (!is_wanted(root.names[i].text)) continue;
    made.keys.push_back({root.names[i].text, places.of(root.names[i].offset)});
    made.elements.push_back(converted(root.elements[i], places));
  }
  return made;
}

}  // namespace cloudplan
