// Buckets and databases on command lines.

#include "foreign/export/commands.hpp"
#include "foreign/import/draft.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string bucket(const ExportStore& store, CommandScript& script) {
  return script.variable(store.id + "_bucket",
                         "name of the bucket for " + store.name + ", unique in the world");
}
std::string user(const ExportStore& store, CommandScript& script) {
  return script.variable(store.id + "_username", "name of the administrator of " + store.name);
}
std::string password(const ExportStore& store, CommandScript& script) {
  return script.variable(store.id + "_password", "password of the administrator of " + store.name);
}
std::string group(CommandScript& script) {
  return script.variable("azure_resource_group", "name of the Azure resource group");
}
std::string project(CommandScript& script) {
  return script.variable("gcp_project", "ID of the Google Cloud project");
}

void add_s3(const ExportStore& store, CommandScript& script) {
  if (store.classes[0].name == "Express One Zone") {
    const std::string zone =
        script.variable("aws_zone_id_" + store.region, "ID of the zone in " + store.region);
    return script.command(
        {"aws s3api create-bucket", option("--region", store.region),
         raw_option("--bucket", script.variable(store.id + "_bucket",
                                                "name of the directory bucket: BASE--ZONE_ID--x-s3")),
         fmt::format("--create-bucket-configuration \"Location={{Type=AvailabilityZone,Name={}}},"
                     "Bucket={{DataRedundancy=SingleAvailabilityZone,Type=Directory}}\"",
                     zone.substr(1, zone.size() - 2))});
  }
  std::vector<std::string> words{"aws s3api create-bucket", option("--region", store.region),
                                 raw_option("--bucket", bucket(store, script))};
  // The one region that must not be named there.
  if (store.region != "us-east-1")
    words.push_back(option("--create-bucket-configuration", "LocationConstraint=" + store.region));
  script.command(words);
  std::string transitions;
  for (const ExportClass& step : store.classes) {
    const std::string_view name = s3_class(step.name);
    if (name.empty() || name == "STANDARD") continue;
    if (step.from_day == 0 && (name == "STANDARD_IA" || name == "ONEZONE_IA")) {
      script.note(
          fmt::format("{}: write its objects with --storage-class {}; a rule cannot before their 30th day",
                      comment_text(store.name), name));
      continue;
    }
    transitions += fmt::format(R"({}{{"Days":{},"StorageClass":"{}"}})", transitions.empty() ? "" : ",",
                               step.from_day, name);
  }
  if (transitions.empty()) return;
  script.command(
      {"aws s3api put-bucket-lifecycle-configuration", option("--region", store.region),
       raw_option("--bucket", bucket(store, script)),
       option("--lifecycle-configuration",
              fmt::format(
                  R"({{"Rules":[{{"ID":"classes","Status":"Enabled","Filter":{{}},"Transitions":[{}]}}]}})",
                  transitions))});
}

void add_gcs(const ExportStore& store, CommandScript& script) {
  const std::string name = bucket(store, script);
  const std::string address = "\"gs://" + name.substr(1);
  script.command({"gcloud storage buckets create " + address, raw_option("--project", project(script)),
                  option("--location", store.region),
                  option("--default-storage-class", gcs_class(store.classes[0].name)),
                  "--uniform-bucket-level-access"});
  std::string rules;
  for (const ExportClass& step : store.classes)
    if (step.from_day > 0)
      rules += fmt::format(
          R"({}{{"action":{{"type":"SetStorageClass","storageClass":"{}"}},"condition":{{"age":{}}}}})",
          rules.empty() ? "" : ",", gcs_class(step.name), step.from_day);
  if (rules.empty()) return;
  script.command({fmt::format("printf '%s' {} | gcloud storage buckets update {}",
                              shell_text(fmt::format(R"({{"lifecycle":{{"rule":[{}]}}}})", rules)), address),
                  "--lifecycle-file=/dev/stdin"});
}

void add_blob(const ExportStore& store, CommandScript& script) {
  const std::string& tier = store.classes[0].name;
  const bool premium = tier == "Premium block blob";
  const std::string account = script.variable(store.id + "_storage_account",
                                              "name of the storage account for " + store.name +
                                                  ": 3 to 24 small letters and digits, unique in the world");
  const std::string redundancy = store.redundancy == "RA-GRS"                             ? "RAGRS"
                                 : store.redundancy == "GRS" || store.redundancy == "ZRS" ? store.redundancy
                                                                                          : "LRS";
  std::vector<std::string> words{"az storage account create",
                                 raw_option("--name", account),
                                 raw_option("--resource-group", group(script)),
                                 option("--location", store.region),
                                 option("--kind", premium ? "BlockBlobStorage" : "StorageV2"),
                                 option("--sku", (premium ? "Premium_" : "Standard_") + redundancy)};
  if (tier == "Hot" || tier == "Cool" || tier == "Cold") words.push_back(option("--access-tier", tier));
  script.command(words);
  script.command({"az storage container create", option("--name", dns_name(store.id)),
                  raw_option("--account-name", account), option("--auth-mode", "login")});
  std::string actions;
  for (const ExportClass& step : store.classes)
    if ((step.from_day > 0 || step.name == "Archive") &&
        (step.name == "Cool" || step.name == "Cold" || step.name == "Archive"))
      actions += fmt::format(R"({}"tierTo{}":{{"daysAfterModificationGreaterThan":{}}})",
                             actions.empty() ? "" : ",", step.name, step.from_day);
  if (actions.empty()) return;
  script.command(
      {"az storage account management-policy create", raw_option("--account-name", account),
       raw_option("--resource-group", group(script)),
       option("--policy", fmt::format(R"({{"rules":[{{"enabled":true,"name":"tiers","type":"Lifecycle",)"
                                      R"("definition":{{"filters":{{"blobTypes":["blockBlob"]}},)"
                                      R"("actions":{{"baseBlob":{{{}}}}}}}}}]}})",
                                      actions))});
}

void add_ibm(const ExportStore& store, CommandScript& script) {
  constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
      {"Standard", "Standard"},
      {"Vault", "Vault"},
      {"Cold Vault", "Cold"},
      {"Smart Tier", "Smart"},
      {"One-Rate Active", "onerate_active"}};
  std::vector<std::string> words{
      "ibmcloud cos bucket-create", raw_option("--bucket", bucket(store, script)),
      raw_option("--ibm-service-instance-id",
                 script.variable("ibm_cos_instance_id", "ID of the Cloud Object Storage instance")),
      option("--region", store.region)};
  for (const auto& [name, spelled] : kClasses)
    if (store.classes[0].name == name) words.push_back(option("--class", spelled));
  if (words.size() == 4)
    script.note(fmt::format("{}: {} is an archive rule of a Standard bucket", comment_text(store.name),
                            store.classes[0].name));
  script.command(words);
}

void add_r2(const ExportStore& store, CommandScript& script) {
  std::vector<std::string> words{"npx wrangler r2 bucket create " + bucket(store, script)};
  if (store.classes[0].name == "Infrequent Access")
    words.push_back(option("--storage-class", "InfrequentAccess"));
  script.command(words);
}

void add_b2(const ExportStore& store, CommandScript& script) {
  script.command({"b2 bucket create " + bucket(store, script) + " allPrivate"});
}

void add_rds(const ExportStore& store, CommandScript& script) {
  const bool mysql = store.service.find("MySQL") != std::string::npos;
  std::vector<std::string> words{"aws rds create-db-instance",
                                 option("--region", store.region),
                                 option("--db-instance-identifier", dns_name(store.id)),
                                 option("--engine", mysql ? "mysql" : "postgres"),
                                 option("--db-instance-class", store.plan),
                                 option("--allocated-storage", whole_gb(std::max(store.gb, 20.0))),
                                 store.standby ? "--multi-az" : "--no-multi-az",
                                 raw_option("--master-username", user(store, script)),
                                 "--manage-master-user-password"};
  script.command(words);
  for (int i = 1; i <= static_cast<int>(std::min(store.replicas, 15.0)); ++i)
    script.command({"aws rds create-db-instance-read-replica", option("--region", store.region),
                    option("--db-instance-identifier", fmt::format("{}-replica-{}", dns_name(store.id), i)),
                    option("--source-db-instance-identifier", dns_name(store.id)),
                    option("--db-instance-class", store.plan)});
}

void add_aurora(const ExportStore& store, CommandScript& script) {
  const bool serverless = store.plan == "serverless";
  const std::string name = dns_name(store.id);
  const std::string engine =
      store.service.find("MySQL") != std::string::npos ? "aurora-mysql" : "aurora-postgresql";
  std::vector<std::string> words{"aws rds create-db-cluster",
                                 option("--region", store.region),
                                 option("--db-cluster-identifier", name),
                                 option("--engine", engine),
                                 raw_option("--master-username", user(store, script)),
                                 "--manage-master-user-password"};
  if (store.io_optimized) words.push_back(option("--storage-type", "aurora-iopt1"));
  if (serverless) {
    const std::string most =
        script.variable(store.id + "_max_acu", "most Aurora capacity units of " + store.name);
    words.push_back(fmt::format("--serverless-v2-scaling-configuration \"MinCapacity=0.5,MaxCapacity={}\"",
                                most.substr(1, most.size() - 2)));
  }
  script.command(words);
  for (int i = 1; i <= static_cast<int>(std::min(store.count, 16.0)); ++i)
    script.command({"aws rds create-db-instance", option("--region", store.region),
                    option("--db-instance-identifier", fmt::format("{}-{}", name, i)),
                    option("--db-cluster-identifier", name), option("--engine", engine),
                    option("--db-instance-class", serverless ? "db.serverless" : store.plan)});
}

void add_dynamodb(const ExportStore& store, CommandScript& script) {
  std::string key =
      script.variable(store.id + "_key", "name of the partition key of " + store.name + ", a string");
  key = key.substr(1, key.size() - 2);
  std::vector<std::string> words{
      "aws dynamodb create-table", option("--region", store.region), option("--table-name", store.id),
      fmt::format("--attribute-definitions \"AttributeName={},AttributeType=S\"", key),
      fmt::format("--key-schema \"AttributeName={},KeyType=HASH\"", key)};
  if (store.plan == "provisioned") {
    const std::string reads =
        script.variable(store.id + "_read_capacity", "read capacity units of " + store.name);
    const std::string writes =
        script.variable(store.id + "_write_capacity", "write capacity units of " + store.name);
    words.push_back(option("--billing-mode", "PROVISIONED"));
    words.push_back(fmt::format("--provisioned-throughput \"ReadCapacityUnits={},WriteCapacityUnits={}\"",
                                reads.substr(1, reads.size() - 2), writes.substr(1, writes.size() - 2)));
  } else {
    words.push_back(option("--billing-mode", "PAY_PER_REQUEST"));
  }
  if (!store.copied) return script.command(words);
  words.emplace_back("--stream-specification \"StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES\"");
  script.command(words);
  const std::string copy = script.variable(store.id + "_copy_region", "region of the copy of " + store.name);
  script.command(
      {"aws dynamodb update-table", option("--region", store.region), option("--table-name", store.id),
       fmt::format("--replica-updates \"Create={{RegionName={}}}\"", copy.substr(1, copy.size() - 2))});
}

void add_cloud_sql(const ExportStore& store, CommandScript& script) {
  std::vector<std::string> words{
      "gcloud sql instances create " + dns_name(store.id),
      raw_option("--project", project(script)),
      option("--region", store.region),
      raw_option("--database-version",
                 script.variable(store.id + "_version", "version of the engine of " + store.name +
                                                            ", such as POSTGRES_17 or MYSQL_8_4")),
      option("--tier", store.plan),
      option("--edition", "enterprise"),
      option("--availability-type", store.standby ? "regional" : "zonal")};
  if (store.gb > 0) words.push_back(option("--storage-size", whole_gb(std::max(store.gb, 10.0)) + "GB"));
  script.command(words);
}

void add_azure_database(const ExportStore& store, CommandScript& script) {
  const bool mysql = store.service.find("MySQL") != std::string::npos;
  const char series = store.plan.size() > 9 ? store.plan[9] : 'D';
  std::vector<std::string> words{
      mysql ? "az mysql flexible-server create" : "az postgres flexible-server create",
      raw_option("--name", script.variable(store.id + "_server",
                                           "name of the server for " + store.name + ", unique in the world")),
      raw_option("--resource-group", group(script)),
      option("--location", store.region),
      option("--tier", series == 'B'   ? "Burstable"
                       : series == 'E' ? (mysql ? "BusinessCritical" : "MemoryOptimized")
                                       : "GeneralPurpose"),
      option("--sku-name", store.plan),
      raw_option("--admin-user", user(store, script)),
      raw_option("--admin-password", password(store, script))};
  long long gigabytes = 32;
  while (static_cast<double>(gigabytes) < store.gb) gigabytes *= 2;
  if (store.gb > 0) words.push_back(option("--storage-size", fmt::format("{}", gigabytes)));
  // From 2.86 on the CLI takes no --high-availability for PostgreSQL.
  if (store.standby)
    words.push_back(mysql ? option("--high-availability", "ZoneRedundant")
                          : option("--zonal-resiliency", "Enabled"));
  script.command(words);
}

void add_heroku(const ExportStore& store, CommandScript& script) {
  script.command({"heroku addons:create " + shell_text("heroku-postgresql:" + store.plan),
                  raw_option("--app", script.variable("heroku_app", "name of the Heroku app that uses it"))});
}

using Add = void (*)(const ExportStore&, CommandScript&);

template <std::size_t N>
void add_of(const std::pair<std::string_view, Add> (&services)[N], const ExportStore& store,
            CommandScript& script) {
  for (const auto& [service, add] : services)
    if (store.service.starts_with(service)) {
      script.comment(fmt::format("{}: {}", store.name, store_words(store)));
      return add(store, script);
    }
  script.note(fmt::format("{}: no command is written for {}", comment_text(store.name), store_words(store)));
}

}  // namespace

void add_bucket_command(const ExportStore& store, CommandScript& script) {
  constexpr std::pair<std::string_view, Add> kServices[] = {{"S3", add_s3},
                                                            {"Cloud Storage", add_gcs},
                                                            {"Blob Storage", add_blob},
                                                            {"Cloud Object Storage", add_ibm},
                                                            {"R2", add_r2},
                                                            {"B2", add_b2}};
  add_of(kServices, store, script);
}

void add_database_command(const ExportStore& store, CommandScript& script) {
  constexpr std::pair<std::string_view, Add> kServices[] = {{"RDS", add_rds},
                                                            {"Aurora", add_aurora},
                                                            {"DynamoDB", add_dynamodb},
                                                            {"Cloud SQL", add_cloud_sql},
                                                            {"Azure Database", add_azure_database},
                                                            {"Heroku", add_heroku}};
  if (store.replicas > 0 && !store.service.starts_with("RDS"))
    script.note(
        fmt::format("{}: its {:g} read replicas are left to you", comment_text(store.name), store.replicas));
  add_of(kServices, store, script);
}

}  // namespace cloudplan
