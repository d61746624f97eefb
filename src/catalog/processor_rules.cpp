#include "catalog/processor_rules.hpp"

#include "catalog/machine_rules.hpp"

#include <string_view>
#include <utility>

namespace cloudplan {

namespace {

// As the tables of instance types write a maker; "" for one that they write in several ways.
std::string_view maker_of(std::string_view vendor) {
  constexpr std::pair<std::string_view, std::string_view> kMakers[] = {
      {"amd", "AMD"}, {"intel", "Intel"}, {"aws", "AWS"}};
  for (const auto& [key, name] : kMakers)
    if (key == vendor) return name;
  return {};
}

}  // namespace

void resolve_processors(CatalogBuilder& builder) {
  const auto rules = rules_of<CpuRule>(builder, TableId::cpu_rule);
  for (Index i = 0; i < builder.count(TableId::instance_type); ++i) {
    const auto type = builder.get<InstanceType>(TableId::instance_type, i);
    const CpuRule* const rule = narrowest_match(rules, builder.texts, type.provider,
                                                machine_name(type.service, builder.texts.text(type.name)),
                                                [](const CpuRule&) { return true; });
    if (!rule) continue;
    builder.set(TableId::instance_type, i, offsetof(InstanceType, cpu), rule->cpu);
    builder.set(TableId::instance_type, i, offsetof(InstanceType, processor), rule->processor);
    builder.set(TableId::instance_type, i, offsetof(InstanceType, cpu_certainty), rule->certainty);
    builder.set(TableId::instance_type, i, offsetof(InstanceType, vcpus_per_core), rule->vcpus_per_core);
    // A price table that names another maker than the documentation of the processor has filled in a default.
    const auto cpu = builder.get<Cpu>(TableId::cpu, rule->cpu);
    if (const std::string_view maker = maker_of(builder.texts.text(cpu.vendor));
        !maker.empty() && rule->certainty == CpuCertainty::documented)
      builder.set(TableId::instance_type, i, offsetof(InstanceType, cpu_vendor), builder.texts.add(maker));
  }
}

}  // namespace cloudplan
