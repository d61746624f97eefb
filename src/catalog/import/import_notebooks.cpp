// Hosted notebooks.

#include "catalog/import/importers.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::importer {

namespace {

struct NotebookService {
  const char* service;
  const char* provider;
};
constexpr NotebookService kServices[] = {{"Google Colab", "google-colab"},
                                         {"Kaggle Notebooks", "kaggle"},
                                         {"Databricks Community Edition", "databricks"},
                                         {"Databricks Free Edition", "databricks"},
                                         {"SageMaker Studio Lab", "sagemaker-studio-lab"},
                                         {"SageMaker notebook instance", "aws"},
                                         {"IBM watsonx.ai Studio (Watson Studio)", "ibm"},
                                         {"Paperspace Gradient", "paperspace"},
                                         {"Lightning AI", "lightning-ai"},
                                         {"Azure Machine Learning notebooks", "azure"}};

constexpr const char* kCopied[] = {"vcpus",
                                   "memory_gib",
                                   "disk_gb",
                                   "usd_per_hour",
                                   "usd_per_month",
                                   "compute_units_per_hour",
                                   "compute_units_per_month",
                                   "hours_per_week_limit",
                                   "session_hours_limit",
                                   "idle_minutes_limit"};

std::string provider_of(const std::string& service) {
  for (const NotebookService& known : kServices)
    if (service == known.service) return known.provider;
  return "";
}

std::vector<std::string> columns() {
  std::vector<std::string> names{"provider", "service",     "plan",
                                 "machine",  "accelerator", "accelerator_count"};
  names.insert(names.end(), std::begin(kCopied), std::end(kCopied));
  names.insert(names.end(), {"guaranteed", "ended", "notes", "source"});
  return names;
}

std::size_t place_of(const char* column) {
  const std::vector<std::string> all = columns();
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), column) - all.begin());
}

}  // namespace

void import_notebooks(const SourceTables& tables, Output& output) {
  const std::string table = "notebooks.csv";
  tables.each(table, [&](const Row& row) {
    output.read(table);
    const std::string provider = provider_of(row["service"]);
    if (provider.empty()) return output.dropped(table, "service is not known to the import");
    const std::string folder = output.folder_of(provider);
    std::string key = row["accelerator_key"];
    std::string notes = row["notes"];
    if (!key.empty() && !output.knows_accelerator(key)) {
      output.changed(table, "accelerator is not in data/hardware: its speed is unknown");
      notes += fmt::format("{}accelerator {}", notes.empty() ? "" : "; ", key);
      key.clear();
    }
    std::vector<std::string> cells{output.is_shared(folder) ? provider : "",
                                   row["service"],
                                   row["plan"],
                                   row["accelerator"],
                                   key,
                                   row["accelerator_count"]};
    // A TPU v3-8 counts as one device there; the catalog counts its 4 chips.
    if (row["accelerator"] == "TPU v3-8") {
      cells.back() = "4";
      output.changed(table, "a TPU v3-8 is 4 chips, the catalog's unit");
    }
    for (const char* const column : kCopied) cells.push_back(row[column]);
    // Its row says "4 GPU hours in 24 hours", which is no limit of a session alone.
    if (row["service"] == "SageMaker Studio Lab" && row["accelerator"] != "none") {
      cells[place_of("hours_per_week_limit")] = "28";
      output.changed(table, "4 hours a day are 28 a week, the catalog's unit");
    }
    cells.push_back(row["availability"] == "guaranteed" ? "yes" : "no");
    cells.push_back(row["plan"].find("(ended)") != std::string::npos ? "yes" : "no");
    cells.push_back(notes);
    cells.push_back(output.source(folder, row["as_of"], row["source"]));
    output.table(folder, "notebooks", columns()).add(std::move(cells));
  });
}

}  // namespace cloudplan::importer
