// Machines and disks on command lines.

#include "foreign/export/commands.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string image(const ExportMachine& machine, std::string_view kind, CommandScript& script) {
  return script.variable(machine.id + "_image",
                         fmt::format("{} of {}, for {} in {}", kind, machine.name,
                                     machine.arch.empty() ? "its processor" : machine.arch, machine.region));
}

// The names of several machines: "train-1", "train-2".
std::vector<std::string> names(std::string_view base, double count) {
  std::vector<std::string> list;
  const std::string name = dns_name(base);
  constexpr int kMost = 1000;
  for (int i = 1; i <= static_cast<int>(std::min(count, double{kMost})); ++i)
    list.push_back(count == 1 ? name : fmt::format("{}-{}", name, i));
  return list;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& word : list) text += (text.empty() ? "" : " ") + word;
  return text;
}

void add_aws(const ExportMachine& machine, CommandScript& script) {
  std::vector<std::string> words{
      "aws ec2 run-instances",
      option("--region", machine.region),
      raw_option("--image-id", image(machine, "AMI", script)),
      option("--instance-type", machine.type),
      option("--count", fmt::format("{:g}", machine.count)),
      raw_option("--key-name", script.variable("aws_key_name", "name of the EC2 key pair to log in with")),
      raw_option("--subnet-id", script.variable("aws_subnet_id_" + machine.region,
                                                "ID of the subnet in " + machine.region))};
  if (machine.purchase == "spot") words.push_back(option("--instance-market-options", "MarketType=spot"));
  // AMIs differ in the name of their first disk.
  if (machine.disk_gb > 0)
    words.push_back(
        fmt::format("--block-device-mappings "
                    "\"DeviceName=${{AWS_ROOT_DEVICE:-/dev/sda1}},Ebs={{VolumeSize={},VolumeType={}}}\"",
                    whole_gb(machine.disk_gb), machine.disk_type));
  words.push_back(
      option("--tag-specifications",
             fmt::format("ResourceType=instance,Tags=[{{Key=Name,Value={}}}]", dns_name(machine.id))));
  script.command(words);
}

void add_gcp(const ExportMachine& machine, CommandScript& script) {
  std::vector<std::string> words{
      "gcloud compute instances create " + joined(names(machine.id, machine.count)),
      raw_option("--project", script.variable("gcp_project", "ID of the Google Cloud project")),
      raw_option("--zone", script.variable("gcp_zone_" + machine.region,
                                           "zone of " + machine.region + " that has the machine types")),
      option("--machine-type", gcp_machine_type(machine)),
      raw_option("--image", image(machine, "image", script)),
      raw_option("--image-project",
                 script.variable(machine.id + "_image_project", "project that has that image"))};
  if (const std::string guest = gcp_guest_accelerator(machine); !guest.empty())
    words.push_back(option("--accelerator", fmt::format("type={},count={:g}", guest, machine.accelerators)));
  if (machine.disk_gb > 0) {
    words.push_back(option("--boot-disk-size", whole_gb(machine.disk_gb) + "GB"));
    words.push_back(option("--boot-disk-type", machine.disk_type));
  }
  if (machine.purchase == "spot") {
    words.push_back(option("--provisioning-model", "SPOT"));
    words.push_back(option("--instance-termination-action", "STOP"));
  }
  if (machine.purchase == "spot" || machine.accelerators > 0)
    words.push_back(option("--maintenance-policy", "TERMINATE"));
  script.command(words);
}

void add_azure(const ExportMachine& machine, CommandScript& script) {
  for (const std::string& name : names(machine.id, machine.count)) {
    std::vector<std::string> words{
        "az vm create",
        option("--name", name),
        raw_option("--resource-group",
                   script.variable("azure_resource_group", "name of the Azure resource group")),
        option("--location", machine.region),
        option("--size", machine.type),
        raw_option("--image", image(machine, "URN or ID of the image", script)),
        raw_option("--admin-username", script.variable("azure_admin_username", "user to log in as")),
        raw_option("--ssh-key-values",
                   script.variable("azure_ssh_public_key", "file of the public SSH key"))};
    if (machine.disk_gb > 0) words.push_back(option("--os-disk-size-gb", whole_gb(machine.disk_gb)));
    if (machine.purchase == "spot") {
      words.push_back(option("--priority", "Spot"));
      words.push_back(option("--eviction-policy", "Deallocate"));
      words.push_back(option("--max-price", "-1"));
    }
    script.command(words);
  }
}

void add_ibm(const ExportMachine& machine, CommandScript& script) {
  script.command({"ibmcloud target", option("-r", machine.region)});
  for (const std::string& name : names(machine.id, machine.count))
    script.command(
        {fmt::format("ibmcloud is instance-create {}", name),
         "  " + script.variable("ibm_vpc_" + machine.region, "ID of the VPC in " + machine.region),
         "  " + script.variable("ibm_zone_" + machine.region, "zone of " + machine.region),
         "  " + shell_text(machine.type),
         "  " + script.variable("ibm_subnet_" + machine.region, "ID of the subnet in that zone"),
         raw_option("--image", image(machine, "ID of the image", script)),
         raw_option("--keys", script.variable("ibm_key_id_" + machine.region, "ID of the SSH key"))});
}

}  // namespace

void add_machine_command(const ExportMachine& machine, CommandScript& script) {
  if (const auto years = commitment_words(machine); !years.empty())
    script.note(fmt::format("{}: the commitment of {} is bought apart", comment_text(machine.name), years));
  constexpr std::pair<std::string_view, void (*)(const ExportMachine&, CommandScript&)> kProviders[] = {
      {"aws", add_aws}, {"gcp", add_gcp}, {"azure", add_azure}, {"ibm", add_ibm}};
  for (const auto& [provider, add] : kProviders)
    if (machine.provider == provider && machine.service == "vm") {
      script.comment(fmt::format("{}: {}", machine.name, machine_words(machine)));
      if (std::string note = stop_note(machine); !note.empty()) script.note(std::move(note));
      return add(machine, script);
    }
  script.note(
      fmt::format("{}: no command is written for {}", comment_text(machine.name), machine_words(machine)));
}

void add_disk_command(const ExportStore& store, CommandScript& script) {
  script.note(fmt::format("{}: the disk is attached to no machine yet", comment_text(store.name)));
  script.comment(fmt::format("{}: {}", store.name, store_words(store)));
  for (const std::string& name : names(store.id, store.count)) {
    if (store.provider == "aws") {
      script.command({"aws ec2 create-volume", option("--region", store.region),
                      raw_option("--availability-zone",
                                 script.variable("aws_zone_" + store.region, "zone in " + store.region)),
                      option("--volume-type", store.service == "magnetic" ? "standard" : store.service),
                      option("--size", whole_gb(store.gb))});
    } else if (store.provider == "gcp") {
      script.command(
          {"gcloud compute disks create " + name,
           raw_option("--project", script.variable("gcp_project", "ID of the Google Cloud project")),
           raw_option("--zone", script.variable("gcp_zone_" + store.region,
                                                "zone of " + store.region + " that has the machine types")),
           option("--type", store.service), option("--size", whole_gb(store.gb) + "GB")});
    } else if (store.provider == "azure") {
      const std::string sku = store.service.starts_with("Premium SSD v2") ? "PremiumV2_LRS"
                              : store.service.starts_with("Premium")      ? "Premium_LRS"
                              : store.service.starts_with("Ultra")        ? "UltraSSD_LRS"
                              : store.service.starts_with("Standard SSD") ? "StandardSSD_LRS"
                                                                          : "Standard_LRS";
      script.command({"az disk create", option("--name", name),
                      raw_option("--resource-group",
                                 script.variable("azure_resource_group", "name of the Azure resource group")),
                      option("--location", store.region), option("--sku", sku),
                      option("--size-gb", whole_gb(store.gb))});
    } else if (store.provider == "ibm") {
      script.command({"ibmcloud target", option("-r", store.region)});
      script.command({"ibmcloud is volume-create " + name,
                      "  " + shell_text(store.service.substr(0, store.service.find(' '))),
                      "  " + script.variable("ibm_zone_" + store.region, "zone of " + store.region),
                      option("--capacity", whole_gb(store.gb))});
    }
  }
}

}  // namespace cloudplan
