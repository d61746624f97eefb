// What a recommendation's price does not say.

#include "storage_internal.hpp"

#include "support/format_text.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// What a program that collects rows writes in one commit.
constexpr double kRowsInBatch = 10;

}  // namespace

std::string price_text(const StorageOption& option) {
  const std::string monthly = usd_text(option.monthly) + " a month";
  return option.once.nanos > 0 ? fmt::format("{} and {} once", monthly, usd_text(option.once)) : monthly;
}

void StorageAdvisor::add_notes(const Dataset& dataset, const StorageContext& context, const DatasetLoad& load,
                               StorageDecision& decision) const {
  auto& notes = decision.assumptions;
  if (!decision.best) return;
  const StorageOption& best = decision.all.options[*decision.best];
  if (load.records && best.kind == StoreKind::bucket)
    notes.emplace_back(
        "queries run in an engine over files (Athena, BigQuery, Spark), which is not in the price; one over "
        "many rows is taken to read 1 % of the table");
  if (load.records && best.kind == StoreKind::disk)
    add_note_of_own_database(dataset, context, notes, decision);
  constexpr double kSmallFile = 1e6, kManyFiles = 1e6;
  if (!load.records && load.may_wait && load.object_bytes < kSmallFile && load.objects > kManyFiles)
    notes.push_back(fmt::format(
        "files of {}: packed into archives of 100 MB, uploads, retrievals and index entries cost next to "
        "nothing, and the coldest classes become the cheapest",
        size_text(Bytes{load.object_bytes})));
  constexpr double kCacheLatency = 0.005;
  if (load.records && load.latency > 0 && load.latency < kCacheLatency)
    notes.emplace_back("a cache in memory (Redis, Memcached) would answer so fast; the catalog has none");
  if (best.kind == StoreKind::bucket)
    add_note_of_unknown_class({.book = book_, .dataset = &decision.data, .context = &context, .load = load},
                              decision);
}

// No managed database takes so many single commits: what is left is a machine of one's own.
void StorageAdvisor::add_note_of_own_database(const Dataset& dataset, const StorageContext& context,
                                              std::vector<std::string>& notes,
                                              const StorageDecision& decision) const {
  notes.emplace_back("on a disk you run a database yourself: its machine and its care are not in the price");
  const bool commits =
      std::any_of(decision.all.rejections.begin(), decision.all.rejections.end(),
                  [](const Rejection& rejection) { return rejection.limit == Limit::commits; });
  const auto fewer = commits ? scaled(dataset, "writes", 1 / kRowsInBatch) : std::nullopt;
  if (!fewer) return;
  const StorageDecision batched = decide(*fewer, context);
  if (!batched.best) return;
  const StorageOption& option = batched.all.options[*batched.best];
  if (option.kind == StoreKind::database)
    notes.push_back(fmt::format("with {:g} rows written in each commit, {} would do, at {}", kRowsInBatch,
                                name(option), price_text(option)));
}

// A class that would probably win if its prices were known there, going by those
// of another region: nobody should think that it was weighed.
void StorageAdvisor::add_note_of_unknown_class(const StorageQuestion& q, StorageDecision& decision) const {
  constexpr double kMuchLess = 0.7, kWorthSaying = 1;  // of the price; USD a month
  const StorageOption& best = decision.all.options[*decision.best];
  if (best.compared.dollars() < kWorthSaying) return;
  const auto classes = book_->bucket_classes();
  const Catalog& catalog = book_->catalog();
  std::optional<StorageOption> lowest;
  Index open_region = kNoIndex;
  std::vector<std::pair<Name, Name>> seen;  // service and class
  for (const StorageOption& open : decision.all.options) {
    if (open.kind != StoreKind::bucket || open.complete || open.step_count != 1) continue;
    const ObjectStorageTier& row = *classes[open.steps[0].bucket_class].row;
    const std::pair of(row.service, row.storage_class);
    if (!is_known(row.usd_per_gb_month) || std::find(seen.begin(), seen.end(), of) != seen.end()) continue;
    seen.push_back(of);
    for (std::uint32_t i = 0; i < classes.size(); ++i) {
      const ObjectStorageTier& other = *classes[i].row;
      if (!(other.service == row.service) || !(other.storage_class == row.storage_class) ||
          !is_known(other.put_usd_per_1k) || !is_known(other.retrieval_usd_per_gb))
        continue;
      StorageOption known{.kind = StoreKind::bucket, .region = other.region, .service = other.service};
      known.provider = other.provider;
      known.steps[0].bucket_class = i;
      known.step_count = 1;
      Bill bill;
      bill_bucket(q, known, bill);
      set_money(q.load, bill, known);
      if (!known.complete) continue;
      if (!lowest || known.compared < lowest->compared) lowest = known, open_region = open.region;
      break;
    }
  }
  if (!lowest || lowest->compared.dollars() > kMuchLess * best.compared.dollars()) return;
  const auto region = [&](Index index) { return book_->text(catalog.regions()[index].key); };
  decision.assumptions.push_back(
      fmt::format("{} may cost less: in {} it would be {} a month; not all its prices are known in {}",
                  name(*lowest), region(lowest->region), usd_text(lowest->monthly), region(open_region)));
}

}  // namespace cloudplan
