// Instance types and prices of the three large clouds.

#include "catalog/import/importers.hpp"
#include "catalog/import/slices.hpp"

#include <cmath>

namespace cloudplan::importer {

namespace {

struct Cloud {
  const char* provider;
  const char* types_as_of;
  const char* types_source;
  const char* prices_as_of;
  const char* prices_source;
};

constexpr Cloud kClouds[] = {
    {"aws", "2026-08-17",
     "AWS Price List via the Vantage aggregate (2026-07-05); network, disk and clock from "
     "flexera-public/policy_templates data/aws@2026-08-17; network cards from "
     "aws/karpenter-provider-aws@2026-08-06; accelerators from vantage-sh/ec2instances.info",
     "2026-07-05",
     "AWS Price List via the Vantage aggregate, price table of the repository "
     "AWS-EC2-Pricing-Landscape-Analysis; commitments are standard reserved instances paid all upfront, as "
     "an "
     "hourly equivalent; spot is the mean over the zones; spot interruption bands are AWS Spot Instance "
     "Advisor, "
     "Linux, 2025-06-28, via spotinfo spot-advisor-data.json"},
    {"gcp", "2026-08-17",
     "Cyclenerd/google-cloud-pricing-cost-calculator pricing.yml fd66b26 (2026-07-30); accelerators from "
     "flexera-public/policy_templates data/google@2026-08-17",
     "2026-07-30",
     "Cyclenerd/google-cloud-pricing-cost-calculator pricing.yml fd66b26; commitments are resource-based "
     "committed use discounts, monthly price / 730 h"},
    {"azure", "2026-08-17", "flexera-public/policy_templates data/azure@2026-08-17", "2026-06-18",
     "Azure Retail Prices via Azure/karpenter-provider-azure@2026-06-18; on-demand prices only"}};

// Cells of an instance type that are copied as they are.
constexpr const char* kCopied[] = {"vcpus",
                                   "memory_gib",
                                   "arch",
                                   "cpu_vendor",
                                   "cpu_model",
                                   "cpu_clock_ghz",
                                   "threads_per_core",
                                   "burstable",
                                   "bare_metal",
                                   "network_gbps",
                                   "network_burst_gbps",
                                   "disk_mbps",
                                   "disk_iops",
                                   "local_disk",
                                   "local_disk_gb",
                                   "current_generation"};

Cells read_type(const Row& row, Output& output, const std::string& table) {
  Cells cells;
  cells["name"] = row["instance_type"];
  for (const char* const column : kCopied) cells[column] = row[column];
  if (const std::string key = row["accelerator"]; !key.empty()) {
    set_accelerator(output, cells, key, key, row["accelerator_count"]);
    cells["accelerator_memory_gib"] = row["accelerator_memory_gib"];
    if (cells["accelerator"].empty())
      output.changed(table, "accelerator is not in data/hardware: kept by name, its speed is unknown");
    if (row["accelerator_count"].empty())
      output.changed(table, "number of accelerators is not given: kept unknown");
  }
  return cells;
}

using Bands = std::map<std::pair<std::string, std::string>, std::string>;

Bands read_interruptions(const SourceTables& tables, Output& output) {
  Bands bands;
  tables.each("aws/spot_interruption.csv", [&](const Row& row) {
    output.read("aws/spot_interruption.csv");
    bands[{row["instance_type"], row["region"]}] = row["interruption_range"];
  });
  return bands;
}

void import_prices(const SourceTables& tables, Output& output, const Cloud& cloud,
                   const std::map<std::string, Cells>& types, Bands bands) {
  const std::string table = std::string(cloud.provider) + "/prices.csv";
  const std::string source = output.source(cloud.provider, cloud.prices_as_of, cloud.prices_source, "prices");
  tables.each(table, [&](const Row& row) {
    output.read(table);
    const std::string name = row["instance_type"];
    const std::string region = row["region"];
    if (types.count(name) == 0) return output.dropped(table, "instance type is not described");
    if (!output.knows_region(cloud.provider, region))
      return output.dropped(table, "region '" + region + "' is not in regions.csv");
    if (row.number("spot_usd_per_hour") >= row.number("on_demand_usd_per_hour"))
      output.changed(table, "spot at or above on demand: kept, and flagged by the price guard");
    if (!output.offers(cloud.provider, name, region)) output.changed(table, std::string(kNotOfferedThere));
    const auto band = bands.find({name, region});
    add_price(output, cloud.provider,
              {{"instance_type", name},
               {"region", region},
               {"on_demand", row["on_demand_usd_per_hour"]},
               {"spot", row["spot_usd_per_hour"]},
               {"commit_1y", row["commit_1y_usd_per_hour"]},
               {"commit_3y", row["commit_3y_usd_per_hour"]},
               {"interruption", band == bands.end() ? "" : band->second},
               {"source", source}});
    if (band != bands.end()) bands.erase(band);
  });
  for (std::size_t i = 0; i < bands.size(); ++i)
    output.dropped("aws/spot_interruption.csv", "no price for this type and region");
}

}  // namespace

namespace {

OnDemandPrices read_on_demand(const SourceTables& tables, const std::string& table) {
  OnDemandPrices prices;
  tables.each(table, [&](const Row& row) {
    if (const double price = row.number("on_demand_usd_per_hour"); price > 0)
      prices[row["instance_type"]][row["region"]] = price;
  });
  return prices;
}

}  // namespace

TypesByName import_compute(const SourceTables& tables, Output& output) {
  TypesByName types;
  for (const Cloud& cloud : kClouds) {
    const std::string table = std::string(cloud.provider) + "/instance_types.csv";
    const std::string source = output.source(cloud.provider, cloud.types_as_of, cloud.types_source, "types");
    auto& known = types[cloud.provider];
    tables.each(table, [&](const Row& row) {
      output.read(table);
      Cells cells = read_type(row, output, table);
      cells["source"] = source;
      known[cells["name"]] = std::move(cells);
    });
    const auto on_demand = read_on_demand(tables, std::string(cloud.provider) + "/prices.csv");
    for (const std::string& name : mark_slices(known, on_demand))
      output.changed(table, "a slice, not a whole accelerator, derived from vCPUs and price: " + name +
                                " has " + known[name]["accelerator_count"]);
    for (const auto& [name, cells] : known) add_instance_type(output, cloud.provider, cells);
    const bool aws = std::string_view(cloud.provider) == "aws";
    import_prices(tables, output, cloud, known, aws ? read_interruptions(tables, output) : Bands());
  }
  return types;
}

}  // namespace cloudplan::importer
