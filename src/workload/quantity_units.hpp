// The units that quantities are written in: one table for the parser, the
// formatter and the JSON Schema.

#ifndef CLOUDPLAN_SRC_QUANTITY_UNITS_HPP_
#define CLOUDPLAN_SRC_QUANTITY_UNITS_HPP_

#include "cloudplan/quantity.hpp"

#include <span>
#include <string_view>

namespace cloudplan {

struct Unit {
  std::string_view name;
  double factor = 1;       // base units in one of it
  bool preferred = false;  // the formatter writes it
};

std::span<const Unit> byte_units();
std::span<const Unit> time_units();  // in seconds
std::span<const Unit> count_suffixes();
std::span<const std::string_view> throughput_units();

// Null when there is no unit of that name.
const Unit* find_unit(std::span<const Unit> units, std::string_view name);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_QUANTITY_UNITS_HPP_
