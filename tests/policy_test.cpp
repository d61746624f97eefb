// Policy files: names that mean nothing, and which limit a rule comes from.

#include "cloudplan/policy.hpp"

#include "catch.hpp"
#include "support/text_style.hpp"

#include <set>
#include <string>

using namespace cloudplan;

namespace {

Vocabulary vocabulary() {
  Vocabulary v;
  v.providers = {"aws", "azure", "gcp", "google-colab"};
  v.regions = {"aws/us-east-1", "aws/eu-west-1", "gcp/us-east1"};
  return v;
}

// "MESSAGE [HINT]" of the one mistake in `allow`.
std::string mistake(const std::string& allow) {
  try {
    parse_policy("{\"version\": 1, \"allow\": " + allow + "}", "p", vocabulary());
  } catch (const InputError& e) {
    REQUIRE(e.diagnostics().size() == 1);
    return e.diagnostics()[0].message + " [" + e.diagnostics()[0].hint + "]";
  }
  return "none";
}

SavedPlan plan_with_tags() {
  SavedPlan plan;
  plan.file = "plan.json";
  plan.tags = {{"team", "vision"}, {"stage", "test"}};
  SavedItem item;
  item.kind = "task";
  item.name = "train";
  item.run = dollars(20);
  item.time = Seconds{7200};
  item.monthly = dollars(100);
  plan.items = {item};
  return plan;
}

}  // namespace

TEST_CASE("a wrong name in a policy is answered with what was meant", "[policy]") {
  CHECK(mistake(R"({"providers": ["awss"]})") == "unknown provider \"awss\" [did you mean \"aws\"?]");
  CHECK(mistake(R"({"providers": ["Google"]})") == "unknown provider \"Google\" [did you mean \"gcp\"?]");
  CHECK(mistake(R"({"providers": ["x"]})") == "unknown provider \"x\" ['cloudplan catalog list' lists them]");
  CHECK(mistake(R"({"regions": ["us-est-1"]})") ==
        "unknown region \"us-est-1\" [did you mean \"us-east-1\"?]");
  CHECK(mistake(R"({"regions": ["amazon/us-east1"]})") ==
        "unknown region \"amazon/us-east1\" [did you mean \"aws/us-east-1\"?]");
  CHECK(mistake(R"({"regions": ["us-east-1a"]})") ==
        "unknown region \"us-east-1a\" [did you mean \"us-east-1\"?]");
  CHECK(mistake(R"({"regions": ["mars-*"]})") ==
        "no region matches \"mars-*\" ['cloudplan catalog list --regions' lists them]");
  CHECK(mistake(R"({"purchase": ["on-demand"]})") ==
        "unknown way to buy \"on-demand\" [did you mean \"on_demand\"?]");
  CHECK(mistake(R"({"purchase": ["Reserved"]})") ==
        "unknown way to buy \"Reserved\" [did you mean \"commit_1y\"?]");
  CHECK(mistake(R"({"providers": ["aws"], "regions": ["eu-*", "gcp/us-east1"], "purchase": ["spot"]})") ==
        "none");
}

TEST_CASE("rules of one kind from several limits can be told apart", "[policy]") {
  Policy policy = parse_policy(R"({"version": 1, "limits": [
      {"max_monthly": "$500", "max_run": "$5", "max_time": "1 h"},
      {"tags": {"stage": "test", "team": "vision"}, "max_monthly": "$500", "max_run": "$50"}]})",
                               "p", vocabulary());
  Limits options;
  options.monthly = dollars(500);
  options.run = dollars(5);
  policy.limits.insert(policy.limits.begin(), options);
  const CheckResult result = check_plan(plan_with_tags(), policy, nullptr, {});
  std::set<std::string> names;
  for (const RuleResult& rule : result.rules) names.insert(rule.rule + rule.subject + "|" + rule.source);
  CHECK(names.size() == result.rules.size());
  CHECK(names.count("max-monthlyfirst month|") == 1);
  CHECK(names.count("max-hourstask train|limits/0") == 1);
  CHECK(names.count("max-runtask train|limits/1 (stage=test, team=vision)") == 1);

  const std::string junit = render_check({result}, CheckFormat::junit, "1", 80, {});
  CHECK(junit.find("name=\"max-monthly: first month\"") != std::string::npos);
  CHECK(junit.find("name=\"max-monthly: first month, limits/0\"") != std::string::npos);
  CHECK(junit.find("name=\"max-run: task train, limits/1 (stage=test, team=vision)\"") != std::string::npos);
  const std::string sarif = render_check({result}, CheckFormat::sarif, "1", 80, {});
  CHECK(sarif.find("\"max-run/task train/limits/0\"") != std::string::npos);
}

TEST_CASE("no line of a check is wider than the terminal", "[policy]") {
  SavedPlan plan = plan_with_tags();
  plan.file = "services/a-folder-with-a-long-name/and-another/workload.json";
  plan.items[0].monthly = dollars(1234567.89);
  Policy policy;
  Limits limits;
  limits.monthly = dollars(1);
  policy.limits = {limits};
  const CheckResult result = check_plan(plan, policy, nullptr, {});
  for (const int columns : {40, 60, 80})
    for (const bool unicode : {true, false}) {
      const TextStyle style{.color = false, .unicode = unicode};
      const std::string text = render_check({result}, CheckFormat::table, "1", columns, style);
      INFO(text);
      std::size_t widest = 0, start = 0;
      for (std::size_t end = 0; (end = text.find('\n', start)) != std::string::npos; start = end + 1)
        widest = std::max(widest, end - start);
      CHECK(widest <= static_cast<std::size_t>(columns) + (unicode ? 2 : 0));  // the mark takes three bytes
    }
}
