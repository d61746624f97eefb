#include "planner/plan_parts.hpp"
#include "support/format_text.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

void add_alternative(const StorageAdvisor& advisor, const DataSearch& search, const char* label,
                     std::optional<std::size_t> index, DatasetPlacement& placed) {
  if (!index) return;
  const StorageOption& option = search.decision().all.options[*index];
  placed.alternatives.push_back({label, advisor.name(option), option,
                                 advisor.warnings(option, search.context()),
                                 advisor.cost(search.data(), search.context(), option)});
}

// The cheapest of a kind in the place, or anywhere when the place has none.
std::optional<std::size_t> best_of_kind(const StorageDecision& decision, StoreKind kind, Index region,
                                        std::optional<std::size_t> anywhere) {
  std::optional<std::size_t> best;
  const auto& all = decision.all.options;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].kind != kind || all[i].region != region || !all[i].complete || all[i].free_plan ||
        all[i].second_choice)
      continue;
    if (!best || all[i].compared < all[*best].compared) best = i;
  }
  return best ? best : anywhere;
}

// What nothing reads here is free to go elsewhere: the other kinds are those of the sentence, then.
void add_alternatives(const JointPlan& joint, const DataSearch& search, bool read, DatasetPlacement& placed) {
  const StorageAdvisor& advisor = joint.advisor();
  const StorageDecision& decision = search.decision();
  const StoreKind kind = placed.chosen->kind;
  const auto near = [&](StoreKind other, std::optional<std::size_t> anywhere) {
    const Index region = read || other == kind ? placed.chosen->region : kNoIndex;
    return best_of_kind(decision, other, region, anywhere);
  };
  add_alternative(advisor, search, "bucket", near(StoreKind::bucket, decision.best_bucket), placed);
  add_alternative(advisor, search, "database", near(StoreKind::database, decision.best_database), placed);
  add_alternative(advisor, search, "disk", near(StoreKind::disk, decision.best_disk), placed);
  for (const auto& provider : decision.providers) {
    const auto best = kind == StoreKind::bucket     ? provider.bucket
                      : kind == StoreKind::database ? provider.database
                                                    : provider.disk;
    if (provider.provider != placed.chosen->provider)
      add_alternative(advisor, search, "provider", best, placed);
  }
}

ReadingCost reading_cost(const JointPlan& joint, const Workload& workload, std::size_t dataset, bool read) {
  if (!read && !workload.constraints.same_provider) return {};
  return [&joint, dataset](Index region, double amount) {
    return joint.reading_usd(dataset, joint.places().of_region(region), amount);
  };
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

DatasetPlacement place_dataset(const JointPlan& joint, const Workload& workload, std::size_t dataset,
                               Detail detail, const PlanOptions& options) {
  const DataSearch& search = joint.data(dataset);
  const StorageAdvisor& advisor = joint.advisor();
  const StorageDecision& decision = search.decision();
  DatasetPlacement placed;
  placed.dataset = dataset;
  for (const Rejection& rejection : decision.all.rejections)
    placed.rejections.push_back(advisor.explain(rejection));
  const auto place = joint.place(workload.tasks.size() + dataset);
  const auto option = place ? search.option_at(*place) : std::nullopt;
  if (!option) return placed;
  placed.chosen = decision.all.options[*option];
  placed.name = advisor.name(*placed.chosen);
  placed.cost = advisor.cost(decision.data, search.context(), *placed.chosen);
  if (decision.records)
    placed.records_cost = advisor.cost(decision.records_data, search.context(), *decision.records);
  if (detail == Detail::brief) return placed;
  placed.reason = decision.reason;
  const std::size_t variable = workload.tasks.size() + dataset;
  const bool read = std::any_of(joint.flows().begin(), joint.flows().end(), [&](const Flow& flow) {
    return flow.from == variable || flow.to == variable;
  });
  if (*option != *decision.best && !read) {
    // Places are compared by cost alone.
    placed.reason = advisor.reason_for(decision, *placed.chosen);
  } else if (*option != *decision.best) {
    const StorageOption& alone = decision.all.options[*decision.best];
    placed.reason =
        fmt::format("{} costs less together with what reads it; alone, {} in {} would be {} a month",
                    placed.name, advisor.name(alone),
                    joint.places().name(joint.places().of_region(alone.region)), usd_text(alone.monthly));
  }
  append(placed.notes, decision.assumptions);
  append(placed.notes, advisor.notes_of_choice(decision, *placed.chosen, read));
  append(placed.notes, advisor.warnings(*placed.chosen, search.context()));
  add_alternatives(joint, search, read, placed);
  if (decision.records)
    placed.records = StoreAlternative{"records",
                                      advisor.name(*decision.records),
                                      *decision.records,
                                      advisor.warnings(*decision.records, search.context()),
                                      {}};
  if (options.flip_points)
    placed.flips = advisor.flip_points(search.data(), search.context(),
                                       reading_cost(joint, workload, dataset, read), &*placed.chosen);
  placed.read = read;
  return placed;
}

}  // namespace cloudplan
