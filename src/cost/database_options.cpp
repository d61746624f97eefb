// Databases: the cheapest plan of each service in each region that carries the load.

#include "storage_internal.hpp"

#include "database_sizing.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace cloudplan {

namespace {

using enum DatabaseFamily;

bool is_single(const PriceBook& book, const DatabasePlan& plan) {
  return book.text(plan.deployment) == "single_az";
}

// The rows of storage by region: every group looks for up to three of them.
class StorageRows {
 public:
  explicit StorageRows(const PriceBook& book) : book_(book), rows_(book.catalog().table<DatabaseStorage>()) {
    for (Index i = 0; i < rows_.size(); ++i) by_region_.emplace_back(rows_[i].region, i);
    std::sort(by_region_.begin(), by_region_.end());
  }
  // kNoIndex when the service sells no such storage there.
  Index find(const PlanGroup& group, std::string_view type) const {
    for (auto at = std::lower_bound(by_region_.begin(), by_region_.end(), std::pair(group.region, Index{0}));
         at != by_region_.end() && at->first == group.region; ++at) {
      const DatabaseStorage& row = rows_[at->second];
      if (row.service == group.service && book_.text(row.storage_type) == type) return at->second;
    }
    return kNoIndex;
  }

 private:
  const PriceBook& book_;
  std::span<const DatabaseStorage> rows_;
  std::vector<std::pair<Index, Index>> by_region_{};
};

void find_storage(const StorageRows& rows, PlanGroup& group) {
  const auto find = [&](std::string_view type) { return rows.find(group, type); };
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

// The cheapest plan of a group.
class GroupSearch {
 public:
  GroupSearch(const StorageQuestion& q, const DatabaseNeed& need, const PlanGroup& group, DatabaseMode mode,
              double replicas = 0)
      : q_(&q), need_(&need), group_(&group), mode_(mode), replicas_(replicas) {}

  // Tries every plan that could still be cheaper.
  void run() {
    for (Index i = group_->first; i < group_->first + group_->count; ++i) {
      const DatabasePlan& plan = plans()[i];
      if (found_ && best_.complete && plan_usd_per_month(plan) * instances() >= best_.compared.dollars())
        continue;
      if (!limit_of(i)) consider(i);
    }
  }
  // What rules out each plan that is; with a standby or without one, as asked.
  void record(RejectionList& rejections) const {
    for (Index i = group_->first; i < group_->first + group_->count; ++i) {
      const auto hit = limit_of(i);
      if (!hit || hit->limit == Limit::standby || (found_ && hit->limit == Limit::availability)) continue;
      rejections.add({.kind = StoreKind::database,
                      .service = group_->service,
                      .limit = hit->limit,
                      .needed = hit->needed,
                      .offered = hit->offered,
                      .best = plans()[i].plan});
    }
  }
  const StorageOption* best() const { return found_ ? &best_ : nullptr; }

 private:
  std::span<const DatabasePlan> plans() const { return q_->book->catalog().table<DatabasePlan>(); }
  double instances() const {
    return group_->family == static_cast<std::uint8_t>(aurora) && need_->zones ? 2 : 1;
  }
  std::optional<LimitHit> limit_of(Index index) const {
    // Azure's burstable servers have no read replicas ("Read replicas", Azure Database for PostgreSQL).
    constexpr std::string_view kBurstable = "Standard_B";
    const bool azure_server = group_->family == static_cast<std::uint8_t>(azure);
    if (replicas_ > 0 && azure_server &&
        q_->book->text(plans()[index].plan).substr(0, kBurstable.size()) == kBurstable)
      return LimitHit{Limit::throughput};
    return plan_limit(*q_->book, *need_, *group_, plans()[index]);
  }
  StorageOption option_of(Index index) const {
    const DatabasePlan& plan = plans()[index];
    StorageOption option{
        .kind = StoreKind::database, .mode = mode_, .provider = plan.provider, .region = plan.region};
    option.service = plan.service;
    option.plan = index;
    option.free_plan = plan.usd_per_hour == 0 || plan.usd_per_month == 0;
    option.storage = mode_ == DatabaseMode::io_optimized ? group_->storage_io
                     : is_single(*q_->book, plan)        ? group_->storage
                                                         : group_->storage_ha;
    option.count = instances();
    option.replicas = replicas_;
    return option;
  }
  void consider(Index index) {
    StorageOption option = option_of(index);
    Bill bill;
    bill_database(*q_, option, bill);
    set_money(q_->load, bill, option);
    const auto rank = [](const StorageOption& o) { return std::pair(!o.complete, o.compared); };
    if (!found_ || rank(option) < rank(best_)) best_ = option;
    found_ = true;
  }

  const StorageQuestion* q_;
  const DatabaseNeed* need_;
  const PlanGroup* group_;
  DatabaseMode mode_;
  double replicas_;
  StorageOption best_;
  bool found_ = false;
};

// More reads than the largest machine answers: the fewest read replicas with
// which a plan fits. Writes that one machine cannot take, they do not help.
bool add_replicated(const StorageQuestion& q, const DatabaseNeed& need, const PlanGroup& group,
                    StorageOptions& all) {
  if (need.peak_reads / kReadsPerVcpu <= need.peak_writes / kWritesPerVcpu) return false;
  const double most = most_replicas(static_cast<DatabaseFamily>(group.family));
  for (double replicas = 1; replicas <= most; ++replicas) {
    const DatabaseNeed less = database_need(q, replicas);
    GroupSearch search(q, less, group, DatabaseMode::plan, replicas);
    search.run();
    if (!search.best()) continue;
    all.options.push_back(*search.best());
    return true;
  }
  return false;
}

void add_group(const StorageQuestion& q, const DatabaseNeed& need, const PlanGroup& group,
               StorageOptions& all) {
  RejectionList rejections(all.rejections);
  if (const auto limit = service_limit(q, group)) {
    rejections.add({.kind = StoreKind::database,
                    .service = group.service,
                    .limit = limit->limit,
                    .needed = limit->needed,
                    .offered = limit->offered});
    return;
  }
  GroupSearch standard(q, need, group, DatabaseMode::plan);
  standard.run();
  if (standard.best()) all.options.push_back(*standard.best());
  const bool replicated = !standard.best() && add_replicated(q, need, group, all);
  if ((!standard.best() && !replicated) || q.context->every_limit) standard.record(rejections);
  if (group.storage_io == kNoIndex) return;
  GroupSearch optimized(q, need, group, DatabaseMode::io_optimized);
  optimized.run();
  if (optimized.best()) all.options.push_back(*optimized.best());
}

// Plans of a service in a region may stand in several runs: keep the cheapest,
// and one with read replicas only where no single machine is enough.
void keep_cheapest_of_service(std::vector<StorageOption>& options, std::size_t begin) {
  const auto key = [](const StorageOption& o) {
    return std::tuple(o.service.offset, o.region, static_cast<int>(o.mode), o.replicas > 0, !o.complete,
                      o.compared);
  };
  const auto first = options.begin() + static_cast<std::ptrdiff_t>(begin);
  std::stable_sort(first, options.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  options.erase(std::unique(first, options.end(),
                            [](const auto& a, const auto& b) {
                              return a.service == b.service && a.region == b.region && a.mode == b.mode;
                            }),
                options.end());
}

}  // namespace

StorageQuestion with_batched_writes(const StorageQuestion& q) {
  StorageQuestion batched = q;
  batched.load.writes *= kBatchedRow;
  batched.load.peak_writes *= kBatchedRow;
  return batched;
}

// Where no writer takes so many commits: databases for a program that collects rows.
static void add_batched(const StorageQuestion& q, const RegionFilter& regions,
                        std::span<const PlanGroup> groups, StorageOptions& all) {
  const bool commits =
      std::any_of(all.rejections.begin(), all.rejections.end(),
                  [](const Rejection& rejection) { return rejection.limit == Limit::commits; });
  if (!commits) return;
  const StorageQuestion batched = with_batched_writes(q);
  const DatabaseNeed need = database_need(batched);
  const std::size_t begin = all.options.size();
  for (const PlanGroup& group : groups) {
    if (!regions.allows(group.region) || service_limit(batched, group)) continue;
    GroupSearch search(batched, need, group, DatabaseMode::plan);
    search.run();
    if (search.best()) all.options.push_back(*search.best());
  }
  for (std::size_t i = begin; i < all.options.size(); ++i) all.options[i].batched = true;
  keep_cheapest_of_service(all.options, begin);
}

std::vector<PlanGroup> group_plans(const PriceBook& book) {
  std::vector<PlanGroup> groups;
  const StorageRows storage(book);
  const auto plans = book.catalog().table<DatabasePlan>();
  for (Index i = 0; i < plans.size(); ++i) {
    const DatabasePlan& plan = plans[i];
    if (groups.empty() || !(groups.back().service == plan.service) || groups.back().region != plan.region) {
      PlanGroup group{.service = plan.service, .region = plan.region, .first = i};
      const std::string_view service = book.text(plan.service);
      group.engine = static_cast<std::uint8_t>(engine_of(service));
      group.family = static_cast<std::uint8_t>(family_of(service));
      find_storage(storage, group);
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
  if (q.dataset->availability == Availability::multi_region) {  // global tables are all that is planned
    add_dynamodb_options(q, regions, all);
    if (all.options.size() == begin)
      all.rejections.push_back({.kind = StoreKind::database, .limit = Limit::availability, .count = 1});
    return;
  }
  const DatabaseNeed need = database_need(q);
  bool any = false;
  for (const PlanGroup& group : groups) {
    if (!regions.allows(group.region)) continue;
    any = true;
    add_group(q, need, group, all);
  }
  keep_cheapest_of_service(all.options, begin);
  add_serverless_options(q, regions, all);
  add_dynamodb_options(q, regions, all);
  if (all.options.size() > begin) return;
  if (!any && q.load.records)
    all.rejections.push_back({.kind = StoreKind::database, .limit = Limit::price, .count = 1});
  else if (any && !q.dataset->transactions)
    add_batched(q, regions, groups, all);
}

void bill_database(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  if (bill.wants_lines()) bill.set_subject(q.book->text(option.service));
  if (option.mode == DatabaseMode::serverless) return bill_serverless(q, option, bill);
  if (option.mode == DatabaseMode::on_demand || option.mode == DatabaseMode::provisioned)
    return bill_dynamodb(q, option, bill);
  if (option.batched) return bill_plan(with_batched_writes(q), option, bill);
  bill_plan(q, option, bill);
}

}  // namespace cloudplan
