#include "cloudplan/cost.hpp"

#include <iterator>
#include <utility>

namespace cloudplan {

CostLine cost_line(std::string meter, double quantity, std::string unit, double unit_price_usd, Index source,
                   Recurrence recurrence, std::string note) {
  return {.meter = std::move(meter),
          .quantity = quantity,
          .unit = std::move(unit),
          .unit_price_usd = unit_price_usd,
          .amount = dollars(quantity * unit_price_usd),
          .source = source,
          .note = std::move(note),
          .recurrence = recurrence};
}

Money Cost::total() const {
  Money sum;
  for (const CostLine& line : lines) sum += line.amount;
  return sum;
}

Money Cost::total(Recurrence recurrence) const {
  Money sum;
  for (const CostLine& line : lines)
    if (line.recurrence == recurrence) sum += line.amount;
  return sum;
}

void Cost::add(Cost other) {
  lines.insert(lines.end(), std::make_move_iterator(other.lines.begin()),
               std::make_move_iterator(other.lines.end()));
  unknown_meters.insert(unknown_meters.end(), std::make_move_iterator(other.unknown_meters.begin()),
                        std::make_move_iterator(other.unknown_meters.end()));
}

}  // namespace cloudplan
