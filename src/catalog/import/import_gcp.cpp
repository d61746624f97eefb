// Google accelerators that are sold apart: GPUs attached to N1 machines, and
// TPU chips sold by the slice.

#include "catalog/import/importers.hpp"

#include <array>
#include <cmath>
#include <sstream>

namespace cloudplan::importer {

namespace {

// How many vCPUs and how much memory an N1 machine may have per number of
// attached GPUs (Compute Engine documentation, "GPU machine types", N1 table;
// P100 x4 as in all zones but us-east1-c, europe-west1-b and europe-west1-d).
struct AttachLimit {
  const char* accelerator;
  int count;
  double most_vcpus;
  double most_memory_gib;
};
constexpr AttachLimit kAttachLimits[] = {{"nvidia-t4", 1, 48, 312},
                                         {"nvidia-t4", 2, 48, 312},
                                         {"nvidia-t4", 4, 96, 624},
                                         {"nvidia-p4", 1, 24, 156},
                                         {"nvidia-p4", 2, 48, 312},
                                         {"nvidia-p4", 4, 96, 624},
                                         {"nvidia-v100-sxm2-16gb", 1, 12, 78},
                                         {"nvidia-v100-sxm2-16gb", 2, 24, 156},
                                         {"nvidia-v100-sxm2-16gb", 4, 48, 312},
                                         {"nvidia-v100-sxm2-16gb", 8, 96, 624},
                                         {"nvidia-p100-pcie-16gb", 1, 16, 104},
                                         {"nvidia-p100-pcie-16gb", 2, 32, 208},
                                         {"nvidia-p100-pcie-16gb", 4, 96, 624}};

struct HostPrice {
  double on_demand = kUnknownPrice;
  double spot = kUnknownPrice;
  static constexpr double kUnknownPrice = std::numeric_limits<double>::quiet_NaN();
};

// Prices of N1 machines in the regions where accelerators have a price.
std::map<std::pair<std::string, std::string>, HostPrice> n1_prices(const SourceTables& tables) {
  std::map<std::pair<std::string, std::string>, HostPrice> prices;
  tables.each("gcp/prices.csv", [&](const Row& row) {
    if (row["instance_type"].compare(0, 3, "n1-") == 0)
      prices[{row["instance_type"], row["region"]}] = {row.number("on_demand_usd_per_hour"),
                                                       row.number("spot_usd_per_hour")};
  });
  return prices;
}

// Prices are kept to a millionth of a dollar.
std::string money(double usd) { return std::isnan(usd) ? "" : plain(std::round(usd * 1e6) / 1e6); }

void attach(Output& output, const Row& row, const AttachLimit& limit, Cells host, const HostPrice& price,
            const std::string& source) {
  const std::string name = host["name"] + "+" + limit.accelerator + "x" + std::to_string(limit.count);
  host["name"] = name;
  host["source"] = source;
  set_accelerator(output, host, limit.accelerator, limit.accelerator, std::to_string(limit.count));
  host["accelerator_memory_gib"] = row["memory_gib"];
  add_instance_type(output, "gcp", host);
  add_price(output, "gcp",
            {{"instance_type", name},
             {"region", row["region"]},
             {"on_demand", money(price.on_demand + limit.count * row.number("on_demand_usd_per_hour"))},
             {"spot", money(price.spot + limit.count * row.number("spot_usd_per_hour"))},
             {"source", source}});
}

}  // namespace

void import_gcp_attachable(const SourceTables& tables, Output& output, const TypesByName& types) {
  const std::string table = "gcp/attachable_accelerators.csv";
  const std::string source =
      output.source("gcp", "2026-08-22",
                    "price of the N1 machine plus its accelerators: accelerators from kubernetes/autoscaler "
                    "gce_price_info.go@2026-08-22 (us-central1), machines as in source 'prices'; which "
                    "machines may have how "
                    "many: Compute Engine documentation, GPU machine types",
                    "attached-accelerators");
  const auto prices = n1_prices(tables);
  tables.each(table, [&](const Row& row) {
    output.read(table);
    output.changed(table, "priced in us-central1 only, and without commitments: no other price is known");
    for (const AttachLimit& limit : kAttachLimits) {
      if (row["accelerator"] != limit.accelerator) continue;
      for (const auto& [name, host] : types.at("gcp")) {
        const auto price = prices.find({name, row["region"]});
        if (price == prices.end() || std::stod(host.at("vcpus")) > limit.most_vcpus ||
            std::stod(host.at("memory_gib")) > limit.most_memory_gib)
          continue;
        attach(output, row, limit, host, price->second, source);
      }
    }
  });
}

namespace {

// Slices as Cloud TPU documents them. A name counts chips from v5e on except
// for v5p, and TensorCores (two a chip) for v2, v3, v4 and v5p. `host_chips`,
// vCPUs and memory are those of the virtual machines that a slice is made of
// (Cloud TPU documentation, pages v2 to v6e); unknown where it gives none.
struct Slices {
  const char* row;  // as the price list calls it
  const char* accelerator;
  const char* name;
  int names_per_chip;
  std::array<int, 9> chips;  // 0 ends
  int host_chips;
  int host_vcpus;  // 0: not known
  int host_memory_gib;
};
constexpr Slices kSlices[] = {
    {"google-tpu-v6e", "google-tpu-v6e", "tpu-v6e-", 1, {1}, 1, 44, 176},
    {"google-tpu-v6e", "google-tpu-v6e", "tpu-v6e-", 1, {8}, 8, 180, 1440},
    {"google-tpu-v6e", "google-tpu-v6e", "tpu-v6e-", 1, {4, 16, 32, 64, 128, 256}, 4, 180, 720},
    {"google-tpu-v5e", "google-tpu-v5e", "tpu-v5e-", 1, {1}, 1, 24, 48},
    {"google-tpu-v5e", "google-tpu-v5e", "tpu-v5e-", 1, {8}, 8, 224, 384},
    {"google-tpu-v5e", "google-tpu-v5e", "tpu-v5e-", 1, {4, 16, 32, 64, 128, 256}, 4, 112, 192},
    {"google-tpu-v5p", "google-tpu-v5p", "tpu-v5p-", 2, {4, 8, 16, 32, 64, 128, 256, 512}, 4, 208, 448},
    {"google-tpu-v4 pod", "google-tpu-v4", "tpu-v4-", 2, {4, 8, 16, 32, 64, 128, 256, 512}, 4, 240, 400},
    {"google-tpu-v3 device", "google-tpu-v3", "tpu-v3-", 2, {4}, 4, 96, 340},
    {"google-tpu-v3 pod", "google-tpu-v3", "tpu-v3-", 2, {16, 32, 64, 128, 256, 512, 1024}, 4, 96, 340},
    {"google-tpu-v2 device", "google-tpu-v2", "tpu-v2-", 2, {4}, 4, 96, 334},
    {"google-tpu-v2 pod", "google-tpu-v2", "tpu-v2-", 2, {16, 64, 128, 256}, 4, 96, 334}};

std::string slice_name(const Slices& slices, int chips) {
  return slices.name + std::to_string(chips * slices.names_per_chip);
}

void add_slice(Output& output, const Slices& slices, int chips, const std::string& source) {
  const int hosts = chips / slices.host_chips;
  Cells cells{{"service", "tpu"},
              {"name", slice_name(slices, chips)},
              {"vcpus", std::to_string(hosts * slices.host_vcpus)},
              {"memory_gib", std::to_string(hosts * slices.host_memory_gib)},
              {"arch", "x86_64"},
              {"current_generation", std::string_view(slices.accelerator) >= "google-tpu-v5" ? "yes" : "no"},
              {"source", source}};
  set_accelerator(output, cells, slices.accelerator, slices.accelerator, std::to_string(chips));
  add_instance_type(output, "gcp", cells);
}

void add_slice_price(Output& output, const Row& row, const Slices& slices, int chips,
                     const std::string& source) {
  const double on_demand = row.number("on_demand_usd_per_chip_hour");
  const double spot = row.number("spot_usd_per_chip_hour");
  add_price(output, "gcp",
            {{"instance_type", slice_name(slices, chips)},
             {"region", row["region"]},
             {"on_demand", money(chips * on_demand)},
             {"spot", spot < on_demand ? money(chips * spot) : ""},
             {"source", source}});
}

}  // namespace

void import_tpu(const SourceTables& tables, Output& output) {
  const std::string table = "gcp/tpu_chips.csv";
  const std::string source = output.source(
      "gcp", "2026-08-19",
      "dstackai/gpuhunt resources/tpu_pricing.json@2026-08-19, per chip-hour; slice sizes and host machines: "
      "Cloud TPU documentation (v2 to v6e)",
      "tpu-chips");
  std::set<std::string> seen;
  tables.each(table, [&](const Row& row) {
    output.read(table);
    if (row.number("spot_usd_per_chip_hour") >= row.number("on_demand_usd_per_chip_hour"))
      output.changed(table, "spot above on demand: unknown");
    bool used = false;
    bool offered = true;
    for (const Slices& slices : kSlices) {
      if (row["accelerator"] != slices.row) continue;
      used = true;
      for (const int chips : slices.chips) {
        if (chips == 0) break;
        if (seen.insert(slice_name(slices, chips)).second) add_slice(output, slices, chips, source);
        add_slice_price(output, row, slices, chips, source);
        offered = offered && output.offers("gcp", slice_name(slices, chips), row["region"]);
      }
    }
    if (!offered) output.changed(table, std::string(kNotOfferedThere));
    if (!used) output.dropped(table, "no slices are documented for " + row["accelerator"]);
  });
}

}  // namespace cloudplan::importer
