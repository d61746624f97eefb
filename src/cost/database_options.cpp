// Databases: the cheapest plan of each service in each region that carries the load.

#include "storage_internal.hpp"

#include "database_sizing.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

using enum DatabaseFamily;

bool is_single(const PriceBook& book, const DatabasePlan& plan) {
  return book.text(plan.deployment) == "single_az";
}

Index row_of_storage(const PriceBook& book, const PlanGroup& group, std::string_view type) {
  const DatabaseStorage* const row = database_storage(book, group.region, book.text(group.service), type);
  return row ? static_cast<Index>(row - book.catalog().table<DatabaseStorage>().data()) : kNoIndex;
}

void find_storage(const PriceBook& book, PlanGroup& group) {
  const auto find = [&](std::string_view type) { return row_of_storage(book, group, type); };
  switch (static_cast<DatabaseFamily>(group.family)) {
    case rds:
      group.storage = find("gp3");
      if (group.storage == kNoIndex) group.storage = find("gp2");
      group.storage_ha = group.storage;
      break;
    case aurora:
      group.storage = group.storage_ha = find("aurora standard");
      group.storage_io = find("aurora io-optimized");
      break;
    case cloud_sql:
      group.storage = find("SSD (zonal)");
      group.storage_ha = find("SSD (regional, HA)");
      break;
    case azure:
      group.storage = group.storage_ha = find("premium ssd");
      break;
    default:
      break;
  }
}

// The cheapest of a group, and what ruled the others out.
struct GroupSearch {
  const StorageQuestion& q;
  const PlanGroup& group;
  RejectionList& rejections;
  StorageOption best;
  bool found = false;

  void try_plan(Index index, DatabaseMode mode);
};

void GroupSearch::try_plan(Index index, DatabaseMode mode) {
  const DatabasePlan& plan = q.book->catalog().table<DatabasePlan>()[index];
  const auto family = static_cast<DatabaseFamily>(group.family);
  const bool io_optimized = mode == DatabaseMode::io_optimized;
  StorageOption option{
      .kind = StoreKind::database, .mode = mode, .provider = plan.provider, .region = plan.region};
  option.service = plan.service;
  option.plan = index;
  option.free_plan = plan.usd_per_hour == 0 || plan.usd_per_month == 0;
  const bool single = is_single(*q.book, plan);
  option.storage = io_optimized ? group.storage_io : single ? group.storage : group.storage_ha;
  const bool zones = spread_needed(q.dataset->availability) > 1;
  option.count = family == aurora && zones ? 2 : 1;
  if (const auto limit = plan_limit(q, group, plan, option)) {
    if (mode == DatabaseMode::plan)
      rejections.add(StoreKind::database, plan.service, limit->limit, limit->needed, limit->offered,
                     plan.plan);
    return;
  }
  Bill bill;
  bill_database(q, option, bill);
  set_money(q.load, bill, option);
  const auto rank = [](const StorageOption& o) { return std::pair(!o.complete, o.compared); };
  if (!found || rank(option) < rank(best)) best = option;
  found = true;
}

void add_group(const StorageQuestion& q, const PlanGroup& group, StorageOptions& all) {
  RejectionList rejections(all.rejections);
  if (const auto limit = service_limit(q, group)) {
    rejections.add(StoreKind::database, group.service, limit->limit, limit->needed, limit->offered);
    return;
  }
  GroupSearch standard{q, group, rejections, {}}, optimized{q, group, rejections, {}};
  for (Index i = group.first; i < group.first + group.count; ++i) {
    standard.try_plan(i, DatabaseMode::plan);
    if (group.storage_io != kNoIndex) optimized.try_plan(i, DatabaseMode::io_optimized);
  }
  if (standard.found) all.options.push_back(standard.best);
  if (optimized.found) all.options.push_back(optimized.best);
}

// Plans of a service in a region may stand in several runs: keep the cheapest.
void keep_cheapest_of_service(std::vector<StorageOption>& options, std::size_t begin) {
  for (std::size_t i = begin; i < options.size(); ++i)
    for (std::size_t j = i + 1; j < options.size();) {
      const StorageOption& a = options[i];
      const StorageOption& b = options[j];
      if (a.region != b.region || !(a.service == b.service) || a.mode != b.mode) {
        ++j;
        continue;
      }
      if (std::pair(!b.complete, b.compared) < std::pair(!a.complete, a.compared)) options[i] = b;
      options.erase(options.begin() + static_cast<std::ptrdiff_t>(j));
    }
}

}  // namespace

std::vector<PlanGroup> group_plans(const PriceBook& book) {
  std::vector<PlanGroup> groups;
  const auto plans = book.catalog().table<DatabasePlan>();
  for (Index i = 0; i < plans.size(); ++i) {
    const DatabasePlan& plan = plans[i];
    if (groups.empty() || !(groups.back().service == plan.service) || groups.back().region != plan.region) {
      PlanGroup group{.service = plan.service, .region = plan.region, .first = i};
      const std::string_view service = book.text(plan.service);
      group.engine = static_cast<std::uint8_t>(engine_of(service));
      group.family = static_cast<std::uint8_t>(family_of(service));
      find_storage(book, group);
      groups.push_back(group);
    }
    ++groups.back().count;
  }
  return groups;
}

void add_database_options(const StorageQuestion& q, const RegionFilter& regions,
                          std::span<const PlanGroup> groups, StorageOptions& all) {
  if (const auto limit = database_limit(q)) {
    all.rejections.push_back({.kind = StoreKind::database,
                              .limit = limit->limit,
                              .needed = limit->needed,
                              .offered = limit->offered,
                              .count = 1});
    return;
  }
  const std::size_t begin = all.options.size();
  for (const PlanGroup& group : groups)
    if (regions.allows(group.region)) add_group(q, group, all);
  keep_cheapest_of_service(all.options, begin);
  add_serverless_options(q, regions, all);
  add_dynamodb_options(q, regions, all);
}

void bill_database(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  if (bill.wants_lines()) bill.set_subject(q.book->text(option.service));
  if (option.mode == DatabaseMode::serverless) return bill_serverless(q, option, bill);
  if (option.mode == DatabaseMode::on_demand || option.mode == DatabaseMode::provisioned)
    return bill_dynamodb(q, option, bill);
  bill_plan(q, option, bill);
}

}  // namespace cloudplan
