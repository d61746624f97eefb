// Machines of a Terraform plan in the words of the catalog.

#include "cloudplan/error.hpp"
#include "foreign/import/foreign_units.hpp"
#include "foreign/import/known_things.hpp"
#include "foreign/import/terraform_machines.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// "gcp/n1-standard-8+nvidia-t4x1" of a machine that accelerators are put into.
std::string accelerated_key(const TerraformMachine& machine, std::string_view type,
                            const Importer& importer) {
  const std::string start = fmt::format("{}/{}+", machine.provider, type);
  std::string wanted = lower_case(machine.accelerator);
  if (const std::size_t brand = wanted.find("tesla-"); brand != std::string::npos) wanted.erase(brand, 6);
  wanted += fmt::format("x{:g}", machine.accelerators);
  for (const std::string_view known : importer.vocabulary.instance_types)
    if (known.starts_with(start) && known.substr(start.size()) == wanted) return std::string(known);
  return {};
}

// Google's custom machines: "custom-4-16384", "n2-custom-4-8192-ext": processors, and memory in MiB.
bool read_custom(std::string_view type, TerraformMachine& machine) {
  const std::size_t custom = type.find("custom-");
  if (machine.provider != "gcp" || (custom != 0 && (custom == type.npos || type[custom - 1] != '-')))
    return false;
  const std::string_view sizes = type.substr(custom + 7);
  const std::size_t dash = sizes.find('-');
  if (dash == sizes.npos) return false;
  const std::string_view rest = sizes.substr(dash + 1);
  const auto cpus = plain_number(sizes.substr(0, dash)),
             memory = plain_number(rest.substr(0, rest.find('-')));
  if (!cpus || !memory) return false;
  machine.vcpus = *cpus;
  machine.memory = Bytes{*memory * 1048576};
  return true;
}

// "westeurope" for "West Europe"
std::string region_name(std::string_view text) {
  std::string name = lower_case(text);
  name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
  return name;
}

// "constraints.include" of the types that the catalog has; the others are noted.
void name_types(TerraformMachine& machine, DraftItem& task, TerraformTypes& types, Importer& importer) {
  for (const std::string& type : machine.types) {
    std::string key = machine.accelerator.empty() ? types.key(machine.provider, type)
                                                  : accelerated_key(machine, type, importer);
    if (!key.empty()) {
      add_once(task.constraints.include, std::move(key));
      continue;
    }
    if (read_custom(type, machine)) continue;
    const std::string near = types.nearest(machine.provider, type);
    importer.notes.add(
        machine.at,
        machine.accelerator.empty()
            ? fmt::format("{}: the catalog has no machine {}", printable(machine.group), in_quotes(type))
            : fmt::format("{}: the catalog has no machine {} with {:g} x {}", printable(machine.group),
                          in_quotes(type), machine.accelerators, printable(machine.accelerator)),
        near.empty() ? "say what it needs: --set NAME.vcpus=4 --set NAME.memory='16 GiB'" : near);
  }
  if (machine.types.empty() && !machine.vcpus)
    importer.notes.add(
        machine.at, fmt::format("{}: the plan does not say which machine it is", printable(machine.group)));
}

}  // namespace

TerraformTypes::TerraformTypes(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (const std::string_view type : vocabulary.instance_types) keys_.emplace(lower_case(type), type);
}

std::string TerraformTypes::key(std::string_view provider, std::string_view type) const {
  const auto found = keys_.find(lower_case(fmt::format("{}/{}", provider, type)));
  return found == keys_.end() ? std::string() : found->second;
}

std::string TerraformTypes::nearest(std::string_view provider, std::string_view type) {
  constexpr std::size_t kMostLookedFor = 20;
  if (looked_for_++ >= kMostLookedFor) return {};
  std::vector<std::string_view> own;
  for (const std::string_view known : vocabulary_.instance_types)
    if (known.substr(0, known.find('/')) == provider) own.push_back(known);
  const std::string_view near = closest_name(fmt::format("{}/{}", provider, type), own);
  return near.empty() ? std::string() : fmt::format("did you mean {}?", near);
}

void set_terraform_place(const std::string& provider, const std::string& region, YamlPlace at,
                         const std::string& group, DraftItem& item, Importer& importer) {
  item.constraints.providers = {provider};
  if (region.empty()) return;
  const std::string key = region_key(provider, region_name(region), importer.vocabulary);
  if (!key.empty())
    item.constraints.regions = {key};
  else
    importer.notes.add(at, fmt::format("{}: the catalog has no region {} of {}: all are considered",
                                       printable(group), in_quotes(region), provider));
}

void add_terraform_machine(const TerraformMachine& machine, const std::string& name, TerraformTypes& types,
                           Importer& importer) {
  TerraformMachine made = machine;
  DraftItem task;
  task.name = importer.draft.free_name(name);
  task.comment = made.group;
  task.text("kind", "vm");
  name_types(made, task, types, importer);
  const bool named = !task.constraints.include.empty();
  if (!named && !made.accelerator.empty())
    set_accelerator(task, made.accelerator, made.accelerators, made.at, made.group, importer);
  if (named && !made.vcpus)
    task.number("vcpus", 0.1, "the machine is named below");
  else
    set_machine(task, made.vcpus, made.memory);
  if (made.disk_gb > 0) task.size("disk", gibibytes(made.disk_gb));
  if (made.count > 1) task.number("count", made.count);
  set_all_hours(task);
  set_terraform_place(made.provider, made.region, made.at, made.group, task, importer);
  task.constraints.purchase = {made.spot ? "spot" : "on_demand"};
  importer.draft.tasks.push_back(std::move(task));
}

}  // namespace cloudplan
