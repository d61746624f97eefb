// What a machine costs for some hours: the provider's way to count time, and
// commitments, which are paid whether they are used or not.

#ifndef CLOUDPLAN_COMPUTE_COST_HPP_
#define CLOUDPLAN_COMPUTE_COST_HPP_

#include "cloudplan/price_book.hpp"

#include <string_view>

namespace cloudplan {

// How a provider counts the time of a machine: in steps, and at least so much.
struct Granularity {
  double step_seconds = 1;
  double minimum_seconds = 0;
};
Granularity billing_granularity(std::string_view provider, Service service);

// The time that is billed for a run of this length.
Seconds billed_time(Granularity granularity, Seconds run);

// What part of the on-demand price a machine costs that runs so many hours in
// the month: below 1 with Google's sustained use discount.
double sustained_use_factor(std::string_view provider, Service service, std::string_view type, double hours);

struct ComputeUse {
  const InstanceType* type = nullptr;
  const Price* price = nullptr;  // the row of the region
  PurchaseOption purchase = PurchaseOption::on_demand;
  Seconds time{0};   // of each run of each machine
  double count = 1;  // machines
  double runs = 1;   // a month, or in all for Recurrence::per_run and once
  Recurrence recurrence = Recurrence::monthly;
  bool free_tier = false;  // count Google's free e2-micro, one a month for each account
};
// A commitment is charged for every hour of the month, however little it is used.
void charge_compute(Bill& bill, const PriceBook& book, const ComputeUse& use);

}  // namespace cloudplan

#endif  // CLOUDPLAN_COMPUTE_COST_HPP_
