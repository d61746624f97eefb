// The order in which people sort names that hold numbers: "x2" before "x10".

#ifndef CLOUDPLAN_SRC_SUPPORT_NATURAL_ORDER_HPP_
#define CLOUDPLAN_SRC_SUPPORT_NATURAL_ORDER_HPP_

#include <string_view>

namespace cloudplan {

// A strict weak order. Runs of digits compare as numbers, all else by bytes;
// names that differ in leading zeros only, by bytes.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_NATURAL_ORDER_HPP_
