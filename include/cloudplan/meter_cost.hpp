// Meters beside the main ones of a service: expedited retrieval, snapshot
// export, CPU credits. They lie in the table of managed meters, under the
// service, the class or kind that they belong to ("*": all of them), and a name.

#ifndef CLOUDPLAN_METER_COST_HPP_
#define CLOUDPLAN_METER_COST_HPP_

#include "cloudplan/price_book.hpp"

#include <string_view>

namespace cloudplan {

struct MeterName {
  Index region = kNoIndex;
  std::string_view service;      // "S3"
  std::string_view environment;  // "Glacier Deep Archive"
  std::string_view purpose;      // "bulk retrieval"
};

// nullptr when nobody found a price there.
const ManagedMeter* find_meter(const PriceBook& book, const MeterName& name);

// Charges `quantity` single things (bytes of a GB-meter: GB): the meter's unit
// may be "1k requests", "10k operations", "million ...". A missing price makes
// the bill incomplete, unless nothing was used.
void charge_meter(Bill& bill, const PriceBook& book, const MeterName& name, double quantity,
                  std::string_view note = {});

}  // namespace cloudplan

#endif  // CLOUDPLAN_METER_COST_HPP_
