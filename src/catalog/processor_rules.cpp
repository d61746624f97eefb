#include "catalog/processor_rules.hpp"

#include "catalog/machine_rules.hpp"

namespace cloudplan {

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
  }
}

}  // namespace cloudplan
