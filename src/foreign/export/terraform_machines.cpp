// Machines: aws_instance, google_compute_instance, azurerm_linux_virtual_machine, ibm_is_instance.

#include "foreign/export/terraform.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string image(const ExportMachine& machine, std::string_view kind, TerraformFile& file) {
  return file.variable(machine.id + "_image",
                       fmt::format("{} of {}, for {} in {}", kind, machine.name,
                                   machine.arch.empty() ? "its processor" : machine.arch, machine.region));
}

HclBlock begin(std::string_view type, const ExportMachine& machine) {
  return terraform_resource(type, machine.id,
                            comment_text(fmt::format("{}: {}", machine.name, machine_words(machine))));
}

void add_aws(const ExportMachine& machine, TerraformFile& file) {
  HclBlock block = begin("aws_instance", machine);
  block.set("provider", file.provider("aws", machine.region));
  block.set("count", number_text(machine.count));
  block.text("instance_type", machine.type);
  block.set("ami", image(machine, "AMI", file));
  block.set("key_name", file.variable("aws_key_name", "Name of the EC2 key pair to log in with"));
  block.set("subnet_id", file.variable("aws_subnet_id_" + identifier(machine.region),
                                       "ID of the subnet in " + machine.region +
                                           "; its zone must have the instance types"));
  block.set("tags", fmt::format("{{ Name = {} }}", hcl_text(machine.name)));
  if (machine.disk_gb > 0) {
    HclBlock disk("root_block_device");
    disk.text("volume_type", machine.disk_type).set("volume_size", whole_gb(machine.disk_gb));
    block.add(std::move(disk));
  }
  if (machine.purchase == "spot") block.add(HclBlock("instance_market_options").text("market_type", "spot"));
  file.add(std::move(block));
}

void add_gcp(const ExportMachine& machine, TerraformFile& file) {
  file.need("gcp");
  HclBlock block = begin("google_compute_instance", machine);
  block.set("count", number_text(machine.count));
  block.set("name", fmt::format("\"{}-${{count.index}}\"", dns_name(machine.id)));
  block.text("machine_type", gcp_machine_type(machine));
  block.set("zone", file.variable("gcp_zone_" + identifier(machine.region),
                                  "Zone of " + machine.region + " that has the machine types"));
  HclBlock params("initialize_params");
  params.set("image", image(machine, "Image", file));
  if (machine.disk_gb > 0) params.set("size", whole_gb(machine.disk_gb)).text("type", machine.disk_type);
  block.add(HclBlock("boot_disk").add(std::move(params)));
  block.add(HclBlock("network_interface")
                .set("network", file.variable("gcp_network", "Name of the VPC network for the machines")));
  if (const std::string guest = gcp_guest_accelerator(machine); !guest.empty())
    block.add(
        HclBlock("guest_accelerator").text("type", guest).set("count", number_text(machine.accelerators)));
  HclBlock scheduling("scheduling");
  const bool spot = machine.purchase == "spot";
  if (spot) {
    scheduling.text("provisioning_model", "SPOT")
        .set("preemptible", "true")
        .set("automatic_restart", "false");
    scheduling.text("instance_termination_action", "STOP");
  }
  // A machine with a GPU cannot be moved while it runs.
  if (spot || machine.accelerators > 0)
    block.add(std::move(scheduling.text("on_host_maintenance", "TERMINATE")));
  file.add(std::move(block));
}

void add_azure(const ExportMachine& machine, TerraformFile& file) {
  file.need("azure");
  const std::string group = file.azure_group();
  const std::string host = dns_name(machine.id);
  HclBlock interface = terraform_resource("azurerm_network_interface", machine.id, "");
  interface.set("count", number_text(machine.count))
      .set("name", fmt::format("\"{}-${{count.index}}\"", host))
      .set("resource_group_name", group)
      .text("location", machine.region);
  interface.add(HclBlock("ip_configuration")
                    .text("name", "internal")
                    .set("subnet_id", file.variable("azure_subnet_id_" + identifier(machine.region),
                                                    "ID of the subnet in " + machine.region))
                    .text("private_ip_address_allocation", "Dynamic"));
  file.add(std::move(interface));
  const std::string user = file.variable("azure_admin_username", "User to log in as");
  HclBlock block = begin("azurerm_linux_virtual_machine", machine);
  block.set("count", number_text(machine.count))
      .set("name", fmt::format("\"{}-${{count.index}}\"", host))
      .set("resource_group_name", group)
      .text("location", machine.region)
      .text("size", machine.type)
      .set("source_image_id", image(machine, "ID of the image", file))
      .set("admin_username", user)
      .set("network_interface_ids",
           fmt::format("[azurerm_network_interface.{}[count.index].id]", machine.id));
  if (machine.purchase == "spot")
    block.text("priority", "Spot").text("eviction_policy", "Deallocate").set("max_bid_price", "-1");
  block.add(HclBlock("admin_ssh_key")
                .set("username", user)
                .set("public_key", file.variable("azure_ssh_public_key", "Public SSH key to log in with")));
  HclBlock disk("os_disk");
  const bool premium = machine.disk_type.starts_with("Premium");
  disk.text("caching", "ReadWrite")
      .text("storage_account_type", premium                                         ? "Premium_LRS"
                                    : machine.disk_type.starts_with("Standard HDD") ? "Standard_LRS"
                                                                                    : "StandardSSD_LRS");
  if (machine.disk_gb > 0) disk.set("disk_size_gb", whole_gb(machine.disk_gb));
  block.add(std::move(disk));
  file.add(std::move(block));
}

void add_ibm(const ExportMachine& machine, TerraformFile& file) {
  HclBlock block = begin("ibm_is_instance", machine);
  const std::string region = identifier(machine.region);
  block.set("provider", file.provider("ibm", machine.region))
      .set("count", number_text(machine.count))
      .set("name", fmt::format("\"{}-${{count.index}}\"", dns_name(machine.id)))
      .text("profile", machine.type)
      .set("image", image(machine, "ID of the image", file))
      .set("vpc", file.variable("ibm_vpc_" + region, "ID of the VPC in " + machine.region))
      .set("zone",
           file.variable("ibm_zone_" + region, "Zone of " + machine.region + " that has the profiles"))
      .set("keys", fmt::format("[{}]", file.variable("ibm_key_id_" + region,
                                                     "ID of the SSH key in " + machine.region)));
  block.add(HclBlock("primary_network_interface")
                .set("subnet", file.variable("ibm_subnet_" + region, "ID of the subnet in that zone")));
  file.add(std::move(block));
  if (machine.purchase == "spot")
    file.note(fmt::format("{}: spot is not set in ibm_is_instance", comment_text(machine.name)));
}

}  // namespace

void add_terraform_machine(const ExportMachine& machine, TerraformFile& file) {
  if (const auto years = commitment_words(machine); !years.empty())
    file.note(fmt::format("{}: the commitment of {} is bought apart", comment_text(machine.name), years));
  constexpr std::pair<std::string_view, void (*)(const ExportMachine&, TerraformFile&)> kProviders[] = {
      {"aws", add_aws}, {"gcp", add_gcp}, {"azure", add_azure}, {"ibm", add_ibm}};
  for (const auto& [provider, add] : kProviders)
    if (machine.provider == provider && machine.service == "vm") {
      if (std::string note = stop_note(machine); !note.empty()) file.note(std::move(note));
      return add(machine, file);
    }
  file.note(fmt::format("{}: no Terraform resource is written for {}", comment_text(machine.name),
                        machine_words(machine)));
}

}  // namespace cloudplan
