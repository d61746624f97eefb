#include "cloudplan/database_cost.hpp"
#include "cloudplan/meter_cost.hpp"

#include "price_services.hpp"
#include "support/printable.hpp"

#include <string>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

constexpr double kMillion = 1e6;

std::string_view engine_title(const PriceQuery& query) {
  return query.input->text(engine) == "mysql" ? "MySQL" : "PostgreSQL";
}

bool wants_standby(const PriceQuery& query) {
  const PriceInput& input = *query.input;
  const std::string_view kind = input.text(deployment);
  if (input.flag(multi_az) && kind == "single_az")
    fail(query, "--multi-az and --deployment single_az exclude each other", "give one of them");
  return input.flag(multi_az) || kind == "multi_az" || kind == "ha";
}

// The plan of a service in a region; nullptr when it has no price there.
const DatabasePlan* find_plan(const PriceQuery& query, std::string_view service, std::string_view wanted,
                              Index place, bool standby, bool any_deployment) {
  const auto plans = query.book->catalog().table<DatabasePlan>();
  std::vector<std::string_view> names;
  Name last;
  for (const DatabasePlan& plan : plans) {
    if (query.text(plan.service) != service || plan.plan == last) continue;
    last = plan.plan;
    add_unique(names, query.text(plan.plan));
  }
  if (wanted.empty())
    fail(query, "which instance or plan?",
         fmt::format("give --instance or --plan, for example {}", names.front()));
  // Terraform puts the tier in front: GP_Standard_D2ds_v4; Heroku's add-ons are called
  // heroku-postgresql:standard-0.
  for (const std::string_view tier : {"GP_", "MO_", "B_", "heroku-postgresql:"})
    if (wanted.substr(0, tier.size()) == tier) wanted.remove_prefix(tier.size());
  const std::string_view name = names[find_name(query, "instance or plan", wanted, names)];
  for (const DatabasePlan& plan : plans) {
    if (query.text(plan.plan) != name || query.text(plan.service) != service) continue;
    if (place != kNoIndex && plan.region != place) continue;
    const bool single = query.text(plan.deployment) == "single_az";
    if (any_deployment || single != standby) return &plan;
  }
  std::vector<Index> places;
  for (const DatabasePlan& plan : plans)
    if (query.text(plan.plan) == name && query.text(plan.service) == service &&
        (any_deployment || (query.text(plan.deployment) == "single_az") != standby))
      places.push_back(plan.region);
  tell_where_known(query, name, places);
  return nullptr;
}

void charge_instance(PriceQuery& query, const DatabasePlan* plan, bool io_optimized_instances) {
  if (!plan) return query.bill->unknown("instance in this region and deployment");
  charge_database_plan(*query.bill, *query.book, *plan,
                       {.hours = query.input->number(hours, kHoursPerMonth),
                        .count = query.input->number(count, 1),
                        .io_optimized = io_optimized_instances});
}

void charge_storage(PriceQuery& query, const DatabaseStorage* row, const DatabasePlan* plan, double copies) {
  const PriceInput& input = *query.input;
  check_database_limits(query, row, plan);
  const DatabaseStorageUse use{.gb = input.number(storage_gb),
                               .iops = input.number(iops),
                               .million_io = input.number(io_requests) / kMillion,
                               .backup_gb = input.number(backup_gb),
                               .copies = copies};
  if (row) return charge_database_storage(*query.bill, *query.book, *row, use);
  if (use.gb > 0) query.bill->unknown("storage in this region");
  if (use.million_io > 0) query.bill->unknown("I/O requests in this region");
  if (use.backup_gb > 0) query.bill->unknown("backup storage in this region");
}

// --storage-type among those of the service; the first of `otherwise` that has a price here unless given.
const DatabaseStorage* find_storage(const PriceQuery& query, Index place, std::string_view service,
                                    std::initializer_list<std::string_view> otherwise) {
  std::string_view wanted = query.input->text(storage_type);
  if (wanted.empty()) {
    for (const std::string_view type : otherwise)
      if (const auto* row = database_storage(*query.book, place, service, type)) return row;
    return nullptr;
  }
  if (wanted == "standard") wanted = "magnetic";
  std::vector<std::string_view> types;
  for (const DatabaseStorage& row : query.book->catalog().table<DatabaseStorage>())
    if (query.text(row.service) == service) add_unique(types, query.text(row.storage_type));
  return database_storage(*query.book, place, service,
                          types[find_name(query, "storage type", wanted, types)]);
}

// A meter whose name begins so, in the region.
void charge_unit_meter(PriceQuery& query, Index place, std::string_view service, std::string_view meter_name,
                       double amount) {
  const DatabaseServerless* const row = serverless_meter(*query.book, place, service, meter_name);
  charge_serverless(*query.bill, row, row ? query.text(row->meter) : meter_name, amount,
                    row ? query.text(row->unit) : "");
}

constexpr ExtraMeter kInstanceExtras[] = {{cpu_credit_hours, "CPU credits"},
                                          {snapshot_export_gb, "snapshot export"}};
constexpr ExtraMeter kBacktrack[] = {{backtrack_records, "backtrack"}};
constexpr ExtraMeter kUnusedAddress[] = {{unused_ip_hours, "unused IP address"}};

// Every vCPU of every instance, a standby's too.
void charge_extended_support(PriceQuery& query, Index place, std::string_view service,
                             const DatabasePlan* plan, double copies) {
  const std::string_view year = query.input->text(extended_support);
  if (year.empty() || !plan) return;
  charge_meter(
      *query.bill, *query.book,
      {place, service, "*", year == "3" ? "extended support, year 3" : "extended support, year 1 and 2"},
      plan->vcpus * copies * query.input->number(hours, kHoursPerMonth) * query.input->number(count, 1));
}

// Instances without a standby, each with a copy of the storage and its IOPS.
void charge_replicas(PriceQuery& query, std::string_view service, Index place,
                     const DatabaseStorage* storage) {
  const double copies = query.input->number(replicas);
  if (!(copies > 0)) return;
  const std::string subject = fmt::format("{} read replica", service);
  query.bill->set_subject(subject);
  const DatabasePlan* const plan =
      find_plan(query, service, query.input->text(instance), place, false, false);
  if (plan)
    charge_database_plan(*query.bill, *query.book, *plan,
                         {.hours = query.input->number(hours, kHoursPerMonth), .count = copies});
  else
    query.bill->unknown("instance in this region");
  if (storage)
    charge_database_storage(
        *query.bill, *query.book, *storage,
        {.gb = query.input->number(storage_gb), .iops = query.input->number(iops), .copies = copies});
  else if (query.input->number(storage_gb) > 0)
    query.bill->unknown("storage in this region");
  query.bill->set_subject(service);
}

// Atlas names a region with the cloud that it is in: "aws:us-east-1", or us-east-1, US_EAST_1.
Index find_atlas_region(const PriceQuery& query) {
  const std::string_view wanted = query.input->text(region);
  if (wanted.empty()) return kNoIndex;
  std::vector<std::string_view> names;
  std::vector<Index> places;
  const auto regions = query.book->catalog().regions();
  const Index provider = query.book->provider(query.provider);
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (regions[i].provider != provider || query.text(regions[i].key) == "*") continue;
    names.push_back(query.text(regions[i].key));
    places.push_back(static_cast<Index>(i));
  }
  return places[find_name(query, "region", wanted, names)];
}

// Google's storage types: "SSD", "PD_SSD", "hdd", "PD_HDD".
bool wants_hard_disk(const PriceQuery& query) {
  std::string_view wanted = query.input->text(storage_type);
  if (wanted.size() > 3 && same_letters(wanted.substr(0, 2), "pd")) wanted.remove_prefix(3);
  if (wanted.empty() || same_letters(wanted, "ssd")) return false;
  if (same_letters(wanted, "hdd")) return true;
  fail(query, fmt::format("unknown storage type {}", in_quotes(wanted)), "one of: SSD, HDD");
}

}  // namespace

void price_rds(PriceQuery& query) {
  const Index place = find_region(query, "us-east-1");
  const std::string service = fmt::format("RDS {}", engine_title(query));
  const bool standby = wants_standby(query);
  query.bill->set_subject(service);
  const DatabasePlan* const plan =
      find_plan(query, service, query.input->text(instance), place, standby, false);
  const DatabaseStorage* const storage = find_storage(query, place, service, {"gp3", "gp2"});
  charge_instance(query, plan, false);
  charge_storage(query, storage, plan, standby ? 2 : 1);
  charge_extended_support(query, place, service, plan, standby ? 2 : 1);
  charge_extras(query, place, service, "*", kInstanceExtras);
  charge_replicas(query, service, place, storage);
}

void price_aurora(PriceQuery& query) {
  const Index place = find_region(query, "us-east-1");
  const std::string service = fmt::format("Aurora {}", engine_title(query));
  const bool optimized = query.input->flag(io_optimized);
  query.bill->set_subject(service);
  const DatabasePlan* const plan =
      find_plan(query, service, query.input->text(instance), place, false, false);
  charge_instance(query, plan, optimized);
  charge_storage(
      query,
      database_storage(*query.book, place, service, optimized ? "aurora io-optimized" : "aurora standard"),
      plan, 1);
  charge_extended_support(query, place, service, plan, 1);
  charge_extras(query, place, service, "*", kInstanceExtras);
  charge_extras(query, place, service, "*", kBacktrack);
}

void price_aurora_serverless(PriceQuery& query) {
  const Index place = find_region(query, "us-east-1");
  const std::string cluster = fmt::format("Aurora {}", engine_title(query));
  const bool old = query.input->text(generation) == "v1";
  if (old && query.input->flag(io_optimized))
    fail(query, "Aurora Serverless v1 has no I/O-Optimized storage",
         "leave --io-optimized or --generation out");
  const std::string service = old ? "Aurora Serverless v1" : cluster + " Serverless v2";
  const bool optimized = query.input->flag(io_optimized);
  query.bill->set_subject(service);
  charge_unit_meter(query, place, service,
                    old         ? "compute"
                    : optimized ? "compute, I/O-optimized"
                                : "compute, standard",
                    query.input->number(acu_hours));
  query.bill->set_subject(cluster);
  charge_storage(
      query,
      database_storage(*query.book, place, cluster, optimized ? "aurora io-optimized" : "aurora standard"),
      nullptr, 1);
  charge_extras(query, place, old ? service : cluster, "*", kInstanceExtras);
}

void price_dynamodb(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const Index place = find_region(query, "us-east-1");
  const std::string_view service = "DynamoDB";
  const Index replica =
      input.text(replica_region).empty() ? place : find_place(query, input.text(replica_region));
  query.bill->set_subject(service);
  if (input.given(hours) && input.text(billing) != "provisioned")
    fail(query, "--hours is for provisioned capacity", "give --billing provisioned, or leave --hours out");
  double reads = input.number(read_units), writes = input.number(write_units),
         stored = input.number(storage_gb);
  const auto less = [&](double amount, std::string_view what) {
    return input.free_tier() ? std::max(0.0, amount - query.book->allowance("aws", service, what).amount)
                             : amount;
  };
  stored = less(stored, "storage");
  if (input.text(billing) == "provisioned") {
    const double all_hours = input.number(hours, kHoursPerMonth);
    charge_unit_meter(query, place, service, "provisioned write",
                      less(writes, "provisioned write") * all_hours);
    charge_unit_meter(query, place, service, "provisioned read", less(reads, "provisioned read") * all_hours);
    charge_unit_meter(query, replica, service, "provisioned write (global",
                      input.number(replica_write_units) * all_hours);
  } else {
    charge_unit_meter(query, place, service, "on-demand write", writes / kMillion);
    charge_unit_meter(query, place, service, "on-demand read", reads / kMillion);
    charge_unit_meter(query, replica, service, "on-demand write (global",
                      input.number(replica_write_units) / kMillion);
  }
  charge_unit_meter(query, place, service, "storage", stored);
  charge_unit_meter(query, place, service, "point-in-time", input.number(pitr_gb));
  charge_unit_meter(query, place, service, "on-demand backup", input.number(backup_gb));
  charge_unit_meter(query, place, service, "restore", input.number(restore_gb));
  charge_unit_meter(query, place, service, "streams", input.number(stream_requests) / kMillion);
}

void price_plan_database(PriceQuery& query) {
  const bool heroku = query.provider == "heroku";
  const std::string_view service = heroku ? "Heroku Postgres" : "MongoDB Atlas";
  const Index anywhere = query.book->region(query.book->provider(query.provider), "*");
  const Index place = heroku ? find_region(query, "us") : find_atlas_region(query);
  query.bill->set_subject(service);
  const std::string_view name = query.input->text(plan);
  const DatabasePlan* found = find_plan(query, service, name, place, false, true);
  if (!found) found = find_plan(query, service, name, anywhere, false, true);
  charge_instance(query, found, false);
  if (!found) return;
  const double beyond = query.input->number(storage_gb) - found->storage_included_gb;
  if (!(beyond > 0)) return;
  check_database_limits(query, nullptr, found);
  if (heroku && !is_known(found->storage_max_gb)) {
    if (const auto* row = database_storage(*query.book, anywhere, service, "advanced"))
      return charge_database_storage(*query.bill, *query.book, *row, {.gb = beyond});
  }
  query.bill->unknown("storage beyond the plan's own");
}

void price_server_database(PriceQuery& query) {
  const bool google = query.provider == "gcp";
  const bool mysql = query.service == "azure-mysql" || query.input->text(engine) == "mysql";
  const std::string service =
      fmt::format("{} {}", google ? "Cloud SQL" : "Azure Database for", mysql ? "MySQL" : "PostgreSQL");
  const Index place = find_region(query, google ? "us-central1" : "eastus");
  const bool standby = wants_standby(query);
  query.bill->set_subject(service);
  const DatabasePlan* plan = nullptr;
  if (!google || !charge_cloud_sql_machine(query, place, service, standby)) {
    plan = find_plan(query, service, query.input->text(instance), place, standby, false);
    charge_instance(query, plan, false);
  }
  if (!google) {
    const DatabaseStorage* const storage = find_storage(query, place, service, {"premium ssd"});
    charge_storage(query, storage, plan, standby ? 2 : 1);
    return charge_replicas(query, service, place, storage);
  }
  const bool hdd = wants_hard_disk(query);
  const DatabaseStorage* const zonal =
      database_storage(*query.book, place, service, hdd ? "HDD (zonal)" : "SSD (zonal)");
  const DatabaseStorage* const regional = database_storage(*query.book, place, service, "SSD (regional, HA)");
  if (hdd)
    charge_storage(query, zonal, plan, standby ? 2 : 1);
  else
    charge_storage(query, standby ? regional : zonal, plan, 1);
  charge_extras(query, place, service, "*", kUnusedAddress);
  charge_replicas(query, service, place, zonal);
}

void price_database_storage(PriceQuery& query) {
  const bool ibm = query.provider == "ibm";
  const std::string_view service = ibm                               ? "Databases for PostgreSQL"
                                   : query.service == "azure-sql-mi" ? "Azure SQL Managed Instance"
                                                                     : "Azure SQL Database";
  const Index place = find_region(query, ibm ? "us-south" : "eastus");
  query.bill->set_subject(service);
  charge_storage(query, find_storage(query, place, service, {"general purpose", "standard"}), nullptr,
                 query.input->number(count, 1));
}

}  // namespace cloudplan::cli
