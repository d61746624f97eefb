// What a managed database costs: instances or plans, their storage, the
// serverless meters.

#ifndef CLOUDPLAN_DATABASE_COST_HPP_
#define CLOUDPLAN_DATABASE_COST_HPP_

#include "cloudplan/price_book.hpp"

#include <string_view>

namespace cloudplan {

// I/O-Optimized instances of Aurora cost 1.30 times the Standard ones (Amazon
// Aurora pricing page); the plans table holds the Standard price.
inline constexpr double kIoOptimizedFactor = 1.30;

struct DatabaseInstanceUse {
  double hours = kHoursPerMonth;
  double count = 1;
  bool io_optimized = false;  // Aurora only
};
void charge_database_plan(Bill& bill, const PriceBook& book, const DatabasePlan& plan,
                          const DatabaseInstanceUse& use);
// Dollars for a month of one; kUnknown when the plan has no price.
double plan_usd_per_month(const DatabasePlan& plan);

struct DatabaseStorageUse {
  double gb = 0;
  double iops = 0;  // provisioned; 0: what the type includes
  double million_io = 0;
  double backup_gb = 0;  // beyond what is free
  double copies = 1;     // 2: a standby in another zone pays for storage and IOPS again
};
void charge_database_storage(Bill& bill, const PriceBook& book, const DatabaseStorage& row,
                             const DatabaseStorageUse& use);

// RDS gp3 includes 12,000 IOPS from 400 GB on, 3,000 below (Amazon RDS User
// Guide; Oracle's threshold differs and is not covered here).
double included_iops(const PriceBook& book, const DatabaseStorage& row, double gb);

// The serverless meter of this service whose name begins with `meter`; nullptr when there is none.
const DatabaseServerless* serverless_meter(const PriceBook& book, Index region, std::string_view service,
                                           std::string_view meter);
// Charges `quantity` units of it; a missing meter makes the bill incomplete.
void charge_serverless(Bill& bill, const DatabaseServerless* meter, std::string_view name, double quantity,
                       std::string_view unit);

// The storage of a service in a region, of this type; nullptr when there is none.
const DatabaseStorage* database_storage(const PriceBook& book, Index region, std::string_view service,
                                        std::string_view type);

}  // namespace cloudplan

#endif  // CLOUDPLAN_DATABASE_COST_HPP_
