// The JSON of a Terraform plan or state, `terraform show -json` (OpenTofu writes the same): what it will
// have, with counts and modules written out, and what its configuration refers to.
// https://developer.hashicorp.com/terraform/internals/json-format

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_PLAN_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_PLAN_HPP_

#include "foreign/import/notes.hpp"
#include "foreign/yaml/yaml_document.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// Whether the text is one, by its members; or what people give in its place: the configuration itself, the
// plan as Terraform keeps it, its log.
enum class TerraformText { none, plan, other_form };
TerraformText terraform_text(std::string_view text);

// The members that are read here, as a map with places. Throws InputError when the text is not JSON, breaks
// a limit, or is another form than `terraform show -json` writes.
YamlValue read_terraform(std::string_view text, std::string_view file);

// "module.app.aws_instance.web" for "module.app[0].aws_instance.web[\"a\"]".
std::string without_indexes(std::string_view address);

struct TerraformResource {
  std::string type{}, name{};  // "aws_instance", "web"
  std::string group{};         // its address without indexes: what `count` and `for_each` made together
  const YamlValue* values = nullptr;  // what is known of it before it is applied
  YamlPlace at{};
};

class TerraformPlan {
 public:
  // The document must outlive it.
  TerraformPlan(const YamlValue& document, Notes& notes);

  // What Terraform manages, in the order of the file.
  const std::vector<TerraformResource>& resources() const { return resources_; }
  // Resources of that address without indexes, as places in resources().
  const std::vector<std::size_t>& of_group(std::string_view group) const;
  // The groups of resources that the configuration of this one refers to, in their order.
  const std::vector<std::string>& references(const TerraformResource& resource) const;
  // A setting of the provider that the resource has, such as "region"; "" when the plan does not say.
  std::string provider_setting(const TerraformResource& resource, std::string_view key) const;

 private:
  struct Configured {
    std::string provider{};  // a key of provider_config: "aws", "aws.east"
    std::vector<std::string> references{};
  };
  void add_module(const YamlValue* module, Notes& notes);
  void add_configuration(const YamlValue* module, const std::string& prefix);
  std::string constant(const YamlValue* expression) const;

  std::vector<TerraformResource> resources_{};
  std::map<std::string, std::vector<std::size_t>, std::less<>> groups_{};
  std::map<std::string, Configured, std::less<>> configured_{};  // by group
  const YamlValue* providers_ = nullptr;
  const YamlValue* variables_ = nullptr;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_PLAN_HPP_
