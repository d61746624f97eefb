// How many bytes a second a database plan moves: by the machine that it runs on.

#ifndef CLOUDPLAN_SRC_COST_DATABASE_RATES_HPP_
#define CLOUDPLAN_SRC_COST_DATABASE_RATES_HPP_

#include "database_sizing.hpp"

#include <map>
#include <string_view>

namespace cloudplan {

// Of a plan whose machine nobody names: the least that EC2 keeps up on machines that are not burstable,
// 0.75 Gbit/s on the 2 vCPUs of an m5.large (data/aws/instance_types.csv).
inline constexpr double kNetworkMbpsPerVcpu = 0.375e3 / 8;

class MachineRates {
 public:
  explicit MachineRates(const PriceBook& book);

  // RDS and Aurora classes are EC2 types with "db." before their names, Azure's servers VMs of the same name:
  // what those keep up of network and disk, both in the catalog. Cloud SQL: 2 Gbit/s a vCPU, 16 at the most,
  // 1 for shared cores (Compute Engine, N1 machine types).
  PlanRates of(const DatabasePlan& plan, DatabaseFamily family) const;

 private:
  PlanRates of_machine(std::string_view name) const;

  const PriceBook& book_;
  std::map<std::string_view, const InstanceType*> machines_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_DATABASE_RATES_HPP_
