// Why no one provider can do everything.

#include "planner/adjustments.hpp"
#include "planner/candidate_filter.hpp"
#include "planner/plan_parts.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// The constraints leave no region of their only provider.
bool is_nowhere(const Catalog& catalog, const Constraints& limits) {
  const CandidateFilter filter(catalog, limits);
  for (Index region = 0; region < catalog.regions().size(); ++region)
    if (filter.region(region)) return false;
  return true;
}

std::string why_not_task(const TaskPlacement& placed) {
  return placed.exclusions.empty() ? "nothing is sold there" : placed.exclusions.front().reason;
}

std::string why_not_data(const Dataset& data, const DatasetPlacement& placed) {
  if (!data.engine.empty()) return fmt::format("no {} there carries it", data.engine);
  return placed.rejections.empty() ? "no storage is sold there" : placed.rejections.front();
}

// The items of which the provider has nothing, each with the reason that tells most.
std::string missing_with(const Workload& workload, const Plan& plan, const Catalog& catalog,
                         const std::vector<bool>& left_out) {
  std::string text;
  const auto add = [&](const std::string& name, const Constraints& own, bool out, const std::string& why) {
    const bool nowhere = !out && is_nowhere(catalog, combine(workload.constraints, own));
    text += fmt::format("{}{}, {}", text.empty() ? "" : "; ", name,
                        out       ? "whose own limits leave it out"
                        : nowhere ? "whose regions are elsewhere"
                                  : why);
  };
  for (const TaskPlacement& placed : plan.tasks) {
    const Task& task = workload.tasks[placed.task];
    if (left_out[placed.task] || !placed.chosen)
      add(task.name, task.constraints, left_out[placed.task], why_not_task(placed));
  }
  for (const DatasetPlacement& placed : plan.data) {
    const Dataset& data = workload.data[placed.dataset];
    const bool out = left_out[workload.tasks.size() + placed.dataset];
    if (out || !placed.chosen) add(data.name, data.constraints, out, why_not_data(data, placed));
  }
  return text;
}

// Everything with one provider; says of each item whether its own list leaves that one out.
Workload all_with(Workload workload, const std::string& provider, std::vector<bool>& left_out) {
  const auto narrow = [&](Constraints& own) {
    const auto& list = own.providers;
    left_out.push_back(!list.empty() && std::find(list.begin(), list.end(), provider) == list.end());
    own.providers = {provider};
  };
  for (Task& task : workload.tasks) narrow(task.constraints);
  for (Dataset& data : workload.data) {
    const bool elsewhere =
        !data.location.empty() && data.location.substr(0, data.location.find('/')) != provider;
    narrow(data.constraints);
    left_out.back() = left_out.back() || elsewhere;
  }
  workload.constraints.providers = {provider};
  workload.constraints.same_provider = false;
  return workload;
}

}  // namespace

std::vector<std::string> provider_conflicts(const Workload& workload, const Market& market,
                                            const PlanOptions& options) {
  Workload apart = workload;
  apart.constraints.same_provider = false;
  apart.budget.reset();
  const Plan free = make_brief_plan(apart, market, options);
  const auto placed = [](const auto& item) { return item.chosen.has_value(); };
  // What nobody can do is no matter of one provider.
  if (!std::all_of(free.tasks.begin(), free.tasks.end(), placed) ||
      !std::all_of(free.data.begin(), free.data.end(), placed))
    return free.conflicts;
  struct Line {
    std::size_t items = 0;  // that the provider can do
    std::string text;
  };
  std::vector<Line> lines;
  const Catalog& catalog = market.catalog();
  const auto& allowed = workload.constraints.providers;
  for (const Provider& provider : catalog.providers()) {
    const std::string key(catalog.text(provider.key));
    const bool named = std::find(allowed.begin(), allowed.end(), key) != allowed.end();
    if (allowed.empty() ? provider.enabled_by_default == 0 : !named) continue;
    std::vector<bool> left_out;
    const Workload narrowed = all_with(apart, key, left_out);
    const Plan plan = make_brief_plan(narrowed, market, options);
    std::size_t items = 0;
    for (const auto& task : plan.tasks) items += placed(task) && !left_out[task.task] ? 1U : 0U;
    for (const auto& data : plan.data)
      items += placed(data) && !left_out[workload.tasks.size() + data.dataset] ? 1U : 0U;
    if (items > 0)
      lines.push_back(
          {items, fmt::format("not all with {}: {}", key, missing_with(narrowed, plan, catalog, left_out))});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.items > b.items; });
  constexpr std::size_t kMost = 5;
  std::vector<std::string> texts;
  for (const Line& line : lines)
    if (texts.size() < kMost) texts.push_back(line.text);
  if (lines.size() > kMost)
    texts.push_back(fmt::format("nor with any of {} others, which can do less", lines.size() - kMost));
  return texts;
}

}  // namespace cloudplan
