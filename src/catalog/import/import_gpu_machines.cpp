// IBM Cloud's servers, and the GPU clouds.

#include "catalog/import/importers.hpp"

namespace cloudplan::importer {

namespace {

// One list names a type and its prices together, so a type comes once per region.
class MachineImport {
 public:
  MachineImport(Output& output, std::string table) : output_(output), table_(std::move(table)) {}

  void add(const Row& row, bool gpu_cloud) {
    output_.read(table_);
    const std::string provider = row["provider"];
    const std::string folder = output_.folder_of(provider);
    if (row.number("usd_per_hour") <= 0 || row["usd_per_hour"].empty())
      return output_.dropped(table_, "no price");
    if (!output_.knows_region(provider, row["region"]))
      return output_.dropped(table_, "region '" + row["region"] + "' is not in regions.csv");
    const std::string source = output_.source(folder, row["as_of"], row["source"]);
    if (types_.insert({provider, row["instance_or_gpu"]}).second) add_type(row, folder, gpu_cloud, source);
    const bool spot = row["spot"] == "yes";
    add_price(output_, folder,
              {{"provider", provider},
               {"instance_type", row["instance_or_gpu"]},
               {"region", row["region"]},
               {spot ? "spot" : "on_demand", row["usd_per_hour"]},
               {"source", source}});
  }

 private:
  void add_type(const Row& row, const std::string& folder, bool gpu_cloud, const std::string& source) {
    Cells cells{
        {"provider", row["provider"]},     {"name", row["instance_or_gpu"]},    {"vcpus", row["vcpus"]},
        {"memory_gib", row["memory_gib"]}, {"arch", gpu_cloud ? "" : "x86_64"}, {"source", source}};
    if (row.number("gpu_count") > 0) {
      set_accelerator(output_, cells, row["accelerator_key"], row["gpu_model"], row["gpu_count"]);
      cells["accelerator_memory_gib"] = row["gpu_memory_gib"];
      if (cells["accelerator"].empty())
        output_.changed(table_,
                        "accelerator is not in data/hardware, or its variant is not given: kept by "
                        "name, its speed is unknown");
    }
    const std::string notes = row["notes"];
    const bool live =
        notes.find("arketplace") != std::string::npos || notes.find("min live") != std::string::npos;
    cells["marketplace"] = gpu_cloud && live ? "yes" : "";
    add_instance_type(output_, folder, cells);
  }

  Output& output_;
  std::string table_;
  std::set<std::pair<std::string, std::string>> types_;
};

}  // namespace

void import_gpu_machines(const SourceTables& tables, Output& output) {
  MachineImport ibm(output, "ibm_compute.csv");
  tables.each("ibm_compute.csv", [&](const Row& row) { ibm.add(row, false); });
  MachineImport clouds(output, "gpu_clouds.csv");
  tables.each("gpu_clouds.csv", [&](const Row& row) { clouds.add(row, true); });
}

}  // namespace cloudplan::importer
