// Rules of data/hardware that say a fact of many instance types by a pattern
// over their names.

#ifndef CLOUDPLAN_SRC_CATALOG_MACHINE_RULES_HPP_
#define CLOUDPLAN_SRC_CATALOG_MACHINE_RULES_HPP_

#include "catalog/catalog_builder.hpp"
#include "support/glob.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace cloudplan {

// What is sold under another name (SageMaker's "ml.", Vertex AI's "vertex.")
// by the name of the machine under it, with what is attached to it.
std::string_view machine_with_attachments(Service service, std::string_view name);

// The machine's own name: "n1-standard-8+nvidia-t4x2" -> "n1-standard-8".
std::string_view machine_name(Service service, std::string_view name);

template <class Rule>
std::vector<Rule> rules_of(const CatalogBuilder& builder, TableId table) {
  std::vector<Rule> rules;
  for (Index i = 0; i < builder.count(table); ++i) rules.push_back(builder.get<Rule>(table, i));
  return rules;
}

// The rule with the narrowest pattern of those of the provider that match the
// name and of which `holds` is true; the first of equally narrow ones. Null: none.
template <class Rule, class Holds>
const Rule* narrowest_match(const std::vector<Rule>& rules, const TextPool& texts, Index provider,
                            std::string_view name, Holds&& holds) {
  const Rule* best = nullptr;
  std::size_t most_literals = 0;
  for (const Rule& rule : rules) {
    const std::string_view pattern = texts.text(rule.pattern);
    if (rule.provider != provider || !holds(rule) || !glob_matches(pattern, name)) continue;
    const std::size_t literals = glob_literals(pattern);
    if (best && literals <= most_literals) continue;
    best = &rule;
    most_literals = literals;
  }
  return best;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_MACHINE_RULES_HPP_
