// A number in base units to the unit of a workload's member.

#ifndef CLOUDPLAN_SRC_ASSIGN_NUMBER_HPP_
#define CLOUDPLAN_SRC_ASSIGN_NUMBER_HPP_

#include "cloudplan/units.hpp"

#include <optional>

namespace cloudplan {

inline void assign_number(double& to, double number) { to = number; }
inline void assign_number(int& to, double number) { to = static_cast<int>(number); }
inline void assign_number(Money& to, double number) { to = dollars(number); }
template <class Unit>
void assign_number(Quantity<Unit>& to, double number) {
  to.value = number;
}
template <class Value>
void assign_number(std::optional<Value>& to, double number) {
  assign_number(to.emplace(), number);
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_ASSIGN_NUMBER_HPP_
