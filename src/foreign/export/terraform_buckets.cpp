// Buckets and their lifecycle rules.

#include "foreign/export/terraform.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

HclBlock begin(std::string_view type, const ExportStore& store) {
  return terraform_resource(type, store.id,
                            comment_text(fmt::format("{}: {}", store.name, store_words(store))));
}

std::string bucket_name(const ExportStore& store, TerraformFile& file) {
  return file.variable(store.id + "_bucket",
                       "Name of the bucket for " + store.name + ", unique in the world");
}

// S3 takes no class for a bucket: objects are put into one, or move there.
void add_s3_lifecycle(const ExportStore& store, TerraformFile& file) {
  HclBlock rule("rule");
  rule.text("id", "classes").text("status", "Enabled").add(HclBlock("filter"));
  bool any = false;
  for (const ExportClass& step : store.classes) {
    const std::string_view name = s3_class(step.name);
    if (name.empty() || name == "STANDARD") continue;
    // S3 moves nothing to the infrequent-access classes before its 30th day.
    if (step.from_day == 0 && (name == "STANDARD_IA" || name == "ONEZONE_IA")) {
      file.note(
          fmt::format("{}: write its objects with --storage-class {}; a rule cannot before their 30th day",
                      comment_text(store.name), name));
      continue;
    }
    rule.add(HclBlock("transition").set("days", number_text(step.from_day)).text("storage_class", name));
    any = true;
  }
  if (!any) return;
  HclBlock lifecycle = terraform_resource("aws_s3_bucket_lifecycle_configuration", store.id, "");
  lifecycle.set("provider", file.provider("aws", store.region))
      .set("bucket", fmt::format("aws_s3_bucket.{}.id", store.id))
      .add(std::move(rule));
  file.add(std::move(lifecycle));
}

void add_s3(const ExportStore& store, TerraformFile& file) {
  if (store.classes[0].name == "Express One Zone") {
    HclBlock block = begin("aws_s3_directory_bucket", store);
    block.set("provider", file.provider("aws", store.region));
    block.set("bucket", file.variable(store.id + "_bucket", "Name of the directory bucket for " + store.name +
                                                                ": BASE--ZONE_ID--x-s3"));
    block.add(HclBlock("location")
                  .set("name", file.variable("aws_zone_id_" + identifier(store.region),
                                             "ID of the zone in " + store.region + ", such as use1-az4")));
    return file.add(std::move(block));
  }
  HclBlock block = begin("aws_s3_bucket", store);
  block.set("provider", file.provider("aws", store.region)).set("bucket", bucket_name(store, file));
  file.add(std::move(block));
  add_s3_lifecycle(store, file);
}

void add_gcs(const ExportStore& store, TerraformFile& file) {
  file.need("gcp");
  HclBlock block = begin("google_storage_bucket", store);
  std::string location = store.region;
  std::transform(location.begin(), location.end(), location.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  block.set("name", bucket_name(store, file)).text("location", location);
  block.text("storage_class", gcs_class(store.classes[0].name)).set("uniform_bucket_level_access", "true");
  for (const ExportClass& step : store.classes)
    if (step.from_day > 0) {
      HclBlock rule("lifecycle_rule");
      rule.add(
          HclBlock("action").text("type", "SetStorageClass").text("storage_class", gcs_class(step.name)));
      rule.add(HclBlock("condition").set("age", number_text(step.from_day)));
      block.add(std::move(rule));
    }
  file.add(std::move(block));
}

void add_blob_policy(const ExportStore& store, TerraformFile& file) {
  HclBlock base("base_blob");
  bool any = false;
  for (const ExportClass& step : store.classes) {
    constexpr std::pair<std::string_view, std::string_view> kTiers[] = {
        {"Cool", "tier_to_cool"}, {"Cold", "tier_to_cold"}, {"Archive", "tier_to_archive"}};
    for (const auto& [name, key] : kTiers)
      if (step.name == name && (step.from_day > 0 || name == "Archive")) {
        base.set(fmt::format("{}_after_days_since_modification_greater_than", key),
                 number_text(step.from_day));
        any = true;
      }
  }
  if (!any) return;
  HclBlock rule("rule");
  rule.text("name", "tiers").set("enabled", "true");
  rule.add(HclBlock("filters").set("blob_types", "[\"blockBlob\"]"));
  rule.add(HclBlock("actions").add(std::move(base)));
  HclBlock policy = terraform_resource("azurerm_storage_management_policy", store.id, "");
  policy.set("storage_account_id", fmt::format("azurerm_storage_account.{}.id", store.id))
      .add(std::move(rule));
  file.add(std::move(policy));
}

void add_blob(const ExportStore& store, TerraformFile& file) {
  file.need("azure");
  const std::string& tier = store.classes[0].name;
  const bool premium = tier == "Premium block blob";
  HclBlock account = begin("azurerm_storage_account", store);
  account
      .set("name",
           file.variable(store.id + "_storage_account", "Name of the storage account for " + store.name +
                                                            ": 3 to 24 small letters and digits, "
                                                            "unique in the world"))
      .set("resource_group_name", file.azure_group())
      .text("location", store.region)
      .text("account_kind", premium ? "BlockBlobStorage" : "StorageV2")
      .text("account_tier", premium ? "Premium" : "Standard");
  std::string redundancy = store.redundancy == "RA-GRS" ? "RAGRS" : store.redundancy;
  if (redundancy != "GRS" && redundancy != "ZRS" && redundancy != "RAGRS") redundancy = "LRS";
  account.text("account_replication_type", redundancy);
  if (tier == "Hot" || tier == "Cool" || tier == "Cold") account.text("access_tier", tier);
  file.add(std::move(account));
  HclBlock container = terraform_resource("azurerm_storage_container", store.id, "");
  container.text("name", dns_name(store.id))
      .set("storage_account_id", fmt::format("azurerm_storage_account.{}.id", store.id));
  file.add(std::move(container));
  add_blob_policy(store, file);
}

void add_ibm(const ExportStore& store, TerraformFile& file) {
  constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
      {"Standard", "standard"},
      {"Vault", "vault"},
      {"Cold Vault", "cold"},
      {"Smart Tier", "smart"},
      {"One-Rate Active", "onerate_active"}};
  HclBlock block = begin("ibm_cos_bucket", store);
  block.set("provider", file.provider("ibm", store.region))
      .set("bucket_name", bucket_name(store, file))
      .set("resource_instance_id",
           file.variable("ibm_cos_instance_id", "ID of the Cloud Object Storage instance"))
      .text("region_location", store.region);
  for (const auto& [name, spelled] : kClasses)
    if (store.classes[0].name == name) block.text("storage_class", spelled);
  if (store.classes[0].name.find("Archive") != std::string::npos) {
    block.text("storage_class", "standard");
    HclBlock rule("archive_rule");
    rule.set("enable", "true").set("days", "0");
    rule.text("type", store.classes[0].name == "Archive" ? "Glacier" : "Accelerated");
    block.add(std::move(rule));
  }
  file.add(std::move(block));
}

void add_r2(const ExportStore& store, TerraformFile& file) {
  file.need("cloudflare");
  HclBlock block = begin("cloudflare_r2_bucket", store);
  block.set("account_id", file.variable("cloudflare_account_id", "ID of the Cloudflare account"))
      .set("name", bucket_name(store, file));
  if (store.classes[0].name == "Infrequent Access") block.text("storage_class", "InfrequentAccess");
  file.add(std::move(block));
}

void add_b2(const ExportStore& store, TerraformFile& file) {
  file.need("backblaze");
  HclBlock block = begin("b2_bucket", store);
  block.set("bucket_name", bucket_name(store, file)).text("bucket_type", "allPrivate");
  file.add(std::move(block));
}

}  // namespace

void add_terraform_bucket(const ExportStore& store, TerraformFile& file) {
  constexpr std::pair<std::string_view, void (*)(const ExportStore&, TerraformFile&)> kServices[] = {
      {"S3", add_s3},
      {"Cloud Storage", add_gcs},
      {"Blob Storage", add_blob},
      {"Cloud Object Storage", add_ibm},
      {"R2", add_r2},
      {"B2", add_b2}};
  for (const auto& [service, add] : kServices)
    if (store.service == service) return add(store, file);
  file.note(fmt::format("{}: no Terraform resource is written for {}", comment_text(store.name),
                        store_words(store)));
}

}  // namespace cloudplan
