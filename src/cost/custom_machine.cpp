#include "cloudplan/custom_machine.hpp"

#include "cloudplan/compute_cost.hpp"
#include "cloudplan/meter_cost.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr double kPremium = 1.05;    // "Custom machine types", Compute Engine documentation
constexpr double kMebibytes = 1024;  // of a GiB

struct Family {
  std::string_view name, standard, highmem;  // two machines of as many vCPUs
  double premium;
  double most_gib_per_vcpu;  // beyond, it is extended memory
};
constexpr std::array kFamilies = {Family{"n1", "n1-standard-8", "n1-highmem-8", kPremium, 6.5},
                                  Family{"n2", "n2-standard-8", "n2-highmem-8", kPremium, 8},
                                  Family{"n2d", "n2d-standard-8", "n2d-highmem-8", kPremium, 8},
                                  Family{"e2", "e2-standard-8", "e2-highmem-8", 1, 8}};

const Family* family_named(std::string_view name) {
  const auto found = std::find_if(kFamilies.begin(), kFamilies.end(),
                                  [&](const Family& family) { return family.name == name; });
  return found == kFamilies.end() ? nullptr : &*found;
}

// "6-20480": two whole numbers.
bool read_shape(std::string_view text, int& vcpus, int& mebibytes) {
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, vcpus);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return false;
  const auto second = std::from_chars(first.ptr + 1, end, mebibytes);
  return second.ec == std::errc() && second.ptr == end && vcpus > 0 && mebibytes > 0;
}

struct Predefined {
  const InstanceType* type = nullptr;
  const Price* price = nullptr;
};
Predefined predefined(const PriceBook& book, Index region, std::string_view name) {
  const Index provider = book.provider("gcp");
  for (const InstanceType& type : book.catalog().instance_types()) {
    if (type.provider != provider || type.service != Service::vm || book.text(type.name) != name) continue;
    for (const Price& price : book.catalog().prices_of(type))
      if (price.region == region) return {&type, &price};
  }
  return {};
}

}  // namespace

std::optional<CustomMachine> parse_custom_machine(std::string_view name, std::string_view& problem) {
  problem = {};
  constexpr std::string_view kCustom = "custom-", kExtended = "-ext";
  const std::size_t at = name.find(kCustom);
  if (at == std::string_view::npos || (at > 0 && name[at - 1] != '-')) return std::nullopt;
  CustomMachine machine{.family = at == 0 ? "n1" : name.substr(0, at - 1)};
  std::string_view shape = name.substr(at + kCustom.size());
  if (shape.size() > kExtended.size() && shape.substr(shape.size() - kExtended.size()) == kExtended) {
    machine.extended = true;
    shape.remove_suffix(kExtended.size());
  }
  const Family* const family = family_named(machine.family);
  int vcpus = 0, mebibytes = 0;
  if (!family)
    problem = "custom machines are priced of the families n1, n2, n2d and e2";
  else if (!read_shape(shape, vcpus, mebibytes))
    problem = "a custom machine is named FAMILY-custom-VCPUS-MEBIBYTES, for example n2-custom-6-20480";
  else if (vcpus > 1 && vcpus % 2 != 0)
    problem = "a custom machine has 1 vCPU or an even number of them";
  else if (mebibytes % 256 != 0)
    problem = "the memory of a custom machine is a multiple of 256 MiB";
  else if (!machine.extended && mebibytes / kMebibytes > vcpus * family->most_gib_per_vcpu)
    problem = "more memory than the family has for so many vCPUs: with -ext it is extended memory";
  machine.vcpus = vcpus;
  machine.memory_gib = mebibytes / kMebibytes;
  return machine;
}

CustomRates custom_rates(const PriceBook& book, Index region, std::string_view name,
                         PurchaseOption purchase) {
  const Family* const family = family_named(name);
  if (!family) return {};
  const Predefined standard = predefined(book, region, family->standard);
  const Predefined highmem = predefined(book, region, family->highmem);
  if (!standard.price || !highmem.price) return {};
  const auto option = static_cast<std::size_t>(purchase);
  const HourlyRate low = standard.price->rate[option], high = highmem.price->rate[option];
  const double more = static_cast<double>(highmem.type->memory_gib) - standard.type->memory_gib;
  if (!is_known(low) || !is_known(high) || !(more > 0)) return {};
  const double per_gib = (high.dollars() - low.dollars()) / more;
  const double per_vcpu = (low.dollars() - per_gib * standard.type->memory_gib) / standard.type->vcpus;
  if (!(per_gib > 0) || !(per_vcpu > 0)) return {};
  // To the nano-dollar: prices are micro-dollars an hour, their quotients are not.
  const auto rounded = [&](double usd) { return std::round(usd * family->premium * 1e9) / 1e9; };
  CustomRates rates{rounded(per_vcpu), rounded(per_gib), standard.price->source};
  // N1's memory is listed a little below what the rule gives.
  const ManagedMeter* const listed = purchase == PurchaseOption::on_demand
                                         ? find_meter(book, {region, "Compute Engine", name, "custom memory"})
                                         : nullptr;
  if (listed) rates.usd_per_gib_hour = listed->usd_per_unit;
  return rates;
}

void charge_custom_machine(Bill& bill, const PriceBook& book, const CustomMachine& machine,
                           const CustomUse& use) {
  const Family* const family = family_named(machine.family);
  const CustomRates rates = custom_rates(book, use.region, machine.family, use.purchase);
  if (!family || !is_known(rates.usd_per_vcpu_hour))
    return bill.unknown("custom machine of this family in this region");
  const bool committed =
      use.purchase == PurchaseOption::commit_1y || use.purchase == PurchaseOption::commit_3y;
  const double hours = (committed ? kHoursPerMonth : use.hours) * use.count;
  const std::string start = fmt::format("{}-", machine.family);
  const double factor = use.purchase == PurchaseOption::on_demand
                            ? sustained_use_factor("gcp", Service::vm, start, use.hours)
                            : 1;
  const std::string_view note = factor < 1 ? "with Google's sustained use discount" : "";
  const double own = std::min(machine.memory_gib, machine.vcpus * family->most_gib_per_vcpu);
  const auto charge = [&](std::string_view meter, double quantity, std::string_view unit, double price) {
    bill.charge({.meter = meter,
                 .quantity = quantity * hours,
                 .unit = unit,
                 .unit_price_usd = std::round(price * factor * 1e9) / 1e9,
                 .source = rates.source,
                 .note = note});
  };
  charge("custom vCPU", machine.vcpus, "vCPU-hour", rates.usd_per_vcpu_hour);
  charge("custom memory", own, "GB-hour", rates.usd_per_gib_hour);
  if (!(machine.memory_gib > own)) return;
  const MeterName extended{use.region, "Compute Engine", machine.family, "extended memory"};
  const ManagedMeter* const row = find_meter(book, extended);
  if (row && use.purchase == PurchaseOption::on_demand)
    bill.charge({.meter = "custom extended memory",
                 .quantity = (machine.memory_gib - own) * hours,
                 .unit = book.text(row->unit),
                 .unit_price_usd = row->usd_per_unit * factor,
                 .source = row->source,
                 .note = note});
  else
    bill.unknown("custom extended memory");
}

}  // namespace cloudplan
