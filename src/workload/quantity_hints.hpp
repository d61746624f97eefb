// What people write in the place of a quantity, and how it is written right. Texts for hints; "" for none.

#ifndef CLOUDPLAN_SRC_WORKLOAD_QUANTITY_HINTS_HPP_
#define CLOUDPLAN_SRC_WORKLOAD_QUANTITY_HINTS_HPP_

#include "cloudplan/quantity.hpp"
#include "workload/quantity_units.hpp"

#include <span>
#include <string>
#include <string_view>

namespace cloudplan {

// Of a text that has no number and unit: a date, "PT8H".
std::string hint_of_text(QuantityKind kind, std::string_view text);

// Of a unit that there is not, behind the number `digits`: what it could mean, the nearest one, or all of
// them.
std::string hint_of_unit(QuantityKind kind, std::string_view digits, std::string_view unit,
                         std::span<const Unit> units);

// Of what stands behind the number of a plain count: "h" in "400 h", ".000" in "1.000.000".
std::string hint_of_suffix(std::string_view text, std::string_view digits, std::string_view suffix);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_WORKLOAD_QUANTITY_HINTS_HPP_
