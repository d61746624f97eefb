// Machine hours that are paid for already, resolved onto the types and regions
// of a catalog: reserved instances, savings plans, and machines of the user's own.

#ifndef CLOUDPLAN_OWNED_CAPACITY_HPP_
#define CLOUDPLAN_OWNED_CAPACITY_HPP_

#include "cloudplan/catalog_records.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cloudplan {

struct OwnedCapacity {
  std::string label;            // "4 x aws/m7i.large in us-east-1"
  std::vector<bool> types{};    // by index of Catalog::instance_types(): which it covers
  std::vector<bool> regions{};  // by index of Catalog::regions()
  // How many machines it covers at a time, for every hour of the month; or, when
  // 0, what a savings plan pays for in an hour at the committed prices of `term`.
  double machines = 0;
  double usd_per_hour = 0;
  PurchaseOption term = PurchaseOption::commit_1y;
  // Machines of the user's own: nobody can have more of them. Else use beyond is bought on demand.
  bool limit = false;
};

// Hours of a candidate that one of them pays for, in a month.
struct CoveredHours {
  std::size_t capacity = 0;  // into PlanOptions::owned
  double hours = 0;          // machine-hours
  double units = 0;  // the same in what the capacity is counted in: hours, or dollars at committed prices
};

// What a plan does with one of them in a month.
struct OwnedUse {
  std::string label;
  double used = 0, available = 0;  // machine-hours; of a savings plan, dollars at committed prices
  bool dollars = false;            // `used` and `available` are dollars
  bool limit = false;              // machines of the user's own, paid by the hour of use
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_OWNED_CAPACITY_HPP_
