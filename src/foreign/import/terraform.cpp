// Terraform plans: what is made of the resources of `terraform show -json`.

#include "foreign/import/importer.hpp"
#include "foreign/import/terraform_machines.hpp"
#include "foreign/import/terraform_plan.hpp"
#include "foreign/import/terraform_stores.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// "app-web" for "module.app.aws_instance.web": modules and the name.
std::string task_name(const TerraformResource& resource) {
  std::string name;
  std::string_view rest = resource.group;
  while (rest.starts_with("module.")) {
    rest.remove_prefix(7);
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    name += std::string(rest.substr(0, dot)) + "-";
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  return name + resource.name;
}

class TerraformImport {
 public:
  TerraformImport(const TerraformPlan& plan, Importer& importer) : plan_(plan), importer_(importer) {}

  void run() {
    for (const TerraformResource& resource : plan_.resources()) read(resource);
    hang_disks();
    TerraformTypes types(importer_.vocabulary);
    for (std::size_t i = 0; i < machines_.size(); ++i)
      add_terraform_machine(machines_[i], names_[i], types, importer_);
    for (const auto& [type, other] : others_)
      importer_.notes.add(
          other.at, fmt::format("{}{} is not translated: what it costs is not in the plan", printable(type),
                                other.count > 1 ? fmt::format(" ({} of them)", other.count) : ""));
  }

 private:
  void read(const TerraformResource& resource) {
    if (is_terraform_machine(resource.type)) {
      if (auto machine = read_terraform_machine(resource, plan_, importer_))
        add(std::move(*machine), resource);
    } else if (is_terraform_store(resource.type)) {
      add_terraform_store(resource, plan_, task_name(resource), importer_);
    } else if (is_terraform_disk(resource.type)) {
      Disks& disks = disks_[resource.group];
      disks.gb += terraform_disk_gb(resource, importer_);
      if (disks.at.line == 0) disks.at = resource.at;
    } else if (is_free_in_terraform(resource.type)) {
      importer_.notes.leave_out(resource.type);
    } else {
      Others& others = others_[resource.type];
      if (others.count++ == 0) others.at = resource.at;
    }
  }

  // What `count` and `for_each` made alike is one task.
  void add(TerraformMachine machine, const TerraformResource& resource) {
    const auto [first, last] = by_group_.equal_range(machine.group);
    const auto same = std::find_if(
        first, last, [&](const auto& entry) { return machines_[entry.second].same_as(machine); });
    if (same != last) {
      machines_[same->second].count += machine.count;
      return;
    }
    if (machines_.size() >= Draft::kMostItems) throw Draft::TooMany();
    by_group_.emplace(machine.group, machines_.size());
    names_.push_back(task_name(resource));
    machines_.push_back(std::move(machine));
  }

  // A disk is hung on machines by a resource that refers to both, or by the machine itself.
  void hang_disks() {
    std::set<std::string> hung;
    for (const TerraformResource& resource : plan_.resources()) {
      std::vector<std::string> groups = plan_.references(resource);
      if (is_terraform_machine(resource.type)) groups.push_back(resource.group);
      std::string disk, machine;
      for (const std::string& group : groups) {
        if (disks_.count(group) > 0) disk = group;
        if (by_group_.count(group) > 0) machine = group;
      }
      if (!disk.empty() && !machine.empty() && hung.insert(disk).second) hang(disks_[disk].gb, machine);
    }
    for (const auto& [group, disks] : disks_)
      if (hung.count(group) == 0)
        importer_.notes.add(
            disks.at,
            fmt::format("{}: a disk of {:g} GB, and the plan does not say on which machine it hangs",
                        printable(group), disks.gb),
            "add it to the \"disk\" of that machine");
  }

  void hang(double gb, const std::string& group) {
    double machines = 0;
    const auto [first, last] = by_group_.equal_range(group);
    for (auto entry = first; entry != last; ++entry) machines += machines_[entry->second].count;
    for (auto entry = first; entry != last; ++entry) machines_[entry->second].disk_gb += gb / machines;
  }

  struct Disks {
    double gb = 0;
    YamlPlace at{};
  };
  struct Others {
    std::size_t count = 0;
    YamlPlace at{};
  };
  const TerraformPlan& plan_;
  Importer& importer_;
  std::vector<TerraformMachine> machines_{};
  std::vector<std::string> names_{};                    // of the machines
  std::multimap<std::string, std::size_t> by_group_{};  // into machines_
  std::map<std::string, Disks> disks_{};                // by group
  std::map<std::string, Others> others_{};              // by type
};

}  // namespace

void import_terraform(const std::vector<YamlValue>& documents, Importer& importer) {
  importer.draft.origin = "a Terraform plan";
  for (const YamlValue& document : documents)
    TerraformImport(TerraformPlan(document, importer.notes), importer).run();
}

}  // namespace cloudplan
