// Where a dataset belongs: every bucket class, database plan and disk type that
// can hold it, sized from its load and priced; what cannot, and which limit
// rules it out; and the choice between them.
//
// A StorageOption is small and holds no text: thousands are tried. Its lines,
// its name and its warnings are made when somebody wants to read them.

#ifndef CLOUDPLAN_STORAGE_HPP_
#define CLOUDPLAN_STORAGE_HPP_

#include "cloudplan/bucket_cost.hpp"
#include "cloudplan/database_cost.hpp"
#include "cloudplan/disk_cost.hpp"
#include "cloudplan/workload.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

struct DatasetLoad;  // private to the cost layer
struct StorageQuestion;
struct DatabasePlans;
class RegionFilter;

enum class StoreKind : std::uint8_t { bucket, database, disk };

// What is common to all datasets of a plan.
struct StorageContext {
  std::vector<bool> regions{};    // by index of Catalog::regions(); empty: all that are open to everybody
  std::vector<bool> providers{};  // by index of Catalog::providers(); empty: those on by default
  std::vector<bool> copies{};     // where the copy of a global table may be; empty: in `regions`
  double months = 1;              // the horizon; data grows through it
  bool free_tier = false;         // count allowances that recur every month, once per account
  AccountUse account{};           // of those, what other parts of the plan use
  bool free_plans = true;         // propose free database plans, with their limits
  // Name the limit of every plan that was ruled out, not only of services that
  // are left with none.
  bool every_limit = false;
  std::int32_t today = 0;  // days since 1970-01-01, to say which prices are old; 0: don't
};

// How a database is sold.
enum class DatabaseMode : std::uint8_t {
  plan,          // an instance or a plan, and storage
  io_optimized,  // Aurora I/O-Optimized instances
  serverless,    // Aurora Serverless v2
  on_demand,     // DynamoDB
  provisioned    // DynamoDB
};

// A class of a bucket that objects are in from a certain age on.
struct LifecycleStep {
  std::uint32_t bucket_class = 0;  // into PriceBook::bucket_classes()
  double from_day = 0;
};
inline constexpr int kMaxLifecycleSteps = 3;

struct StorageOption {
  StoreKind kind = StoreKind::bucket;
  DatabaseMode mode = DatabaseMode::plan;
  bool complete = true;  // every meter has a price
  bool free_plan = false;
  // Fits, but is recommended only where nothing better fits: one zone of a bucket for data that nobody
  // called disposable, DynamoDB for a program that speaks to a relational database.
  bool second_choice = false;
  // A database that takes the writes only when the program collects rows and commits several at once.
  bool batched = false;
  Index provider = kNoIndex;
  Index region = kNoIndex;
  Name service{};  // "S3", "RDS PostgreSQL", "EBS"
  // Bucket: one step, or a lifecycle.
  LifecycleStep steps[kMaxLifecycleSteps] = {};
  std::uint8_t step_count = 0;
  // Database: rows of the catalog's tables; kNoIndex when it has none.
  Index plan = kNoIndex;
  Index storage = kNoIndex;
  double count = 1;     // instances, or disks
  double replicas = 0;  // read replicas beside the instances, in one zone each
  double units = 0;     // mean ACUs of a serverless database
  // Database and disk: what was provisioned.
  double gb = 0, iops = 0, mbps = 0;
  Index disk = kNoIndex;
  // A database of one's own on the disk: the machines that run it, into instance_types() and prices().
  Index machine = kNoIndex, machine_price = kNoIndex;
  double machines = 0;
  Money monthly{};   // mean of the horizon's months
  Money once{};      // the first upload, early deletion
  Money compared{};  // monthly, and `once` spread over the time the data is kept: what options are ranked by
};

// What rules something out.
enum class Limit : std::uint8_t {
  transactions,  // a bucket has none
  queries,       // needs an index or a query engine that the store does not have
  updates,       // too many small writes for objects
  latency,
  object_size,  // too large for a row or an item
  engine,       // another one was asked for
  availability,
  storage,  // GB
  connections,
  memory,      // GiB, for the working set
  throughput,  // reads and writes a second
  commits,     // writes a second that one writer can take
  iops,
  network,    // MB/s between the instance and its clients
  disk_rate,  // MB/s between the instance and its volume
  free_plan,
  shared,    // a plan on a shared server, where more was asked for
  retired,   // of a previous generation
  standby,   // pays for one that nobody asked for
  price,     // not known
  not_sold,  // nobody sells this kind in the regions allowed
  no_store   // nor any other kind; says nothing of a kind
};

// Why a kind of store, a service, a class, or some plans cannot be used.
struct Rejection {
  StoreKind kind = StoreKind::bucket;
  Name service{};  // empty: all of this kind
  Limit limit = Limit::price;
  double needed = kUnknown;
  double offered = kUnknown;  // the most that any of them offers
  Name best{};                // the plan that offers it; of a bucket, the class it is about
  Name detail{};              // of a class that is too slow: how long it takes
  bool partly = false;        // other plans of the service can be used
  std::uint32_t count = 0;    // how many plans, over all regions
};

struct StorageOptions {
  std::vector<StorageOption> options{};  // in the order of the catalog
  std::vector<Rejection> rejections{};
};

// A value of a parameter at which the answer changes.
struct FlipPoint {
  std::string parameter{};  // "size", "reads", "writes", "retention"
  double factor = 1;        // of the value now, at which the answer is another
  double value = 0;         // bytes, a second, a month, or days: see unit
  std::string unit{};
  std::string becomes{};  // what is recommended beyond
  std::string text{};     // the value for people: "about 300 GB"
  double before = 1;      // the nearest factor at which it is still the same
};

// What is paid beside the store when the data is in a region, dollars a month: by those who read it from
// elsewhere. `amount` multiplies what they read; infinite where they cannot.
using ReadingCost = std::function<double(Index region, double amount)>;

struct StorageDecision {
  // What the options keep: the dataset that was asked about or, when large
  // values of a table belong in a bucket, those values as files. Ask for an
  // option's cost with this one.
  Dataset data{};
  StorageOptions all{};
  // Indexes into all.options; the best of all, and of each provider and kind.
  std::optional<std::size_t> best{};
  struct ProviderBest {
    Index provider = kNoIndex;
    std::optional<std::size_t> bucket{}, database{}, disk{};
  };
  std::vector<ProviderBest> providers{};  // in the order of the catalog
  std::optional<std::size_t> best_bucket{}, best_database{}, best_disk{};
  // Files whose records belong in a database beside them: the database for the
  // records. The recommendation is then both.
  std::optional<StorageOption> records{};
  Dataset records_data{};                  // what that option keeps; ask for its cost with this one
  std::string reason{};                    // one sentence
  std::vector<std::string> assumptions{};  // what was not stated and had to be assumed
  std::vector<std::string> warnings{};     // about the recommendation
};

class StorageAdvisor {
 public:
  // The book must outlive the advisor.
  explicit StorageAdvisor(const PriceBook& book);

  const PriceBook& book() const { return *book_; }
  // Everything that can hold the dataset: each bucket class and lifecycle, the
  // cheapest plan of each database service, the cheapest disk, in each region.
  StorageOptions options(const Dataset& dataset, const StorageContext& context) const;
  StorageDecision decide(const Dataset& dataset, const StorageContext& context) const;
  // The lines behind an option's money: the same total.
  Cost cost(const Dataset& dataset, const StorageContext& context, const StorageOption& option) const;
  // What the option uses of the provider's monthly allowances: nothing without `free_tier`.
  FreeAmounts drawn(const Dataset& dataset, const StorageContext& context, const StorageOption& option) const;
  // "S3 Standard-IA", "RDS PostgreSQL db.t4g.small".
  std::string name(const StorageOption& option) const;
  // What counts as the same answer, whatever the size: "RDS", "S3 Standard-IA",
  // "S3 Standard with a lifecycle", "a disk on a VM".
  std::string answer(const StorageOption& option) const;
  std::vector<std::string> warnings(const StorageOption& option, const StorageContext& context) const;
  std::string explain(const Rejection& rejection) const;
  // One sentence for an option of the decision: what it costs, and what the
  // other kinds would cost or why they cannot be.
  std::string reason_for(const StorageDecision& decision, const StorageOption& chosen) const;
  // What costs the same as an option of the decision elsewhere, and what keeping the data in more than
  // one data center would cost where the option does not. Of data that tasks read where it is, of its own
  // region only: elsewhere the transfer would have to be paid.
  std::vector<std::string> notes_of_choice(const StorageDecision& decision, const StorageOption& chosen,
                                           bool own_region_only = false) const;
  // Where another service, class or kind of store becomes what is placed, and saves a cent a month or more:
  // the cheapest of the chosen kind in any region of the context (see stands_for), with what its readers pay.
  // By bisection on that choice. `placed` is what the plan has now, of options that cost the same.
  std::vector<FlipPoint> flip_points(const Dataset& dataset, const StorageContext& context,
                                     const ReadingCost& reading = {},
                                     const StorageOption* placed = nullptr) const;

  // Offers that the catalog has in a region: how large it is.
  std::uint32_t offers_in(Index region) const { return region_weights_.rows()[region]; }

  // For the image, see Catalog::prepared().
  void prepare(PreparedParts& parts) const;

 private:
  std::vector<std::uint32_t> weigh_regions() const;
  std::string answer_for(const Dataset& dataset, const StorageContext& context, const RegionFilter& regions,
                         const std::function<double(Index)>& reading, const std::string& now) const;

  void add_notes(const Dataset& dataset, const StorageContext& context, const DatasetLoad& load,
                 StorageDecision& decision) const;
  void add_notes_of_own_database(const Dataset& dataset, const StorageContext& context,
                                 StorageDecision& decision) const;
  void add_note_of_distance(const DatasetLoad& load, StorageDecision& decision) const;
  bool in_one_data_center(const StorageOption& option) const;
  // Of the options that pass, the cheapest; of equals the one in the region in which the catalog offers most.
  template <class Passes>
  const StorageOption* cheapest_where(const StorageDecision& decision, Passes passes) const;
  void add_note_of_batches(const StorageQuestion& question, StorageDecision& decision) const;
  void add_note_of_unknown_class(const StorageQuestion& question, StorageDecision& decision) const;

  const PriceBook* book_;
  std::shared_ptr<const DatabasePlans> databases_;
  PreparedTable<std::uint32_t> region_weights_{};  // how much the catalog offers in each region
};

// Whether an option may be placed instead of the one that was decided on, in another region or service: it is
// as good a choice, whatever it costs.
bool stands_for(const StorageOption& option, const StorageOption& best);

// What part of its reads a dataset is billed: with `hot_for` they are stated for what is hot, and count for
// that part of an object's life.
double share_of_reads(const Dataset& dataset, double horizon_months);

// The dataset with one parameter ("size", "reads", "writes", "retention")
// multiplied; nullopt when it does not have it.
std::optional<Dataset> scaled(const Dataset& dataset, std::string_view parameter, double factor);

}  // namespace cloudplan

#endif  // CLOUDPLAN_STORAGE_HPP_
