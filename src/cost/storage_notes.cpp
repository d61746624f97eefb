// What a recommendation's price does not say.

#include "storage_internal.hpp"

#include "database_sizing.hpp"

#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

std::string price_text(const StorageOption& option) {
  const std::string monthly = usd_text(option.monthly) + " a month";
  return option.once.nanos > 0 ? fmt::format("{} and {} once", monthly, usd_text(option.once)) : monthly;
}

namespace {

// What fits into the memory of a machine and is looked up by its key some thousand times a second.
bool could_be_cached(const Dataset& dataset, const DatasetLoad& load) {
  constexpr double kManyReads = 3000, kFitsInMemory = 64e9;
  const bool by_key = std::all_of(dataset.queries.begin(), dataset.queries.end(),
                                  [](const std::string& query) { return query == "point"; });
  return load.records && by_key && !dataset.transactions && load.reads >= kManyReads &&
         load.end_bytes <= kFitsInMemory;
}

// The cheapest plan of Atlas that only lacks the space that is in its price.
const DatabasePlan* smaller_with_more_storage(const StorageQuestion& q, const DatabasePlans& all,
                                              const StorageOption& best) {
  const auto plans = q.book->catalog().table<DatabasePlan>();
  const double gib = table_gib(q.load);
  DatabaseNeed need = database_need(q);
  need.gib = 0;
  const DatabasePlan* found = nullptr;
  for (const PlanGroup& group : all.groups()) {
    if (!(group.service == best.service) || group.region != best.region) continue;
    for (const PlanSize& size : all.sizes_of(group)) {
      const DatabasePlan& plan = plans[size.plan];
      if (plan.storage_included_gb < gib && plan.storage_max_gb >= gib &&
          size.usd_per_month < plan_usd_per_month(plans[best.plan]) &&
          !plan_limit(*q.book, need, group, plan, size) &&
          (!found || size.usd_per_month < plan_usd_per_month(*found)))
        found = &plan;
    }
  }
  return found;
}

// What auto scaling does not do, and what does.
std::string note_of_scaling(const StorageQuestion& q, const StorageOption& best) {
  StorageOption on_demand = best;
  on_demand.mode = DatabaseMode::on_demand;
  on_demand.units = 0;
  Bill bill;
  bill_database(q, on_demand, bill);
  set_money(q.load, bill, on_demand);
  return fmt::format(
      "capacity follows the load within minutes and throttles sudden peaks until then; on demand, which does "
      "not, costs {}",
      price_text(on_demand));
}

// A table that grows by less than is written: are they changes, or is the growth not stated?
void add_note_of_changes(const Dataset& dataset, const DatasetLoad& load, std::vector<std::string>& notes) {
  constexpr double kShareOfWrites = 0.5;
  const double written = load.writes * kSecondsPerMonth;
  const bool in_order =
      std::any_of(dataset.queries.begin(), dataset.queries.end(),
                  [](const std::string& query) { return query == "range" || query == "aggregate"; });
  const double added = load.items * dataset.growth_per_month;
  if (!in_order || written < load.items || added > kShareOfWrites * written) return;
  const std::string grown =
      added > 0 ? fmt::format(", but for {} that the growth adds", count_text(std::round(added))) : "";
  notes.push_back(fmt::format(
      "{} writes a month are taken as changes of the {} rows there are{}; if they add rows, say so in growth",
      count_text(std::round(written)), count_text(load.items), grown));
}

// Files that are replaced sooner than they are said to be kept pay for an early deletion.
void add_note_of_retention(const Dataset& dataset, const DatasetLoad& load, std::vector<std::string>& notes) {
  constexpr double kMuchSooner = 0.9;
  const double replaced = load.object_puts - load.objects * dataset.growth_per_month;
  if (load.records || !(load.life_months > 0) || replaced * load.life_months * kMuchSooner <= load.objects)
    return;
  notes.push_back(
      fmt::format("{} new files a month replace {} within {:.2g} months, sooner than the retention: with it "
                  "there would be {}",
                  count_text(std::round(load.object_puts)), count_text(std::round(load.objects)),
                  load.objects / replaced, count_text(std::round(replaced * load.life_months))));
}

void add_notes_of_service(const StorageQuestion& q, const DatabasePlans& all, const StorageOption& best,
                          std::vector<std::string>& notes) {
  const PriceBook& book = *q.book;
  const std::string_view service = book.text(best.service);
  const bool plan = best.plan != kNoIndex;
  for (const std::string_view engine : {"MySQL", "MongoDB"})
    if (plan && !best.free_plan && service.find(engine) != std::string_view::npos)
      notes.push_back(fmt::format(
          "no measurement of {} was found: its size is what PostgreSQL would need for the same work",
          engine));
  if (best.mode == DatabaseMode::provisioned) notes.push_back(note_of_scaling(q, best));
  if (best.mode != DatabaseMode::plan && best.count > 1)
    notes.emplace_back(
        "a global table: every write goes to a copy in another region about a second later, the last writer "
        "wins, and transactions hold in one region");
  if (!plan || service != "MongoDB Atlas") return;
  if (const DatabasePlan* const smaller = smaller_with_more_storage(q, all, best))
    notes.push_back(
        fmt::format("{} takes up to {:g} GB too, at a price for storage that is not in the catalog: ask "
                    "before you take {}",
                    book.text(smaller->plan), smaller->storage_max_gb,
                    book.text(book.catalog().table<DatabasePlan>()[best.plan].plan)));
}

}  // namespace

void StorageAdvisor::add_notes(const Dataset& dataset, const StorageContext& context, const DatasetLoad& load,
                               StorageDecision& decision) const {
  auto& notes = decision.assumptions;
  if (!decision.best) return;
  const StorageOption& best = decision.all.options[*decision.best];
  if (load.records && best.kind == StoreKind::bucket)
    notes.emplace_back(
        "queries run in an engine over files (Athena, BigQuery, Spark), which is not in the price; one over "
        "many rows is taken to read 1 % of the table");
  constexpr double kCollected = 0.1;  // rows a second
  if (load.records && best.kind == StoreKind::bucket && load.writes > kCollected)
    notes.emplace_back(
        "rows are collected into files of 128 MB (Firehose, Dataflow, Event Hubs Capture), which is not in "
        "the "
        "price and makes them visible minutes later");
  if (load.records && best.kind == StoreKind::database) add_note_of_changes(dataset, load, notes);
  if (best.kind == StoreKind::bucket) add_note_of_retention(dataset, load, notes);
  if (best.kind == StoreKind::bucket) add_note_of_distance(load, decision);
  if (load.records && best.kind == StoreKind::disk) add_notes_of_own_database(dataset, context, decision);
  constexpr double kSmallFile = 1e6, kManyFiles = 1e6;
  if (!load.records && load.may_wait && load.object_bytes < kSmallFile && load.objects > kManyFiles)
    notes.push_back(fmt::format(
        "files of {}: packed into archives of 100 MB, uploads, retrievals and index entries cost next to "
        "nothing, and the coldest classes become the cheapest",
        size_text(Bytes{load.object_bytes})));
  constexpr double kCacheLatency = 0.005;
  if (load.records && load.latency > 0 && load.latency < kCacheLatency)
    notes.emplace_back("a cache in memory (Redis, Memcached) would answer so fast; the catalog has none");
  else if (could_be_cached(dataset, load))
    notes.emplace_back(
        "so many reads of so little data are what a cache in memory (Redis, Memcached) is for; the catalog "
        "has none");
  if (load.records && best.kind == StoreKind::database)
    add_notes_of_service({.book = book_, .dataset = &dataset, .context = &context, .load = load}, *databases_,
                         best, notes);
  if (load.records && best.kind == StoreKind::database && !best.batched && !dataset.transactions)
    add_note_of_batches({.book = book_, .dataset = &dataset, .context = &context, .load = load}, decision);
  if (best.kind == StoreKind::bucket)
    add_note_of_unknown_class({.book = book_, .dataset = &decision.data, .context = &context, .load = load},
                              decision);
}

// What a database of one's own leaves out, and the managed one that would do where its price is known.
void StorageAdvisor::add_notes_of_own_database(const Dataset& dataset, const StorageContext& context,
                                               StorageDecision& decision) const {
  auto& notes = decision.assumptions;
  notes.emplace_back(
      "on a machine of your own you install, back up, watch and replace the database yourself");
  if (context.regions.empty()) return;
  StorageContext wide = context;
  wide.regions.clear();
  wide.free_plans = false;
  const StorageOption* nearest = nullptr;
  const StorageOptions elsewhere = options(dataset, wide);
  for (const StorageOption& option : elsewhere.options)
    if (option.kind == StoreKind::database && option.complete &&
        (!nearest || option.compared < nearest->compared))
      nearest = &option;
  if (nearest)
    notes.push_back(fmt::format(
        "{} in {} would do, at {}: ask for its price in the regions that you allow before you decide",
        name(*nearest), book_->text(book_->catalog().regions()[nearest->region].key), price_text(*nearest)));
}

// DynamoDB wins where no single writer takes so many commits: what collected rows would cost.
void StorageAdvisor::add_note_of_batches(const StorageQuestion& q, StorageDecision& decision) const {
  const bool commits =
      std::any_of(decision.all.rejections.begin(), decision.all.rejections.end(),
                  [](const Rejection& rejection) { return rejection.limit == Limit::commits; });
  if (!commits) return;
  const StorageOption& best = decision.all.options[*decision.best];
  StorageOptions batched;
  PriceLimit limit = PriceLimit::none();
  add_batched_options(q, RegionFilter(*book_, *databases_, *q.context), *databases_, limit, batched);
  const StorageOption* cheapest = nullptr;
  for (const StorageOption& option : batched.options)
    if (option.complete && (!cheapest || option.compared < cheapest->compared)) cheapest = &option;
  if (cheapest && cheapest->compared < best.compared)
    decision.assumptions.push_back(
        fmt::format("a program that collects rows and commits at least ten at once could use {} in {}, at {}",
                    name(*cheapest), book_->text(book_->catalog().regions()[cheapest->region].key),
                    price_text(*cheapest)));
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
    const ObjectStorageTier& row = book_->row(classes[open.steps[0].bucket_class]);
    const std::pair of(row.service, row.storage_class);
    if (!is_known(row.usd_per_gb_month) || std::find(seen.begin(), seen.end(), of) != seen.end()) continue;
    seen.push_back(of);
    for (std::uint32_t i = 0; i < classes.size(); ++i) {
      const ObjectStorageTier& other = book_->row(classes[i]);
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
