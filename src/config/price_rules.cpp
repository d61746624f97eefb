#include "config/price_rules.hpp"

#include "support/glob.hpp"
#include "support/letter_case.hpp"

#include <algorithm>
#include <string>

namespace cloudplan {

namespace {

constexpr std::string_view kPurchases[] = {"on_demand", "spot", "commit_1y", "commit_3y"};
constexpr std::string_view kMachineServices[] = {
    "vm", "tpu", "sagemaker", "vertex_ai", "watson_studio", "azure_ml", "databricks"};
constexpr std::string_view kKinds[] = {"compute",  "bucket",   "disk",   "database",
                                       "transfer", "notebook", "managed"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <class Record>
void add_names(const Catalog& catalog, Name Record::*name, std::vector<std::string_view>& names) {
  for (const Record& row : catalog.table<Record>()) names.push_back(catalog.text(row.*name));
}

bool matches_service(const std::string& wanted, std::string_view kind, std::string_view service) {
  return wanted.empty() || wanted == kind || lower_case(wanted) == lower_case(service);
}

}  // namespace

bool matches_any_case(std::string_view pattern, std::string_view text) {
  return glob_matches(lower_case(pattern), lower_case(text));
}

std::string family_of(std::string_view type) {
  constexpr std::string_view kAzure = "Standard_";
  if (const std::size_t dot = type.rfind('.'); dot != std::string_view::npos)
    return std::string(type.substr(0, dot));
  if (type.substr(0, kAzure.size()) != kAzure) return std::string(type.substr(0, type.find('-')));
  std::string family(type.substr(kAzure.size()));
  const auto size = std::find_if(family.begin(), family.end(), is_digit);
  auto end = std::find_if_not(size, family.end(), is_digit);
  // "96-24": a machine with some of its cores switched off.
  if (end != family.end() && *end == '-') end = std::find_if_not(end + 1, family.end(), is_digit);
  family.erase(size, end);
  return family;
}

std::vector<std::string_view> service_names(const Catalog& catalog) {
  std::vector<std::string_view> names;
  add_names(catalog, &ObjectStorageTier::service, names);
  add_names(catalog, &DatabasePlan::service, names);
  add_names(catalog, &DatabaseServerless::service, names);
  add_names(catalog, &BlockStorage::type, names);
  add_names(catalog, &Notebook::service, names);
  add_names(catalog, &ManagedMeter::service, names);
  std::sort(names.begin(), names.end());
  names.insert(names.begin(), std::begin(kMachineServices), std::end(kMachineServices));
  names.insert(names.begin(), std::begin(kKinds), std::end(kKinds));
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

PriceRules::PriceRules(const Catalog& catalog, const std::vector<PriceRule>& rules) : rules_(&rules) {
  for (const PriceRule& rule : rules) {
    Resolved made;
    made.machines_only =
        !rule.family.empty() || !rule.type.empty() || !rule.purchase.empty() || rule.usd_per_hour;
    for (const Provider& provider : catalog.providers())
      made.providers.push_back(rule.provider.empty() || rule.provider == catalog.text(provider.key));
    for (const Region& region : catalog.regions()) {
      const std::string full = std::string(catalog.text(catalog.providers()[region.provider].key)) + '/' +
                               std::string(catalog.text(region.key));
      made.regions.push_back(rule.region.empty() || glob_matches_full_name(rule.region, full));
    }
    for (const InstanceType& type : catalog.instance_types()) {
      const auto service = static_cast<std::size_t>(type.service);
      made.types.push_back(
          made.providers[type.provider] &&
          matches_service(rule.service, "compute", kMachineServices[service]) &&
          (rule.family.empty() || matches_any_case(rule.family, family_of(catalog.text(type.name)))) &&
          (rule.type.empty() || glob_matches_full_name(rule.type, catalog.full_name(type))));
    }
    for (const std::string_view purchase : kPurchases)
      made.purchases.push_back(rule.purchase.empty() || std::find(rule.purchase.begin(), rule.purchase.end(),
                                                                  purchase) != rule.purchase.end());
    resolved_.push_back(std::move(made));
  }
}

std::uint16_t PriceRules::of_machine(Index type, const Price& price, PurchaseOption purchase) const {
  for (std::size_t i = resolved_.size(); i-- > 0;) {
    const Resolved& rule = resolved_[i];
    if (rule.types[type] && rule.regions[price.region] && rule.purchases[static_cast<std::size_t>(purchase)])
      return static_cast<std::uint16_t>(i + 1);
  }
  return kNone;
}

std::uint16_t PriceRules::of_service(Index provider, Index region, std::string_view kind,
                                     std::string_view service) const {
  for (std::size_t i = resolved_.size(); i-- > 0;) {
    const Resolved& rule = resolved_[i];
    const bool here = region == kNoIndex ? (*rules_)[i].region.empty() : rule.regions[region];
    if (!rule.machines_only && here && provider < rule.providers.size() && rule.providers[provider] &&
        matches_service((*rules_)[i].service, kind, service))
      return static_cast<std::uint16_t>(i + 1);
  }
  return kNone;
}

}  // namespace cloudplan
