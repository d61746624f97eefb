// The choice between the kinds: what is cheapest of what can hold the data, with
// a lead for the kind that is made for it.

#include "storage_internal.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Another kind than the natural one has to save this much a month, and this share.
constexpr Money kLeadMoney{1'000'000'000};
constexpr double kLeadShare = 0.1;
// A row of the table that describes a file.
constexpr double kDescriptionBytes = 512;
// Values of this size are files that ended up in a table.
constexpr double kFileInTable = 256 * 1024.0;

using Place = std::optional<std::size_t>;

// Complete prices before incomplete ones, then the cheaper, then the first.
bool better(const StorageOption& a, const StorageOption& b) {
  return std::pair(!a.complete, a.compared) < std::pair(!b.complete, b.compared);
}

void keep_best(const std::vector<StorageOption>& options, std::size_t i, Place& best) {
  if (!best || better(options[i], options[*best])) best = i;
}

// One zone of a bucket is for data that can be made again, which nobody said of this.
bool is_fragile(const PriceBook& book, const StorageOption& option) {
  return option.kind == StoreKind::bucket &&
         book.text(book.bucket_classes()[option.steps[0].bucket_class].row->redundancy) == "single AZ";
}

Place& place_of(StorageDecision::ProviderBest& provider, StoreKind kind) {
  return kind == StoreKind::bucket     ? provider.bucket
         : kind == StoreKind::database ? provider.database
                                       : provider.disk;
}

void find_bests(const PriceBook& book, StorageDecision& decision) {
  const auto& options = decision.all.options;
  for (Index p = 0; p < book.catalog().providers().size(); ++p) decision.providers.push_back({.provider = p});
  Place fragile;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const StorageOption& option = options[i];
    if (is_fragile(book, option)) {
      keep_best(options, i, fragile);
      continue;
    }
    keep_best(options, i, place_of(decision.providers[option.provider], option.kind));
    keep_best(options, i,
              option.kind == StoreKind::bucket     ? decision.best_bucket
              : option.kind == StoreKind::database ? decision.best_database
                                                   : decision.best_disk);
  }
  if (!decision.best_bucket && fragile) {
    decision.best_bucket = fragile;
    decision.providers[options[*fragile].provider].bucket = fragile;
  }
  std::erase_if(decision.providers, [](const auto& p) { return !p.bucket && !p.database && !p.disk; });
}

bool wants_records_beside(const Dataset& dataset) {
  if (dataset.kind != DatasetKind::files) return false;
  if (dataset.transactions) return true;
  return std::any_of(dataset.queries.begin(), dataset.queries.end(),
                     [](const std::string& query) { return query != "point"; });
}

// The records that describe files: one for each, read and written as often.
Dataset descriptions(const Dataset& files, const DatasetLoad& load) {
  Dataset records = files;
  records.kind = DatasetKind::records;
  records.name = files.name + " (records)";
  records.rows = load.items;
  records.row_size = Bytes{kDescriptionBytes};
  records.size.reset();
  records.reads = PerSecond{load.reads};
  records.writes = PerSecond{load.writes};
  records.egress_per_month.reset();
  records.retention.reset();
  return records;
}

// Large values of a table as files.
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

std::string money_text(Money amount) { return fmt::format("${:.2f}", amount.dollars()); }

}  // namespace

// Records: a database unless a bucket saves enough; files: the other way round.
static Place choose(const StorageDecision& decision, bool records) {
  const Place natural = records ? decision.best_database : decision.best_bucket;
  const Place other = records ? decision.best_bucket : decision.best_database;
  if (!natural) return other ? other : decision.best_disk;
  if (!other) return natural;
  const StorageOption& a = decision.all.options[*natural];
  const StorageOption& b = decision.all.options[*other];
  if (!a.complete && b.complete) return other;
  if (!b.complete) return natural;
  const Money saved = a.compared - b.compared;
  const bool enough = saved > kLeadMoney && saved.dollars() > kLeadShare * a.compared.dollars();
  return enough ? other : natural;
}

static std::string reason_for(const StorageAdvisor& advisor, const StorageDecision& decision) {
  if (!decision.best) return "nothing in the catalog can hold it within the constraints";
  const auto& options = decision.all.options;
  const StorageOption& best = options[*decision.best];
  std::string text = fmt::format("{} in {} is the cheapest that fits, at {} a month", advisor.name(best),
                                 advisor.book().text(advisor.book().catalog().regions()[best.region].key),
                                 money_text(best.compared));
  const auto against = [&](const Place& other, std::string_view what) {
    if (!other || options[*other].kind == best.kind) return;
    text += fmt::format("; {}, {}, would be {}", what, advisor.name(options[*other]),
                        money_text(options[*other].compared));
  };
  against(decision.best_bucket, "a bucket");
  against(decision.best_database, "a database");
  against(decision.best_disk, "a disk");
  for (const Rejection& rejection : decision.all.rejections)
    if (rejection.service.empty() && rejection.kind != StoreKind::disk)
      text += "; " + advisor.explain(rejection);
  return text;
}

StorageDecision StorageAdvisor::decide(const Dataset& dataset, const StorageContext& context) const {
  const DatasetLoad load = dataset_load(dataset, context.months);
  if (load.records && load.item_bytes > kFileInTable) {
    const Dataset files = values_as_files(dataset, load);
    StorageDecision decision = decide(files, context);
    const StorageDecision beside = decide(descriptions(files, dataset_load(files, context.months)), context);
    if (beside.best) decision.records = beside.all.options[*beside.best];
    decision.reason = "the values are files: " + decision.reason;
    return decision;
  }
  StorageDecision decision{.all = options(dataset, context)};
  find_bests(*book_, decision);
  decision.best = choose(decision, load.records);
  decision.assumptions = load.assumptions;
  decision.reason = reason_for(*this, decision);
  if (!decision.best) return decision;
  decision.warnings = warnings(decision.all.options[*decision.best], context);
  if (wants_records_beside(dataset)) {
    Dataset records = descriptions(dataset, load);
    const StorageDecision beside = decide(records, context);
    if (beside.best_database) {
      decision.records = beside.all.options[*beside.best_database];
      decision.reason += fmt::format("; what is searched goes beside it into {}, at {} a month",
                                     name(*decision.records), money_text(decision.records->compared));
    }
  }
  return decision;
}

}  // namespace cloudplan
