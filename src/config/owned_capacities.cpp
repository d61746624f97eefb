// Commitments and machines of the user's own, on the rows of a catalog; and
// what a configuration changes, in words.

#include "cloudplan/user_catalog.hpp"
#include "config/price_rules.hpp"
#include "support/format_text.hpp"
#include "support/glob.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string label_of(const OwnedCommitment& owned) {
  const std::string what = !owned.type.empty()     ? owned.type
                           : !owned.family.empty() ? owned.provider + " " + owned.family
                                                   : owned.provider;
  const std::string where = owned.regions.empty() ? "" : " in " + comma_list(owned.regions);
  if (owned.machines > 0) return fmt::format("{} x {}{}", count_text(owned.machines), what, where);
  return fmt::format("{} an hour on {}{}", unit_price_text(owned.usd_per_hour), what, where);
}

bool any_matches(const std::vector<std::string>& patterns, std::string_view full_name) {
  return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
           return glob_matches_full_name(pattern, full_name);
         });
}

OwnedCapacity capacity_of(const OwnedCommitment& owned, const Catalog& catalog) {
  OwnedCapacity made{.label = label_of(owned)};
  made.machines = owned.machines;
  made.usd_per_hour = owned.usd_per_hour;
  made.term = owned.term == "commit_3y" ? PurchaseOption::commit_3y : PurchaseOption::commit_1y;
  for (const Region& region : catalog.regions()) {
    const std::string_view provider = catalog.text(catalog.providers()[region.provider].key);
    const std::string_view key = catalog.text(region.key);
    made.regions.push_back(provider == owned.provider &&
                           any_matches(owned.regions, fmt::format("{}/{}", provider, key)));
  }
  for (const InstanceType& type : catalog.instance_types()) {
    // Reservations and savings plans are for plain machines.
    const bool plain =
        type.service == Service::vm && catalog.text(catalog.providers()[type.provider].key) == owned.provider;
    made.types.push_back(
        plain && (owned.type.empty() || glob_matches_full_name(owned.type, catalog.full_name(type))) &&
        (owned.family.empty() || matches_any_case(owned.family, family_of(catalog.text(type.name)))));
  }
  return made;
}

OwnedCapacity capacity_of(const OwnMachine& machine, const Catalog& catalog) {
  const std::string name = machine.provider + '/' + machine.type;
  OwnedCapacity made{.label = fmt::format("{} x {}", count_text(machine.count), name)};
  made.machines = machine.count;
  made.limit = true;
  made.regions.assign(catalog.regions().size(), true);
  for (const InstanceType& type : catalog.instance_types())
    made.types.push_back(catalog.full_name(type) == name);
  return made;
}

std::string conditions_of(const PriceRule& rule) {
  std::string text;
  const auto add = [&](std::string_view before, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}{}{}", text.empty() ? "" : ", ", before, value);
  };
  add("", rule.provider);
  add("", rule.service);
  add("family ", rule.family);
  add("", rule.type);
  add("in ", rule.region);
  add("", comma_list(rule.purchase));
  return text.empty() ? "every price" : text;
}

}  // namespace

std::vector<OwnedCapacity> owned_capacities(const UserConfig& config, const Catalog& catalog) {
  std::vector<OwnedCapacity> all;
  for (const OwnedCommitment& owned : config.commitments) all.push_back(capacity_of(owned, catalog));
  for (const OwnMachine& machine : config.machines) all.push_back(capacity_of(machine, catalog));
  return all;
}

std::vector<std::string> config_summary(const UserConfig& config) {
  std::vector<std::string> all;
  for (const PriceRule& rule : config.prices) {
    const std::string what = rule.usd_per_hour
                                 ? unit_price_text(*rule.usd_per_hour) + " an hour"
                                 : fmt::format("{:+g} %", std::round((rule.factor - 1) * 1e6) / 1e4);
    all.push_back(
        fmt::format("{}: {}{}", conditions_of(rule), what, rule.note.empty() ? "" : " (" + rule.note + ")"));
  }
  for (const OwnMachine& machine : config.machines)
    all.push_back(fmt::format("your own: {} x {}/{}, {} an hour of use", count_text(machine.count),
                              machine.provider, machine.type, unit_price_text(machine.usd_per_hour)));
  for (const OwnStore& store : config.stores)
    all.push_back(fmt::format("your own: {}/{}, {} for a GB a month", store.provider, store.name,
                              unit_price_text(store.usd_per_gb_month)));
  for (const OwnedCommitment& owned : config.commitments)
    all.push_back("paid for already: " + label_of(owned));
  return all;
}

}  // namespace cloudplan
