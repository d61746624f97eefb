#include "cloudplan/compute_cost.hpp"

#include "cloudplan/allowances.hpp"
#include "cloudplan/tiers.hpp"
#include "free_line.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

constexpr std::string_view kPurchaseNames[] = {"on demand", "spot", "committed for 1 year",
                                               "committed for 3 years"};

// Google lowers the price of machines that run through the month, quarter by
// quarter of it ("Sustained use discounts"): by 20, 40 and 60 % for N1, M1, M2
// and shared-core machines, by 13.3, 26.7 and 40 % for N2, N2D and C2; other
// families have none.
struct SustainedUse {
  std::string_view start;
  double step;  // by how much each quarter is cheaper than the one before
};
constexpr SustainedUse kSustainedUse[] = {{"n1-", 0.2},      {"m1-", 0.2},    {"m2-", 0.2},
                                          {"f1-", 0.2},      {"g1-", 0.2},    {"n2-", 0.4 / 3},
                                          {"n2d-", 0.4 / 3}, {"c2-", 0.4 / 3}};

// Of a service through the month, at list prices: what Google's discounts and free hours are for.
bool is_on_demand_service(const ComputeUse& use) {
  return use.purchase == PurchaseOption::on_demand && use.recurrence == Recurrence::monthly;
}

// Hours of an e2-micro that an account has free in a month.
Allowance free_hours(const PriceBook& book, const ComputeUse& use) {
  if (!use.free_tier || !is_on_demand_service(use) || book.text(use.type->name) != "e2-micro") return {};
  if (!in_google_free_region(book, use.price->region)) return {};
  Allowance machines = book.allowance("gcp", "Compute Engine", "e2-micro");
  machines.amount *= kHoursPerMonth;
  return machines;
}

}  // namespace

// To the nano-dollar, the nearest double to the decimal price.
static double price_of(HourlyRate rate, double factor) {
  return std::round(static_cast<double>(rate.micros) * factor * 1000) / 1e9;
}

double sustained_use_factor(std::string_view provider, Service service, std::string_view type, double hours) {
  if (provider != "gcp" || service != Service::vm || !(hours > 0)) return 1;
  for (const SustainedUse& family : kSustainedUse) {
    if (type.substr(0, family.start.size()) != family.start) continue;
    constexpr double kQuarter = kHoursPerMonth / 4;
    double paid = 0, price = 1;
    for (double left = std::min(hours, kHoursPerMonth); left > 0; left -= kQuarter, price -= family.step)
      paid += std::min(left, kQuarter) * price;
    return paid / std::min(hours, kHoursPerMonth);
  }
  return 1;
}

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
  const double factor = is_on_demand_service(use)
                            ? sustained_use_factor(provider, use.type->service, book.text(use.type->name),
                                                   in_hours(time) * use.runs)
                            : 1;
  HourlyRate list;
  const auto row = static_cast<Index>(use.price - book.catalog().prices().data());
  const PriceChange* const change = book.catalog().change_of(row, use.purchase, list);
  const double used_hours = in_hours(time) * use.count * use.runs;
  const Allowance granted = free_hours(book, use);
  const double free = std::min(used_hours, granted.amount);
  charge_free(bill, granted, {.meter = book.text(use.type->name), .quantity = free, .unit = "hour"});
  bill.charge({.meter = book.text(use.type->name),
               .quantity = committed ? use.count * kHoursPerMonth : used_hours - free,
               .unit = "hour",
               .unit_price_usd = is_known(rate) ? price_of(rate, factor) : kUnknown,
               .source = use.price->source,
               .note = change       ? std::string_view(change->text)
                       : factor < 1 ? "on demand, with Google's sustained use discount"
                                    : kPurchaseNames[option],
               .recurrence = committed ? Recurrence::monthly : use.recurrence});
}

}  // namespace cloudplan
