// What the files of storage options share.

#ifndef CLOUDPLAN_SRC_COST_STORAGE_INTERNAL_HPP_
#define CLOUDPLAN_SRC_COST_STORAGE_INTERNAL_HPP_

#include "cloudplan/storage.hpp"

#include "dataset_load.hpp"

#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace cloudplan {

// Answers of StorageAdvisor::answer() and answer_for().
inline constexpr std::string_view kNothingFits = "nothing fits";
inline constexpr std::string_view kOnDisk = "a disk on a VM";
// Behind the name of a database that takes the writes only when rows are collected.
inline constexpr std::string_view kInBatches = " with rows committed ten at once";

class DatabasePlans;
struct PlanGroup;

// By region: whether the context allows it.
std::vector<std::uint8_t> allowed_regions(const PriceBook& book, const StorageContext& context);

// Which regions a context allows, and what is sold there, in the order of the catalog: looked up once, asked
// by every flip point.
class RegionFilter {
 public:
  RegionFilter(const PriceBook& book, const DatabasePlans& plans, const StorageContext& context);
  bool allows(Index region) const { return region != kNoIndex && allowed_[region] != 0; }
  std::span<const std::uint32_t> bucket_classes() const { return bucket_classes_; }
  std::span<const PlanGroup* const> plan_groups() const { return plan_groups_; }
  std::span<const Index> disks() const { return disks_; }  // into the table of BlockStorage
  // Leaves out the buckets of each region for which another of the provider has all the classes and no higher
  // price: whatever is stored, they are never the cheapest. `reading` as in ReadingCost, empty for none.
  void leave_out_dearer_buckets(const PriceBook& book, bool free_tier,
                                const std::function<double(Index)>& reading);

 private:
  std::vector<std::uint8_t> allowed_;
  std::vector<std::uint32_t> bucket_classes_{};
  std::vector<const PlanGroup*> plan_groups_{};
  std::vector<Index> disks_{};
};

// Where nothing can hold the data: only reasons about kinds of store that somebody sells there, or, where
// nobody sells any, that.
void keep_reasons_of_sold(const StorageQuestion& q, const RegionFilter& regions, const DatabasePlans& plans,
                          std::vector<Rejection>& rejections);

// Collects rejections: one for each service and limit. One that comes counted stands for so many.
class RejectionList {
 public:
  explicit RejectionList(std::vector<Rejection>& list) : list_(&list) {}
  void add(const Rejection& rejection);

 private:
  std::vector<Rejection>* list_;
};

// --- The choice, see storage_choice.cpp ---

// One zone of a bucket is a second choice unless it is all there is.
void mark_fragile(const PriceBook& book, std::vector<StorageOption>& options);
// Index of the cheapest of a kind that is no second choice, of equals the first; complete prices come first.
std::optional<std::size_t> cheapest_store(const std::vector<StorageOption>& options, StoreKind kind);
// The database that a program with transactions or connections gets where DynamoDB is the cheapest, but not
// by much; nullopt: the cheapest. And what is then a second choice.
std::optional<std::size_t> relational_instead(const PriceBook& book, const Dataset& dataset,
                                              const std::vector<StorageOption>& options);
void mark_rewrites(const PriceBook& book, std::vector<StorageOption>& options);
// The kind of store: the natural one unless another saves enough. A disk where neither a bucket nor a
// database is among the options.
StoreKind store_kind(const std::vector<StorageOption>& options, const DatasetLoad& load);
bool files_could_be_rows(const DatasetLoad& load);
// Of what stands for the best, the cheapest with what its readers pay; nullopt where nobody can read any.
std::optional<std::size_t> placed_store(const std::vector<StorageOption>& options, const StorageOption& best,
                                        const std::function<double(Index)>& reading);
// A table whose values are of this size holds files: they are decided as such.
inline constexpr double kFileInTable = 256 * 1024.0;
Dataset values_as_files(const Dataset& table, const DatasetLoad& load);

// Options that cost the same within a hundredth, or half a cent, are equals; the
// most that an equal of this price may cost.
Money tie_limit(Money lowest);
// USD a month that another store has to save before an answer flips: nobody moves data for less.
inline constexpr double kLeastGain = 0.01;

// What a database may cost and still decide which kind of store is chosen, and
// of which service. Every option is billed where that is not all that is asked.
class PriceLimit {
 public:
  static PriceLimit none() { return {}; }
  // `reading`: see ReadingCost, empty for none; what is dearer may be read for less.
  static PriceLimit of_answer(const std::function<double(Index)>& reading) {
    PriceLimit limit;
    limit.active_ = true;
    limit.reading_ = &reading;
    return limit;
  }
  bool active() const { return active_; }
  bool beyond(double usd_per_month) const { return usd_per_month > most_; }
  // A database that was found: only its equals, and cheaper ones, matter now. DynamoDB and free plans
  // are not held against others, since those may be preferred (storage_decision.cpp).
  void see(const StorageOption& option);

 private:
  PriceLimit() = default;

  bool active_ = false;
  const std::function<double(Index)>* reading_ = nullptr;
  double most_ = std::numeric_limits<double>::infinity();
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
inline constexpr double kRowsInBatch = 10;
StorageQuestion with_batched_writes(const StorageQuestion& question);

// With an active limit only what may decide the answer, and of what is out only
// whether commits are the reason.
void add_database_options(const StorageQuestion& question, const RegionFilter& regions,
                          const DatabasePlans& plans, PriceLimit& limit, StorageOptions& all);
// The same for batched writes, without asking whether they are needed.
void add_batched_options(const StorageQuestion& question, const RegionFilter& regions,
                         const DatabasePlans& plans, PriceLimit& limit, StorageOptions& all);
void bill_database(const StorageQuestion& question, const StorageOption& option, Bill& bill);

void add_disk_options(const StorageQuestion& question, const RegionFilter& regions, StorageOptions& all);
// Whether there would be any option.
bool disk_holds(const StorageQuestion& question, const RegionFilter& regions);
void bill_disk(const StorageQuestion& question, const StorageOption& option, Bill& bill);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_STORAGE_INTERNAL_HPP_
