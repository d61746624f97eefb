// Terraform: https://registry.terraform.io, resources of the providers' own documentation.

#include "foreign/export/terraform.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Terraform's provider and where it comes from, by the catalog's key.
struct TerraformProvider {
  std::string_view key, name, source;
  bool by_region = false;          // a provider block is for one region
  std::string_view versions = {};  // that know the resources as they are written here; empty: all of today
};
constexpr TerraformProvider kProviders[] = {
    {"aws", "aws", "hashicorp/aws", true},
    {"gcp", "google", "hashicorp/google", false},
    {"azure", "azurerm", "hashicorp/azurerm", false, ">= 4.9"},  // storage_account_id of a container
    {"ibm", "ibm", "IBM-Cloud/ibm", true},
    {"cloudflare", "cloudflare", "cloudflare/cloudflare", false, ">= 5.0"},  // storage_class of a bucket
    {"backblaze", "b2", "Backblaze/b2", false},
    {"heroku", "heroku", "heroku/heroku", false},
    {"mongodb", "mongodbatlas", "mongodb/mongodbatlas", false, "~> 1.0"}};  // blocks, not attributes

const TerraformProvider* find_provider(std::string_view key) {
  const auto found = std::find_if(std::begin(kProviders), std::end(kProviders),
                                  [&](const TerraformProvider& p) { return p.key == key; });
  return found == std::end(kProviders) ? nullptr : &*found;
}

}  // namespace

void TerraformFile::need(std::string_view provider) {
  if (const TerraformProvider* const known = find_provider(provider))
    providers_.insert(std::string(known->name));
}

std::string TerraformFile::provider(std::string_view key, std::string_view region) {
  need(key);
  const TerraformProvider* const known = find_provider(key);
  if (!known || !known->by_region) return {};
  regions_[std::string(known->name)].insert(std::string(region));
  return fmt::format("{}.{}", known->name, identifier(region));
}

std::string TerraformFile::azure_group() {
  return variable("azure_resource_group", "Name of the Azure resource group that everything is put in");
}

ExportedPlan TerraformFile::write(const ExportPlan& plan) {
  ExportedPlan out;
  out.text = fmt::format("# {}, as planned by cloudplan.\n# What a plan does not know is a variable.\n\n",
                         comment_text(plan.name));
  HclBlock required("required_providers");
  for (const TerraformProvider& known : kProviders)
    if (providers_.count(std::string(known.name)))
      required.set(known.name, known.versions.empty()
                                   ? fmt::format("{{ source = {} }}", hcl_text(known.source))
                                   : fmt::format("{{ source = {}, version = {} }}", hcl_text(known.source),
                                                 hcl_text(known.versions)));
  out.text += HclBlock("terraform").add(std::move(required)).write();
  if (providers_.count("google")) variable("gcp_project", "ID of the Google Cloud project");
  if (providers_.count("azurerm")) variable("azure_subscription_id", "ID of the Azure subscription");
  for (const TerraformProvider& known : kProviders) {
    if (!providers_.count(std::string(known.name))) continue;
    const std::string header = fmt::format("provider \"{}\"", known.name);
    for (const std::string& region : regions_[std::string(known.name)])
      out.text += "\n" + HclBlock(header).text("alias", identifier(region)).text("region", region).write();
    if (known.name == "google") out.text += "\n" + HclBlock(header).set("project", "var.gcp_project").write();
    if (known.name == "azurerm")
      out.text += "\n" + HclBlock(header)
                             .set("subscription_id", "var.azure_subscription_id")
                             .add(HclBlock("features"))
                             .write();
  }
  for (const ExportVariables::Variable& variable : variables_.all()) {
    HclBlock block(fmt::format("variable \"{}\"", variable.name));
    block.set("type", "string").text("description", variable.description);
    if (variable.secret) block.set("sensitive", "true");
    out.text += "\n" + block.write();
  }
  for (const HclBlock& resource : resources_) out.text += "\n" + resource.write();
  out.notes = notes_;
  return out;
}

ExportedPlan export_terraform(const ExportPlan& plan) {
  TerraformFile file;
  for (const ExportMachine& machine : plan.machines) add_terraform_machine(machine, file);
  for (const ExportStore& store : plan.stores) {
    if (store.kind == "bucket") add_terraform_bucket(store, file);
    if (store.kind == "database") add_terraform_database(store, file);
    if (store.kind == "disk") add_terraform_disk(store, file);
  }
  return file.write(plan);
}

}  // namespace cloudplan
