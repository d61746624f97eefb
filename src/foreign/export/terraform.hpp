// What the parts of the Terraform export share.

#ifndef CLOUDPLAN_SRC_FOREIGN_EXPORT_TERRAFORM_HPP_
#define CLOUDPLAN_SRC_FOREIGN_EXPORT_TERRAFORM_HPP_

#include "foreign/export/exporter.hpp"
#include "foreign/export/hcl.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

class TerraformFile {
 public:
  // "var.NAME"; adds the variable.
  std::string variable(std::string_view name, std::string_view description, bool secret = false) {
    return "var." + variables_.need(name, description, secret);
  }
  // The expression for "provider" of a resource in a region, "aws.us_east_1"; empty where a provider has no
  // regions.
  std::string provider(std::string_view provider, std::string_view region);
  // A provider that is not told its region.
  void need(std::string_view provider);
  void add(HclBlock resource) { resources_.push_back(std::move(resource)); }
  void note(std::string text) { notes_.push_back(std::move(text)); }

  // Resources that several others share, added once.
  std::string azure_group();

  ExportedPlan write(const ExportPlan& plan);

 private:
  ExportVariables variables_{};
  std::set<std::string> providers_{};                       // names of Terraform's
  std::map<std::string, std::set<std::string>> regions_{};  // of those that have an alias for each
  std::vector<HclBlock> resources_{};
  std::vector<std::string> notes_{};
};

// Each adds what it can say, and a note for what it cannot.
void add_terraform_machine(const ExportMachine& machine, TerraformFile& file);
void add_terraform_bucket(const ExportStore& store, TerraformFile& file);
void add_terraform_database(const ExportStore& store, TerraformFile& file);
void add_terraform_disk(const ExportStore& store, TerraformFile& file);

inline HclBlock terraform_resource(std::string_view type, std::string_view id, std::string comment) {
  return HclBlock("resource \"" + std::string(type) + "\" \"" + std::string(id) + "\"", std::move(comment));
}
inline std::string number_text(double value) { return std::to_string(static_cast<long long>(value)); }

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_EXPORT_TERRAFORM_HPP_
