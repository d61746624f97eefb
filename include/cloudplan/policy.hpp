// Limits and rules that a plan is held against: `cloudplan check`. docs/ci.md
// describes the policy file; `cloudplan schema policy` prints its JSON Schema.

#ifndef CLOUDPLAN_POLICY_HPP_
#define CLOUDPLAN_POLICY_HPP_

#include "cloudplan/plan_diff.hpp"
#include "cloudplan/saved_plan.hpp"
#include "cloudplan/workload.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

// What a plan may cost and take at most.
struct Limits {
  // All tags that a workload must have for these to hold; none: they hold for all.
  std::vector<std::pair<std::string, std::string>> tags{};
  std::optional<Money> monthly{};  // the first month: services, storage, all runs, and what is paid once
  std::optional<Money> run{};      // one run of a job
  std::optional<Seconds> time{};   // one run of a job, expected
  std::string source{};            // what set them, when several may: "limits/0 (team=vision)" of a policy
};

struct Policy {
  std::vector<Limits> limits{};
  std::vector<std::string> providers{};  // the only ones allowed; empty: all
  std::vector<std::string> regions{};    // globs on "eu-west-1" and "aws/eu-west-1"
  std::vector<std::string> purchase{};
  std::optional<Seconds> price_age{};
};

// Reads a policy file. Throws InputError with every mistake, each with its place.
Policy parse_policy(std::string_view text, std::string_view file, const Vocabulary& vocabulary);
std::string policy_schema();

enum class RuleStatus {
  kept,
  broken,
  unknown  // a price is missing, so that nobody can tell
};

// One rule held against one thing.
struct RuleResult {
  std::string rule{};     // "max-monthly", "provider": an id of rule_ids()
  std::string subject{};  // "first month", "task train"
  RuleStatus status = RuleStatus::kept;
  std::string limit{}, actual{};       // "$500.00", "$612.40"
  std::string excess{};                // "$112.40 (22 %)"; "" when there is no amount of it
  std::string source{};                // of its limit, see Limits: with rule and subject it is unique
  std::vector<std::string> reasons{};  // why there is no plan, where that is what is broken
  int line = 0, column = 0;            // in the workload file; 0: the whole of it

  // "task train: max-run $50.00, actual $61.20, over by $11.20 (22 %)".
  std::string message() const;
};

struct CheckResult {
  std::string file{}, name{};
  Money monthly{}, once{};
  bool feasible = true;
  bool complete = true;
  PlanPoint point = PlanPoint::likely;  // where in its ranges the plan was held against the rules
  std::vector<RuleResult> rules{};      // as checked; broken ones are not sorted out

  bool broken() const;
};

// `baseline` may be null; `increase` says how much more than it is allowed.
CheckResult check_plan(const SavedPlan& plan, const Policy& policy, const SavedPlan* baseline,
                       const std::optional<IncreaseLimit>& increase);

// Every rule with what it asks, in the order of the reports.
const std::vector<std::pair<std::string_view, std::string_view>>& rule_ids();

enum class CheckFormat { table, json, junit, sarif, markdown };
// `version` is the program's. JSON: the document "cloudplan.check/1".
std::string render_check(const std::vector<CheckResult>& results, CheckFormat format,
                         std::string_view version, int columns, const TextStyle& style);

}  // namespace cloudplan

#endif  // CLOUDPLAN_POLICY_HPP_
