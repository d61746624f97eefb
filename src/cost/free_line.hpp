#ifndef CLOUDPLAN_SRC_COST_FREE_LINE_HPP_
#define CLOUDPLAN_SRC_COST_FREE_LINE_HPP_

#include "cloudplan/price_book.hpp"
#include "cloudplan/tiers.hpp"

namespace cloudplan {

// What an allowance covers, as a line that costs nothing and says why.
inline void charge_free(Bill& bill, const Allowance& allowance, Charge line) {
  line.unit_price_usd = 0;
  line.source = allowance.source;
  line.note = kFreeNote;
  bill.charge(line);
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_FREE_LINE_HPP_
