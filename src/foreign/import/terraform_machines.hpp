// Machines of a Terraform plan.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_MACHINES_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_MACHINES_HPP_

#include "foreign/import/importer.hpp"
#include "foreign/import/terraform_plan.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

// What one resource asks for; several of the same that are equal are one task with a count.
struct TerraformMachine {
  std::string group{};               // where it is in the configuration
  std::string provider{};            // "aws"
  std::string region{};              // a region or zone as the provider names it; "" when not stated
  std::vector<std::string> types{};  // "t3.large"; several: any of them
  std::string accelerator{};         // that is put into a machine: "nvidia-tesla-t4"
  double accelerators = 0;
  double disk_gb = 0;
  double count = 1;
  bool spot = false;
  std::optional<double> vcpus{};  // of machines without a type
  std::optional<Bytes> memory{};
  YamlPlace at{};

  bool same_as(const TerraformMachine& other) const;
};

// Reads `resource` when it is about machines; nothing when it is not, or when it makes none. What bears on
// the cost and has no place in a workload is noted.
bool is_terraform_machine(std::string_view type);
std::optional<TerraformMachine> read_terraform_machine(const TerraformResource& resource,
                                                       const TerraformPlan& plan, Importer& importer);

// A disk that is hung on machines elsewhere in the plan: "aws_ebs_volume", and its size.
bool is_terraform_disk(std::string_view type);
double terraform_disk_gb(const TerraformResource& resource, Importer& importer);

// The types of machines that the catalog has, found in one step: a plan may have thousands of machines.
class TerraformTypes {
 public:
  explicit TerraformTypes(const Vocabulary& vocabulary);
  // "aws/m7i.large" for that type, in any case; "" when there is none.
  std::string key(std::string_view provider, std::string_view type) const;
  // "did you mean aws/m7i.large?", or ""; only so often, because looking takes long.
  std::string nearest(std::string_view provider, std::string_view type);

 private:
  const Vocabulary& vocabulary_;
  std::map<std::string, std::string, std::less<>> keys_{};  // by the name in small letters
  std::size_t looked_for_ = 0;
};

// Adds the task.
void add_terraform_machine(const TerraformMachine& machine, const std::string& name, TerraformTypes& types,
                           Importer& importer);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_MACHINES_HPP_
