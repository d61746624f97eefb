#include "cloudplan/meter_cost.hpp"

namespace cloudplan {

namespace {

constexpr std::string_view kAny = "*";

// How many single things one unit is: 1,000 for "1k requests".
double things_per_unit(std::string_view unit) {
  const auto begins = [&](std::string_view start) { return unit.substr(0, start.size()) == start; };
  if (begins("1k ")) return 1e3;
  if (begins("10k ")) return 1e4;
  return begins("million ") ? 1e6 : 1;
}

}  // namespace

const ManagedMeter* find_meter(const PriceBook& book, const MeterName& name) {
  const ManagedMeter* of_all = nullptr;
  for (const ManagedMeter& row : book.catalog().table<ManagedMeter>()) {
    if (row.region != name.region || book.text(row.purpose) != name.purpose ||
        book.text(row.service) != name.service)
      continue;
    const std::string_view environment = book.text(row.environment);
    if (environment == name.environment) return &row;
    if (environment == kAny) of_all = &row;
  }
  return of_all;
}

void charge_meter(Bill& bill, const PriceBook& book, const MeterName& name, double quantity,
                  std::string_view note) {
  if (!(quantity > 0)) return;
  const ManagedMeter* const meter = find_meter(book, name);
  if (!meter) return bill.unknown(name.purpose);
  const std::string_view unit = book.text(meter->unit);
  bill.charge({.meter = name.purpose,
               .quantity = quantity / things_per_unit(unit),
               .unit = unit,
               .unit_price_usd = meter->usd_per_unit,
               .source = meter->source,
               .note = note.empty() ? book.text(meter->notes) : note});
}

}  // namespace cloudplan
