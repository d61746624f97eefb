// Finds the network rate of each instance type by the rules of data/hardware.

#ifndef CLOUDPLAN_SRC_CATALOG_NETWORK_RULES_HPP_
#define CLOUDPLAN_SRC_CATALOG_NETWORK_RULES_HPP_

#include "catalog/catalog_builder.hpp"

namespace cloudplan {

// Fills network_gbps and network_source of every instance type whose own row
// doesn't say the rate and that a rule of its provider matches (by its name with
// what is attached to it, or without), and fabric_gbps where the rule has one.
// The narrowest pattern wins; of its rows, the one with the most vCPUs that the
// type has. Types of unknown size stay as they are.
void resolve_networks(CatalogBuilder& builder);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_NETWORK_RULES_HPP_
