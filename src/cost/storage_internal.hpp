// What the files of storage options share.

#ifndef CLOUDPLAN_SRC_COST_STORAGE_INTERNAL_HPP_
#define CLOUDPLAN_SRC_COST_STORAGE_INTERNAL_HPP_

#include "cloudplan/storage.hpp"

#include "dataset_load.hpp"

namespace cloudplan {

// Answers of StorageAdvisor::answer() and answer_for().
inline constexpr std::string_view kNothingFits = "nothing fits";
inline constexpr std::string_view kOnDisk = "a disk on a VM";

// Which regions a context allows.
class RegionFilter {
 public:
  RegionFilter(const PriceBook& book, const StorageContext& context);
  bool allows(Index region) const { return region != kNoIndex && allowed_[region]; }

 private:
  std::vector<bool> allowed_{};
};

// Collects rejections: one for each service and limit.
class RejectionList {
 public:
  explicit RejectionList(std::vector<Rejection>& list) : list_(&list) {}
  void add(const Rejection& rejection);

 private:
  std::vector<Rejection>* list_;
};

struct StorageQuestion {
  const PriceBook* book = nullptr;
  const Dataset* dataset = nullptr;
  const StorageContext* context = nullptr;
  DatasetLoad load{};
  // What the dataset's traffic costs from a region, priced once for all the services there.
  mutable std::vector<std::optional<Bill>> egress{};
};

// The dataset's traffic to the internet from a region, for services that send it from there.
void charge_egress(const StorageQuestion& question, Index region, Bill& bill);

// Sets an option's money from a bill without lines.
void set_money(const DatasetLoad& load, const Bill& bill, StorageOption& option);

// "$12.30 a month", "$12.30 a month and $5.00 once".
std::string price_text(const StorageOption& option);

int spread_needed(Availability availability);

void add_bucket_options(const StorageQuestion& question, const RegionFilter& regions, StorageOptions& all);
void bill_bucket(const StorageQuestion& question, const StorageOption& option, Bill& bill);
// The lifecycles over these classes of one region and redundancy that is cheapest;
// no steps when none beats staying in one class.
StorageOption cheapest_lifecycle(const StorageQuestion& question, const std::vector<std::uint32_t>& classes);

// The question for a program that collects rows and commits several at once. A
// row in a batch is taken to be a quarter of the work of one that is committed
// alone: bulk loading measures a tenth and less, but batches are small.
inline constexpr double kBatchedRow = 0.25;
StorageQuestion with_batched_writes(const StorageQuestion& question);

std::vector<PlanGroup> group_plans(const PriceBook& book);
void add_database_options(const StorageQuestion& question, const RegionFilter& regions,
                          std::span<const PlanGroup> groups, StorageOptions& all);
void bill_database(const StorageQuestion& question, const StorageOption& option, Bill& bill);

void add_disk_options(const StorageQuestion& question, const RegionFilter& regions, StorageOptions& all);
void bill_disk(const StorageQuestion& question, const StorageOption& option, Bill& bill);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_STORAGE_INTERNAL_HPP_
