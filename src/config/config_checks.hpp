// What members of a configuration mean together, and the bounds of its amounts.

#ifndef CLOUDPLAN_SRC_CONFIG_CONFIG_CHECKS_HPP_
#define CLOUDPLAN_SRC_CONFIG_CONFIG_CHECKS_HPP_

#include "cloudplan/quantity.hpp"
#include "support/json_reader.hpp"

#include <optional>
#include <string>

namespace cloudplan {

// A quantity from `low` to `high`, both included, in base units.
std::optional<double> bounded_quantity(const JsonCursor& at, QuantityKind kind, double low, double high);

// A number without a fraction.
std::optional<double> whole_number(const JsonCursor& at, double low, double high);

// A type or region, "gcp/us-*", that is not of the provider beside it matches nothing. `at` is the object,
// `key` the member that names the pattern.
void check_provider_of(const JsonCursor& at, std::string_view key, const std::string& pattern,
                       const std::string& provider);

// "$schema" is read by editors, and is a text.
void check_schema_link(const JsonCursor& root);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CONFIG_CONFIG_CHECKS_HPP_
