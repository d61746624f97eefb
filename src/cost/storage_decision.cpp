// The choice between the kinds: what is cheapest of what can hold the data, with
// a lead for the kind that is made for it.

#include "storage_internal.hpp"

#include "support/format_text.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// A row of the table that describes a file.
constexpr double kDescriptionBytes = 512;

using Place = std::optional<std::size_t>;

// The best of some options: complete prices before incomplete ones, then the
// cheaper. What costs the same (tie_limit) is decided by the region in which
// the catalog offers most, so that no far corner of the world wins by a cent.
class BestOf {
 public:
  BestOf(const std::vector<StorageOption>& options, std::span<const std::uint32_t> weights)
      : options_(&options), weights_(weights) {}

  void see_price(const StorageOption& option) {
    const std::pair price(!option.complete, option.compared);
    if (!seen_ || price < lowest_) lowest_ = price;
    seen_ = true;
  }
  // After every price was seen.
  void choose(std::size_t i) {
    const StorageOption& option = (*options_)[i];
    if (!most_) most_ = tie_limit(lowest_.second);
    if (!option.complete != lowest_.first || option.compared > *most_) return;
    if (!best_ || rank(i) < rank(*best_)) best_ = i;
  }
  Place best() const { return best_; }

 private:
  std::pair<std::int64_t, Money> rank(std::size_t i) const {
    const StorageOption& option = (*options_)[i];
    return {-std::int64_t{weights_[option.region]}, option.compared};
  }

  const std::vector<StorageOption>* options_;
  std::span<const std::uint32_t> weights_;
  bool seen_ = false;
  std::pair<bool, Money> lowest_;
  std::optional<Money> most_;  // an equal's price
  Place best_;
};

constexpr std::size_t kKinds = 3;

// The best of each kind: of all providers, then of each.
void find_bests(const PriceBook& book, std::span<const std::uint32_t> weights, StorageDecision& decision) {
  const auto& options = decision.all.options;
  const auto counts = [](const StorageOption& option) { return !option.second_choice; };
  const std::size_t providers = book.catalog().providers().size();
  std::vector<BestOf> slots((providers + 1) * kKinds, BestOf(options, weights));
  const auto slots_of = [&](const StorageOption& option) {
    const auto kind = static_cast<std::size_t>(option.kind);
    return std::pair(&slots[kind], &slots[(option.provider + 1) * kKinds + kind]);
  };
  for (const StorageOption& option : options) {
    if (!counts(option)) continue;
    const auto [overall, own] = slots_of(option);
    overall->see_price(option);
    own->see_price(option);
  }
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!counts(options[i])) continue;
    const auto [overall, own] = slots_of(options[i]);
    overall->choose(i);
    own->choose(i);
  }
  decision.best_bucket = slots[0].best();
  decision.best_database = slots[1].best();
  decision.best_disk = slots[2].best();
  for (Index p = 0; p < providers; ++p) {
    const std::size_t first = (p + 1) * kKinds;
    StorageDecision::ProviderBest own{.provider = p,
                                      .bucket = slots[first].best(),
                                      .database = slots[first + 1].best(),
                                      .disk = slots[first + 2].best()};
    if (own.bucket || own.database || own.disk) decision.providers.push_back(own);
  }
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

// Records without which nobody finds the files are not left to a plan without backups.
StorageContext paid_plans(StorageContext context) {
  context.free_plans = false;
  return context;
}

}  // namespace

static const StorageOption* cheapest_paid(const StorageDecision& decision) {
  const StorageOption* paid = nullptr;
  for (const StorageOption& option : decision.all.options)
    if (option.kind == StoreKind::database && !option.free_plan && option.complete &&
        (!paid || option.compared < paid->compared))
      paid = &option;
  return paid;
}

// Why a database of one's own is left: no price here, or no plan that carries the load.
static std::string_view fits_none(const StorageDecision& decision) {
  const bool no_price = std::any_of(decision.all.rejections.begin(), decision.all.rejections.end(),
                                    [](const Rejection& rejection) {
                                      return rejection.kind == StoreKind::database &&
                                             rejection.service == Name{} && rejection.limit == Limit::price;
                                    });
  return no_price ? "has a known price here" : "carries this load";
}

std::string StorageAdvisor::reason_for(const StorageDecision& decision, const StorageOption& best) const {
  const auto& options = decision.all.options;
  std::string text = name(best);
  const std::string_view region = book_->text(book_->catalog().regions()[best.region].key);
  if (region != "*" && region != "global") text += fmt::format(" in {}", region);
  const bool cheapest = decision.best && options[*decision.best].compared == best.compared;
  text += fmt::format("{} {}", cheapest ? " is the cheapest that fits, at" : " costs", price_text(best));
  if (best.batched)
    text +=
        ", for a program that collects rows and commits at least ten at once: no single writer takes them "
        "one by one";
  if (best.kind == StoreKind::disk && best.machine != kNoIndex)
    text = fmt::format("no managed database {}: {}", fits_none(decision), text) +
           ", for a database that you run yourself";
  const auto against = [&](const Place& other, std::string_view what) {
    if (!other || options[*other].kind == best.kind) return;
    text += fmt::format("; {}, {}, would be {}", what, name(options[*other]), price_text(options[*other]));
  };
  if (best.free_plan)
    if (const StorageOption* const paid = cheapest_paid(decision))
      text += fmt::format("; with backups and for production: {}, at {}", name(*paid), price_text(*paid));
  against(decision.best_bucket, "a bucket");
  against(decision.best_database, "a database");
  if (decision.best_disk)
    against(decision.best_disk, options[*decision.best_disk].machine == kNoIndex
                                    ? "a disk, without its machine"
                                    : "a database of your own");
  for (const Rejection& rejection : decision.all.rejections)
    if (rejection.service.empty() && rejection.kind != StoreKind::disk) text += "; " + explain(rejection);
  return text;
}

Money tie_limit(Money lowest) {
  constexpr double kTie = 0.01, kTieMoney = 0.005;
  return lowest + dollars(std::max(kTieMoney, kTie * lowest.dollars()));
}

void PriceLimit::see(const StorageOption& option) {
  if (!active_ || !option.complete || option.free_plan) return;
  const double read = reading_ && *reading_ ? (*reading_)(option.region) : 0;
  most_ = std::min(most_, tie_limit(option.compared).dollars() + read + kLeastGain);
}

StorageDecision StorageAdvisor::decide(const Dataset& dataset, const StorageContext& context) const {
  const DatasetLoad load = dataset_load(dataset, context.months);
  if (load.records && load.item_bytes > kFileInTable) {
    const Dataset files = values_as_files(dataset, load);
    StorageDecision decision = decide(files, context);
    decision.records_data = descriptions(files, dataset_load(files, context.months));
    const StorageDecision beside = decide(decision.records_data, paid_plans(context));
    if (beside.best) decision.records = beside.all.options[*beside.best];
    decision.reason = "the values are files: " + decision.reason;
    return decision;
  }
  StorageDecision decision{.data = dataset, .all = options(dataset, context)};
  auto& stores = decision.all.options;
  mark_fragile(*book_, stores);
  find_bests(*book_, region_weights_.rows(), decision);
  if (const Place dearer = relational_instead(*book_, dataset, stores)) {
    const StorageOption cheapest = stores[*cheapest_store(stores, StoreKind::database)];
    decision.assumptions.push_back(
        fmt::format("written for {} it would cost less, {}: a program with transactions or connections "
                    "speaks to a relational or document database",
                    answer(cheapest), price_text(cheapest)));
    mark_rewrites(*book_, stores);
    decision.best_database = dearer;
  }
  const auto kind = store_kind(stores, load);
  decision.best = kind == StoreKind::bucket     ? decision.best_bucket
                  : kind == StoreKind::database ? decision.best_database
                                                : decision.best_disk;
  decision.assumptions.insert(decision.assumptions.begin(), load.assumptions.begin(), load.assumptions.end());
  add_notes(dataset, context, load, decision);
  if (!decision.best)
    decision.reason = "nothing in the catalog can hold it within the constraints";
  else
    decision.reason = reason_for(decision, decision.all.options[*decision.best]);
  if (!decision.best) return decision;
  decision.warnings = warnings(decision.all.options[*decision.best], context);
  if (wants_records_beside(dataset)) {
    decision.records_data = descriptions(dataset, load);
    const StorageDecision beside = decide(decision.records_data, paid_plans(context));
    if (beside.best_database) {
      decision.records = beside.all.options[*beside.best_database];
      decision.reason += fmt::format("; what is searched goes beside it into {}, at {}",
                                     name(*decision.records), price_text(*decision.records));
    }
  }
  return decision;
}

}  // namespace cloudplan
