// Google's custom machines: any number of vCPUs and any amount of memory of a
// family. They have no price of their own in the catalog: it is worked out from
// the predefined machines of the family in the region.

#ifndef CLOUDPLAN_CUSTOM_MACHINE_HPP_
#define CLOUDPLAN_CUSTOM_MACHINE_HPP_

#include "cloudplan/price_book.hpp"

#include <optional>
#include <string_view>

namespace cloudplan {

struct CustomMachine {
  std::string_view family;  // "n1", "n2", "n2d", "e2"
  double vcpus = 0;
  double memory_gib = 0;
  bool extended = false;  // may have more memory for each vCPU than the family allows
};

// "n2-custom-6-20480", "custom-6-20480" (N1), "n1-custom-2-15360-ext": vCPUs and
// MiB. Nothing when the name is of no custom machine; `problem` says what is
// wrong with one that Google does not sell.
std::optional<CustomMachine> parse_custom_machine(std::string_view name, std::string_view& problem);

// What a vCPU and a GiB cost in an hour, worked out from two predefined machines
// of the family that differ in memory alone ("standard" and "highmem"); N1, N2
// and N2D cost 5 % more when they are custom, E2 the same ("Custom machine
// types", Compute Engine documentation). Unknown where one of the two is.
struct CustomRates {
  double usd_per_vcpu_hour = kUnknown;
  double usd_per_gib_hour = kUnknown;
  Index source = kNoIndex;
};
CustomRates custom_rates(const PriceBook& book, Index region, std::string_view family,
                         PurchaseOption purchase);

struct CustomUse {
  Index region = kNoIndex;
  PurchaseOption purchase = PurchaseOption::on_demand;
  double hours = kHoursPerMonth;  // of each machine
  double count = 1;
};
// A line for the vCPUs, one for the memory, one for extended memory.
void charge_custom_machine(Bill& bill, const PriceBook& book, const CustomMachine& machine,
                           const CustomUse& use);

}  // namespace cloudplan

#endif  // CLOUDPLAN_CUSTOM_MACHINE_HPP_
