// Which kind of store, of what can hold the data: the one that is made for it,
// unless another is cheaper by enough. Kinds are compared by the cheapest store
// of each, wherever it is: so nothing that costs more anywhere changes a choice.

#include "storage_internal.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

// Another kind than the natural one has to save this much a month, and this share.
constexpr Money kLeadMoney{1'000'000'000};
constexpr double kLeadShare = 0.1;

// One zone of a bucket is for data that can be made again, which nobody said of this.
bool is_fragile(const PriceBook& book, const StorageOption& option) {
  return option.kind == StoreKind::bucket &&
         spread_of(book.text(book.row(book.bucket_classes()[option.steps[0].bucket_class]).redundancy)) ==
             1 &&
         book.text(option.service) == "S3";
}

bool is_dynamo(const PriceBook& book, const StorageOption& option) {
  return option.kind == StoreKind::database && book.text(option.service) == "DynamoDB";
}

}  // namespace

bool stands_for(const StorageOption& option, const StorageOption& best) {
  // A free plan is not for what pays elsewhere; where it can't be reached, others may take its place.
  const bool only_free = option.free_plan && !best.free_plan;
  return option.kind == best.kind && option.complete == best.complete && !only_free &&
         option.second_choice == best.second_choice;
}

void mark_fragile(const PriceBook& book, std::vector<StorageOption>& options) {
  const bool safe = std::any_of(options.begin(), options.end(), [&](const StorageOption& option) {
    return option.kind == StoreKind::bucket && !is_fragile(book, option);
  });
  for (StorageOption& option : options) option.second_choice = safe && is_fragile(book, option);
}

std::optional<std::size_t> cheapest_store(const std::vector<StorageOption>& options, StoreKind kind) {
  const auto rank = [&](std::size_t i) { return std::pair(!options[i].complete, options[i].compared); };
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < options.size(); ++i)
    if (options[i].kind == kind && !options[i].second_choice && (!best || rank(i) < rank(*best))) best = i;
  return best;
}

// Transactions and connections are how a program speaks to a relational or document database; DynamoDB would
// mean another program, so it has to save more.
std::optional<std::size_t> relational_instead(const PriceBook& book, const Dataset& dataset,
                                              const std::vector<StorageOption>& options) {
  constexpr double kRewriteShare = 1.5, kRewriteUsd = 20;
  if (!dataset.engine.empty() || !(dataset.transactions || dataset.connections)) return std::nullopt;
  const auto best = cheapest_store(options, StoreKind::database);
  if (!best || !is_dynamo(book, options[*best])) return std::nullopt;
  std::optional<std::size_t> other;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const StorageOption& option = options[i];
    if (option.kind != StoreKind::database || !option.complete || option.free_plan || is_dynamo(book, option))
      continue;
    if (!other || option.compared < options[*other].compared) other = i;
  }
  const double cheapest = options[*best].compared.dollars();
  const double most = std::max(kRewriteShare * cheapest, cheapest + kRewriteUsd);
  if (!other || options[*other].compared.dollars() > most) return std::nullopt;
  return other;
}

void mark_rewrites(const PriceBook& book, std::vector<StorageOption>& options) {
  for (StorageOption& option : options)
    option.second_choice = option.second_choice || is_dynamo(book, option);
}

// Files may become rows of a database only when they are small and few: above
// some 256 kB a file store reads and writes objects faster (Sears, van Ingen
// and Gray 2006, "To BLOB or not to BLOB"), and a database's memory, backups and
// single writer are sized for records, not for terabytes that are read as a whole.
bool files_could_be_rows(const DatasetLoad& load) {
  constexpr double kLargestRow = 100e3, kMostBytes = 100e9;
  return load.item_bytes <= kLargestRow && load.end_bytes <= kMostBytes;
}

// Records: a database unless a bucket saves enough; files: the other way round.
StoreKind store_kind(const std::vector<StorageOption>& options, const DatasetLoad& load) {
  const StoreKind natural = load.records ? StoreKind::database : StoreKind::bucket;
  const StoreKind other = load.records ? StoreKind::bucket : StoreKind::database;
  const auto first = cheapest_store(options, natural);
  const auto second =
      load.records || files_could_be_rows(load) ? cheapest_store(options, other) : std::nullopt;
  if (!first) return second ? other : StoreKind::disk;
  if (!second) return natural;
  const StorageOption &a = options[*first], &b = options[*second];
  if (!a.complete && b.complete) return other;
  if (!b.complete) return natural;
  const Money saved = a.compared - b.compared;
  const bool enough = saved > kLeadMoney && saved.dollars() > kLeadShare * a.compared.dollars();
  return enough ? other : natural;
}

std::optional<std::size_t> placed_store(const std::vector<StorageOption>& options, const StorageOption& best,
                                        const std::function<double(Index)>& reading) {
  std::optional<std::size_t> placed;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!stands_for(options[i], best)) continue;
    double usd = options[i].compared.dollars();
    if (!(usd < lowest)) continue;
    if (reading) usd += reading(options[i].region);
    if (usd < lowest) placed = i, lowest = usd;
  }
  return placed;
}

Dataset values_as_files(const Dataset& table, const DatasetLoad& load) {
  Dataset files = table;
  files.kind = DatasetKind::files;
  files.objects = load.items;
  files.size = Bytes{load.month_bytes.front()};
  files.object_reads_per_month = load.reads * kSecondsPerMonth;
  files.object_writes_per_month = load.writes * kSecondsPerMonth;
  files.reads.reset();
  files.writes.reset();
  files.queries.clear();
  files.transactions = false;
  files.connections.reset();
  files.engine.clear();
  return files;
}

}  // namespace cloudplan
