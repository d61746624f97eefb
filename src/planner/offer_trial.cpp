#include "cloudplan/inquiry.hpp"
#include "cloudplan/price_guard.hpp"
#include "planner/candidate_filter.hpp"
#include "planner/exclusions.hpp"
#include "planner/joint_plan.hpp"
#include "planner/purchase.hpp"
#include "support/glob.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Texts = std::vector<std::string>;
constexpr std::string_view kNotebook = "notebook";  // among ways to buy

bool is_type(const OfferQuestion& question) { return question.offer.find('/') != std::string::npos; }

// The question put into a task's own constraints. Names of types say nothing of hosted notebooks, which
// would take the place of a type that can't do it.
void ask_for(const OfferQuestion& question, Constraints& constraints) {
  if (is_type(question)) {
    constraints.include = {question.offer};
    constraints.free_offers = false;
    std::erase(constraints.purchase, kNotebook);
  } else if (!question.offer.empty()) {
    constraints.providers = {question.offer};
  }
  if (!question.region.empty()) constraints.regions = {question.region};
  if (!question.purchase.empty()) constraints.purchase = {question.purchase};
}

// Only what is asked for, whatever the workload allows.
Workload without_limits(const Workload& workload, std::size_t task, const OfferQuestion& question) {
  Workload free = workload;
  free.deadline.reset();
  free.budget.reset();
  free.tasks[task].deadline.reset();
  free.constraints.same_provider = false;
  // The others keep the workload's constraints, now as their own.
  const auto keep = [&](Constraints& own) {
    const Constraints both = combine(workload.constraints, own);
    own = both;
  };
  for (std::size_t t = 0; t < free.tasks.size(); ++t)
    if (t != task) keep(free.tasks[t].constraints);
  for (Dataset& data : free.data) keep(data.constraints);
  free.constraints = {};
  free.tasks[task].constraints = {};
  free.tasks[task].constraints.managed = true;
  if (is_type(question))
    free.tasks[task].constraints.providers = {question.offer.substr(0, question.offer.find('/'))};
  ask_for(question, free.tasks[task].constraints);
  return free;
}

std::string region_name(const Catalog& catalog, const Region& region) {
  return fmt::format("{}/{}", catalog.text(catalog.providers()[region.provider].key),
                     catalog.text(region.key));
}

// Which limit of the workload the question goes against; empty when none does.
class Limits {
 public:
  Limits(const Workload& workload, const Task& task, const Catalog& catalog)
      : workload_(workload),
        task_(task),
        catalog_(catalog),
        filter_(catalog, combine(workload.constraints, task.constraints)) {}

  std::string broken_by(const OfferQuestion& question) const {
    if (std::string why = by_type(question.offer); !why.empty()) return why;
    if (std::string why = by_region(question); !why.empty()) return why;
    return by_purchase(question);
  }

 private:
  std::string by_type(const std::string& offer) const {
    for (Index i = 0; i < catalog_.providers().size(); ++i)
      if (catalog_.text(catalog_.providers()[i].key) == offer && !filter_.provider(i))
        return exclusion::kProviderNotSelected;
    for (const InstanceType& type : catalog_.instance_types())
      if (catalog_.full_name(type) == offer) {
        const char* const why = filter_.excludes(type);
        return why ? why : "";
      }
    return {};
  }
  std::string by_region(const OfferQuestion& question) const {
    if (question.region.empty()) return {};
    const auto regions = catalog_.regions();
    bool any = false;
    for (Index i = 0; i < regions.size(); ++i) {
      const bool meant = glob_matches(question.region, catalog_.text(regions[i].key)) ||
                         glob_matches(question.region, region_name(catalog_, regions[i]));
      any = any || (meant && filter_.region(i));
    }
    return any ? "" : "region not selected";
  }
  std::string by_purchase(const OfferQuestion& question) const {
    const std::string& purchase = question.purchase;
    const Texts& named = filter_.constraints().purchase;
    if (is_type(question) && !named.empty() &&
        std::all_of(named.begin(), named.end(), [](const std::string& way) { return way == kNotebook; }))
      return "purchase option not selected";
    if (purchase.empty()) return {};
    if (filter_.any_purchase_named())
      return filter_.purchase_named(purchase) ? "" : "purchase option not selected";
    if (purchase == purchase_key(PurchaseOption::spot) && !is_job(task_.kind))
      return "spot: a service must not lose its machine, unless \"purchase\" names spot";
    for (const auto& [option, months] :
         {std::pair(PurchaseOption::commit_1y, 12), {PurchaseOption::commit_3y, 36}})
      if (purchase == purchase_key(option) && workload_.horizon.value < months * kSecondsPerMonth)
        return fmt::format(
            "a commitment binds for {} months, longer than the plan looks ahead: state a \"horizon\" that "
            "long, or name it in \"purchase\"",
            months);
    return {};
  }

  const Workload& workload_;
  const Task& task_;
  const Catalog& catalog_;
  CandidateFilter filter_;
};

// What the price guard has against every price that is asked for; empty when
// it trusts one, or there is none.
std::string doubt_about(const Catalog& catalog, const OfferQuestion& question) {
  std::string doubt;
  for (const InstanceType& type : catalog.instance_types()) {
    if (catalog.full_name(type) != question.offer) continue;
    for (const Price& price : catalog.prices_of(type)) {
      const Region& region = catalog.regions()[price.region];
      if (!question.region.empty() && !glob_matches(question.region, catalog.text(region.key)) &&
          !glob_matches(question.region, region_name(catalog, region)))
        continue;
      for (const PurchaseOption option : kAllPurchases) {
        if (!is_known(price.rate[static_cast<std::size_t>(option)])) continue;
        if (!question.purchase.empty() && question.purchase != purchase_key(option)) continue;
        if (!is_suspect(price, option)) return {};
        doubt = suspect_sentence(catalog, type, price.suspect);
      }
    }
  }
  return doubt;
}

// Why no candidate was left, from what fell out. Of a type that was asked about, only what is said of itself:
// others of its provider fell out for reasons of their own.
std::string reason_of(const TaskPlacement& placed, const Task& task, const OfferQuestion& question) {
  for (const Exclusion& exclusion : placed.exclusions)
    if (exclusion.example == question.offer) return exclusion.reason;
  if (!is_type(question))
    for (const Exclusion& exclusion : placed.exclusions)
      if (exclusion.reason != exclusion::kNotIncluded && exclusion.reason != exclusion::kProviderNotSelected)
        return exclusion.reason;
  const bool stays_on = task.kind == TaskKind::serve || task.kind == TaskKind::vm;
  if (stays_on && !is_type(question))
    return "nothing that stays on is sold there: notebooks end with their session";
  return "not sold there that way, or its price is not known";
}

// What an hour is worth to each task when it may choose among all offers: a search that is asked for one
// offer must not weigh time by that one's price.
std::vector<double> worths_of(const Workload& workload, const Market& market, const PlanOptions& options) {
  std::vector<double> worths;
  if (workload.objective != Objective::balanced) return worths;
  JointPlan joint(workload, market, options);
  joint.rank(workload.objective, 0);
  for (std::size_t t = 0; t < joint.tasks(); ++t) worths.push_back(joint.worth(t));
  return worths;
}

}  // namespace

OfferTrial try_offer(const Workload& workload, std::size_t task, const OfferQuestion& question,
                     const PerformanceCatalog& performance, const PlanOptions& options) {
  PlanOptions quick = options;
  quick.flip_points = false;
  quick.explain_infeasible = false;
  quick.beside = false;
  const Market market(workload, performance);
  const Adjustments weighed{.worths = worths_of(workload, market, quick)};
  OfferTrial trial;
  trial.obstacle = Limits(workload, workload.tasks[task], performance.catalog()).broken_by(question);
  const auto take = [&](const Plan& plan) {
    trial.candidate = plan.tasks[task].chosen;
    trial.cost = plan.tasks[task].cost;
    add_list_prices(market.catalog(), trial.cost);
    trial.monthly = plan.monthly;
    trial.one_off = plan.one_off;
  };
  if (trial.obstacle.empty()) {
    Workload asked = workload;
    Constraints& own = asked.tasks[task].constraints;
    own.purchase = combine(workload.constraints, own).purchase;
    ask_for(question, own);
    const Plan plan = make_brief_plan(asked, market, quick, weighed);
    take(plan);
    trial.feasible = plan.feasible;
    if (!trial.candidate && !options.trust_outliers) {
      trial.obstacle = doubt_about(performance.catalog(), question);
      trial.doubted = !trial.obstacle.empty();
    }
    if (!trial.candidate && !trial.doubted)
      trial.obstacle = reason_of(plan.tasks[task], workload.tasks[task], question);
    else if (trial.candidate && !plan.feasible)
      trial.obstacle = plan.conflicts.front();
  }
  if (!trial.candidate)
    take(make_brief_plan(without_limits(workload, task, question), market, quick, weighed));
  return trial;
}

}  // namespace cloudplan
