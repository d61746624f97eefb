// Databases: the cheapest plan of each service in each region that carries the load.

#include "storage_internal.hpp"

#include "database_sizing.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace cloudplan {

namespace {

using enum DatabaseFamily;

// The cheapest plan of a group.
class GroupSearch {
 public:
  GroupSearch(const StorageQuestion& q, const DatabasePlans& all, const DatabaseNeed& need,
              const PlanGroup& group, DatabaseMode mode, double replicas = 0)
      : q_(&q), all_(&all), need_(&need), group_(&group), mode_(mode), replicas_(replicas) {}

  // Tries every plan that could still be cheaper, and is not beyond the limit.
  void run(const PriceLimit& limit) {
    if (need_->peak_vcpus > group_->most_vcpus ||
        need_->stated_memory > group_->most_memory_gib * kUsableMemory)
      return;  // the largest is too small
    if (limit.beyond(group_->least_usd * instances())) {
      passed_over_ = true;
      return;
    }
    for (const PlanSize& size : sizes()) {
      const double usd = plan_usd(size);
      // All that follow are no cheaper, or have no price.
      if (best_ && best_->complete && usd + beside_usd_ >= best_->compared.dollars()) return;
      if (limit.beyond(usd)) {
        passed_over_ = true;
        return;
      }
      if (!fits(size)) continue;
      const bool first = !best_;
      consider(size);
      if (first) find_beside(size);
    }
  }
  // Whether a plan carries the load, whatever it costs.
  bool any_fits() const {
    if (best_ || !passed_over_) return best_.has_value();
    const auto all = sizes();
    return std::any_of(all.begin(), all.end(), [&](const PlanSize& size) { return fits(size); });
  }
  // What rules out each plan that is; with a standby or without one, as asked.
  void record(RejectionList& rejections) const {
    std::vector<Rejection> own;  // of this service only, so that few are compared
    RejectionList list(own);
    // In the order of the catalog: of plans that offer the same, the first is named.
    const auto all = sizes();
    std::vector<PlanSize> in_order(all.begin(), all.end());
    std::sort(in_order.begin(), in_order.end(),
              [](const PlanSize& a, const PlanSize& b) { return a.plan < b.plan; });
    for (const PlanSize& size : in_order) {
      const auto hit = limit_of(size);
      if (!hit || hit->limit == Limit::standby || (best_ && hit->limit == Limit::availability)) continue;
      list.add({.kind = StoreKind::database,
                .service = group_->service,
                .limit = hit->limit,
                .needed = hit->needed,
                .offered = hit->offered,
                .best = plan_of(size).plan});
    }
    for (const Rejection& rejection : own) rejections.add(rejection);
  }
  const StorageOption* best() const { return best_ ? &*best_ : nullptr; }

 private:
  std::span<const PlanSize> sizes() const { return all_->sizes_of(*group_); }
  const DatabasePlan& plan_of(const PlanSize& size) const {
    return q_->book->catalog().table<DatabasePlan>()[size.plan];
  }
  double instances() const {
    return group_->family == static_cast<std::uint8_t>(aurora) && need_->zones ? 2 : 1;
  }
  // A month of the instances costs no less.
  double plan_usd(const PlanSize& size) const {
    constexpr double kRounding = 1e-6;  // of the dearer price, over a month
    const double usd = size.usd_per_month * instances();
    return mode_ == DatabaseMode::io_optimized ? usd * kIoOptimizedFactor - kRounding : usd;
  }
  // What storage and traffic cost at the least beside a plan of the group. More memory keeps more of the
  // reads from the disk, so that no plan pays less for it than the one with the most.
  void find_beside(const PlanSize& found) {
    constexpr double kRounding = 1e-5;
    const auto family = static_cast<DatabaseFamily>(group_->family);
    const bool by_memory = family == rds || family == aurora || family == cloud_sql || family == azure;
    if (!by_memory || !group_->memory_known || replicas_ > 0) return;
    const PlanSize* largest = &found;
    for (const PlanSize& size : sizes())
      if (size.single == found.single && size.memory_gib > largest->memory_gib) largest = &size;
    if (!is_known(largest->usd_per_month)) return;
    StorageOption option = option_of(*largest);
    Bill bill;
    bill_database(*q_, option, bill);
    set_money(q_->load, bill, option);
    beside_usd_ = std::max(0.0, option.compared.dollars() - plan_usd(*largest) - kRounding);
  }
  std::optional<LimitHit> limit_of(const PlanSize& size) const {
    // Azure's burstable servers have no read replicas ("Read replicas", Azure Database for PostgreSQL).
    constexpr std::string_view kBurstable = "Standard_B";
    const bool azure_server = group_->family == static_cast<std::uint8_t>(azure);
    if (replicas_ > 0 && azure_server &&
        q_->book->text(plan_of(size).plan).substr(0, kBurstable.size()) == kBurstable)
      return LimitHit{Limit::throughput};
    return plan_limit(*q_->book, *need_, *group_, plan_of(size), size);
  }
  bool fits(const PlanSize& size) const {
    return !clearly_out(*need_, static_cast<DatabaseFamily>(group_->family), size) && !limit_of(size);
  }
  StorageOption option_of(const PlanSize& size) const {
    const DatabasePlan& plan = plan_of(size);
    StorageOption option{
        .kind = StoreKind::database, .mode = mode_, .provider = plan.provider, .region = plan.region};
    option.service = plan.service;
    option.plan = size.plan;
    option.free_plan = plan.usd_per_hour == 0 || plan.usd_per_month == 0;
    option.storage = mode_ == DatabaseMode::io_optimized ? group_->storage_io
                     : size.single                       ? group_->storage
                                                         : group_->storage_ha;
    option.count = instances();
    option.replicas = replicas_;
    return option;
  }
  void consider(const PlanSize& size) {
    StorageOption option = option_of(size);
    Bill bill;
    bill_database(*q_, option, bill);
    set_money(q_->load, bill, option);
    const auto rank = [](const StorageOption& o) { return std::pair(!o.complete, o.compared); };
    if (!best_ || rank(option) < rank(*best_)) best_ = option;
  }

  const StorageQuestion* q_;
  const DatabasePlans* all_;
  const DatabaseNeed* need_;
  const PlanGroup* group_;
  DatabaseMode mode_;
  double replicas_;
  std::optional<StorageOption> best_;
  bool passed_over_ = false;  // some, for their price
  double beside_usd_ = 0;     // a month, that every plan costs beside its instances
};

// The plans of the groups, one after the other, for one load.
class DatabaseSearch {
 public:
  DatabaseSearch(const StorageQuestion& q, const DatabasePlans& plans, PriceLimit& limit, StorageOptions& all)
      : q_(q),
        plans_(plans),
        limit_(limit),
        all_(all),
        rejections_(all.rejections),
        singles_(plans.groups().size()) {
    for (double replicas = 0; replicas <= kMostReplicas; ++replicas)
      needs_.push_back(database_need(q, replicas));
  }

  void add(const PlanGroup& group) {
    if (const auto limit = service_limit(q_, group)) {
      if (!limit_.active())
        rejections_.add({.kind = StoreKind::database,
                         .service = group.service,
                         .limit = limit->limit,
                         .needed = limit->needed,
                         .offered = limit->offered});
      return;
    }
    const GroupSearch standard = cheapest(group, DatabaseMode::plan);
    const bool asked = reads_exceed_writes() || wants_reasons();
    const bool fits = !asked || standard.any_fits();
    if (asked) singles_[index_of(group)] = fits;
    const bool replicated = !fits && reads_exceed_writes() && add_replicated(group);
    if (wants_reasons() && (q_.context->every_limit || (!replicated && !fits))) standard.record(rejections_);
    if (group.storage_io != kNoIndex) cheapest(group, DatabaseMode::io_optimized);
  }
  // Without read replicas and Aurora's I/O-Optimized instances.
  void add_single(const PlanGroup& group) {
    const GroupSearch search = cheapest(group, DatabaseMode::plan);
    if (!limit_.active() && !search.any_fits()) search.record(rejections_);
  }
  // The cheapest plan that fits and is not beyond the limit, if there is one.
  GroupSearch cheapest(const PlanGroup& group, DatabaseMode mode, std::size_t replicas = 0) {
    GroupSearch search(q_, plans_, needs_[replicas], group, mode, static_cast<double>(replicas));
    search.run(limit_);
    if (const StorageOption* const best = search.best()) {
      all_.options.push_back(*best);
      limit_.see(*best);
    }
    return search;
  }

 private:
  // More reads than the largest machine answers: the fewest read replicas with
  // which a plan fits. Writes that one machine cannot take, they do not help.
  bool reads_exceed_writes() const {
    const DatabaseNeed& need = needs_.front();
    return need.peak_reads / kReadsPerVcpu > need.peak_writes / kWritesPerVcpu;
  }
  // Whether one machine is enough, whatever it costs.
  bool single_fits(const PlanGroup& group) {
    std::optional<bool>& known = singles_[index_of(group)];
    if (!known) {
      GroupSearch search(q_, plans_, needs_.front(), group, DatabaseMode::plan);
      search.run(limit_);
      known = search.any_fits();
    }
    return *known;
  }
  // A limit passes over machines for their price that would keep replicas of smaller ones out
  // (keep_cheapest_of_service).
  bool single_elsewhere(const PlanGroup& group) {
    const auto groups = plans_.groups().subspan(group.first_run);
    return std::any_of(groups.begin(), groups.end(), [&](const PlanGroup& other) {
      return other.first_run == group.first_run && !service_limit(q_, other) && single_fits(other);
    });
  }
  std::size_t index_of(const PlanGroup& group) const {
    return static_cast<std::size_t>(&group - plans_.groups().data());
  }
  bool add_replicated(const PlanGroup& group) {
    if (limit_.active() && single_elsewhere(group)) return true;
    const double most = most_replicas(static_cast<DatabaseFamily>(group.family));
    for (std::size_t replicas = 1; static_cast<double>(replicas) <= most; ++replicas)
      if (cheapest(group, DatabaseMode::plan, replicas).any_fits()) return true;
    return false;
  }
  // Of what is out, an answer depends on writes that no writer commits only.
  bool wants_reasons() const { return !limit_.active() || needs_.front().peak_writes > kMostCommits; }

  const StorageQuestion& q_;
  const DatabasePlans& plans_;
  PriceLimit& limit_;
  StorageOptions& all_;
  RejectionList rejections_;
  std::vector<DatabaseNeed> needs_{};           // by the number of read replicas
  std::vector<std::optional<bool>> singles_{};  // by group: whether one machine is enough
};

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
  batched.load.writes_per_commit = kRowsInBatch * kBatchedRow;
  return batched;
}

void add_batched_options(const StorageQuestion& q, const RegionFilter& regions, const DatabasePlans& plans,
                         PriceLimit& limit, StorageOptions& all) {
  const StorageQuestion batched = with_batched_writes(q);
  const std::size_t begin = all.options.size();
  DatabaseSearch search(batched, plans, limit, all);
  for (const PlanGroup* const group : regions.plan_groups())
    if (!service_limit(batched, *group)) search.add_single(*group);
  for (std::size_t i = begin; i < all.options.size(); ++i) all.options[i].batched = true;
  keep_cheapest_of_service(all.options, begin);
}

// Where no writer takes so many commits: databases for a program that collects rows.
static void add_batched(const StorageQuestion& q, const RegionFilter& regions, const DatabasePlans& plans,
                        PriceLimit& limit, StorageOptions& all) {
  const bool commits =
      std::any_of(all.rejections.begin(), all.rejections.end(),
                  [](const Rejection& rejection) { return rejection.limit == Limit::commits; });
  if (!commits) return;
  StorageOptions batched;
  add_batched_options(q, regions, plans, limit, batched);
  if (batched.options.empty()) return;
  // What a service cannot take one by one is no reason against it any more: it takes batches, or
  // something else is in the way of those.
  const auto tried = [&](const auto& list, const Rejection& rejection) {
    return std::any_of(list.begin(), list.end(),
                       [&](const auto& other) { return other.service == rejection.service; });
  };
  std::erase_if(all.rejections, [&](const Rejection& rejection) {
    return rejection.limit == Limit::commits &&
           (tried(batched.options, rejection) || tried(batched.rejections, rejection));
  });
  for (const Rejection& rejection : batched.rejections)
    if (!tried(batched.options, rejection) && !tried(all.rejections, rejection))
      all.rejections.push_back(rejection);
  all.options.insert(all.options.end(), batched.options.begin(), batched.options.end());
}

void add_database_options(const StorageQuestion& q, const RegionFilter& regions, const DatabasePlans& plans,
                          PriceLimit& limit, StorageOptions& all) {
  if (const auto hit = database_limit(q)) {
    all.rejections.push_back({.kind = StoreKind::database,
                              .limit = hit->limit,
                              .needed = hit->needed,
                              .offered = hit->offered,
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
  DatabaseSearch search(q, plans, limit, all);
  const bool any = !regions.plan_groups().empty();
  for (const PlanGroup* const group : regions.plan_groups()) search.add(*group);
  keep_cheapest_of_service(all.options, begin);
  add_serverless_options(q, regions, all);
  add_dynamodb_options(q, regions, all);
  if (all.options.size() > begin) return;
  if (!any && q.load.records)
    all.rejections.push_back({.kind = StoreKind::database, .limit = Limit::price, .count = 1});
  else if (any && !q.dataset->transactions)
    add_batched(q, regions, plans, limit, all);
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
