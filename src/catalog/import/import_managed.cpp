// Managed machine learning: SageMaker, Vertex AI, Watson Studio, Databricks,
// Azure ML. Machines become instance types; what is billed by a unit of its
// own becomes a meter.

#include "catalog/import/importers.hpp"

#include <algorithm>

namespace cloudplan::importer {

namespace {

constexpr const char* kTable = "managed_ml.csv";

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

struct Machine {
  std::string provider;
  std::string service;
  std::string name;  // in this catalog
  std::string base;  // the machine under it; "" when none is known
  bool serving_only = false;
};

// "4 x H100" -> "watson-hosting.h100x4".
std::string hosting_name(const std::string& environment) {
  const std::size_t x = environment.find(" x ");
  std::string model = environment.substr(x + 3);
  std::transform(model.begin(), model.end(), model.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return "watson-hosting." + model + "x" + environment.substr(0, x);
}

// Nothing when the row is not a machine.
bool machine_of(const Row& row, Machine& machine) {
  const std::string service = row["service"];
  const std::string environment = row["instance_or_environment"];
  machine.provider = row["provider"];
  if (service == "SageMaker") {
    machine.service = "sagemaker";
    machine.name = environment;
    machine.base = starts_with(environment, "ml.") ? environment.substr(3) : "";
    return true;
  }
  if (service == "Vertex AI") {
    machine.service = "vertex_ai";
    machine.name = "vertex." + environment;
    machine.base = environment;
    machine.serving_only = row["purpose"] == "online prediction";
    return true;
  }
  machine.service = "watson_studio";
  if (row["purpose"] == "notebook") {
    machine.name = "watson-studio." + row["vcpus"] + "x" + row["memory_gib"];
    return true;
  }
  if (starts_with(row["purpose"], "training, batch")) {
    const bool essentials = service.find("Essentials") != std::string::npos;
    machine.name =
        "watson-runtime." + row["vcpus"] + "x" + row["memory_gib"] + (essentials ? "" : ".standard-plan");
    return true;
  }
  if (starts_with(row["purpose"], "hosting a custom")) {
    machine.name = hosting_name(environment);
    machine.serving_only = true;
    return true;
  }
  return false;
}

class ManagedImport {
 public:
  ManagedImport(Output& output, const TypesByName& types) : output_(output), types_(types) {}

  // After the last row: only then every purpose of a machine is known.
  void add_prices() {
    for (const auto& [of, price] : prices_)
      add_price(output_, price.folder,
                {{"instance_type", of.first},
                 {"region", of.second},
                 {"on_demand", price.usd},
                 {"source", price.source}});
  }

  void add(const Row& row) {
    output_.read(kTable);
    std::string region = row["region"];
    if (row["provider"] == "databricks") region = (region == "eastus" ? "azure:" : "aws:") + region;
    if (!output_.knows_region(row["provider"], region))
      return output_.dropped(kTable, "region '" + region + "' is not in regions.csv");
    Machine machine;
    const bool is_machine = machine_of(row, machine);
    if (!row["usd_per_capacity_unit"].empty() || !is_machine) add_meter(row, region);
    if (is_machine) add_machine(row, region, machine);
  }

 private:
  struct Price {
    std::string usd, source, folder;
    int rank = 0;
  };
  // A machine is sold for several purposes at one price; where a table has two, jobs are what is planned
  // most.
  static int rank_of(const std::string& purpose) {
    return purpose == "training" ? 0 : purpose == "notebook" ? 1 : 2;
  }

  void add_machine(const Row& row, const std::string& region, const Machine& machine) {
    const std::string folder = output_.folder_of(machine.provider);
    const std::string source = output_.source(folder, row["as_of"], row["source"]);
    if (row["vcpus"].empty() && row["accelerator_count"].empty())
      return output_.dropped(kTable, "an accelerator to attach, no machine of its own");
    const Price price{row["usd_per_hour"], source, folder, rank_of(row["purpose"])};
    const auto [known, fresh] = prices_.try_emplace({machine.name, region}, price);
    if (!fresh) {
      const bool same = known->second.usd == price.usd;
      if (!same && price.rank < known->second.rank) known->second = price;
      return output_.dropped(kTable, same
                                         ? "same type and region again, for another purpose at the same price"
                                         : "same type and region again: the price for training is kept");
    }
    if (types_seen_.insert(machine.name).second) add_type(row, folder, machine, source);
  }

  // What the managed list does not give comes from the machine under it.
  void add_type(const Row& row, const std::string& folder, const Machine& machine,
                const std::string& source) {
    Cells cells;
    const auto known = types_.find(machine.provider);
    if (known != types_.end()) {
      const auto base = known->second.find(machine.base);
      if (base != known->second.end())
        cells = base->second;
      else
        output_.changed(kTable,
                        "the machine under " + machine.name + " is not in the catalog: facts missing");
    }
    cells["name"] = machine.name;
    cells["service"] = machine.service;
    if (!row["vcpus"].empty()) cells["vcpus"] = row["vcpus"];
    if (!row["memory_gib"].empty()) cells["memory_gib"] = row["memory_gib"];
    if (!row["accelerator_count"].empty() || !row["accelerator_key"].empty()) {
      const std::string count = row["accelerator_count"];
      const bool has_base = cells.count("accelerator") > 0;
      set_accelerator(output_, cells, row["accelerator_key"], row["accelerator"],
                      count.empty() && has_base ? cells["accelerator_count"] : count);
    }
    if (machine.serving_only) cells["serving_only"] = "yes";
    cells["source"] = source;
    add_instance_type(output_, folder, cells);
  }

  void add_meter(const Row& row, const std::string& region) {
    const std::string folder = output_.folder_of(row["provider"]);
    const std::string unit = row["provider"] == "databricks"        ? "DBU"
                             : row["usd_per_capacity_unit"].empty() ? ""
                                                                    : "capacity unit-hour";
    output_
        .table(folder, "managed_meters",
               {"region", "service", "environment", "purpose", "unit", "usd_per_unit", "units_per_hour",
                "notes", "source"})
        .add({region, row["service"], row["instance_or_environment"], row["purpose"], unit,
              row["usd_per_capacity_unit"], row["capacity_units_per_hour"], row["notes"],
              output_.source(folder, row["as_of"], row["source"])});
  }

  Output& output_;
  const TypesByName& types_;
  std::set<std::string> types_seen_;
  std::map<std::pair<std::string, std::string>, Price> prices_;  // by machine and region
};

}  // namespace

void import_managed(const SourceTables& tables, Output& output, const TypesByName& types) {
  ManagedImport managed(output, types);
  tables.each(kTable, [&](const Row& row) { managed.add(row); });
  managed.add_prices();
}

}  // namespace cloudplan::importer
