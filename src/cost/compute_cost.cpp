#include "cloudplan/compute_cost.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

constexpr std::string_view kPurchaseNames[] = {"on demand", "spot", "committed for 1 year",
                                               "committed for 3 years"};

}  // namespace

// EC2 Linux and SageMaker: per second; EC2 bills 60 s at least ("Amazon EC2
// On-Demand Pricing"). Compute Engine: per second, 1 minute at least ("VM
// instance pricing"). Azure: per second, shown by the minute ("Linux Virtual
// Machines Pricing"). IBM VPC: by the hour ("Billing and metering for VPC").
// GPU clouds bill by the minute or finer; a minute is the safe reading.
Granularity billing_granularity(std::string_view provider, Service service) {
  if (service == Service::sagemaker) return {1, 0};
  if (provider == "aws" || provider == "gcp") return {1, 60};
  if (provider == "azure") return {1, 0};
  if (provider == "ibm") return {3600, 3600};
  return {60, 60};
}

Seconds billed_time(Granularity granularity, Seconds run) {
  if (!(run.value > 0)) return {0};
  const double steps = std::ceil(run.value / granularity.step_seconds - 1e-9);
  return {std::max(steps * granularity.step_seconds, granularity.minimum_seconds)};
}

void charge_compute(Bill& bill, const PriceBook& book, const ComputeUse& use) {
  const bool committed =
      use.purchase == PurchaseOption::commit_1y || use.purchase == PurchaseOption::commit_3y;
  const auto option = static_cast<std::size_t>(use.purchase);
  const HourlyRate rate = use.price->rate[option];
  const std::string_view provider = book.text(book.catalog().providers()[use.type->provider].key);
  const Seconds time = billed_time(billing_granularity(provider, use.type->service), use.time);
  bill.charge({.meter = book.text(use.type->name),
               .quantity = committed ? use.count * kHoursPerMonth : in_hours(time) * use.count * use.runs,
               .unit = "hour",
               .unit_price_usd = is_known(rate) ? rate.dollars() : kUnknown,
               .source = use.price->source,
               .note = kPurchaseNames[option],
               .recurrence = committed ? Recurrence::monthly : use.recurrence});
}

}  // namespace cloudplan
