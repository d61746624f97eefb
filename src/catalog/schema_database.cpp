// Databases: plans and instances, their storage, serverless meters.

#include "catalog/schema_builder.hpp"

namespace cloudplan {

namespace {

#define AT(member) CLOUDPLAN_MEMBER(DatabasePlan, member)
constexpr Column kDatabasePlan[] = {
    required(reference("provider", AT(provider), TableId::provider, "who sells it")),
    required(reference("region", AT(region), TableId::region, "where")),
    required(text("service", AT(service), "RDS PostgreSQL, Heroku Postgres, ...")),
    required(text("plan", AT(plan), "name of the plan or instance")),
    text("deployment", AT(deployment), "single_az, multi_az, ha, ..."),
    number("vcpus", AT(vcpus), "virtual CPUs", 0, 4096),
    number("memory_gib", AT(memory_gib), "memory, GiB", 0, 65536),
    number("storage_included_gb", AT(storage_included_gb), "storage in the price, GB"),
    number("storage_max_gb", AT(storage_max_gb), "most storage, GB"),
    number("connection_limit", AT(connection_limit), "most connections"),
    number("row_limit", AT(row_limit), "most rows; blank: no limit is published"),
    number("usd_per_hour", AT(usd_per_hour), "USD an hour"),
    number("usd_per_month", AT(usd_per_month), "USD a month"),
    boolean("free_tier", AT(free_tier), "yes: part of a free tier"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(DatabaseStorage, member)
constexpr Column kDatabaseStorage[] = {
    required(reference("provider", AT(provider), TableId::provider, "who sells it")),
    required(reference("region", AT(region), TableId::region, "where")),
    required(text("service", AT(service), "the database service")),
    required(text("storage_type", AT(storage_type), "gp3, standard, ...")),
    number("usd_per_gb_month", AT(usd_per_gb_month), "USD per GB and month"),
    number("usd_per_iops_month", AT(usd_per_iops_month), "USD per provisioned operation/s and month"),
    number("usd_per_mbps_month", AT(usd_per_mbps_month), "USD per provisioned MB/s and month"),
    number("usd_per_million_io", AT(usd_per_million_io), "USD per million operations"),
    number("backup_usd_per_gb_month", AT(backup_usd_per_gb_month), "USD per GB of backup and month"),
    number("included_iops", AT(included_iops), "operations/s in the price"),
    number("min_gb", AT(min_gb), "smallest size, GB"),
    number("max_gb", AT(max_gb), "largest size, GB"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(DatabaseServerless, member)
constexpr Column kDatabaseServerless[] = {
    required(reference("provider", AT(provider), TableId::provider, "who sells it")),
    required(reference("region", AT(region), TableId::region, "where")),
    required(text("service", AT(service), "the database service")),
    required(text("meter", AT(meter), "what is billed")),
    required(text("unit", AT(unit), "of the price")),
    number("usd_per_unit", AT(usd_per_unit), "USD per unit"),
    number("free_allowance", AT(free_allowance), "units free a month"),
    text("free_allowance_text", AT(free_allowance_text), "the same as published"),
    number("min_units", AT(min_units), "smallest capacity"),
    number("max_units", AT(max_units), "largest capacity"),
    number("gib_per_unit", AT(gib_per_unit), "memory of one unit, GiB"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

}  // namespace

Schema database_plan_schema() {
  return {TableId::database_plan, "database_plans", "a database plan or instance in a region",
          sizeof(DatabasePlan), kDatabasePlan};
}
Schema database_storage_schema() {
  return {TableId::database_storage, "database_storage", "storage of a database service in a region",
          sizeof(DatabaseStorage), kDatabaseStorage};
}
Schema database_serverless_schema() {
  return {TableId::database_serverless, "database_serverless", "a meter of a serverless database",
          sizeof(DatabaseServerless), kDatabaseServerless};
}

}  // namespace cloudplan
