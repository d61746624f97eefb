// Buckets and databases of a Terraform plan, and what in it is not asked for by a plan of ours.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_STORES_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_STORES_HPP_

#include "foreign/import/importer.hpp"
#include "foreign/import/terraform_plan.hpp"

#include <string>
#include <string_view>

namespace cloudplan {

bool is_terraform_store(std::string_view type);
// Adds the dataset.
void add_terraform_store(const TerraformResource& resource, const TerraformPlan& plan,
                         const std::string& name, Importer& importer);

// Whether a provider charges nothing for what such a resource is: networks, rights, settings of others.
bool is_free_in_terraform(std::string_view type);

// Where an item must be: its provider, and the region or zone where the catalog has it.
void set_terraform_place(const std::string& provider, const std::string& region, YamlPlace at,
                         const std::string& group, DraftItem& item, Importer& importer);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_TERRAFORM_STORES_HPP_
