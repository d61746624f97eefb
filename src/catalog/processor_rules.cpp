#include "catalog/processor_rules.hpp"

#include "support/glob.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace cloudplan {

namespace {

// The machine's own name: "ml.c5.xlarge" -> "c5.xlarge", "n1-standard-8+nvidia-t4x2" -> "n1-standard-8".
std::string_view machine_name(Service service, std::string_view name) {
  if (service == Service::sagemaker && name.substr(0, 3) == "ml.") name.remove_prefix(3);
  if (service == Service::vertex_ai && name.substr(0, 7) == "vertex.") name.remove_prefix(7);
  return name.substr(0, name.find('+'));
}

const CpuRule* narrowest_match(const std::vector<CpuRule>& rules, const TextPool& texts, Index provider,
                               std::string_view name) {
  const CpuRule* best = nullptr;
  std::size_t most_literals = 0;
  for (const CpuRule& rule : rules) {
    if (rule.provider != provider || !glob_matches(texts.text(rule.pattern), name)) continue;
    const std::size_t literals = glob_literals(texts.text(rule.pattern));
    if (best && literals <= most_literals) continue;
    best = &rule;
    most_literals = literals;
  }
  return best;
}

}  // namespace

void resolve_processors(CatalogBuilder& builder) {
  std::vector<CpuRule> rules;
  for (Index i = 0; i < builder.count(TableId::cpu_rule); ++i)
    rules.push_back(builder.get<CpuRule>(TableId::cpu_rule, i));
  for (Index i = 0; i < builder.count(TableId::instance_type); ++i) {
    const auto type = builder.get<InstanceType>(TableId::instance_type, i);
    const CpuRule* const rule = narrowest_match(rules, builder.texts, type.provider,
                                                machine_name(type.service, builder.texts.text(type.name)));
    if (!rule) continue;
    builder.set(TableId::instance_type, i, offsetof(InstanceType, cpu), rule->cpu);
    builder.set(TableId::instance_type, i, offsetof(InstanceType, processor), rule->processor);
    builder.set(TableId::instance_type, i, offsetof(InstanceType, cpu_certainty), rule->certainty);
    builder.set(TableId::instance_type, i, offsetof(InstanceType, vcpus_per_core), rule->vcpus_per_core);
  }
}

}  // namespace cloudplan
