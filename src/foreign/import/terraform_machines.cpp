// Attribute names: registry.terraform.io, providers hashicorp/aws, hashicorp/google, hashicorp/azurerm and
// IBM-Cloud/ibm.

#include "foreign/import/terraform_machines.hpp"

#include "foreign/import/foreign_units.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// The first map of a block, which Terraform writes as a list.
ForeignMap block(ForeignMap& map, std::string_view key) {
  const std::vector<const YamlValue*> all = map.list(key, true);
  return {all.empty() ? nullptr : all.front(), map.path_to(key), map.notes()};
}

class Reader {
 public:
  Reader(const TerraformResource& resource, const TerraformPlan& plan, Importer& importer)
      : resource_(resource),
        plan_(plan),
        importer_(importer),
        map_(resource.values, resource.group, importer.notes) {
    made_.group = resource.group;
    made_.at = resource.at;
  }

  // --- Amazon

  void aws_instance() {
    made_.provider = "aws";
    aws_machine(map_);
    zone(map_, {"availability_zone"});
    made_.spot = made_.spot || resource_.type == "aws_spot_instance_request";
  }
  void aws_group() {
    made_.provider = "aws";
    const auto wanted = map_.number("desired_capacity"), least = map_.number("min_size");
    made_.count = wanted ? *wanted : least.value_or(1);
    more_than_planned("max_size");
    if (map_.list("mixed_instances_policy").empty() == false)
      note("mixed_instances_policy: its other types and its share of spot are not translated");
    if (ForeignMap mold = referred({"aws_launch_template", "aws_launch_configuration"}); mold.is_there())
      aws_machine(mold);
  }
  void aws_node_group() {
    made_.provider = "aws";
    for (const YamlValue* const type : map_.list("instance_types")) add_type(type->text);
    ForeignMap scaling = block(map_, "scaling_config");
    made_.count = scaling.number("desired_size").value_or(1);
    made_.spot = map_.text("capacity_type") == "SPOT";
    made_.disk_gb = map_.number("disk_size").value_or(0);
    if (ForeignMap mold = referred({"aws_launch_template"}); mold.is_there()) aws_machine(mold);
  }
  // Fargate: processors in thousandths ("256" is a quarter), memory in MiB, both as text.
  void aws_service() {
    made_.provider = "aws";
    made_.count = map_.number("desired_count").value_or(1);
    ForeignMap task = referred({"aws_ecs_task_definition"});
    const auto cpu = plain_number(task.text("cpu").value_or("")),
               memory = plain_number(task.text("memory").value_or(""));
    if (cpu) made_.vcpus = *cpu / 1024;
    if (memory) made_.memory = Bytes{*memory * 1048576};
    note("Fargate has no prices in the catalog: machines of that size are planned");
  }

  // --- Google Cloud

  void google_instance() {
    made_.provider = "gcp";
    google_machine(map_);
    zone(map_, {"zone"});
  }
  void google_group() {
    made_.provider = "gcp";
    made_.count = map_.number("target_size").value_or(1);
    ForeignMap mold =
        referred({"google_compute_instance_template", "google_compute_region_instance_template"});
    if (mold.is_there()) google_machine(mold);
    zone(map_, {"zone", "region"});
  }
  void google_node_pool() {
    made_.provider = "gcp";
    const auto now = map_.number("node_count"), first = map_.number("initial_node_count");
    made_.count = now ? *now : first.value_or(1);
    ForeignMap node = block(map_, "node_config");
    google_machine(node);
    made_.disk_gb = node.number("disk_size_gb").value_or(0);
    made_.spot = made_.spot || node.boolean("spot").value_or(false);
    zone(map_, {"location"});
    if (!map_.list("autoscaling").empty())
      note("autoscaling is not translated: the first number of nodes is planned");
  }

  // --- Azure

  void azure_machine() {
    made_.provider = "azure";
    for (const char* const key : {"size", "vm_size", "sku"})
      if (const auto type = map_.text(key)) add_type(*type);
    made_.count = map_.number("instances").value_or(1);
    made_.spot = map_.text("priority") == "Spot";
    for (const char* const key : {"os_disk", "storage_os_disk"}) add_disk(block(map_, key), "disk_size_gb");
    for (const char* const key : {"data_disk", "storage_data_disk"})
      for (const YamlValue* const disk : map_.list(key))
        add_disk({disk, path(key), importer_.notes}, "disk_size_gb");
    zone(map_, {"location"});
    if (resource_.type.find("windows") != std::string::npos)
      note("Windows has no prices in the catalog: the machine is planned with Linux");
  }
  void azure_cluster() {
    made_.provider = "azure";
    ForeignMap pool = block(map_, "default_node_pool");
    azure_pool(pool);
    if (const auto tier = map_.text("sku_tier"); tier && *tier != "Free")
      note(fmt::format("the fee of the cluster (sku_tier {}) is not in the plan", in_quotes(*tier)));
    zone(map_, {"location"});
  }
  void azure_node_pool() {
    made_.provider = "azure";
    azure_pool(map_);
    made_.spot = map_.text("priority") == "Spot";
  }

  void ibm_instance() {
    made_.provider = "ibm";
    if (const auto type = map_.text("profile")) add_type(*type);
    zone(map_, {"zone"});
  }

  TerraformMachine take() {
    if (made_.region.empty())
      for (const char* const key : {"zone", "region"})
        if (made_.region.empty()) made_.region = plan_.provider_setting(resource_, key);
    return std::move(made_);
  }

 private:
  std::string path(std::string_view key) const { return resource_.group + "." + std::string(key); }
  void note(const std::string& what, std::string hint = {}) {
    importer_.notes.add(resource_.at, fmt::format("{}: {}", printable(resource_.group), what),
                        std::move(hint));
  }
  void add_type(const std::string& type) {
    if (!type.empty()) add_once(made_.types, type);
  }
  void zone(ForeignMap& map, std::initializer_list<std::string_view> keys) {
    if (const auto region = map.text("region"); region && made_.provider == "aws") made_.region = *region;
    for (const std::string_view key : keys)
      if (const auto text = map.text(key); text && made_.region.empty()) made_.region = *text;
  }
  void add_disk(ForeignMap disk, std::string_view key) {
    made_.disk_gb += disk.number(key).value_or(0);
    const std::string kind = lower_case(disk.text("volume_type").value_or(disk.text("type").value_or("")));
    if (kind.starts_with("io") || disk.number("iops").value_or(0) > 3000)
      note("a disk with IOPS of its own is planned as a usual disk");
  }
  void more_than_planned(const char* key) {
    const auto most = map_.number(key);
    if (most && *most > made_.count)
      note(fmt::format("{} {:g} is not translated: {:g} are planned, all the time", key, *most, made_.count));
  }
  // What the configuration of this one refers to, of one of these types.
  ForeignMap referred(std::initializer_list<std::string_view> types) {
    for (const std::string& group : plan_.references(resource_))
      for (const std::size_t at : plan_.of_group(group))
        for (const std::string_view type : types)
          if (const TerraformResource& found = plan_.resources()[at]; found.type == type)
            return {found.values, found.group, importer_.notes};
    return {nullptr, "", importer_.notes};
  }

  void aws_machine(ForeignMap& map) {
    if (const auto type = map.text("instance_type")) add_type(*type);
    add_disk(block(map, "root_block_device"), "volume_size");
    for (const YamlValue* const disk : map.list("ebs_block_device"))
      add_disk({disk, path("ebs_block_device"), importer_.notes}, "volume_size");
    for (const YamlValue* const device : map.list("block_device_mappings")) {
      ForeignMap mapping(device, path("block_device_mappings"), importer_.notes);
      add_disk(block(mapping, "ebs"), "volume_size");
    }
    if (block(map, "instance_market_options").text("market_type") == "spot" || map.text("spot_price"))
      made_.spot = true;
    if (const auto tenancy = map.text("tenancy"); tenancy && *tenancy != "default")
      note(fmt::format("tenancy {} is not translated: shared machines are planned", in_quotes(*tenancy)));
  }

  void google_machine(ForeignMap& map) {
    if (const auto type = map.text("machine_type")) add_type(*type);
    ForeignMap boot = block(map, "boot_disk");
    add_disk(block(boot, "initialize_params"), "size");
    for (const YamlValue* const disk : map.list("disk"))
      add_disk({disk, path("disk"), importer_.notes}, "disk_size_gb");
    ForeignMap scheduling = block(map, "scheduling");
    made_.spot = scheduling.boolean("preemptible").value_or(false) ||
                 scheduling.text("provisioning_model") == "SPOT" ||
                 map.boolean("preemptible").value_or(false);
    ForeignMap gpu = block(map, "guest_accelerator");
    made_.accelerator = gpu.text("type").value_or("");
    made_.accelerator = made_.accelerator.substr(made_.accelerator.rfind('/') + 1);
    made_.accelerators = gpu.number("count").value_or(made_.accelerator.empty() ? 0 : 1);
    if (!map.list("scratch_disk").empty()) note("local SSDs (scratch_disk) are not translated");
  }

  void azure_pool(ForeignMap& pool) {
    if (const auto type = pool.text("vm_size")) add_type(*type);
    const auto now = pool.number("node_count"), least = pool.number("min_count");
    made_.count = now ? *now : least.value_or(1);
    made_.disk_gb = pool.number("os_disk_size_gb").value_or(0);
  }

  const TerraformResource& resource_;
  const TerraformPlan& plan_;
  Importer& importer_;
  ForeignMap map_;
  TerraformMachine made_{};
};

struct MachineType {
  std::string_view type;
  void (Reader::*read)();
};
constexpr MachineType kMachineTypes[] = {
    {"aws_instance", &Reader::aws_instance},
    {"aws_spot_instance_request", &Reader::aws_instance},
    {"aws_autoscaling_group", &Reader::aws_group},
    {"aws_eks_node_group", &Reader::aws_node_group},
    {"aws_ecs_service", &Reader::aws_service},
    {"google_compute_instance", &Reader::google_instance},
    {"google_compute_instance_group_manager", &Reader::google_group},
    {"google_compute_region_instance_group_manager", &Reader::google_group},
    {"google_container_node_pool", &Reader::google_node_pool},
    {"azurerm_linux_virtual_machine", &Reader::azure_machine},
    {"azurerm_windows_virtual_machine", &Reader::azure_machine},
    {"azurerm_virtual_machine", &Reader::azure_machine},
    {"azurerm_linux_virtual_machine_scale_set", &Reader::azure_machine},
    {"azurerm_windows_virtual_machine_scale_set", &Reader::azure_machine},
    {"azurerm_kubernetes_cluster", &Reader::azure_cluster},
    {"azurerm_kubernetes_cluster_node_pool", &Reader::azure_node_pool},
    {"ibm_is_instance", &Reader::ibm_instance}};

const MachineType* machine_type(std::string_view type) {
  for (const MachineType& known : kMachineTypes)
    if (known.type == type) return &known;
  return nullptr;
}

struct DiskType {
  std::string_view type, size;
};
constexpr DiskType kDiskTypes[] = {{"aws_ebs_volume", "size"},
                                   {"google_compute_disk", "size"},
                                   {"google_compute_region_disk", "size"},
                                   {"azurerm_managed_disk", "disk_size_gb"},
                                   {"ibm_is_volume", "capacity"}};

}  // namespace

bool TerraformMachine::same_as(const TerraformMachine& other) const {
  const auto bytes = [](const std::optional<Bytes>& amount) { return amount ? amount->value : -1; };
  return group == other.group && provider == other.provider && region == other.region &&
         types == other.types && accelerator == other.accelerator && accelerators == other.accelerators &&
         disk_gb == other.disk_gb && spot == other.spot && vcpus == other.vcpus &&
         bytes(memory) == bytes(other.memory);
}

bool is_terraform_machine(std::string_view type) { return machine_type(type) != nullptr; }

std::optional<TerraformMachine> read_terraform_machine(const TerraformResource& resource,
                                                       const TerraformPlan& plan, Importer& importer) {
  Reader reader(resource, plan, importer);
  (reader.*machine_type(resource.type)->read)();
  TerraformMachine made = reader.take();
  if (made.count >= 1) return made;
  importer.notes.add(
      resource.at, fmt::format("{}: it asks for no machine now, and is left out", printable(resource.group)));
  return std::nullopt;
}

bool is_terraform_disk(std::string_view type) {
  return std::any_of(std::begin(kDiskTypes), std::end(kDiskTypes),
                     [&](const DiskType& known) { return known.type == type; });
}

double terraform_disk_gb(const TerraformResource& resource, Importer& importer) {
  ForeignMap map(resource.values, resource.group, importer.notes);
  for (const DiskType& known : kDiskTypes)
    if (known.type == resource.type) return map.number(known.size).value_or(0);
  return 0;
}

}  // namespace cloudplan
