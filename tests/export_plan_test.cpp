// Plans for the tools that carry them out.

#include "foreign/export/export_plan.hpp"
#include "cli/vocabulary.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/report.hpp"
#include "foreign/export/export_text.hpp"
#include "foreign/export/exporter.hpp"
#include "foreign/export/hcl.hpp"
#include "foreign/import/import_workload.hpp"
#include "foreign/yaml/yaml_document.hpp"

#include "catch.hpp"

#include <set>
#include <string>

namespace {

using namespace cloudplan;

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string document_of(const Workload& workload) {
  const Catalog catalog = embedded_catalog();
  const PerformanceCatalog performance(catalog);
  PlanOptions options;
  options.flip_points = false;
  return render(make_plan(workload, performance, options), workload, catalog, {.format = ReportFormat::json});
}

Workload machines() {
  Workload workload;
  workload.name = "round \"trip\"\n${x}";
  Task gpu;
  gpu.name = "train";
  gpu.accelerator = "nvidia-a100-sxm4-40gb:8";
  gpu.count = 3;
  gpu.hours_per_month = 20;
  gpu.constraints.purchase = {"spot"};
  gpu.constraints.providers = {"aws"};
  workload.tasks.push_back(gpu);
  Task t4 = gpu;
  t4.name = "label";
  t4.accelerator = "nvidia-t4:2";
  t4.count = 1;
  t4.constraints.providers = {"gcp"};
  t4.constraints.purchase = {"on_demand"};
  workload.tasks.push_back(t4);
  Task plain;
  plain.name = "api";
  plain.vcpus = 4;
  plain.constraints.providers = {"azure"};
  plain.constraints.purchase = {"on_demand"};
  workload.tasks.push_back(plain);
  return workload;
}

// A store with this label, in each target.
std::vector<std::string> notes_of(const ExportStore& store) {
  ExportPlan plan;
  plan.name = "p";
  plan.stores = {store};
  std::vector<std::string> notes = export_terraform(plan).notes;
  for (const std::string& note : export_commands(plan).notes) notes.push_back(note);
  return notes;
}

ExportStore store(std::string kind, std::string provider, std::string label) {
  ExportStore made;
  made.name = made.id = "d";
  made.kind = std::move(kind);
  made.provider = std::move(provider);
  made.region = "r-1";
  made.label = std::move(label);
  made.gb = 100;
  read_store_label(made);
  return made;
}

}  // namespace

TEST_CASE("the name of a store in a plan is taken apart", "[export]") {
  const ExportStore s3 =
      store("bucket", "aws", "S3 Standard, from day 30 Standard-IA, from day 90 Glacier Instant Retrieval");
  CHECK(s3.service == "S3");
  REQUIRE(s3.classes.size() == 3);
  CHECK(s3.classes[1].name == "Standard-IA");
  CHECK(s3.classes[1].from_day == 30);
  CHECK(s3.classes[2].name == "Glacier Instant Retrieval");
  CHECK(s3.classes[2].from_day == 90);
  const ExportStore blob = store("bucket", "azure", "Blob Storage Hot (GRS), from day 30 Cool");
  CHECK(blob.classes[0].name == "Hot");
  CHECK(blob.redundancy == "GRS");
  const ExportStore rds = store("database", "aws", "RDS PostgreSQL db.t4g.small Multi-AZ");
  CHECK(rds.service == "RDS PostgreSQL");
  CHECK(rds.plan == "db.t4g.small");
  CHECK(rds.standby);
  const ExportStore read =
      store("database", "aws", "RDS MySQL db.m6i.32xlarge Multi-AZ with 4 read replicas");
  CHECK(read.plan == "db.m6i.32xlarge");
  CHECK(read.standby);
  CHECK(read.replicas == 4);
  CHECK(store("database", "aws", "Aurora MySQL db.r6g.large with 1 read replica").count == 2);
  const ExportStore aurora = store("database", "aws", "3 x Aurora MySQL db.r6g.large I/O-Optimized");
  CHECK(aurora.count == 3);
  CHECK(aurora.io_optimized);
  CHECK(store("database", "aws", "Aurora PostgreSQL Serverless v2 at 2.5 ACU").plan == "serverless");
  CHECK(store("database", "aws", "DynamoDB on demand").plan == "on demand");
  const ExportStore disk = store("disk", "azure", "2 x Premium SSD P10 of 128 GB on a VM");
  CHECK(disk.service == "Premium SSD P10");
  CHECK(disk.count == 2);
  CHECK(disk.gb == 128);
}

TEST_CASE("every bucket class, database plan and disk of the catalog can be exported", "[export]") {
  const Catalog catalog = embedded_catalog();
  const auto provider = [&](const auto& row) {
    return std::string(catalog.text(catalog.providers()[row.provider].key));
  };
  std::set<std::string> unknown;
  const auto check = [&](const ExportStore& tried) {
    for (const std::string& note : notes_of(tried))
      if (contains(note, "is written for")) unknown.insert(tried.provider + " " + tried.service);
    ExportPlan plan;
    plan.stores = {tried};
    INFO(tried.label);
    CHECK_FALSE(contains(export_terraform(plan).text, "storage_class = \"\""));
    CHECK_FALSE(contains(export_commands(plan).text, "class ''"));
  };
  std::set<std::string> seen;
  for (const ObjectStorageTier& row : catalog.table<ObjectStorageTier>()) {
    std::string name(catalog.text(row.storage_class));
    if (name.substr(0, 20) == "Intelligent-Tiering ") name = name.substr(0, 19);
    const std::string label = std::string(catalog.text(row.service)) + " " + name;
    if (seen.insert(label).second) check(store("bucket", provider(row), label));
  }
  for (const DatabasePlan& row : catalog.table<DatabasePlan>()) {
    const std::string label =
        std::string(catalog.text(row.service)) + " " + std::string(catalog.text(row.plan));
    if (seen.insert(label).second) check(store("database", provider(row), label));
  }
  for (const char* const label :
       {"DynamoDB on demand", "DynamoDB provisioned", "Aurora PostgreSQL Serverless v2 at 2 ACU",
        "Aurora MySQL Serverless v2 at 2 ACU"})
    check(store("database", "aws", label));
  for (const BlockStorage& row : catalog.table<BlockStorage>()) {
    const std::string label = std::string(catalog.text(row.type)) + " of 100 GB on a VM";
    if (seen.insert(provider(row) + label).second) check(store("disk", provider(row), label));
  }
  CHECK(seen.size() > 100);
  // Sold by the operations used, without a size, or without a command line for it.
  const std::set<std::string> expected = {"mongodb MongoDB Atlas"};
  CHECK(unknown == expected);
}

TEST_CASE("text from a plan cannot leave its place in the target", "[export]") {
  CHECK(hcl_text("a\"b\\c${d}%{e}$f\n") == "\"a\\\"b\\\\c$${d}%%{e}$f\\\\n\"");
  CHECK(shell_text("it's $(rm) `x`") == "'it'\\''s $(rm) `x`'");
  CHECK(shell_text("us-east-1") == "us-east-1");
  CHECK(shell_text("") == "''");
  CHECK(yaml_text("no") == "\"no\"");
  CHECK(yaml_text("a: b # c") == "\"a: b # c\"");
  CHECK(yaml_text("train-1") == "train-1");
  CHECK(identifier("Bird photos! (2)") == "bird_photos_2");
  CHECK(identifier("7 \xc3\xa4") == "n_7");
  CHECK(dns_name("$(x)") == "x");
  CHECK(dns_name("") == "n");
  CHECK(comment_text("a\nb") == "a\\nb");
}

TEST_CASE("HCL is written as terraform fmt does", "[export]") {
  HclBlock block("resource \"a\" \"b\"", "what");
  block.set("x", "1").text("long", "y").add(HclBlock("empty")).set("z", "[]");
  CHECK(block.write() ==
        "# what\nresource \"a\" \"b\" {\n  x    = 1\n  long = \"y\"\n\n  empty {}\n\n  z = []\n}\n");
}

TEST_CASE("what SkyPilot is told is what it was asked", "[export]") {
  const Catalog catalog = embedded_catalog();
  const cli::KnownNames names(catalog);
  const Workload asked = machines();
  const ExportedPlan exported = export_plan(document_of(asked), "plan", ExportFormat::skypilot, {});
  INFO(exported.text);
  CHECK(read_yaml(exported.text, "y").size() == 4);  // a header and three tasks
  const ImportedWorkload back = import_workload(exported.text, "y", names.vocabulary(), {});
  REQUIRE(back.mistakes.empty());
  const Workload again = parse_workload(back.text, "w", names.vocabulary());
  REQUIRE(again.tasks.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(again.tasks[i].count == asked.tasks[i].count);
    CHECK(again.tasks[i].constraints.purchase == asked.tasks[i].constraints.purchase);
    CHECK(again.tasks[i].constraints.providers == asked.tasks[i].constraints.providers);
    CHECK(again.tasks[i].constraints.regions.size() == 1);
    CHECK(again.tasks[i].constraints.include.size() == 1);
  }
  CHECK(names_accelerator(again.tasks[0].accelerator.substr(0, again.tasks[0].accelerator.find(':')),
                          "nvidia-a100-sxm4-40gb"));
  CHECK(again.tasks[0].accelerator.ends_with(":8"));
  CHECK(again.tasks[1].accelerator == "nvidia-t4:2");
}

TEST_CASE("Terraform and commands say how a machine is bought and what is attached", "[export]") {
  const std::string document = document_of(machines());
  const std::string terraform = export_plan(document, "plan", ExportFormat::terraform, {}).text;
  INFO(terraform);
  CHECK(contains(terraform, "instance_type = \"p4d.24xlarge\""));
  CHECK(contains(terraform, "market_type = \"spot\""));
  CHECK(contains(terraform, "count         = 3"));
  CHECK(contains(terraform, "type  = \"nvidia-tesla-t4\""));
  CHECK(contains(terraform, "on_host_maintenance = \"TERMINATE\""));
  CHECK_FALSE(contains(terraform, "machine_type = \"n1-standard-1+"));
  CHECK(contains(terraform, "resource \"azurerm_linux_virtual_machine\" \"api\""));
  CHECK_FALSE(contains(terraform, "\n${x}"));  // the name stays in its comment
  const std::string commands = export_plan(document, "plan", ExportFormat::commands, {}).text;
  INFO(commands);
  CHECK(contains(commands, "--instance-market-options MarketType=spot"));
  CHECK(contains(commands, "--accelerator type=nvidia-tesla-t4,count=2"));
  CHECK(contains(commands, "az vm create"));
}

TEST_CASE("an alternative can be exported, and only one that there is", "[export]") {
  Workload workload;
  workload.name = "w";
  Task task;
  task.name = "api";
  task.vcpus = 4;
  workload.tasks = {task};
  const std::string document = document_of(workload);
  const std::string chosen = export_plan(document, "plan", ExportFormat::terraform, {}).text;
  const std::string other = export_plan(document, "plan", ExportFormat::terraform, {"runner_up"}).text;
  CHECK(chosen != other);
  CHECK(other == export_plan(document, "plan", ExportFormat::terraform, {"api=runner_up"}).text);
  for (const char* const wrong : {"aws/none", "web=runner_up", "", "="})
    CHECK_THROWS_AS(export_plan(document, "plan", ExportFormat::terraform, {wrong}), InputError);
  CHECK_THROWS_AS(export_plan("{}", "plan", ExportFormat::terraform, {}), InputError);
}
