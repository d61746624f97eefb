// Databases and disks.

#include "foreign/export/terraform.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

HclBlock begin(std::string_view type, const ExportStore& store) {
  return terraform_resource(type, store.id,
                            comment_text(fmt::format("{}: {}", store.name, store_words(store))));
}

bool is_mysql(const ExportStore& store) { return store.service.find("MySQL") != std::string::npos; }

std::string user(const ExportStore& store, TerraformFile& file) {
  return file.variable(store.id + "_username", "Name of the administrator of " + store.name);
}
std::string password(const ExportStore& store, TerraformFile& file) {
  return file.variable(store.id + "_password", "Password of the administrator of " + store.name, true);
}
std::string version(const ExportStore& store, std::string_view example, TerraformFile& file) {
  return file.variable(store.id + "_version",
                       fmt::format("Version of the engine of {}, such as {}", store.name, example));
}

void add_rds(const ExportStore& store, TerraformFile& file) {
  HclBlock block = begin("aws_db_instance", store);
  block.set("provider", file.provider("aws", store.region))
      .text("identifier", dns_name(store.id))
      .text("engine", is_mysql(store) ? "mysql" : "postgres")
      .text("instance_class", store.plan)
      .set("multi_az", store.standby ? "true" : "false");
  if (store.gb > 0) block.set("allocated_storage", whole_gb(store.gb));
  block.set("username", user(store, file))
      .set("manage_master_user_password", "true")
      .text("final_snapshot_identifier", dns_name(store.id) + "-final");
  if (store.replicas > 0) block.set("backup_retention_period", "7");  // replicas need backups
  file.add(std::move(block));
  if (!(store.replicas > 0)) return;
  HclBlock replica = terraform_resource("aws_db_instance", store.id + "_replica", "");
  replica.set("provider", file.provider("aws", store.region))
      .set("count", number_text(store.replicas))
      .set("identifier", fmt::format("\"{}-replica-${{count.index + 1}}\"", dns_name(store.id)))
      .set("replicate_source_db", fmt::format("aws_db_instance.{}.identifier", store.id))
      .text("instance_class", store.plan)
      .set("skip_final_snapshot", "true");
  file.add(std::move(replica));
}

void add_aurora(const ExportStore& store, TerraformFile& file) {
  const bool serverless = store.plan == "serverless";
  const std::string engine = is_mysql(store) ? "aurora-mysql" : "aurora-postgresql";
  HclBlock cluster = begin("aws_rds_cluster", store);
  cluster.set("provider", file.provider("aws", store.region))
      .text("cluster_identifier", dns_name(store.id))
      .text("engine", engine)
      .set("master_username", user(store, file))
      .set("manage_master_user_password", "true")
      .text("final_snapshot_identifier", dns_name(store.id) + "-final");
  if (store.io_optimized) cluster.text("storage_type", "aurora-iopt1");
  if (serverless)
    cluster.add(HclBlock("serverlessv2_scaling_configuration")
                    .set("min_capacity", "0.5")
                    .set("max_capacity",
                         file.variable(store.id + "_max_acu", "Most Aurora capacity units of " + store.name +
                                                                  "; the plan is its mean: " + store.label)));
  file.add(std::move(cluster));
  HclBlock instance = terraform_resource("aws_rds_cluster_instance", store.id, "");
  instance.set("provider", file.provider("aws", store.region))
      .set("count", number_text(store.count))
      .set("cluster_identifier", fmt::format("aws_rds_cluster.{}.id", store.id))
      .text("engine", engine)
      .text("instance_class", serverless ? "db.serverless" : store.plan);
  file.add(std::move(instance));
}

void add_dynamodb(const ExportStore& store, TerraformFile& file) {
  HclBlock block = begin("aws_dynamodb_table", store);
  const std::string key =
      file.variable(store.id + "_key", "Name of the partition key of " + store.name + ", a string");
  block.set("provider", file.provider("aws", store.region)).text("name", store.id).set("hash_key", key);
  if (store.plan == "provisioned")
    block.text("billing_mode", "PROVISIONED")
        .set("read_capacity",
             file.variable(store.id + "_read_capacity", "Read capacity units of " + store.name))
        .set("write_capacity",
             file.variable(store.id + "_write_capacity", "Write capacity units of " + store.name));
  else
    block.text("billing_mode", "PAY_PER_REQUEST");
  block.add(HclBlock("attribute").set("name", key).text("type", "S"));
  if (store.copied) {
    const std::string copy = file.variable(store.id + "_copy_region", "Region of the copy of " + store.name);
    block.set("stream_enabled", "true").text("stream_view_type", "NEW_AND_OLD_IMAGES");
    block.add(HclBlock("replica").set("region_name", copy));
  }
  file.add(std::move(block));
}

void add_cloud_sql(const ExportStore& store, TerraformFile& file) {
  file.need("gcp");
  HclBlock block = begin("google_sql_database_instance", store);
  block.text("name", dns_name(store.id))
      .text("region", store.region)
      .set("database_version", version(store, is_mysql(store) ? "MYSQL_8_4" : "POSTGRES_17", file));
  HclBlock settings("settings");
  settings.text("tier", store.plan)
      .text("edition", "ENTERPRISE")
      .text("availability_type", store.standby ? "REGIONAL" : "ZONAL");
  if (store.gb > 0) settings.set("disk_size", whole_gb(store.gb));
  block.add(std::move(settings));
  file.add(std::move(block));
}

// "Standard_D2ds_v4" is general purpose, B burstable, E memory optimized.
void add_azure_database(const ExportStore& store, TerraformFile& file) {
  file.need("azure");
  const char series = store.plan.size() > 9 ? store.plan[9] : 'D';
  const std::string prefix = series == 'B' ? "B_" : series == 'E' ? "MO_" : "GP_";
  HclBlock block =
      begin(is_mysql(store) ? "azurerm_mysql_flexible_server" : "azurerm_postgresql_flexible_server", store);
  block
      .set("name", file.variable(store.id + "_server",
                                 "Name of the server for " + store.name + ", unique in the world"))
      .set("resource_group_name", file.azure_group())
      .text("location", store.region)
      .text("sku_name", prefix + store.plan)
      .set("version", version(store, is_mysql(store) ? "8.0.21" : "16", file))
      .set("administrator_login", user(store, file))
      .set("administrator_password", password(store, file));
  // Sold in powers of two, from 32 GB on.
  long long gigabytes = 32;
  while (static_cast<double>(gigabytes) < store.gb) gigabytes *= 2;
  if (store.gb > 0 && !is_mysql(store))
    block.set("storage_mb", number_text(static_cast<double>(gigabytes * 1024)));
  if (store.gb > 0 && is_mysql(store)) block.add(HclBlock("storage").set("size_gb", whole_gb(store.gb)));
  if (store.standby) block.add(HclBlock("high_availability").text("mode", "ZoneRedundant"));
  file.add(std::move(block));
}

void add_heroku(const ExportStore& store, TerraformFile& file) {
  file.need("heroku");
  HclBlock block = begin("heroku_addon", store);
  block.set("app_id", file.variable("heroku_app_id", "ID of the Heroku app that uses it"))
      .text("plan", "heroku-postgresql:" + store.plan);
  file.add(std::move(block));
}

void add_atlas(const ExportStore& store, TerraformFile& file) {
  if (store.plan == "M0" || store.plan.starts_with("Flex"))
    return file.note(fmt::format("{}: no Terraform resource is written for {}", comment_text(store.name),
                                 store_words(store)));
  file.need("mongodb");
  HclBlock electable("electable_specs");
  electable.text("instance_size", store.plan).set("node_count", "3");
  HclBlock region("region_configs");
  region
      .set("provider_name", file.variable(store.id + "_cloud",
                                          "Cloud that Atlas runs " + store.name + " in: AWS, GCP or AZURE"))
      .set("region_name",
           file.variable(store.id + "_region", "Region of " + store.name + " as Atlas calls it: US_EAST_1"))
      .set("priority", "7")
      .add(std::move(electable));
  HclBlock block = begin("mongodbatlas_advanced_cluster", store);
  block.set("project_id", file.variable("atlas_project_id", "ID of the Atlas project"))
      .text("name", dns_name(store.id))
      .text("cluster_type", "REPLICASET")
      .add(HclBlock("replication_specs").add(std::move(region)));
  file.add(std::move(block));
}

// "Premium SSD P10" as Azure's storage account type.
std::string azure_disk_type(const std::string& type) {
  if (type.starts_with("Premium SSD v2")) return "PremiumV2_LRS";
  if (type.starts_with("Premium")) return "Premium_LRS";
  if (type.starts_with("Ultra")) return "UltraSSD_LRS";
  return type.starts_with("Standard SSD") ? "StandardSSD_LRS" : "Standard_LRS";
}

}  // namespace

void add_terraform_database(const ExportStore& store, TerraformFile& file) {
  constexpr std::pair<std::string_view, void (*)(const ExportStore&, TerraformFile&)> kServices[] = {
      {"RDS", add_rds},
      {"Aurora", add_aurora},
      {"DynamoDB", add_dynamodb},
      {"Cloud SQL", add_cloud_sql},
      {"Azure Database", add_azure_database},
      {"Heroku", add_heroku},
      {"MongoDB", add_atlas}};
  if (store.replicas > 0 && !store.service.starts_with("RDS"))
    file.note(fmt::format("{}: its {} read replicas are left to you", comment_text(store.name),
                          number_text(store.replicas)));
  for (const auto& [service, add] : kServices)
    if (store.service.starts_with(service)) return add(store, file);
  file.note(fmt::format("{}: no Terraform resource is written for {}", comment_text(store.name),
                        store_words(store)));
}

void add_terraform_disk(const ExportStore& store, TerraformFile& file) {
  const std::string region = identifier(store.region);
  file.note(fmt::format("{}: the disk is attached to no machine yet", comment_text(store.name)));
  if (store.provider == "aws") {
    HclBlock block = begin("aws_ebs_volume", store);
    block.set("provider", file.provider("aws", store.region))
        .set("count", number_text(store.count))
        .set("availability_zone",
             file.variable("aws_zone_" + region, "Zone in " + store.region + " of the machine"))
        .text("type", store.service == "magnetic" ? "standard" : store.service)
        .set("size", whole_gb(store.gb));
    return file.add(std::move(block));
  }
  if (store.provider == "gcp") {
    file.need("gcp");
    HclBlock block = begin("google_compute_disk", store);
    block.set("count", number_text(store.count))
        .set("name", fmt::format("\"{}-${{count.index}}\"", dns_name(store.id)))
        .set("zone",
             file.variable("gcp_zone_" + region, "Zone of " + store.region + " that has the machine types"))
        .text("type", store.service)
        .set("size", whole_gb(store.gb));
    return file.add(std::move(block));
  }
  if (store.provider == "azure") {
    file.need("azure");
    HclBlock block = begin("azurerm_managed_disk", store);
    block.set("count", number_text(store.count))
        .set("name", fmt::format("\"{}-${{count.index}}\"", dns_name(store.id)))
        .set("resource_group_name", file.azure_group())
        .text("location", store.region)
        .text("storage_account_type", azure_disk_type(store.service))
        .text("create_option", "Empty")
        .set("disk_size_gb", whole_gb(store.gb));
    return file.add(std::move(block));
  }
  if (store.provider == "ibm") {
    HclBlock block = begin("ibm_is_volume", store);
    block.set("provider", file.provider("ibm", store.region))
        .text("name", dns_name(store.id))
        .text("profile", store.service.substr(0, store.service.find(' ')))
        .set("zone",
             file.variable("ibm_zone_" + region, "Zone of " + store.region + " that has the profiles"))
        .set("capacity", whole_gb(store.gb));
    return file.add(std::move(block));
  }
  file.note(fmt::format("{}: no Terraform resource is written for {}", comment_text(store.name),
                        store_words(store)));
}

}  // namespace cloudplan
