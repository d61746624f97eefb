#include "database_rates.hpp"

#include <algorithm>
#include <string>

namespace cloudplan {

namespace {

using enum DatabaseFamily;

constexpr double kMbpsPerGbps = 1e3 / 8;

void set_known(float& rate, double mbps) {
  if (is_known(mbps)) rate = static_cast<float>(mbps);
}

PlanRates by_vcpus(const DatabasePlan& plan) {
  PlanRates rates;
  set_known(rates.network, plan_vcpus(plan) * kNetworkMbpsPerVcpu);
  return rates;
}

PlanRates of_cloud_sql(const DatabasePlan& plan, std::string_view name) {
  constexpr double kGbpsPerVcpu = 2, kMostGbps = 16, kSharedGbps = 1;
  const bool shared = name == "db-f1-micro" || name == "db-g1-small";
  PlanRates rates;
  set_known(rates.network,
            (shared ? kSharedGbps : std::min(plan_vcpus(plan) * kGbpsPerVcpu, kMostGbps)) * kMbpsPerGbps);
  return rates;
}

}  // namespace

MachineRates::MachineRates(const PriceBook& book) : book_(book) {
  const Index aws = book.provider("aws"), azure = book.provider("azure");
  for (const InstanceType& type : book.catalog().instance_types())
    if (type.service == Service::vm && (type.provider == aws || type.provider == azure))
      machines_.emplace(book.text(type.name), &type);
}

PlanRates MachineRates::of(const DatabasePlan& plan, DatabaseFamily family) const {
  const std::string_view name = book_.text(plan.plan);
  constexpr std::string_view kClass = "db.";
  if (family == cloud_sql) return of_cloud_sql(plan, name);
  const PlanRates machine = of_machine(name.starts_with(kClass) ? name.substr(kClass.size()) : name);
  const bool known = machine.network != PlanRates{}.network;
  return known || family == azure ? machine : by_vcpus(plan);
}

PlanRates MachineRates::of_machine(std::string_view name) const {
  PlanRates rates;
  const auto found = machines_.find(name);
  if (found == machines_.end()) return rates;
  set_known(rates.network, found->second->network_gbps * kMbpsPerGbps);
  set_known(rates.disk, found->second->disk_mbps);
  return rates;
}

}  // namespace cloudplan
