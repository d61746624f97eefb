// The services that `cloudplan price` knows, and what prices each.

#ifndef CLOUDPLAN_SRC_CLI_PRICE_SERVICES_HPP_
#define CLOUDPLAN_SRC_CLI_PRICE_SERVICES_HPP_

#include "price_lookup.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

struct PriceService {
  std::string_view name;      // on the command line
  std::string_view provider;  // key
  std::string_view summary;
  std::string_view example;  // after "cloudplan price NAME "
  std::vector<PriceOption> options;
  void (*charge)(PriceQuery& query);
};

std::span<const PriceService> price_services();

// An option that is charged by a meter beside the main ones; see meter_cost.hpp.
struct ExtraMeter {
  PriceOption option;
  std::string_view purpose;
};
void charge_extras(PriceQuery& query, Index region, std::string_view service, std::string_view environment,
                   std::span<const ExtraMeter> extras);

// What no such database can have: more storage than the plan or the storage
// type, more IOPS, IOPS that are not sold. Throws InputError. Either may be nullptr.
void check_database_limits(const PriceQuery& query, const DatabaseStorage* row, const DatabasePlan* plan);

// Cloud SQL sells machines by the vCPU and the GB: "db-custom-4-15360", and
// "db-standard-4" where that has no price of its own. False when --instance
// names no such machine, or they have no price here.
bool charge_cloud_sql_machine(PriceQuery& query, Index place, std::string_view service, bool standby);

// The line of --gpu, for a Google machine that has none of its own; nothing when it is not given.
void charge_attached_gpus(PriceQuery& query, Index place);
// What --purchase names; on demand when it is empty.
PurchaseOption purchase_option(std::string_view text);

// One function for each kind of service; each charges the query's bill.
void price_bucket(PriceQuery& query);
void price_rds(PriceQuery& query);
void price_aurora(PriceQuery& query);
void price_aurora_serverless(PriceQuery& query);
void price_dynamodb(PriceQuery& query);
void price_plan_database(PriceQuery& query);     // Heroku Postgres, MongoDB Atlas
void price_server_database(PriceQuery& query);   // Cloud SQL, Azure Database
void price_database_storage(PriceQuery& query);  // Azure SQL, IBM Databases
void price_meter(PriceQuery& query);             // Cosmos DB, Firestore, BigQuery, Cloudant
void price_disk(PriceQuery& query);
void price_transfer(PriceQuery& query);
void price_machine(PriceQuery& query);  // EC2, Compute Engine, SageMaker, ...
void price_managed(PriceQuery& query);  // capacity unit-hours, DBUs
void price_notebook(PriceQuery& query);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PRICE_SERVICES_HPP_
