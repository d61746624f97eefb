// Terraform plans as workloads.

#include "catch.hpp"
#include "import_fixture.hpp"

#include <rapidcheck.h>
#include <string>

using namespace imports;
using Approx = Catch::Detail::Approx;

namespace {

constexpr double kGiB = 1073741824.0;

// A plan as `terraform show -json` writes it, with these resources in its root module.
std::string plan_of(const std::string& resources, const std::string& more = "") {
  return R"({"format_version":"1.2","terraform_version":"1.9.5","planned_values":{"root_module":{"resources":[)" +
         resources + "]" + more + R"(}},"resource_changes":[{"change":{"after_unknown":null}}]})";
}

std::string resource(const std::string& type, const std::string& name, const std::string& values,
                     const std::string& index = "") {
  return R"({"address":")" + type + "." + name + index + R"(","mode":"managed","type":")" + type +
         R"(","name":")" + name + R"(","values":)" + values + "}";
}

const Dataset& data(const Result& result, std::string_view name) {
  for (const Dataset& d : result.workload.data)
    if (d.name == name) return d;
  FAIL("no dataset " << name);
  return result.workload.data[0];
}

std::string mistake_in(const std::string& text, ImportOptions options = {}) {
  try {
    import_workload(text, "plan.json", import_vocabulary(), options);
  } catch (const InputError& e) {
    return e.diagnostics().front().to_string();
  }
  return {};
}

}  // namespace

TEST_CASE("Machines of a Terraform plan: type, place, purchase, disks", "[import]") {
  const Result r = import(plan_of(
      resource("aws_instance", "train", R"({"instance_type":"p4d.24xlarge","availability_zone":"us-west-2b",
        "root_block_device":[{"volume_size":100,"volume_type":"gp3"}],"ebs_block_device":[{"volume_size":50}],
        "instance_market_options":[{"market_type":"spot"}],"tags":null})") +
      "," +
      resource("google_compute_instance", "api", R"({"machine_type":"n2-standard-8","zone":"us-central1-a",
        "boot_disk":[{"initialize_params":[{"size":30}]}],"scheduling":[{"preemptible":true}]})") +
      "," +
      resource("azurerm_linux_virtual_machine", "gpu", R"({"size":"Standard_NC4as_T4_v3","location":"East US",
        "priority":"Regular","os_disk":[{"disk_size_gb":null}]})")));
  const Task& train = task(r, "train");
  CHECK(train.constraints.include == Names{"aws/p4d.24xlarge"});
  CHECK(train.constraints.regions == Names{"aws/us-west-2"});
  CHECK(train.constraints.purchase == Names{"spot"});
  CHECK(train.disk->value == 150 * kGiB);
  CHECK(*train.hours_per_month == 730);
  const Task& api = task(r, "api");
  CHECK(api.constraints.include == Names{"gcp/n2-standard-8"});
  CHECK(api.constraints.regions == Names{"gcp/us-central1"});
  CHECK(api.constraints.purchase == Names{"spot"});
  CHECK(api.disk->value == 30 * kGiB);
  const Task& gpu = task(r, "gpu");
  CHECK(gpu.constraints.regions == Names{"azure/eastus"});
  CHECK(gpu.constraints.purchase == Names{"on_demand"});
  CHECK(!gpu.disk);
}

TEST_CASE("What count, for_each and modules make alike is one task with a count", "[import]") {
  const std::string machine = R"({"instance_type":"p4d.24xlarge"})";
  std::string nodes;
  for (const char* const index : {"[0]", "[1]", "[2]"})
    nodes += resource("aws_instance", "node", machine, index) + ",";
  nodes += resource("aws_instance", "pair", machine, R"([\"a.b[c]\"])") + ",";
  nodes +=
      resource("aws_instance", "pair", R"({"instance_type":"p4d.24xlarge","spot_price":"1"})", R"([\"d\"])");
  const Result r = import(plan_of(
      nodes,
      R"(,"child_modules":[{"address":"module.app[0]","resources":[{"address":"module.app[0].aws_instance.web",
        "mode":"managed","type":"aws_instance","name":"web","values":{"instance_type":"p4d.24xlarge"}},
        {"address":"module.app[0].data.aws_ami.x","mode":"data","type":"aws_ami","name":"x","values":{}}],
        "child_modules":[]},{"address":"module.app[1]","resources":[{"address":"module.app[1].aws_instance.web",
        "mode":"managed","type":"aws_instance","name":"web","values":{"instance_type":"p4d.24xlarge"}}]}])"));
  CHECK(r.workload.tasks.size() == 4);
  CHECK(task(r, "node").count == 3);
  CHECK(task(r, "pair").count == 1);
  CHECK(task(r, "pair-2").constraints.purchase == Names{"spot"});
  CHECK(task(r, "app-web").count == 2);
}

TEST_CASE("The configuration tells regions, templates and where disks hang", "[import]") {
  const std::string text =
      R"({"format_version":"1.2","variables":{"zone":{"value":"us-east-1"}},"planned_values":{"root_module":{"resources":[)" +
      resource("aws_instance", "db", R"({"instance_type":"p4d.24xlarge"})", "[0]") + "," +
      resource("aws_instance", "db", R"({"instance_type":"p4d.24xlarge"})", "[1]") + "," +
      resource("aws_ebs_volume", "data", R"({"size":200,"type":"gp3"})", "[0]") + "," +
      resource("aws_ebs_volume", "data", R"({"size":200,"type":"gp3"})", "[1]") + "," +
      resource("aws_ebs_volume", "loose", R"({"size":7})") + "," +
      resource("aws_volume_attachment", "at", R"({"device_name":"/dev/sdf"})") + "," +
      resource("aws_launch_template", "mold", R"({"instance_type":"p4d.24xlarge",
        "block_device_mappings":[{"ebs":[{"volume_size":"80"}]}]})") +
      "," +
      resource("aws_autoscaling_group", "fleet", R"({"desired_capacity":null,"min_size":4,"max_size":9})") +
      R"(]}},"configuration":{"provider_config":{"aws":{"name":"aws","expressions":{"region":{"references":["var.zone"]}}},
        "aws.west":{"name":"aws","alias":"west","expressions":{"region":{"constant_value":"us-west-2"}}}},
        "root_module":{"resources":[
        {"address":"aws_instance.db","type":"aws_instance","name":"db","provider_config_key":"aws"},
        {"address":"aws_volume_attachment.at","type":"aws_volume_attachment","name":"at","expressions":{
          "instance_id":{"references":["aws_instance.db[0].id","aws_instance.db[0]","aws_instance.db","count.index"]},
          "volume_id":{"references":["aws_ebs_volume.data","var.x"]}}},
        {"address":"aws_autoscaling_group.fleet","type":"aws_autoscaling_group","name":"fleet",
         "provider_config_key":"aws.west",
         "expressions":{"launch_template":[{"id":{"references":["aws_launch_template.mold.id","aws_launch_template.mold"]}}]}}
        ]}}})";
  const Result r = import(text);
  const Task& db = task(r, "db");
  CHECK(db.count == 2);
  CHECK(db.disk->value == 200 * kGiB);
  CHECK(db.constraints.regions == Names{"aws/us-east-1"});
  const Task& fleet = task(r, "fleet");
  CHECK(fleet.count == 4);
  CHECK(fleet.constraints.include == Names{"aws/p4d.24xlarge"});
  CHECK(fleet.constraints.regions == Names{"aws/us-west-2"});
  CHECK(fleet.disk->value == 80 * kGiB);
  CHECK(notes(r, "max_size 9 is not translated"));
  CHECK(notes(r, "aws_ebs_volume.loose: a disk of 7 GB"));
  CHECK_FALSE(notes(r, "aws_ebs_volume.data"));
}

TEST_CASE("Buckets and databases of a Terraform plan, and what is not translated", "[import]") {
  const Result r = import(
      plan_of(
          resource("aws_s3_bucket", "assets", R"({"bucket":"assets"})") + "," +
          resource(
              "aws_db_instance", "main",
              R"({"engine":"postgres","allocated_storage":100,"multi_az":true,"instance_class":"db.m5.large"})") +
          "," + resource("google_sql_database_instance", "sql", R"({"database_version":"MYSQL_8_0",
                "region":"us-central1","settings":[{"disk_size":20,"availability_type":"ZONAL"}]})") +
          "," +
          resource("azurerm_postgresql_flexible_server", "pg",
                   R"({"storage_mb":32768,"location":"eastus2"})") +
          "," + resource("aws_dynamodb_table", "events", R"({"read_capacity":20,"write_capacity":5})") + "," +
          resource("azurerm_storage_account", "copies", R"({"account_replication_type":"GRS"})") + "," +
          resource("google_storage_bucket", "old", R"({"storage_class":"NEARLINE","location":"EU"})") + "," +
          resource("azurerm_kubernetes_cluster", "aks", R"({"sku_tier":"Standard","default_node_pool":[
                {"vm_size":"Standard_NC4as_T4_v3","node_count":3}]})") +
          "," + resource("aws_nat_gateway", "a", "{}") + "," + resource("aws_nat_gateway", "b", "{}") + "," +
          resource("aws_vpc", "v", "{}") + "," + resource("aws_iam_role", "r", "{}")),
      {.set = {{"assets.size", "40 GB"},
               {"events.size", "2 GB"},
               {"copies.size", "1 TB"},
               {"old.size", "1 TB"}}});
  CHECK(data(r, "copies").availability == Availability::multi_region);
  CHECK(notes(r, "storage class \"NEARLINE\" is not translated"));
  CHECK(task(r, "aks").count == 3);
  CHECK(notes(r, "the fee of the cluster"));
  CHECK(data(r, "assets").constraints.providers == Names{"aws"});
  const Dataset& main = data(r, "main");
  CHECK(main.engine == "postgresql");
  CHECK(main.size->value == 100 * kGiB);
  CHECK(main.transactions);
  CHECK(data(r, "sql").engine == "mysql");
  CHECK(data(r, "sql").constraints.regions == Names{"gcp/us-central1"});
  CHECK(data(r, "pg").size->value == 32 * kGiB);
  CHECK(data(r, "events").engine == "dynamodb");
  CHECK(notes(r, "aws_nat_gateway (2 of them) is not translated"));
  CHECK(notes(r, "aws_db_instance.main: the size of its machine is not translated"));
  CHECK(r.imported.left_out == Names{"aws_vpc", "aws_iam_role"});
}

TEST_CASE("Names of a Terraform plan are resolved against the catalog", "[import]") {
  const Result r =
      import(plan_of(resource("aws_instance", "typo", R"({"instance_type":"p4d.24xlarg"})") + "," +
                     resource("google_compute_instance", "custom",
                              R"({"machine_type":"n2-custom-6-20480","zone":"mars-1"})") +
                     "," + resource("aws_instance", "unknown", R"({"ami":"x"})") + "," +
                     resource("google_compute_instance", "gpu", R"({"machine_type":"n1-standard-4",
                       "guest_accelerator":[{"type":"nvidia-tesla-t4","count":2}]})")));
  CHECK(notes(r, "aws_instance.typo: the catalog has no machine \"p4d.24xlarg\""));
  CHECK(to_fill(r, "typo.memory"));
  CHECK(task(r, "custom").vcpus == 6);
  CHECK(task(r, "custom").memory->value == 20 * kGiB);
  CHECK(notes(r, "no region \"mars-1\""));
  CHECK(notes(r, "aws_instance.unknown: the plan does not say which machine it is"));
  CHECK(task(r, "gpu").accelerator == "nvidia-t4:2");
}

TEST_CASE("Other forms of Terraform are told from the JSON that it shows", "[import]") {
  for (const char* const text :
       {"resource \"aws_instance\" \"web\" {\n  instance_type = \"t3.large\"\n}\n",
        R"({"version":4,"terraform_version":"1.9.5","serial":3,"lineage":"x","resources":[]})",
        R"({"@level":"info","@message":"Terraform 1.9.5","@module":"terraform.ui","terraform":"1.9.5"})"})
    CHECK(mistake_in(text).find("terraform show -json") != std::string::npos);
  CHECK(mistake_in("{}", {.kind = ForeignKind::terraform}).find("planned_values") != std::string::npos);
  CHECK(mistake_in("a: b", {.kind = ForeignKind::terraform}).find("plan.json:1:1") != std::string::npos);
  CHECK(mistake_in(plan_of("")).find("nothing to plan") != std::string::npos);
}

TEST_CASE("No plan is too broken to be answered", "[import]") {
  std::string deep = plan_of(resource("aws_instance", "web", R"({"instance_type":"p4d.24xlarge"})"));
  CHECK(mistake_in(std::string(100, '[') + "\"planned_values\"").find("plan.json:1:") != std::string::npos);
  std::string modules = "{\"planned_values\":{\"root_module\":";
  for (int i = 0; i < 200; ++i) modules += "{\"child_modules\":[";
  CHECK_FALSE(mistake_in(modules).empty());
  // Wrong types, huge numbers and empty blocks end in notes or mistakes, never in anything else.
  const std::vector<std::string> values = {
      "null",   "7",  "\"x\"", "[]",    "[null]", "[7]",  "{}",
      "[[{}]]", "-1", "1e308", "1e999", "true",   "\"\"", "\"99999999999999999999\""};
  const std::vector<std::string> keys = {"instance_type",
                                         "root_block_device",
                                         "ebs_block_device",
                                         "desired_capacity",
                                         "min_size",
                                         "max_size",
                                         "machine_type",
                                         "boot_disk",
                                         "node_config",
                                         "node_count",
                                         "location",
                                         "zone",
                                         "size",
                                         "instances",
                                         "os_disk",
                                         "engine",
                                         "allocated_storage",
                                         "settings",
                                         "read_capacity",
                                         "guest_accelerator",
                                         "scheduling",
                                         "instance_types",
                                         "scaling_config",
                                         "default_node_pool"};
  const std::vector<std::string> types = {"aws_instance",
                                          "aws_autoscaling_group",
                                          "aws_eks_node_group",
                                          "google_compute_instance",
                                          "google_container_node_pool",
                                          "azurerm_linux_virtual_machine_scale_set",
                                          "azurerm_kubernetes_cluster",
                                          "aws_db_instance",
                                          "aws_dynamodb_table",
                                          "google_sql_database_instance",
                                          "aws_ebs_volume",
                                          "aws_s3_bucket",
                                          "odd\\u001btype",
                                          ""};
  rc::check([&] {
    std::string resources;
    const auto count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) {
      std::string members;
      const auto chosen = *rc::gen::unique<std::vector<std::string>>(rc::gen::elementOf(keys));
      for (const std::string& key : chosen)
        members += (members.empty() ? "\"" : ",\"") + key + "\":" + *rc::gen::elementOf(values);
      const bool whole = *rc::gen::inRange(0, 8) > 0;
      resources += (i == 0 ? "" : ",") + resource(*rc::gen::elementOf(types), "n" + std::to_string(i),
                                                  whole ? "{" + members + "}" : *rc::gen::elementOf(values));
    }
    try {
      const ImportedWorkload made = import_workload(plan_of(resources), "p", import_vocabulary(), {});
      RC_ASSERT(made.mistakes.empty());
    } catch (const InputError& e) {
      RC_ASSERT_FALSE(e.diagnostics().empty());
    }
  });
}
