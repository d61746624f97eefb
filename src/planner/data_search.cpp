#include "planner/data_search.hpp"

#include "planner/candidate_filter.hpp"
#include "planner/notebook_use.hpp"
#include "planner/placement_solver.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

StorageContext context_for(const Dataset& data, const Workload& workload, const Catalog& catalog,
                           const Places& places, const PlanOptions& options, AccountUse account) {
  const CandidateFilter filter(catalog, combine(workload.constraints, data.constraints));
  // Data that is somewhere already may be where nothing new is put, but not where the law forbids it.
  const std::string& residency = filter.constraints().residency;
  const auto is_there = [&](Index region) {
    return (residency.empty() || catalog.text(catalog.regions()[region].residency) == residency) &&
           places.name(places.of_region(region)) == data.location;
  };
  StorageContext context;
  for (Index region = 0; region < catalog.regions().size(); ++region)
    context.regions.push_back(data.location.empty() ? filter.region(region) : is_there(region));
  for (Index provider = 0; provider < catalog.providers().size(); ++provider)
    context.providers.push_back(data.location.empty() ? filter.provider(provider) : true);
  context.months = workload.horizon.value / kSecondsPerMonth;
  context.free_tier = options.free_tiers;
  context.account = std::move(account);
  context.free_plans = filter.constraints().free_offers;
  context.today = options.today;
  return context;
}

// Whether it is the same store, perhaps of another size.
bool is_like(const StorageOption& a, const StorageOption& b) {
  if (a.kind != b.kind || a.mode != b.mode || a.region != b.region || a.free_plan != b.free_plan ||
      !(a.service == b.service) || a.step_count != b.step_count)
    return false;
  return std::equal(a.steps, a.steps + a.step_count, b.steps,
                    [](const LifecycleStep& x, const LifecycleStep& y) {
                      return x.bucket_class == y.bucket_class && x.from_day == y.from_day;
                    });
}

std::optional<std::size_t> cheapest_like(const StorageOption& held, const std::vector<StorageOption>& all) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (is_like(held, all[i]) && (!best || all[i].compared < all[*best].compared)) best = i;
  return best;
}

}  // namespace

Dataset with_task_reads(const Dataset& data, const Workload& workload) {
  Dataset read = data;
  double runs = 0;
  for (const Task& task : workload.tasks)
    if (task.dataset == data.name)
      runs += task.kind == TaskKind::notebook ? people(task) : task.runs_per_month;
  if (runs > 0) read.reads_per_month = data.reads_per_month.value_or(0) + runs;
  return read;
}

DataSearch::DataSearch(Dataset data, const Workload& workload, const StorageAdvisor& advisor,
                       const Places& places, const PlanOptions& options, AccountUse account,
                       const StorageOption* held)
    : data_(std::move(data)),
      context_(context_for(data_, workload, advisor.book().catalog(), places, options, std::move(account))) {
  if (held) {
    context_.copies = context_.regions;
    for (Index region = 0; region < context_.regions.size(); ++region)
      context_.regions[region] = context_.regions[region] && region == held->region;
  }
  decision_ = advisor.decide(data_, context_);
  best_at_.assign(places.count(), kNone);
  if (!decision_.best) return;
  if (held)
    decision_.best = cheapest_like(*held, decision_.all.options);
  else
    keep_best_of_kind(places);
  if (!decision_.best) return;
  const StorageOption& best = decision_.all.options[*decision_.best];
  if (held) best_at_[places.of_region(best.region)] = *decision_.best;
  prefer_a_cheapest(advisor);
}

// The kind of store is the advisor's decision; the place is the planner's.
void DataSearch::keep_best_of_kind(const Places& places) {
  const auto& all = decision_.all.options;
  const StorageOption& best = all[*decision_.best];
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!stands_for(all[i], best)) continue;
    std::size_t& kept = best_at_[places.of_region(all[i].region)];
    const bool equal = kept != kNone && all[i].compared == all[kept].compared;
    if (kept == kNone || all[i].compared < all[kept].compared || (equal && i == *decision_.best)) kept = i;
  }
}

void DataSearch::prefer_a_cheapest(const StorageAdvisor& advisor) {
  const auto& all = decision_.all.options;
  const auto rank = [&](std::size_t option) {
    return std::pair(all[option].compared, -std::int64_t{advisor.offers_in(all[option].region)});
  };
  for (Place place = 0; place < best_at_.size(); ++place)
    if (best_at_[place] != kNone && (!preferred_ || rank(best_at_[place]) < rank(best_at_[*preferred_])))
      preferred_ = place;
}

double DataSearch::usd_per_month(Place place) const {
  const auto option = option_at(place);
  return option ? decision_.all.options[*option].compared.dollars() : kImpossible;
}

double DataSearch::first_month_usd(Place place) const {
  const auto option = option_at(place);
  if (!option) return kImpossible;
  const StorageOption& there = decision_.all.options[*option];
  const Money records = decision_.records ? decision_.records->monthly + decision_.records->once : Money{};
  return (there.monthly + there.once + records).dollars();
}

double DataSearch::score(Place place) const {
  constexpr double kNotOneCent = 1e-6;
  const double usd = usd_per_month(place);
  return place == preferred_ ? usd - kNotOneCent : usd;
}

std::optional<std::size_t> DataSearch::option_at(Place place) const {
  if (best_at_[place] == kNone) return std::nullopt;
  return best_at_[place];
}

}  // namespace cloudplan
