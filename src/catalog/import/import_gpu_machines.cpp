// IBM Cloud's servers, and the GPU clouds.

#include "catalog/import/importers.hpp"

#include <string_view>
#include <tuple>
#include <utility>

namespace cloudplan::importer {

namespace {

// "lambda-a10-on-demand" of lambda -> "a10": the provider and the way it is
// bought are said elsewhere, so that one machine has both its prices.
std::string machine_name(const std::string& provider, std::string name) {
  if (name.size() > provider.size() && name.compare(0, provider.size() + 1, provider + "-") == 0)
    name.erase(0, provider.size() + 1);
  for (const std::string_view suffix : {"-on-demand", "-spot"})
    if (name.size() > suffix.size() && name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0)
      name.resize(name.size() - suffix.size());
  return name;
}

// One list names a type and its prices together, so a type comes once per
// region and way of buying.
class MachineImport {
 public:
  MachineImport(Output& output, std::string table) : output_(output), table_(std::move(table)) {}

  void add(const Row& row, bool gpu_cloud) {
    output_.read(table_);
    const std::string provider = row["provider"];
    const std::string folder = output_.folder_of(provider);
    const std::string name =
        gpu_cloud ? machine_name(provider, row["instance_or_gpu"]) : row["instance_or_gpu"];
    if (row.number("usd_per_hour") <= 0 || row["usd_per_hour"].empty())
      return output_.dropped(table_, "no price");
    if (!output_.knows_region(provider, row["region"]))
      return output_.dropped(table_, "region '" + row["region"] + "' is not in regions.csv");
    const std::string source = output_.source(folder, row["as_of"], row["source"]);
    if (types_.insert({provider, name}).second) add_type(row, folder, name, gpu_cloud, source);
    Cells& price = prices_[{folder, provider, name, row["region"]}];
    price["source"] = source;
    std::string& rate = price[row["spot"] == "yes" ? "spot" : "on_demand"];
    if (!rate.empty()) return output_.dropped(table_, "the same machine again");
    rate = row["usd_per_hour"];
  }

  void finish() {
    for (auto& [key, price] : prices_) {
      const auto& [folder, provider, name, region] = key;
      price["provider"] = provider;
      price["instance_type"] = name;
      price["region"] = region;
      add_price(output_, folder, price);
    }
  }

 private:
  void add_type(const Row& row, const std::string& folder, const std::string& name, bool gpu_cloud,
                const std::string& source) {
    Cells cells{{"provider", row["provider"]},
                {"name", name},
                {"vcpus", row["vcpus"]},
                {"memory_gib", row["memory_gib"]},
                {"arch", gpu_cloud ? "" : "x86_64"},
                {"source", source}};
    if (row.number("gpu_count") > 0) {
      set_accelerator(output_, cells, row["accelerator_key"], row["gpu_model"], row["gpu_count"]);
      cells["accelerator_memory_gib"] = row["gpu_memory_gib"];
      if (cells["accelerator"].empty())
        output_.changed(
            table_,
            "accelerator is not in data/hardware, or its variant is not given: kept by name, its speed "
            "is unknown");
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
  std::map<std::tuple<std::string, std::string, std::string, std::string>, Cells> prices_;
};

}  // namespace

void import_gpu_machines(const SourceTables& tables, Output& output) {
  MachineImport ibm(output, "ibm_compute.csv");
  tables.each("ibm_compute.csv", [&](const Row& row) { ibm.add(row, false); });
  ibm.finish();
  MachineImport clouds(output, "gpu_clouds.csv");
  tables.each("gpu_clouds.csv", [&](const Row& row) { clouds.add(row, true); });
  clouds.finish();
}

}  // namespace cloudplan::importer
