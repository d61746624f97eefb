#include "foreign/import/terraform_stores.hpp"

#include "support/glob.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Where a type keeps what bears on the cost. An attribute behind a dot is of a block.
struct StoreType {
  std::string_view type, provider;
  bool files = false;
  std::string_view engine{};  // of all of the type; else `engine_key` says it
  std::string_view engine_key{};
  std::string_view size{};       // attribute; "" when the plan has none
  double size_unit = kGibibyte;  // bytes
  std::string_view region{};     // attribute
};

constexpr double kMebibyte = 1048576;
constexpr StoreType kStoreTypes[] = {
    {.type = "aws_s3_bucket", .provider = "aws", .files = true, .region = "region"},
    {.type = "google_storage_bucket", .provider = "gcp", .files = true, .region = "location"},
    {.type = "azurerm_storage_account", .provider = "azure", .files = true, .region = "location"},
    {.type = "ibm_cos_bucket", .provider = "ibm", .files = true, .region = "region_location"},
    {.type = "cloudflare_r2_bucket", .provider = "cloudflare", .files = true},
    {.type = "b2_bucket", .provider = "backblaze", .files = true},
    {.type = "aws_db_instance",
     .provider = "aws",
     .engine_key = "engine",
     .size = "allocated_storage",
     .region = "availability_zone"},
    {.type = "aws_rds_cluster",
     .provider = "aws",
     .engine_key = "engine",
     .size = "allocated_storage",
     .region = "region"},
    {.type = "aws_dynamodb_table", .provider = "aws", .engine = "dynamodb", .region = "region"},
    {.type = "google_sql_database_instance",
     .provider = "gcp",
     .engine_key = "database_version",
     .size = "settings.disk_size",
     .region = "region"},
    {.type = "azurerm_postgresql_flexible_server",
     .provider = "azure",
     .engine = "postgresql",
     .size = "storage_mb",
     .size_unit = kMebibyte,
     .region = "location"},
    {.type = "azurerm_postgresql_server",
     .provider = "azure",
     .engine = "postgresql",
     .size = "storage_mb",
     .size_unit = kMebibyte,
     .region = "location"},
    {.type = "azurerm_mysql_flexible_server",
     .provider = "azure",
     .engine = "mysql",
     .size = "storage.size_gb",
     .region = "location"},
    {.type = "azurerm_mssql_database", .provider = "azure", .engine_key = "-", .size = "max_size_gb"},
    {.type = "mongodbatlas_cluster", .provider = "", .engine = "mongodb", .size = "disk_size_gb"},
    {.type = "mongodbatlas_advanced_cluster", .provider = "", .engine = "mongodb", .size = "disk_size_gb"}};

const StoreType* store_type(std::string_view type) {
  for (const StoreType& known : kStoreTypes)
    if (known.type == type) return &known;
  return nullptr;
}

// "aurora-postgresql", "POSTGRES_15", "mariadb": the engine whose software it speaks; "" for others.
std::string engine_of(std::string_view text) {
  const std::string name = lower_case(text);
  if (name.find("postgres") != std::string::npos) return "postgresql";
  if (name.find("mysql") != std::string::npos || name.find("mariadb") != std::string::npos ||
      name == "aurora")
    return "mysql";
  return name.find("docdb") != std::string::npos ? "mongodb" : "";
}

class StoreReader {
 public:
  StoreReader(const TerraformResource& resource, const TerraformPlan& plan, Importer& importer)
      : type_(*store_type(resource.type)),
        resource_(resource),
        plan_(plan),
        importer_(importer),
        map_(resource.values, resource.group, importer.notes) {}

  void add(const std::string& name) {
    DraftItem data;
    data.name = importer_.draft.free_name(name);
    data.comment = resource_.group;
    data.text("kind", type_.files ? "files" : "records");
    if (const auto amount = number(type_.size); amount && *amount > 0)
      data.size("size", {*amount * type_.size_unit}, "what is reserved in the plan");
    else
      data.gap("size", "how large it is, such as \"20 GB\"", "it is not in the plan");
    data.require("size");
    if (type_.files)
      replication(data);
    else
      records(data);
    place(data);
    importer_.draft.data.push_back(std::move(data));
  }

 private:
  void note(const std::string& what, std::string hint = {}) {
    importer_.notes.add(resource_.at, fmt::format("{}: {}", printable(resource_.group), what),
                        std::move(hint));
  }

  // Of "settings.disk_size" the attribute of the block's first entry.
  std::optional<double> number(std::string_view key) {
    const std::size_t dot = key.find('.');
    if (dot == std::string_view::npos) return map_.number(key);
    const auto all = map_.list(key.substr(0, dot), true);
    ForeignMap block(all.empty() ? nullptr : all.front(), map_.path_to(key.substr(0, dot)), importer_.notes);
    return block.number(key.substr(dot + 1));
  }

  std::string block_text(std::string_view name, std::string_view key) {
    const auto all = map_.list(name, true);
    ForeignMap block(all.empty() ? nullptr : all.front(), map_.path_to(name), importer_.notes);
    return block.text(key).value_or("");
  }

  // "GRS", "RAGZRS": letters for regions and zones.
  void replication(DraftItem& data) {
    const std::string kind = map_.text("account_replication_type").value_or("");
    if (kind.find('G') != std::string::npos)
      data.text("availability", "multi_region");
    else if (kind == "ZRS")
      data.text("availability", "multi_az");
    if (const auto chosen = map_.text("storage_class"); chosen && lower_case(*chosen) != "standard")
      note(fmt::format("storage class {} is not translated: the plan chooses one by how the data is read",
                       in_quotes(*chosen)));
  }

  void records(DraftItem& data) {
    const std::string said = type_.engine_key.empty() ? "" : map_.text(type_.engine_key).value_or("");
    const std::string engine = type_.engine.empty() ? engine_of(said) : std::string(type_.engine);
    if (!engine.empty()) data.text("engine", engine);
    if (engine.empty())
      note(fmt::format("the catalog has no managed {}; records of any engine are planned",
                       said.empty() ? "database of that kind" : in_quotes(said)));
    if (engine == "postgresql" || engine == "mysql") data.set("transactions", "true");
    if (resource_.type == "aws_dynamodb_table")
      capacity(data);
    else
      note("the size of its machine is not translated: it follows from what is read and written",
           fmt::format("--set '{}.reads=40/s' --set '{}.writes=5/s' --set {}.connections=50", data.name,
                       data.name, data.name));
    const bool spread = map_.boolean("multi_az").value_or(false) ||
                        block_text("settings", "availability_type") == "REGIONAL" ||
                        block_text("high_availability", "mode") == "ZoneRedundant";
    if (spread) data.text("availability", "multi_az");
    if (const auto source = map_.text("replicate_source_db"); source && !source->empty())
      note("a replica of another database is planned as one of its own");
  }

  // Provisioned units: one read a second of up to 4 kB, one write of up to 1 kB.
  void capacity(DraftItem& data) {
    for (const auto& [key, member] :
         {std::pair{"read_capacity", "reads"}, std::pair{"write_capacity", "writes"}})
      if (const auto units = map_.number(key); units && *units > 0)
        data.text(member, fmt::format("{:g}/s", *units), "the capacity in the plan");
  }

  void place(DraftItem& data) {
    std::string region = type_.region.empty() ? "" : map_.text(type_.region).value_or("");
    if (region.empty()) region = plan_.provider_setting(resource_, "region");
    if (!type_.provider.empty())
      set_terraform_place(std::string(type_.provider), region, resource_.at, resource_.group, data,
                          importer_);
  }

  const StoreType& type_;
  const TerraformResource& resource_;
  const TerraformPlan& plan_;
  Importer& importer_;
  ForeignMap map_;
};

// Networks, rights, names and settings of others.
constexpr std::string_view kFree[] = {"*_iam_*",
                                      "*_security_group*",
                                      "*_policy",
                                      "*_policy_document",
                                      "*_association",
                                      "*_attachment*",
                                      "*_key_pair*",
                                      "*_subnet",
                                      "*_subnetwork",
                                      "*_subnet_group",
                                      "*_parameter_group",
                                      "*_option_group",
                                      "*_route",
                                      "*_route_table*",
                                      "*_network_acl*",
                                      "*_firewall",
                                      "*_firewall_rule*",
                                      "*_service_account*",
                                      "*_role_assignment",
                                      "*_role",
                                      "*_role_definition",
                                      "*_user",
                                      "*_ssh_key",
                                      "*_launch_template",
                                      "*_launch_configuration",
                                      "*_instance_template",
                                      "*_task_definition",
                                      "*_network_interface",
                                      "*_availability_set",
                                      "*_health_check",
                                      "*_target_group",
                                      "*_lb_listener*",
                                      "*_lb_rule",
                                      "*_lb_probe",
                                      "*_backend_address_pool*",
                                      "*_url_map",
                                      "*_target_http*_proxy",
                                      "*_ssl_certificate",
                                      "*_record",
                                      "*_record_set",
                                      "*_certificate*",
                                      "*_identity",
                                      "*_lifecycle_configuration",
                                      "*_database",
                                      "*_schema",
                                      "aws_vpc",
                                      "aws_vpc_dhcp_options",
                                      "aws_internet_gateway",
                                      "aws_egress_only_internet_gateway",
                                      "aws_s3_bucket_*",
                                      "aws_s3_object",
                                      "aws_placement_group",
                                      "aws_default_*",
                                      "aws_ecs_cluster",
                                      "aws_rds_cluster_instance",
                                      "aws_cloudformation_stack",
                                      "aws_autoscaling_schedule",
                                      "aws_lambda_permission",
                                      "aws_sns_topic_subscription",
                                      "aws_ssm_parameter",
                                      "aws_resourcegroups_group",
                                      "aws_ami*",
                                      "google_project*",
                                      "google_compute_network",
                                      "google_compute_network_peering",
                                      "google_compute_router",
                                      "google_storage_bucket_*",
                                      "google_storage_default_*",
                                      "google_compute_attached_disk",
                                      "google_compute_backend_service",
                                      "google_compute_autoscaler",
                                      "google_compute_region_autoscaler",
                                      "google_service_networking_connection",
                                      "azurerm_resource_group",
                                      "azurerm_virtual_network",
                                      "azurerm_storage_container",
                                      "azurerm_storage_blob",
                                      "azurerm_network_interface_*",
                                      "azurerm_management_lock",
                                      "azurerm_virtual_machine_extension",
                                      "azurerm_user_assigned_identity",
                                      "azurerm_mssql_server",
                                      "azurerm_postgresql_*_configuration",
                                      "ibm_is_vpc",
                                      "ibm_is_ssh_key",
                                      "random_*",
                                      "null_*",
                                      "tls_*",
                                      "local_*",
                                      "time_*",
                                      "template_*",
                                      "terraform_data",
                                      "archive_file",
                                      "external",
                                      "http",
                                      "kubernetes_*",
                                      "helm_release",
                                      "kubectl_manifest",
                                      "github_*",
                                      "cloudinit_config",
                                      "mongodbatlas_project*",
                                      "mongodbatlas_database_user"};

}  // namespace

bool is_terraform_store(std::string_view type) { return store_type(type) != nullptr; }

void add_terraform_store(const TerraformResource& resource, const TerraformPlan& plan,
                         const std::string& name, Importer& importer) {
  StoreReader(resource, plan, importer).add(name);
}

bool is_free_in_terraform(std::string_view type) {
  return std::any_of(std::begin(kFree), std::end(kFree),
                     [&](std::string_view pattern) { return glob_matches(pattern, type); });
}

}  // namespace cloudplan
