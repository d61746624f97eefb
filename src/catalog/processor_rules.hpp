// Finds the processor of each instance type by the rules of data/hardware.

#ifndef CLOUDPLAN_SRC_CATALOG_PROCESSOR_RULES_HPP_
#define CLOUDPLAN_SRC_CATALOG_PROCESSOR_RULES_HPP_

#include "catalog/catalog_builder.hpp"

namespace cloudplan {

// Fills cpu, processor, cpu_certainty and vcpus_per_core of every instance
// type that a rule of its provider matches. What is sold under another name
// (SageMaker's "ml.", Vertex AI's "vertex.", an accelerator attached after
// "+") has the processor of the machine under it. The narrowest pattern wins.
void resolve_processors(CatalogBuilder& builder);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_PROCESSOR_RULES_HPP_
