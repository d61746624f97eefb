#include "catalog/network_rules.hpp"

#include "catalog/machine_rules.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

// Largest first, so that the first row that holds is the right one of its pattern.
std::vector<NetworkRule> largest_first(const CatalogBuilder& builder) {
  auto rules = rules_of<NetworkRule>(builder, TableId::network_rule);
  std::stable_sort(rules.begin(), rules.end(),
                   [](const NetworkRule& a, const NetworkRule& b) { return a.vcpus > b.vcpus; });
  return rules;
}

const NetworkRule* rule_for(const std::vector<NetworkRule>& rules, const TextPool& texts,
                            const InstanceType& type) {
  const auto holds = [&](const NetworkRule& rule) { return type.vcpus >= rule.vcpus; };
  const std::string_view name = texts.text(type.name);
  const NetworkRule* const whole =
      narrowest_match(rules, texts, type.provider, machine_with_attachments(type.service, name), holds);
  return whole ? whole
               : narrowest_match(rules, texts, type.provider, machine_name(type.service, name), holds);
}

}  // namespace

void resolve_networks(CatalogBuilder& builder) {
  const auto rules = largest_first(builder);
  for (Index i = 0; i < builder.count(TableId::instance_type); ++i) {
    const auto type = builder.get<InstanceType>(TableId::instance_type, i);
    const NetworkRule* const rule = rule_for(rules, builder.texts, type);
    if (!rule) continue;
    builder.set(TableId::instance_type, i, offsetof(InstanceType, fabric_gbps), rule->fabric_gbps);
    if (is_known(type.network_gbps)) continue;
    builder.set(TableId::instance_type, i, offsetof(InstanceType, network_gbps), rule->network_gbps);
    builder.set(TableId::instance_type, i, offsetof(InstanceType, network_source), rule->source);
  }
}

}  // namespace cloudplan
