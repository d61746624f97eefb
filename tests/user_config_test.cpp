#include "cloudplan/user_config.hpp"

#include "catch.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/report.hpp"
#include "cloudplan/user_catalog.hpp"
#include "config/price_rules.hpp"
#include "schema_check.hpp"
#include "support/format_text.hpp"
#include "support/money_text.hpp"

#include <rapidcheck.h>

#include <fstream>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

using namespace cloudplan;

namespace {

const Catalog& list() {
  static const Catalog catalog = embedded_catalog();
  return catalog;
}

UserConfig config_of(const std::string& members) {
  return parse_config(R"({ "version": 1, )" + members + " }", "config.json", list());
}

std::string mistakes_of(const std::string& text) {
  try {
    parse_config(text, "config.json", list());
  } catch (const InputError& e) {
    std::string all;
    for (const Diagnostic& d : e.diagnostics())
      all += std::to_string(d.line) + ':' + std::to_string(d.column) + ' ' + d.pointer + ": " + d.message +
             (d.hint.empty() ? "" : " [" + d.hint + "]") + '\n';
    return all;
  }
  return {};
}

std::string example(const std::string& name) {
  std::ifstream file(CLOUDPLAN_SOURCE_DIR "/examples/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Workload machines(double vcpus, double count, double hours_per_month) {
  Task task;
  task.name = "api";
  task.kind = TaskKind::vm;
  task.vcpus = vcpus;
  task.memory = gibibytes(vcpus * 2);
  task.count = count;
  task.hours_per_month = hours_per_month;
  Workload workload;
  workload.tasks.push_back(task);
  workload.constraints.providers = {"aws", "basement"};
  workload.constraints.regions = {"us-east-1", "on-premises"};
  return workload;
}

PlanOptions quick(std::vector<OwnedCapacity> owned = {}) {
  PlanOptions options;
  options.flip_points = false;
  options.explain_infeasible = false;
  options.owned = std::move(owned);
  return options;
}

Plan plan_with(const UserConfig& config, const Workload& workload) {
  const UserCatalog user(list(), config);
  const PerformanceCatalog performance(user.get());
  return make_plan(workload, performance, quick(owned_capacities(config, user.get())));
}

// The same price row of both catalogs.
double on_demand(const Catalog& catalog, const std::string& type, const std::string& region) {
  for (const InstanceType& t : catalog.instance_types())
    if (catalog.full_name(t) == type)
      for (const Price& price : catalog.prices_of(t))
        if (catalog.text(catalog.regions()[price.region].key) == region) return price.rate[0].dollars();
  return kUnknown;
}

}  // namespace

TEST_CASE("families are what providers call them", "[user_config]") {
  CHECK(family_of("g5.xlarge") == "g5");
  CHECK(family_of("ml.p3.2xlarge") == "ml.p3");
  CHECK(family_of("Standard_NC24ads_A100_v4") == "NCads_A100_v4");
  CHECK(family_of("Standard_M96-24ds_v3") == "Mds_v3");
  CHECK(family_of("a2-highgpu-1g") == "a2");
}

TEST_CASE("a rule changes the prices that it names, and no others", "[user_config]") {
  const UserConfig config = config_of(
      R"("prices": [ { "provider": "aws", "family": "m7i", "region": "us-*", "change": "-10%" } ])");
  const UserCatalog user(list(), config);
  const auto ratio = [&](const char* type, const char* region) {
    return on_demand(user.get(), type, region) / on_demand(list(), type, region);
  };
  CHECK_THAT(ratio("aws/m7i.large", "us-east-1"), Catch::Matchers::WithinRel(0.9, 1e-4));
  CHECK(ratio("aws/m7i.large", "eu-west-1") == 1);
  CHECK(ratio("aws/m6i.large", "us-east-1") == 1);
  CHECK(ratio("gcp/n2-standard-2", "us-east1") == 1);
}

TEST_CASE("the last rule that matches counts, and none adds to another", "[user_config]") {
  const UserConfig config = config_of(
      R"("prices": [ { "provider": "aws", "change": "-10%" }, { "type": "aws/m7i.large", "price": "$0.05/h" },
                     { "provider": "aws", "region": "eu-*", "change": "+20%" } ])");
  const UserCatalog user(list(), config);
  CHECK_THAT(on_demand(user.get(), "aws/m7i.large", "us-east-1"), Catch::Matchers::WithinRel(0.05, 1e-9));
  CHECK_THAT(on_demand(user.get(), "aws/m7i.large", "eu-west-1"),
             Catch::Matchers::WithinRel(on_demand(list(), "aws/m7i.large", "eu-west-1") * 1.2, 1e-4));
}

TEST_CASE("a discount names its line, and the list price stays known", "[user_config]") {
  const UserConfig config = config_of(R"("prices": [ { "provider": "aws", "change": "-10%" } ])");
  const Plan plan = plan_with(config, machines(2, 1, 730));
  REQUIRE(plan.tasks[0].chosen);
  const CostLine& line = plan.tasks[0].cost.lines.front();
  CHECK(line.change == "-10 %, config.json:1");
  CHECK_THAT(line.unit_price_usd / line.list_price_usd, Catch::Matchers::WithinAbs(0.9, 1e-4));
  // Disks too, by way of their source.
  CHECK(plan.tasks[0].cost.lines.back().change == "-10 %, config.json:1");
}

TEST_CASE("every mistake is found at its place, with the nearest name", "[user_config]") {
  const std::string found = mistakes_of(R"({ "version": 1,
  "currency": "EUR 0.91",
  "prices": [ { "provider": "awz", "change": "10%" },
              { "family": "g5" } ],
  "machines": [ { "name": "aws/box", "price": "$1/h", "vcpus": 4, "memory": "8 GiB", "acelerator": "x" } ],
  "commitments": [ { "provider": "aws", "count": 2 } ],
  "defaults": { "format": "jsn" } })");
  INFO(found);
  CHECK(found.find("2:15 /currency: ") != std::string::npos);
  CHECK(found.find("3:29 /prices/0/provider: \"awz\" names nothing [did you mean \"aws\"?]") !=
        std::string::npos);
  CHECK(found.find("3:46 /prices/0/change: ") != std::string::npos);
  CHECK(found.find("4:15 /prices/1: this rule changes nothing") != std::string::npos);
  CHECK(found.find("5:27 /machines/0/name: \"aws\" is a provider of the catalog") != std::string::npos);
  CHECK(found.find("[did you mean \"accelerator\"?]") != std::string::npos);
  CHECK(found.find("6:20 /commitments/0: reserved machines of which kind?") != std::string::npos);
  CHECK(found.find("7:27 /defaults/format: ") != std::string::npos);
}

TEST_CASE("the example keeps the published schema", "[user_config]") {
  const std::string text = example("config/agreement.json");
  const UserConfig config = parse_config(text, "agreement.json", list());
  CHECK(config.prices.size() == 5);
  CHECK(config.options == OptionDefaults{{"free-tier", "on"}});
  std::string bare;  // the schema check reads JSON without comments
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find_first_not_of(' ') == std::string::npos ||
        line.compare(line.find_first_not_of(' '), 2, "//") != 0)
      bare += line + '\n';
  // Bounds and patterns are not what the checker knows; it tells wrong, missing and unknown members.
  std::vector<std::string> wrong = schema_mistakes(bare, config_schema(), true);
  std::erase_if(wrong, [](const std::string& one) { return one.find("schema uses") != std::string::npos; });
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("a configuration that changes nothing leaves every byte of a plan", "[user_config]") {
  const UserConfig config = config_of(R"("prices": [])");
  const UserCatalog user(list(), config);
  const PerformanceCatalog before(list()), after(user.get());
  const Workload workload = machines(4, 2, 300);
  CHECK(render(make_plan(workload, before, quick()), workload, list(), {.format = ReportFormat::json}) ==
        render(make_plan(workload, after, quick()), workload, user.get(), {.format = ReportFormat::json}));
}

TEST_CASE("a discount, a machine of one's own or a commitment never costs more", "[user_config]") {
  CHECK(rc::check("laws", [] {
    const Workload workload =
        machines(*rc::gen::inRange(1, 16), *rc::gen::inRange(1, 5), *rc::gen::inRange(20, 731));
    static const UserConfig none = config_of(R"("prices": [])");
    const Money plain = plan_with(none, workload).first_month();
    const std::string percent = std::to_string(*rc::gen::inRange(0, 60));
    const std::string own = *rc::gen::element<std::string>(
        R"("prices": [ { "provider": "aws", "change": "-)" + percent + R"(%" } ])",
        R"("machines": [ { "name": "basement/box", "price": "$0.)" + percent +
            R"(/h", "vcpus": 16, "memory": "64 GiB", "count": 3 } ])",
        R"("commitments": [ { "provider": "aws", "family": "c7a", "count": 2 },
                            { "provider": "aws", "per_hour": "$0.)" +
            percent + R"(/h" } ])");
    const Plan plan = plan_with(config_of(own), workload);
    RC_ASSERT(plan.first_month() <= plain);
    for (const OwnedUse& use : plan.owned) RC_ASSERT(use.used <= use.available * (1 + 1e-6));
  }));
}

TEST_CASE("two tasks share what was paid for, and use no more than there is", "[user_config]") {
  Workload workload = machines(2, 2, 730);
  workload.tasks.push_back(workload.tasks.front());
  workload.tasks.back().name = "worker";
  workload.constraints.include = {"aws/m7i.large"};
  const UserConfig config =
      config_of(R"("commitments": [ { "provider": "aws", "type": "aws/m7i.large", "count": 3 } ])");
  const Plan plan = plan_with(config, workload);
  REQUIRE(plan.feasible);
  CHECK_THAT(plan.owned[0].used, Catch::Matchers::WithinRel(3 * 730.0, 1e-9));
  // One of the four machines is bought.
  double bought = 0;
  for (const TaskPlacement& task : plan.tasks)
    for (const CostLine& line : task.cost.lines)
      if (line.unit == "machine-hour" && line.unit_price_usd > 0) bought += line.quantity;
  CHECK_THAT(bought, Catch::Matchers::WithinRel(730.0, 1e-9));
}

TEST_CASE("nobody can use more machines than there are", "[user_config]") {
  Workload workload = machines(4, 2, 730);
  workload.tasks.push_back(workload.tasks.front());
  workload.tasks.back().name = "worker";
  const UserConfig config = config_of(
      R"("machines": [ { "name": "basement/box", "price": "$0.01/h", "vcpus": 8, "memory": "32 GiB", "count": 3 } ])");
  const Plan plan = plan_with(config, workload);
  REQUIRE(plan.feasible);
  int at_home = 0;
  for (const TaskPlacement& task : plan.tasks)
    for (const CostLine& line : task.cost.lines) at_home += line.meter == "box, on demand" ? 1 : 0;
  CHECK(at_home == 1);
}

TEST_CASE("a savings plan pays for hours at committed prices until it is used up", "[user_config]") {
  Workload workload = machines(2, 1, 730);
  workload.constraints.include = {"aws/m7i.large"};
  const Plan plan =
      plan_with(config_of(R"("commitments": [ { "provider": "aws", "per_hour": "$0.02/h" } ])"), workload);
  REQUIRE(plan.tasks[0].cost.lines.size() == 3);
  const CostLine& paid = plan.tasks[0].cost.lines[0];
  CHECK(paid.amount.nanos == 0);
  CHECK(paid.list_price_usd == on_demand(list(), "aws/m7i.large", "us-east-1"));
  CHECK_THAT(plan.owned[0].used, Catch::Matchers::WithinRel(0.02 * 730, 1e-9));
  CHECK_THAT(paid.quantity + plan.tasks[0].cost.lines[1].quantity, Catch::Matchers::WithinRel(730.0, 1e-9));
}

TEST_CASE("currencies are read with their rate and day, or not at all", "[user_config]") {
  const Currency euro = parse_currency("--currency", "EUR 0.91@2026-11-01");
  CHECK(euro.code == "EUR");
  CHECK(euro.rate == 0.91);
  CHECK(euro.date == "2026-11-01");
  CHECK(parse_currency("--currency", "USD").is_usd());
  for (const char* const wrong :
       {"EUR", "EUR 0.91", "EUR 0@2026-11-01", "eur 0.91@2026-11-01", "EUR 0.91@2026-13-01", "EUR 0.91@2026",
        "USD 2@2026-11-01", "EUR nan@2026-11-01"})
    CHECK_THROWS_AS(parse_currency("--currency", wrong), InputError);
}

TEST_CASE("amounts in another currency add up to the cent", "[user_config]") {
  CHECK(rc::check("sums", [] {
    const CurrencyScope scope({"EUR", *rc::gen::inRange(1, 20000) * 0.01, "2026-11-01"});
    const auto nanos =
        *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000));
    std::vector<Money> parts;
    Money total;
    for (const std::int64_t n : nanos) parts.push_back({n}), total += Money{n};
    const auto shares = apportion(cents(total), parts);
    RC_ASSERT(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == cents(total));
  }));
}

TEST_CASE("a scope ends: dollars are shown again", "[user_config]") {
  const Money amount = dollars(10);
  {
    const CurrencyScope scope({"CHF", 0.8, "2026-11-01"});
    CHECK(usd_text(amount) == "CHF\u00a08.00");
    CHECK(shown_name("usd_per_hour") == "chf_per_hour");
    CHECK(shown_name("unusdual").empty());
  }
  CHECK(usd_text(amount) == "$10.00");
  CHECK(shown_name("amount_usd").empty());
}
