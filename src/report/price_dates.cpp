#include "report/plan_view.hpp"

#include <algorithm>
#include <string_view>

namespace cloudplan {

namespace {

// Every cost that a plan shows, with the provider whose prices it is made of.
class ShownCosts {
 public:
  ShownCosts(const Plan& plan, const Catalog& catalog) : plan_(plan), catalog_(catalog) {}

  template <class Use>
  void for_each(Use use) const {
    for (const TaskPlacement& task : plan_.tasks) {
      if (task.chosen) use(provider_of(task.chosen->offer), task.cost);
      for (const Alternative& other : task.alternatives) use(provider_of(other.candidate.offer), other.cost);
    }
    for (const DatasetPlacement& data : plan_.data) {
      if (data.chosen) use(data.chosen->provider, data.cost);
      if (data.records) use(data.records->option.provider, data.records_cost);
      for (const StoreAlternative& other : data.alternatives) use(other.option.provider, other.cost);
    }
    for (const DataFlow& flow : plan_.flows) use(provider_of(flow.from_place), flow.cost);
  }

 private:
  Index provider_of(const Offer& offer) const {
    return offer.is_notebook() ? catalog_.table<Notebook>()[offer.notebook].provider
                               : catalog_.instance_types()[offer.type].provider;
  }
  // `place` is "aws/us-east-1" or "kaggle".
  Index provider_of(std::string_view place) const {
    const std::string_view key = place.substr(0, place.find('/'));
    for (Index i = 0; i < catalog_.providers().size(); ++i)
      if (catalog_.text(catalog_.providers()[i].key) == key) return i;
    return kNoIndex;
  }

  const Plan& plan_;
  const Catalog& catalog_;
};

struct Range {
  const Source* oldest = nullptr;
  const Source* newest = nullptr;
};

}  // namespace

std::vector<PriceAge> price_ages(const Plan& plan, const Catalog& catalog) {
  PriceAges ages(catalog);
  ShownCosts(plan, catalog).for_each([&](Index provider, const Cost& cost) {
    if (provider == kNoIndex) return;
    for (const CostLine& line : cost.lines) ages.add(provider, line.source);
  });
  return ages.oldest();
}

std::vector<PriceDate> price_dates(const Plan& plan, const Catalog& catalog) {
  std::vector<Range> used(catalog.providers().size());
  ShownCosts(plan, catalog).for_each([&](Index provider, const Cost& cost) {
    if (provider == kNoIndex) return;
    Range& range = used[provider];
    for (const CostLine& line : cost.lines) {
      if (line.source == kNoIndex || catalog.sources()[line.source].as_of.empty()) continue;
      const Source& source = catalog.sources()[line.source];
      if (!range.oldest || source.as_of_day < range.oldest->as_of_day) range.oldest = &source;
      if (!range.newest || source.as_of_day > range.newest->as_of_day) range.newest = &source;
    }
  });
  std::vector<PriceDate> dates;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i].oldest) continue;
    const Provider& provider = catalog.providers()[i];
    dates.push_back({.provider = std::string(catalog.text(provider.key)),
                     .title = std::string(catalog.text(provider.title)),
                     .oldest = std::string(catalog.text(used[i].oldest->as_of)),
                     .newest = std::string(catalog.text(used[i].newest->as_of))});
  }
  return dates;
}

bool is_complete(const Plan& plan) {
  const auto whole = [](const auto& parts) {
    return std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.cost.complete(); });
  };
  return whole(plan.tasks) && whole(plan.data) && whole(plan.flows) &&
         std::all_of(plan.data.begin(), plan.data.end(),
                     [](const DatasetPlacement& data) { return data.records_cost.complete(); });
}

}  // namespace cloudplan
