// SkyPilot tasks: https://docs.skypilot.co/en/latest/reference/yaml-spec.html

#include "foreign/export/export_text.hpp"
#include "foreign/export/exporter.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// As SkyPilot's catalogs call them; others by their words without the vendor, in capitals.
std::string accelerator_name(std::string_view key) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"nvidia-a100-sxm4-40gb", "A100"},
                                                                      {"nvidia-a100-pcie-40gb", "A100"},
                                                                      {"nvidia-a100-sxm4-80gb", "A100-80GB"},
                                                                      {"nvidia-a100-pcie-80gb", "A100-80GB"},
                                                                      {"nvidia-v100-sxm2-16gb", "V100"},
                                                                      {"nvidia-v100-pcie-16gb", "V100"},
                                                                      {"nvidia-v100-sxm2-32gb", "V100-32GB"},
                                                                      {"nvidia-h100-sxm5-80gb", "H100"},
                                                                      {"nvidia-h100-pcie-80gb", "H100"},
                                                                      {"nvidia-h100-nvl-94gb", "H100"},
                                                                      {"nvidia-h200-sxm-141gb", "H200"},
                                                                      {"nvidia-h200-nvl-141gb", "H200"},
                                                                      {"nvidia-p100-pcie-16gb", "P100"},
                                                                      {"nvidia-p100-sxm2-16gb", "P100"},
                                                                      {"nvidia-gh200-96gb", "GH200"},
                                                                      {"nvidia-gh200-144gb", "GH200"},
                                                                      {"nvidia-rtx-a6000", "RTXA6000"},
                                                                      {"nvidia-rtx-6000-ada", "RTX6000-Ada"},
                                                                      {"nvidia-t4g", "T4g"},
                                                                      {"aws-inferentia1", "Inferentia"},
                                                                      {"aws-inferentia2", "Inferentia2"},
                                                                      {"aws-trainium1", "Trainium"}};
  for (const auto& [known, name] : kNames)
    if (known == key) return std::string(name);
  std::string name;
  for (const char c : key.substr(key.find('-') + 1)) {
    if (c == '-' && name == "RTX") continue;  // RTX3090
    name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

std::string cloud_name(std::string_view provider) {
  constexpr std::pair<std::string_view, std::string_view> kClouds[] = {
      {"aws", "aws"},      {"gcp", "gcp"},       {"azure", "azure"},
      {"ibm", "ibm"},      {"lambda", "lambda"}, {"runpod", "runpod"},
      {"vast-ai", "vast"}, {"oracle", "oci"},    {"digitalocean", "do"}};
  for (const auto& [known, name] : kClouds)
    if (known == provider) return std::string(name);
  return {};
}

std::string_view store_name(std::string_view service) {
  constexpr std::pair<std::string_view, std::string_view> kStores[] = {{"S3", "s3"},
                                                                       {"Cloud Storage", "gcs"},
                                                                       {"Blob Storage", "azure"},
                                                                       {"R2", "r2"},
                                                                       {"Cloud Object Storage", "ibm"}};
  for (const auto& [known, name] : kStores)
    if (known == service) return name;
  return {};
}

std::string upper(std::string_view id) {
  std::string text;
  for (const char c : id) text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

class Writer {
 public:
  explicit Writer(const ExportPlan& plan) : plan_(plan) {}

  ExportedPlan write() {
    out_.text = fmt::format("# {}, as planned by cloudplan.\n", comment_text(plan_.name));
    std::vector<const ExportMachine*> machines;
    for (const ExportMachine& machine : plan_.machines)
      if (can_run(machine)) machines.push_back(&machine);
    const bool jobs =
        std::all_of(machines.begin(), machines.end(), [](const ExportMachine* m) { return m->job; });
    if (machines.size() > 1) {
      out_.text += jobs ? "# One after another: sky jobs launch FILE\n"
                        : "# Several tasks: each of them is launched on its own, from a file of its own.\n";
      out_.text += fmt::format("name: {}\n", yaml_text(dns_name(plan_.name)));
    }
    for (const ExportMachine* const machine : machines) {
      if (machines.size() > 1) out_.text += "---\n";
      task(*machine);
    }
    for (const ExportStore& store : plan_.stores)
      if (store.kind != "bucket")
        out_.notes.push_back(fmt::format("{}: SkyPilot keeps no {}: {} is not in the file",
                                         comment_text(store.name), store.kind, store_words(store)));
    return std::move(out_);
  }

 private:
  bool can_run(const ExportMachine& machine) {
    if (machine.service == "vm" || machine.service == "tpu") {
      if (!cloud_name(machine.provider).empty()) return true;
      out_.notes.push_back(fmt::format("{}: SkyPilot does not know {}: {} is not in the file",
                                       comment_text(machine.name), machine.provider, machine_words(machine)));
    } else {
      out_.notes.push_back(fmt::format("{}: SkyPilot runs machines only: {} is not in the file",
                                       comment_text(machine.name), machine_words(machine)));
    }
    return false;
  }

  void task(const ExportMachine& machine) {
    std::string& text = out_.text;
    text += fmt::format("# {}\n", comment_text(machine_words(machine)));
    text += fmt::format("name: {}\n\n", yaml_text(dns_name(machine.id)));
    text += "resources:\n";
    const std::string cloud = cloud_name(machine.provider);
    text += fmt::format("  infra: {}\n", machine.region.empty() ? cloud : cloud + "/" + machine.region);
    text += fmt::format("  instance_type: {}\n",
                        yaml_text(machine.provider == "gcp" ? gcp_machine_type(machine) : machine.type));
    if (machine.accelerators >= 1 && std::floor(machine.accelerators) == machine.accelerators)
      text += fmt::format("  accelerators: {}:{:g}\n", accelerator_name(machine.accelerator),
                          machine.accelerators);
    else if (machine.accelerators > 0)
      out_.notes.push_back(
          fmt::format("{}: a part of an accelerator ({:g}) is asked for by the instance type only",
                      comment_text(machine.name), machine.accelerators));
    text += fmt::format("  use_spot: {}\n", machine.purchase == "spot" ? "true" : "false");
    if (machine.disk_gb > 0) text += fmt::format("  disk_size: {}\n", whole_gb(machine.disk_gb));
    if (machine.count > 1) text += fmt::format("\nnum_nodes: {:g}\n", machine.count);
    if (const auto years = commitment_words(machine); !years.empty())
      out_.notes.push_back(
          fmt::format("{}: the commitment of {} is bought apart", comment_text(machine.name), years));
    buckets();
    text += fmt::format("\nrun: |\n  bash -c \"$COMMAND\"\n");
  }

  // A plan does not say which task reads which bucket: each of them mounts all.
  void buckets() {
    std::string mounts,
        envs = "  COMMAND: null  # what it runs: a plan does not know it (--env COMMAND=...)\n";
    for (const ExportStore& store : plan_.stores) {
      if (store.kind != "bucket") continue;
      const std::string_view where = store_name(store.service);
      if (where.empty()) {
        out_.notes.push_back(
            fmt::format("{}: SkyPilot does not mount {}", comment_text(store.name), store_words(store)));
        continue;
      }
      if (store.classes.size() > 1 || (store.classes[0].name != "Standard" && store.classes[0].name != "Hot"))
        out_.notes.push_back(
            fmt::format("{}: SkyPilot makes buckets of the usual class: make this one before, {}",
                        comment_text(store.name), store_words(store)));
      const std::string variable = upper(store.id) + "_BUCKET";
      envs += fmt::format("  {}: null  # the name of the bucket for {}: {}\n", variable,
                          comment_text(store.name), comment_text(store_words(store)));
      mounts += fmt::format("  /{}:\n    name: ${{{}}}\n    store: {}\n    mode: MOUNT\n", dns_name(store.id),
                            variable, where);
    }
    out_.text += "\nenvs:\n" + envs;
    if (!mounts.empty()) out_.text += "\nfile_mounts:\n" + mounts;
  }

  const ExportPlan& plan_;
  ExportedPlan out_{};
};

}  // namespace

ExportedPlan export_skypilot(const ExportPlan& plan) {
  ExportedPlan out = Writer(plan).write();
  std::sort(out.notes.begin(), out.notes.end());
  out.notes.erase(std::unique(out.notes.begin(), out.notes.end()), out.notes.end());
  return out;
}

}  // namespace cloudplan
