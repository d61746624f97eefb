#include "report_fixture.hpp"
#include "schema_check.hpp"

#include "catch.hpp"

#include <nlohmann/json.hpp>

using namespace cloudplan;
using Json = nlohmann::json;

namespace {

// Removes one member or element after the other and says how many removals the schema missed.
void without_each(const Json& whole, const Json& part, const Json::json_pointer& at,
                  std::vector<std::string>& missed) {
  for (const auto& [name, member] : part.items()) {
    if (part.is_object() && name != "tags") {
      Json cut = whole;
      cut[at].erase(name);
      const bool open = at.to_string() == "/sources" || at.to_string().ends_with("step_seconds");
      if (!open && schema_mistakes(cut.dump(), plan_schema(), true).empty())
        missed.push_back((at / name).to_string());
    }
    if (part.is_object()) without_each(whole, member, at / name, missed);
    if (part.is_array()) without_each(whole, member, at / static_cast<std::size_t>(std::stoul(name)), missed);
  }
}

}  // namespace

TEST_CASE("A JSON plan keeps its schema, member by member", "[report]") {
  ReportFixture fixture;
  const std::string document = fixture.render(ReportFormat::json);
  CHECK(schema_mistakes(document, plan_schema(), true) == std::vector<std::string>{});
  fixture.plan.feasible = false;
  fixture.plan.tasks[0] = {};
  fixture.plan.data[0] = {};
  CHECK(schema_mistakes(fixture.render(ReportFormat::json), plan_schema(), true) ==
        std::vector<std::string>{});
}

TEST_CASE("The schema requires every member that a plan has", "[report]") {
  const Json document = Json::parse(ReportFixture().render(ReportFormat::json));
  std::vector<std::string> missed;
  without_each(document, document, Json::json_pointer(), missed);
  CHECK(missed == std::vector<std::string>{});
}

TEST_CASE("JSON money is the plan's to the nano-dollar, and lines add up to it", "[report]") {
  const ReportFixture fixture;
  const Json document = Json::parse(fixture.render(ReportFormat::json));
  CHECK(document["totals"]["monthly_usd"].get<double>() == fixture.plan.monthly.dollars());
  CHECK(fixture.render(ReportFormat::json).find("\"monthly_usd\": 3.335000001") != std::string::npos);
  double sum = 0;
  for (const Json& line : document["data"][0]["placement"]["cost"]["lines"])
    sum += line["amount_usd"].get<double>();
  CHECK_THAT(sum, WithinAbs(document["data"][0]["placement"]["cost"]["monthly_usd"].get<double>(), 1e-9));
}

TEST_CASE("JSON tells the unknown from zero, and names the source of every price", "[report]") {
  const Json document = Json::parse(ReportFixture().render(ReportFormat::json));
  CHECK(document["complete"] == false);
  const Json& cost = document["data"][0]["placement"]["cost"];
  CHECK(cost["complete"] == false);
  CHECK(cost["unknown_meters"][0]["amount_usd"].is_null());
  for (const Json& line : cost["lines"])
    CHECK(document["sources"].contains(line["source"].get<std::string>()));
  CHECK(document["workload"]["name"] == "birds <&> \"co\"");
  CHECK(document["tasks"][0]["alternatives"].size() == 3);  // the chosen one is not listed again
  CHECK(document["tasks"][0]["placement"]["roles"] == Json({"chosen", "cheapest_gpu"}));
}

TEST_CASE("Several plans are an array of documents", "[report]") {
  const ReportFixture fixture;
  const PlanDocument document{"a.json", &fixture.workload, &fixture.plan};
  const std::vector<PlanDocument> two = {document, document};
  const Json array = Json::parse(render(two, fixture.catalog, {.format = ReportFormat::json}));
  REQUIRE(array.size() == 2);
  CHECK(array[0]["file"] == "a.json");
}
