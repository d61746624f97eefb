// What a user's configuration file says: prices negotiated, machines and stores
// of the user's own, commitments paid for, the currency of reports, defaults.
// docs/config.md describes the file; `cloudplan schema config` prints its schema.

#ifndef CLOUDPLAN_USER_CONFIG_HPP_
#define CLOUDPLAN_USER_CONFIG_HPP_

#include "cloudplan/catalog_values.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/units.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

class Catalog;

// A price that differs from the list. Of the rules that match a price the last one
// counts; they do not add up. Empty conditions match everything.
struct PriceRule {
  std::string provider;               // "aws"
  std::string service;                // of service_names(): "compute", "bucket", "S3", "transfer"
  std::string family;                 // glob, in any case of letters: "g5", "standard_nc*"
  std::string type;                   // glob on "aws/g5.xlarge"
  std::string region;                 // glob on "eu-west-1" and "aws/eu-west-1"
  std::vector<std::string> purchase;  // "on_demand", "spot", ...; of machines only
  // One of both: what the price is multiplied by (0.9 for "-10%"), or what an hour of a machine costs
  // instead.
  double factor = 1;
  std::optional<double> usd_per_hour;
  std::string note;  // the user's words for it
  int line = 0;
};

// A machine of the user's own: an offer of a provider that the user names.
struct OwnMachine {
  std::string provider, type, site;  // "basement/dual-4090" and where it stands
  double usd_per_hour = 0;
  double vcpus = kUnknown, memory_gib = kUnknown, network_gbps = kUnknown, clock_ghz = kUnknown;
  std::string arch = "x86_64", residency;
  Index cpu = kNoIndex;          // into cpus(), where the user names its generation
  Index accelerator = kNoIndex;  // into accelerators()
  double accelerators = 0;
  double count = 1;              // machines there are
  double egress_usd_per_gb = 0;  // to anywhere else
  double disk_usd_per_gb_month = 0;
  int line = 0;
};

// Object storage of the user's own; requests are free.
struct OwnStore {
  std::string provider, name, site, residency;  // "basement/nas"
  double usd_per_gb_month = 0, egress_usd_per_gb = 0;
  int line = 0;
};

// Paid for already: reserved machines, or dollars an hour of a savings plan.
struct OwnedCommitment {
  std::string provider, family, type;
  std::vector<std::string> regions;  // globs; empty: all of the provider's
  double machines = 0;
  double usd_per_hour = 0;
  std::string term = "commit_1y";  // whose prices a savings plan pays
  int line = 0;
};

// What amounts are shown in. Prices are in US dollars.
struct Currency {
  std::string code = "USD";
  double rate = 1;   // units for one US dollar
  std::string date;  // of the rate, as given: "2026-11-01"

  bool is_usd() const { return code == "USD"; }
};
// "EUR 0.91@2026-11-01", or "USD". Throws InputError naming `option`.
Currency parse_currency(std::string_view option, std::string_view text);

// Defaults of options, by the option's long name without dashes ("free-tier"), lists with commas.
using OptionDefaults = std::vector<std::pair<std::string, std::string>>;
// What holds where a workload file says nothing.
struct WorkloadDefaults {
  std::vector<std::string> providers, regions, purchase;
  std::string objective;
  std::optional<Seconds> horizon;
};

struct UserConfig {
  std::string file;  // as the user named it; empty: there is none
  std::vector<PriceRule> prices;
  std::vector<OwnMachine> machines;
  std::vector<OwnStore> stores;
  std::vector<OwnedCommitment> commitments;
  Currency currency;
  OptionDefaults options;
  WorkloadDefaults workload;

  // Whether it changes or adds offers.
  bool changes_catalog() const { return !prices.empty() || !machines.empty() || !stores.empty(); }
};

// Reads a configuration file. Throws InputError with every mistake, in file order; each has its place.
UserConfig parse_config(std::string_view text, std::string_view file, const Catalog& catalog);
// Only the defaults of options, whatever else is wrong: what is needed before a catalog is opened. Throws
// InputError when the text is not JSON.
OptionDefaults config_option_defaults(std::string_view text, std::string_view file);

// The JSON Schema (2020-12) of the file that parse_config reads.
std::string config_schema();

}  // namespace cloudplan

#endif  // CLOUDPLAN_USER_CONFIG_HPP_
