// The database plans in runs, and what of each plan most questions are settled by.

#include "database_plans.hpp"

#include "database_rates.hpp"
#include "database_sizing.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace cloudplan {

namespace {

using enum DatabaseFamily;

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

// A plan that is sold by its operations a second has no limit by its machine.
PlanSize size_of(const PriceBook& book, const MachineRates& machines, Index index, DatabaseFamily family) {
  const DatabasePlan& plan = book.catalog().table<DatabasePlan>()[index];
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  const bool by_operations = family == atlas && is_known(operations_limit(book.text(plan.plan)));
  PlanSize size{.usd_per_month = plan_usd_per_month(plan), .plan = index};
  size.single = book.text(plan.deployment) == "single_az";
  size.vcpus = by_operations ? kNoLimit : plan_vcpus(plan);
  size.memory_gib = by_operations ? kNoLimit : plan_memory_gib(plan);
  if (!by_operations) size.rates = machines.of(plan, family);
  return size;
}

// Plans of a service in a region stand in a few runs.
void find_first_runs(std::vector<PlanGroup>& groups) {
  for (std::uint32_t i = 0; i < groups.size(); ++i) {
    const auto first = std::find_if(groups.begin(), groups.end(), [&](const PlanGroup& other) {
      return other.service == groups[i].service && other.region == groups[i].region;
    });
    groups[i].first_run = static_cast<std::uint32_t>(first - groups.begin());
  }
}

// Those without a price last.
bool cheaper(const PlanSize& a, const PlanSize& b) {
  return is_known(a.usd_per_month) && !(a.usd_per_month >= b.usd_per_month);
}

}  // namespace

DatabasePlans::DatabasePlans(const PriceBook& book)
    : groups_(book.catalog(), Prepared::plan_groups), sizes_(book.catalog(), Prepared::plan_sizes) {
  if (sizes_.rows().size() != book.catalog().table<DatabasePlan>().size()) work_out(book);
}

void DatabasePlans::work_out(const PriceBook& book) {
  const StorageRows storage(book);
  const MachineRates machines(book);
  const auto plans = book.catalog().table<DatabasePlan>();
  std::vector<PlanGroup> groups;
  std::vector<PlanSize> sizes;
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
    PlanGroup& group = groups.back();
    ++group.count;
    group.memory_known = group.memory_known && is_known(plan.memory_gib);
    const PlanSize size = size_of(book, machines, i, static_cast<DatabaseFamily>(group.family));
    if (is_known(size.usd_per_month) && !(size.usd_per_month >= group.least_usd))
      group.least_usd = size.usd_per_month;
    group.most_vcpus = std::max(group.most_vcpus, size.vcpus);
    group.most_memory_gib = std::max(group.most_memory_gib, size.memory_gib);
    sizes.push_back(size);
  }
  for (const PlanGroup& group : groups) {
    const auto first = sizes.begin() + group.first;
    std::stable_sort(first, first + group.count, cheaper);
  }
  find_first_runs(groups);
  groups_ = PreparedTable(std::move(groups));
  sizes_ = PreparedTable(std::move(sizes));
}

void DatabasePlans::prepare(PreparedParts& parts) const {
  part_of(parts, Prepared::plan_groups) = groups_.bytes();
  part_of(parts, Prepared::plan_sizes) = sizes_.bytes();
}

}  // namespace cloudplan
