#include "cloudplan/plan_diff.hpp"

#include "cli/vocabulary.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/policy.hpp"
#include "cloudplan/report.hpp"
#include "cloudplan/saved_plan.hpp"
#include "support/format_text.hpp"
#include "support/text_style.hpp"

#include "catch.hpp"

#include <rapidcheck.h>
#include <algorithm>
#include <fstream>
#include <sstream>

using namespace cloudplan;

namespace {

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(CLOUDPLAN_SOURCE_DIR + ("/" + path)).rdbuf();
  return text.str();
}

SavedItem item(std::string name, double monthly, bool complete = true) {
  SavedItem made{.kind = "task",
                 .name = std::move(name),
                 .offer = "aws/m7i.large",
                 .provider = "aws",
                 .region = "us-east-1",
                 .purchase = "on_demand"};
  made.monthly = dollars(monthly);
  made.complete = complete;
  return made;
}

SavedPlan plan_of(std::vector<SavedItem> items) {
  SavedPlan plan{.file = "plan.json", .name = "plan"};
  for (const SavedItem& one : items) {
    plan.monthly += one.monthly;
    plan.complete = plan.complete && one.complete;
  }
  plan.items = std::move(items);
  return plan;
}

std::vector<std::string> mistakes_of(const std::string& text) {
  std::vector<std::string> messages;
  try {
    read_plan(text, "p.json");
  } catch (const InputError& e) {
    for (const Diagnostic& diagnostic : e.diagnostics())
      messages.push_back(std::to_string(diagnostic.line) + ":" + diagnostic.pointer + ": " +
                         diagnostic.message);
  }
  return messages;
}

RuleStatus status_of(const CheckResult& result, std::string_view rule) {
  for (const RuleResult& one : result.rules)
    if (one.rule == rule) return one.status;
  FAIL("no such rule was checked");
  return RuleStatus::kept;
}

}  // namespace

TEST_CASE("a plan read from its document has its totals, and items that add up to them", "[saved_plan]") {
  const Catalog catalog = embedded_catalog();
  const cli::KnownNames names(catalog);
  const PerformanceCatalog performance(catalog);
  for (const char* const file : {"examples/startup.json", "examples/bird-classifier.json"}) {
    CAPTURE(file);
    const Workload workload = parse_workload(text_of(file), file, names.vocabulary());
    const Plan plan = make_plan(workload, performance, {.flip_points = false});
    const std::string text = render(plan, workload, catalog, {.format = ReportFormat::json});
    REQUIRE(is_saved_plan(text));
    const SavedPlan saved = read_plan(text, "plan.json");
    CHECK(saved.monthly == plan.monthly);
    CHECK(saved.once == plan.one_off);
    CHECK(saved.feasible == plan.feasible);
    CHECK(saved.name == workload.name);
    Money monthly, once;
    for (const SavedItem& one : saved.items) {
      monthly += one.monthly;
      once += one.once;
    }
    CHECK(monthly == plan.monthly);
    CHECK(once == plan.one_off);
    const PlanDiff same = compare_plans(saved, saved);
    for (const ItemDiff& one : same.items) CHECK(one.change == Change::same);
  }
}

TEST_CASE("what is no plan is refused where it stands", "[saved_plan]") {
  CHECK(mistakes_of("{}") == std::vector<std::string>{"1:: this is no plan"});
  CHECK(mistakes_of("[]") == std::vector<std::string>{"1:: holds several plans"});
  CHECK(mistakes_of(R"({"schema": "cloudplan.plan/2"})").front().find("not a plan that this version") !=
        std::string::npos);
  const auto missing = mistakes_of("{\"schema\": \"cloudplan.plan/1\",\n \"tasks\": 1}");
  CHECK(std::find(missing.begin(), missing.end(), "2:/tasks: expected an array, got a number") !=
        missing.end());
  CHECK(std::find(missing.begin(), missing.end(), "1:: missing member \"totals\"") != missing.end());
  CHECK_FALSE(is_saved_plan("{"));
  CHECK_FALSE(is_saved_plan(text_of("examples/startup.json")));
}

TEST_CASE("plans are compared item by item", "[plan_diff]") {
  const PlanDiff diff =
      compare_plans(plan_of({item("a", 100), item("b", 5)}), plan_of({item("a", 147), item("c", 2)}));
  REQUIRE(diff.items.size() == 3);
  CHECK(diff.items[0].change == Change::changed);
  CHECK(diff.items[1].change == Change::added);
  CHECK(diff.items[2].change == Change::removed);
  CHECK(change_text(diff.items[0].monthly, "->") == "$100.00 -> $147.00 (+47 %)");
  CHECK(change_text(diff.monthly, "->") == "$105.00 -> $149.00 (+42 %)");
}

TEST_CASE("an unknown cost is no saving", "[plan_diff]") {
  const PlanDiff diff = compare_plans(plan_of({item("a", 100)}), plan_of({item("a", 10, false)}));
  CHECK_FALSE(diff.monthly.known());
  CHECK_FALSE(is_known(diff.monthly.share()));
  CHECK(change_text(diff.monthly, "->") == "$100.00 -> unknown, at least $10.00");
  CHECK(render_diff(diff, DiffFormat::json, 80, {}).find("\"change_usd\": null") != std::string::npos);
  CHECK_FALSE(exceeds(diff.monthly, {.share = 0.1}));
  // What is known of it is already too much.
  const PlanDiff dearer = compare_plans(plan_of({item("a", 100)}), plan_of({item("a", 150, false)}));
  CHECK(exceeds(dearer.monthly, {.share = 0.1}));
}

TEST_CASE("increases are shares or amounts", "[plan_diff]") {
  const auto rise = [](double before, double after) {
    return AmountChange{.before = dollars(before), .after = dollars(after)};
  };
  CHECK_FALSE(exceeds(rise(100, 110), parse_increase("10%", "--x")));
  CHECK(exceeds(rise(100, 110.01), parse_increase("10%", "--x")));
  CHECK_FALSE(exceeds(rise(100, 150), parse_increase("$50", "--x")));
  CHECK(exceeds(rise(100, 150.01), parse_increase("$50", "--x")));
  CHECK(exceeds(rise(0, 0.01), parse_increase("500%", "--x")));
  CHECK_FALSE(exceeds(rise(100, 1), parse_increase("0%", "--x")));
  CHECK_THROWS_AS(parse_increase("10", "--x"), InputError);
  CHECK_THROWS_AS(parse_increase("-5%", "--x"), InputError);
}

TEST_CASE("limits hold for the workloads that have their tags", "[policy]") {
  const Policy policy = parse_policy(
      R"({"version": 1, "limits": [{"tags": {"team": "vision"}, "max_monthly": "$50"}]})", "p", {});
  SavedPlan plan = plan_of({item("a", 100)});
  CHECK_FALSE(check_plan(plan, policy, nullptr, {}).broken());
  plan.tags = {{"team", "vision"}};
  const CheckResult result = check_plan(plan, policy, nullptr, {});
  CHECK(status_of(result, "max-monthly") == RuleStatus::broken);
  CHECK(result.rules.back().message() ==
        "first month: max-monthly $50.00, actual $100.00, over by $50.00 (100 %)");
}

TEST_CASE("a total without all prices is not known to keep a limit, but can break it", "[policy]") {
  Policy policy;
  policy.limits.push_back({.monthly = dollars(50)});
  CHECK(status_of(check_plan(plan_of({item("a", 10, false)}), policy, nullptr, {}), "max-monthly") ==
        RuleStatus::unknown);
  CHECK(status_of(check_plan(plan_of({item("a", 60, false)}), policy, nullptr, {}), "max-monthly") ==
        RuleStatus::broken);
  CHECK(status_of(check_plan(plan_of({item("a", 50)}), policy, nullptr, {}), "max-monthly") ==
        RuleStatus::kept);
}

TEST_CASE("providers, regions and purchase options are held against what is allowed", "[policy]") {
  Policy policy;
  policy.providers = {"gcp"};
  policy.regions = {"aws/us-*"};
  policy.purchase = {"spot", "on_demand"};
  const CheckResult result = check_plan(plan_of({item("a", 1)}), policy, nullptr, {});
  CHECK(status_of(result, "provider") == RuleStatus::broken);
  CHECK(status_of(result, "region") == RuleStatus::kept);
  CHECK(status_of(result, "purchase") == RuleStatus::kept);
  SavedPlan notebook = plan_of({item("a", 0)});
  notebook.items[0].region.clear();
  CHECK(status_of(check_plan(notebook, policy, nullptr, {}), "region") == RuleStatus::broken);
}

TEST_CASE("the age of a price is not known in a saved plan", "[policy]") {
  Policy policy;
  policy.price_age = Seconds{90 * 86400.0};
  SavedPlan plan = plan_of({item("a", 1)});
  CHECK(status_of(check_plan(plan, policy, nullptr, {}), "price-age") == RuleStatus::unknown);
  plan.items[0].price_age_days = 90;
  CHECK(status_of(check_plan(plan, policy, nullptr, {}), "price-age") == RuleStatus::kept);
  plan.items[0].price_age_days = 91;
  CHECK(status_of(check_plan(plan, policy, nullptr, {}), "price-age") == RuleStatus::broken);
}

TEST_CASE("a plan that is not feasible breaks a rule", "[policy]") {
  SavedPlan plan = plan_of({});
  plan.feasible = false;
  plan.conflicts = {"no machine has the memory"};
  CHECK(status_of(check_plan(plan, {}, nullptr, {}), "feasible") == RuleStatus::broken);
}

TEST_CASE("names from files can't break out of the reports of CI systems", "[policy]") {
  Policy policy;
  policy.providers = {"gcp"};
  SavedPlan plan = plan_of({item("<a b=\"&\">\x1b[31m", 1)});
  plan.file = "a b#<.json";
  const std::vector<CheckResult> results = {check_plan(plan, policy, nullptr, {})};
  const std::string junit = render_check(results, CheckFormat::junit, "1", 80, {});
  CHECK(junit.find("task &lt;a b=&quot;&amp;&quot;&gt;\\x1b[31m") != std::string::npos);
  CHECK(junit.find('\x1b') == std::string::npos);
  const std::string sarif = render_check(results, CheckFormat::sarif, "1", 80, {});
  CHECK(sarif.find("\"uri\": \"a%20b%23%3C.json\"") != std::string::npos);
}

namespace {

std::int64_t cents_in(const std::string& text) {  // the last amount of "$1,234.56 -> $1.50 (-99 %)"
  const std::string amount = text.substr(text.rfind('$') + 1);
  std::string digits;
  for (const char c : amount.substr(0, amount.find(' ')))
    if (c != ',' && c != '.') digits += c;
  return std::stoll(digits);
}

// Amounts about a cent, whose rounding shows, and large ones.
SavedPlan random_plan(const std::vector<std::uint32_t>& amounts) {
  SavedPlan plan = plan_of({});
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    SavedItem made = item("task-" + std::to_string(i), 0);
    made.monthly = {10'000'000 + amounts[i] % 50'000'000};
    made.once = {10'000'000 + amounts[i] / 3 % 50'000'000};
    plan.monthly += made.monthly;
    plan.once += made.once;
    plan.items.push_back(std::move(made));
  }
  return plan;
}

}  // namespace

TEST_CASE("What a diff shows adds up on both sides, to the totals that an estimate shows") {
  rc::check([](const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& after) {
    const PlanDiff diff = compare_plans(random_plan(before), random_plan(after));
    std::int64_t monthly = 0, once = 0, monthly_before = 0, once_before = 0;
    for (const ItemDiff& one : diff.items) {
      monthly += cents_in(change_text(one.monthly, "->"));
      once += cents_in(change_text(one.once, "->"));
      monthly_before += one.monthly.before_cents.value_or(-1);
      once_before += one.once.before_cents.value_or(-1);
    }
    RC_ASSERT(monthly == cents_in(change_text(diff.monthly, "->")));
    RC_ASSERT(once == cents_in(change_text(diff.once, "->")));
    RC_ASSERT(monthly + once == cents_in(change_text(diff.first_month, "->")));
    RC_ASSERT(monthly_before == cents(diff.monthly.before));
    RC_ASSERT(once_before == cents(diff.once.before));
  });
}
