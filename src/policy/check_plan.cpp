#include "cloudplan/policy.hpp"
#include "support/format_text.hpp"
#include "support/glob.hpp"
#include "support/text_list.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// By how much of the limit: " (32 %)", " (16 times)".
std::string share_text(double over) {
  constexpr double kTimes = 10;  // from here on a factor reads better
  return over < kTimes ? fmt::format(" ({})", percent_text(over))
                       : fmt::format(" ({} times)", factor_text(over));
}

class Checker {
 public:
  Checker(const SavedPlan& plan, CheckResult& result) : plan_(plan), result_(result) {}

  void feasible() {
    RuleResult rule{.rule = "feasible", .subject = "workload", .limit = "a plan that keeps every limit"};
    rule.actual = plan_.feasible ? "there is one" : comma_list(plan_.conflicts);
    if (!plan_.feasible) rule.reasons = plan_.conflicts;
    rule.status = plan_.feasible ? RuleStatus::kept : RuleStatus::broken;
    result_.rules.push_back(std::move(rule));
  }

  void limits(const Limits& limits) {
    const auto has = [&](const auto& tag) {
      return std::find(plan_.tags.begin(), plan_.tags.end(), tag) != plan_.tags.end();
    };
    if (!std::all_of(limits.tags.begin(), limits.tags.end(), has)) return;
    const std::size_t first = result_.rules.size();
    if (limits.monthly) first_month(*limits.monthly);
    for (const SavedItem& item : plan_.items) {
      if (limits.run && item.run)
        amount("max-run", "task " + item.name, &item, *limits.run, *item.run, item.complete);
      if (limits.time && item.time) time(item, *limits.time);
    }
    for (std::size_t i = first; i < result_.rules.size(); ++i) result_.rules[i].source = limits.source;
  }

  void allowed(const Policy& policy) {
    for (const SavedItem& item : plan_.items) {
      if (item.kind == "transfer" || !item.placed) continue;
      const auto matches = [&](std::string_view pattern) {
        return glob_matches(pattern, item.region) || glob_matches(pattern, item.place());
      };
      one_of("provider", item, policy.providers, item.provider,
             [&](std::string_view name) { return name == item.provider; });
      // A hosted notebook says nothing of where it is: it is in no allowed region.
      one_of("region", item, policy.regions, item.region.empty() ? "not known" : item.place(), matches);
      if (!item.purchase.empty())
        one_of("purchase", item, policy.purchase, item.purchase,
               [&](std::string_view name) { return name == item.purchase; });
      if (policy.price_age) price_age(item, *policy.price_age);
    }
  }

  void increase(const SavedPlan& baseline, const IncreaseLimit& limit) {
    const PlanDiff diff = compare_plans(baseline, plan_);
    increase("every month", diff.monthly, limit);
    increase("first month", diff.first_month, limit);
  }

 private:
  RuleResult& add(std::string rule, std::string subject, const SavedItem* item) {
    RuleResult& result = result_.rules.emplace_back();
    result.rule = std::move(rule);
    result.subject = std::move(subject);
    if (item) result.line = item->line;
    if (item) result.column = item->column;
    return result;
  }

  void first_month(Money limit) {
    RuleResult& rule =
        amount("max-monthly", "first month", nullptr, limit, plan_.first_month(), plan_.complete);
    // As every other place shows it: what is monthly and what is once, each in cents.
    rule.actual = (plan_.complete ? "" : "unknown, at least ") + first_month_text(plan_.monthly, plan_.once);
    if (rule.status != RuleStatus::broken) return;
    rule.excess = first_month_above(plan_.monthly, plan_.once, limit) + share_of(limit, plan_.first_month());
  }

  static std::string share_of(Money limit, Money actual) {
    return limit.nanos > 0 ? share_text((actual - limit).dollars() / limit.dollars()) : std::string();
  }

  RuleResult& amount(const char* id, std::string subject, const SavedItem* item, Money limit, Money actual,
                     bool complete) {
    RuleResult& rule = add(id, std::move(subject), item);
    rule.limit = usd_text(limit);
    rule.actual = (complete ? "" : "unknown, at least ") + usd_text(actual);
    if (!complete) rule.status = RuleStatus::unknown;
    if (actual <= limit) return rule;
    rule.status = RuleStatus::broken;
    rule.excess = usd_text(actual - limit) + share_of(limit, actual);
    return rule;
  }

  void time(const SavedItem& item, Seconds limit) {
    RuleResult& rule = add("max-hours", "task " + item.name, &item);
    rule.limit = time_text(limit);
    rule.actual = time_text(*item.time);
    if (*item.time <= limit) return;
    rule.status = RuleStatus::broken;
    rule.excess = time_text(*item.time - limit);
    if (limit.value > 0) rule.excess += share_text(*item.time / limit - 1);
  }

  template <class Matches>
  void one_of(const char* id, const SavedItem& item, const std::vector<std::string>& allowed,
              std::string actual, Matches matches) {
    if (allowed.empty()) return;
    RuleResult& rule = add(id, item.kind + " " + item.name, &item);
    rule.limit = comma_list(allowed);
    rule.actual = std::move(actual);
    if (!std::any_of(allowed.begin(), allowed.end(), matches)) rule.status = RuleStatus::broken;
  }

  void price_age(const SavedItem& item, Seconds limit) {
    constexpr double kSecondsPerDay = 86400;
    RuleResult& rule = add("price-age", item.kind + " " + item.name, &item);
    rule.limit = fmt::format("{:.0f} days", limit.value / kSecondsPerDay);
    if (!cloudplan::is_known(item.price_age_days)) {
      rule.actual = "not known";
      rule.status = RuleStatus::unknown;
      return;
    }
    rule.actual = fmt::format("{:.0f} days", item.price_age_days);
    const double over = item.price_age_days - limit.value / kSecondsPerDay;
    if (over <= 0) return;
    rule.status = RuleStatus::broken;
    rule.excess = fmt::format("{:.0f} days", over);
  }

  void increase(const char* subject, const AmountChange& change, const IncreaseLimit& limit) {
    RuleResult& rule = add("increase", subject, nullptr);
    rule.limit = limit.amount ? "+" + usd_text(*limit.amount) : "+" + percent_text(limit.share.value_or(0));
    rule.actual = change_text(change, "->");
    if (!change.known()) rule.status = RuleStatus::unknown;
    if (!exceeds(change, limit)) return;
    rule.status = RuleStatus::broken;
    const Money allowed =
        limit.amount ? *limit.amount : dollars(change.before.dollars() * limit.share.value_or(0));
    rule.excess = usd_text(change.after - change.before - allowed);
  }

  const SavedPlan& plan_;
  CheckResult& result_;
};

}  // namespace

std::string RuleResult::message() const {
  std::string text = fmt::format("{}: {} {}, actual {}", subject, rule, limit, actual);
  if (!excess.empty()) text += fmt::format(", over by {}", excess);
  return text;
}

bool CheckResult::broken() const {
  return std::any_of(rules.begin(), rules.end(),
                     [](const RuleResult& rule) { return rule.status == RuleStatus::broken; });
}

const std::vector<std::pair<std::string_view, std::string_view>>& rule_ids() {
  static const std::vector<std::pair<std::string_view, std::string_view>> kRules = {
      {"feasible", "A plan keeps every limit of the workload"},
      {"max-monthly", "The first month costs no more than the limit"},
      {"max-run", "A run of a job costs no more than the limit"},
      {"max-hours", "A run of a job takes no longer than the limit"},
      {"provider", "Everything is with an allowed provider"},
      {"region", "Everything is in an allowed region"},
      {"purchase", "Tasks are bought in an allowed way"},
      {"price-age", "No price is older than the limit"},
      {"increase", "The plan costs no more above the baseline than the limit"}};
  return kRules;
}

CheckResult check_plan(const SavedPlan& plan, const Policy& policy, const SavedPlan* baseline,
                       const std::optional<IncreaseLimit>& increase) {
  CheckResult result{.file = plan.file,
                     .name = plan.name,
                     .monthly = plan.monthly,
                     .once = plan.once,
                     .feasible = plan.feasible,
                     .complete = plan.complete,
                     .rules = {}};
  Checker checker(plan, result);
  checker.feasible();
  for (const Limits& limits : policy.limits) checker.limits(limits);
  checker.allowed(policy);
  if (baseline && increase) checker.increase(*baseline, *increase);
  return result;
}

}  // namespace cloudplan
