// The facts of a catalog, as they lie in a catalog image: plain records, fixed
// sizes, texts as places in one pool. Money and facts that are not known are
// kUnknown / kUnknownRate, never zero. Columns of data/*.csv that a field is
// read from have the field's name; data/README.md documents them.

#ifndef CLOUDPLAN_CATALOG_RECORDS_HPP_
#define CLOUDPLAN_CATALOG_RECORDS_HPP_

#include "cloudplan/catalog_values.hpp"
#include "cloudplan/hardware_records.hpp"
#include "cloudplan/units.hpp"

#include <cstdint>

namespace cloudplan {

// Where a fact is from, and the day up to which it was true there.
struct Source {
  Name key;                    // short name, unique: "skystore-2023-12"
  Name text;                   // what a reader needs to find it again
  Name as_of;                  // YYYY, YYYY-MM or YYYY-MM-DD
  std::int32_t as_of_day = 0;  // last day that as_of can mean, in days since 1970-01-01
  std::uint32_t weak = 0;      // 1: stated from general knowledge, not found in any document
};

enum class ProviderKind : std::uint32_t { cloud, notebook, gpu_cloud, database, storage, custom };

struct Provider {
  Name key;    // "aws"
  Name title;  // "Amazon Web Services"
  ProviderKind kind = ProviderKind::cloud;
  std::uint32_t enabled_by_default = 1;
};

struct Region {
  Index provider = kNoIndex;
  Name key;        // "eu-west-1"; "*" where the provider names none
  Name title;      // "Ireland"
  Name continent;  // north-america | south-america | europe | asia | oceania | middle-east | africa | ""
  Name country;    // ISO 3166-1 alpha-2, or "" when not known
  Name residency;  // "eu", "us", "uk", "ca", ... the legal zone that data stays in; "" when not known
  std::uint32_t restricted = 0;  // 1: government or otherwise not open to everybody
};

// The product that sells an instance type: what decides how it is bought and billed.
enum class Service : std::uint32_t {
  vm,   // EC2, Compute Engine, Azure VM, IBM VPC, a GPU cloud's machine
  tpu,  // Cloud TPU slices, billed by chip-hour
  sagemaker,
  vertex_ai,
  watson_studio,
  azure_ml,
  databricks
};

struct InstanceType {
  Index provider = kNoIndex;
  Service service = Service::vm;
  Name name;  // "p4d.24xlarge"; "n1-standard-8+nvidia-t4x2" for an attachable accelerator
  double vcpus = kUnknown;
  double memory_gib = kUnknown;
  Name arch;                   // "x86_64" | "arm64" | ""
  Name cpu_vendor;             // "Intel" | "AMD" | "AWS" | "ARM" | ""
  Name cpu_model;              // as the provider names it, or ""
  Index cpu = kNoIndex;        // into cpus(); kNoIndex: not documented
  Index processor = kNoIndex;  // into processors(), where the model is documented
  CpuCertainty cpu_certainty = CpuCertainty::unknown;
  Index accelerator = kNoIndex;  // into accelerators(); kNoIndex: none, or of unknown kind
  Name accelerator_name;         // its key, or the provider's name for it; "" when there is none
  double cpu_clock_ghz = kUnknown;
  double threads_per_core = kUnknown;
  double vcpus_per_core = kUnknown;          // vCPUs that share a physical core
  double accelerator_count = 0;              // fractions are slices of a device
  double accelerator_memory_gib = kUnknown;  // of one whole device, as sold
  double network_gbps = kUnknown;            // sustained
  double network_burst_gbps = kUnknown;
  double fabric_gbps =
      kUnknown;                 // between machines of one job, where another network (InfiniBand) joins them
  double disk_mbps = kUnknown;  // sustained limit to network disks
  double disk_iops = kUnknown;
  double local_disk_gb = kUnknown;
  std::uint32_t flags = 0;          // InstanceFlag bits
  Index source = kNoIndex;          // of the facts above; prices have their own
  Index network_source = kNoIndex;  // of network_gbps, where a rule of data/hardware gave it
  Index first_price = 0;            // into prices(): this type's rows, one per region, in order of region
  std::uint32_t price_count = 0;
};

// Gbit/s between machines of one job: InfiniBand where it joins them, else the network.
inline double gbps_between_machines(const InstanceType& type) {
  return is_known(type.fabric_gbps) ? type.fabric_gbps : type.network_gbps;
}

enum InstanceFlag : std::uint32_t {
  kBurstable = 1,  // earns CPU credits; sustained work gets the baseline only
  kBareMetal = 2,
  kLocalDisk = 4,
  kCurrentGeneration = 8,
  kUnknownAccelerator = 16,  // has an accelerator that hardware tables do not describe
  kMarketplace = 32,         // lowest live offer of a day, not a list price
  kServingOnly = 64          // sold for serving a model only; no training, no shell
};

enum class PurchaseOption : std::uint32_t { on_demand, spot, commit_1y, commit_3y };
inline constexpr int kPurchaseOptions = 4;

// What AWS publishes as the share of spot machines reclaimed in a month.
enum class InterruptionBand : std::uint8_t {
  under_5,
  from_5_to_10,
  from_10_to_15,
  from_15_to_20,
  over_20,
  unknown
};

// The prices of one instance type in one region; an Offer is one of the four.
struct Price {
  HourlyRate rate[kPurchaseOptions] = {kUnknownRate, kUnknownRate, kUnknownRate, kUnknownRate};
  std::uint16_t region = 0;  // into regions()
  InterruptionBand interruption = InterruptionBand::unknown;
  std::uint8_t suspect = 0;  // SuspectReason bits per row, see price_guard.hpp
  std::uint32_t source = kNoIndex;
};

// Why the price guard does not trust a price. Bits of Price::suspect.
enum SuspectReason : std::uint8_t {
  kFarFromMedian = 1,  // on demand outside 0.5..2.5 x the type's median over regions
  kSpotNotBelowOnDemand = 2,
  kCommitOrder = 4,          // 3 years above 1 year, or a commitment above on demand
  kNotGrowingWithCount = 8,  // more accelerators of the series cost no more, or a whole one far less
  kNotOffered = 16           // a price where the provider has no such machine, see MachineRegion
};

// A region where some machines can be rented. A price list may go further than
// its provider's machines do: Google's has every family in every region. Of a
// machine that no row names nothing is known.
struct MachineRegion {
  Index provider = kNoIndex;
  Name machines;  // glob over names of instance types: "a2-highgpu-*"; the narrowest that matches counts
  Index region = kNoIndex;
  Index source = kNoIndex;
};

// A plan of a hosted notebook with one machine of it.
struct Notebook {
  Index provider = kNoIndex;
  Name service;  // "Google Colab"
  Name plan;     // "Free", "Pro"
  Name machine;  // "T4", "none"; "plan": the row describes the plan, not a machine
  Index accelerator = kNoIndex;
  double accelerator_count = kUnknown;
  double vcpus = kUnknown;
  double memory_gib = kUnknown;
  double disk_gb = kUnknown;
  double usd_per_hour = kUnknown;
  double usd_per_month = kUnknown;
  double compute_units_per_hour = kUnknown;
  double compute_units_per_month = kUnknown;
  double hours_per_week_limit = kUnknown;  // unknown here means: none is published
  double session_hours_limit = kUnknown;
  double idle_minutes_limit = kUnknown;
  std::uint32_t guaranteed = 0;  // 1: capacity is promised
  std::uint32_t ended = 0;       // 1: no longer offered
  Name notes;
  Index source = kNoIndex;
};

struct ObjectStorageTier {  // one class, redundancy and volume tier in a region
  Index provider = kNoIndex;
  Index region = kNoIndex;
  Name service;        // "S3"
  Name storage_class;  // "Standard-IA"
  Name redundancy;
  double usd_per_gb_month = kUnknown;
  double tier_from_gb = 0;
  double tier_to_gb = kUnknown;  // unknown: no upper end
  double put_usd_per_1k = kUnknown;
  double get_usd_per_1k = kUnknown;
  double retrieval_usd_per_gb = kUnknown;
  double min_storage_days = kUnknown;
  double min_object_kb = kUnknown;
  double lifecycle_transition_usd_per_1k = kUnknown;
  double monitoring_usd_per_1k_objects = kUnknown;
  double gb_bytes = kUnknown;  // how many bytes this provider bills as a GB
  Name first_byte_latency;
  Name notes;
  Index source = kNoIndex;
};

struct BlockStorage {  // a disk type in a region; fixed_size_gb where it is sold by size
  Index provider = kNoIndex;
  Index region = kNoIndex;
  Name type;  // "gp3"
  Name redundancy;
  double usd_per_gb_month = kUnknown;
  double usd_per_iops_month = kUnknown;
  double usd_per_mbps_month = kUnknown;
  double usd_per_million_io = kUnknown;
  double included_iops = kUnknown;
  double included_mbps = kUnknown;
  double min_gb = kUnknown;
  double max_gb = kUnknown;
  double fixed_size_gb = kUnknown;
  double usd_per_disk_month = kUnknown;
  double max_iops = kUnknown;
  double max_mbps = kUnknown;
  Name notes;
  Index source = kNoIndex;
};

enum class TransferKind : std::uint32_t { internet_egress, inter_region, cross_zone, ingress, to_cdn };

struct TransferTier {
  Index provider = kNoIndex;
  TransferKind kind = TransferKind::internet_egress;
  Name from;  // a region, a continent, or "*"
  Name to;    // a region, a continent, "internet", "internet (standard tier)", "china", or "*"
  double tier_from_gb = 0;
  double tier_to_gb = kUnknown;
  double usd_per_gb = kUnknown;
  Name notes;
  Index source = kNoIndex;
};

struct DatabasePlan {
  Index provider = kNoIndex;
  Index region = kNoIndex;
  Name service;     // "RDS PostgreSQL"
  Name plan;        // "db.m6g.large"
  Name deployment;  // "single_az" | "multi_az" | "ha" | ...
  double vcpus = kUnknown;
  double memory_gib = kUnknown;
  double storage_included_gb = kUnknown;
  double storage_max_gb = kUnknown;
  double connection_limit = kUnknown;
  double row_limit = kUnknown;
  double usd_per_hour = kUnknown;
  double usd_per_month = kUnknown;
  std::uint32_t free_tier = 0;
  Name notes;
  Index source = kNoIndex;
};

struct DatabaseStorage {
  Index provider = kNoIndex;
  Index region = kNoIndex;
  Name service;
  Name storage_type;
  double usd_per_gb_month = kUnknown;
  double usd_per_iops_month = kUnknown;
  double usd_per_mbps_month = kUnknown;
  double usd_per_million_io = kUnknown;
  double backup_usd_per_gb_month = kUnknown;
  double included_iops = kUnknown;
  double min_gb = kUnknown;
  double max_gb = kUnknown;
  Name notes;
  Index source = kNoIndex;
};

struct DatabaseServerless {
  Index provider = kNoIndex;
  Index region = kNoIndex;
  Name service;
  Name meter;
  Name unit;
  double usd_per_unit = kUnknown;
  double free_allowance = kUnknown;  // a month, in `unit`
  Name free_allowance_text;          // as published: "25 GB always free"
  double min_units = kUnknown;
  double max_units = kUnknown;
  double gib_per_unit = kUnknown;
  Name notes;
  Index source = kNoIndex;
};

// A managed service that is billed by a unit of its own (capacity unit-hours,
// DBUs), or that adds nothing to the price of the machines under it.
struct ManagedMeter {
  Index provider = kNoIndex;
  Index region = kNoIndex;
  Name service;      // "Databricks on AWS"
  Name environment;  // "Premium jobs compute"
  Name purpose;      // "compute, per DBU"
  Name unit;         // "DBU", "capacity unit-hour", ""
  double usd_per_unit = kUnknown;
  double units_per_hour = kUnknown;
  Name notes;
  Index source = kNoIndex;
  Index instance_type = kNoIndex;  // the machine it comes with, where it is one of the catalog
};

struct FreeTier {
  Index provider = kNoIndex;
  Name service;
  Name what;
  double amount = kUnknown;
  Name unit;
  Name per;  // "month", "month for 12 months", "always", ...
  Name conditions;
  Index source = kNoIndex;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_CATALOG_RECORDS_HPP_
