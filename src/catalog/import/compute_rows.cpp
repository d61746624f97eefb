#include "catalog/import/importers.hpp"

namespace cloudplan::importer {

namespace {

const std::vector<std::string> kTypeColumns = {"provider",
                                               "service",
                                               "name",
                                               "vcpus",
                                               "memory_gib",
                                               "arch",
                                               "cpu_vendor",
                                               "cpu_model",
                                               "cpu_clock_ghz",
                                               "threads_per_core",
                                               "burstable",
                                               "bare_metal",
                                               "accelerator",
                                               "accelerator_name",
                                               "accelerator_count",
                                               "accelerator_memory_gib",
                                               "network_gbps",
                                               "network_burst_gbps",
                                               "disk_mbps",
                                               "disk_iops",
                                               "local_disk",
                                               "local_disk_gb",
                                               "current_generation",
                                               "unknown_accelerator",
                                               "marketplace",
                                               "serving_only",
                                               "source"};
const std::vector<std::string> kPriceColumns = {"provider",  "instance_type", "region",
                                                "on_demand", "spot",          "commit_1y",
                                                "commit_3y", "interruption",  "source"};

void add(Output& output, const std::string& folder, const std::string& name,
         const std::vector<std::string>& columns, const Cells& cells) {
  std::vector<std::string> row;
  for (const std::string& column : columns) {
    const auto cell = cells.find(column);
    const bool needless = column == "provider" && !output.is_shared(folder);
    row.push_back(cell == cells.end() || needless ? "" : cell->second);
  }
  output.table(folder, name, columns).add(std::move(row));
}

}  // namespace

void add_instance_type(Output& output, const std::string& folder, const Cells& cells) {
  add(output, folder, "instance_types", kTypeColumns, cells);
}

void add_price(Output& output, const std::string& folder, const Cells& cells) {
  add(output, folder, "prices", kPriceColumns, cells);
}

void sort_compute(Output& output) {
  for (const char* const folder : {"aws", "azure", "gcp", "gpu_clouds", "ibm"}) {
    output.table(folder, "instance_types", kTypeColumns).sort(3);
    output.table(folder, "prices", kPriceColumns).sort(3);
  }
}

void set_accelerator(const Output& output, Cells& cells, const std::string& key, const std::string& name,
                     const std::string& count) {
  const bool known = output.knows_accelerator(key);
  cells["accelerator"] = known ? key : "";
  cells["accelerator_name"] = known ? "" : (key.empty() ? name : key);
  cells["unknown_accelerator"] = known ? "" : "yes";
  cells["accelerator_count"] = count;
}

}  // namespace cloudplan::importer
