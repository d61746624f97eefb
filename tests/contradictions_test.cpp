// Limits that can't be kept together, found without planning.

#include "cloudplan/contradictions.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"

#include <string>

using namespace cloudplan;

namespace {

std::vector<Diagnostic> found_in(const std::string& limits, const std::string& items) {
  const std::string text =
      "{\n\"version\": 1, \"name\": \"x\",\n\"constraints\": {" + limits + "},\n" + items + "\n}";
  return contradictions(text, "w.json", parse_workload(text, "w.json", {}), performance().catalog());
}

const std::string kVm = R"("tasks": [{"name": "a", "kind": "vm", "vcpus": 2, "memory": "4 GiB"}])";
const std::string kDynamo =
    R"("data": [{"name": "d", "kind": "records", "rows": 1000, "row_size": "1 KB", "engine": "dynamodb"}])";

}  // namespace

TEST_CASE("limits that leave nothing are named together, where they stand", "[contradictions]") {
  CHECK(found_in("", kVm).empty());
  CHECK(found_in(R"("residency": "eu", "regions": ["eu-*"])", kVm).empty());
  const auto places = found_in(R"("residency": "eu", "regions": ["us-*"], "arch": ["arm64"])", kVm);
  REQUIRE(places.size() == 1);
  CHECK(places[0].line == 3);
  CHECK(places[0].pointer == "/constraints/regions");
  CHECK(places[0].message ==
        R"(no machine is left: "regions" (us-*) and "residency" (eu) can't be kept together)");
  const auto names = found_in(R"("providers": ["gcp"], "include": ["aws/m5.large"])", kVm);
  REQUIRE(names.size() == 1);
  CHECK(names[0].message ==
        R"(no machine is left: "include" (aws/m5.large) and "providers" (gcp) can't be kept together)");
  const auto services = found_in(R"("purchase": ["notebook"])", kVm);
  REQUIRE(services.size() == 1);
  CHECK(services[0].message == R"(no machine is left by "purchase" (notebook))");
}

TEST_CASE("what every task contradicts is said once, a task's own limits at the task", "[contradictions]") {
  const std::string two =
      R"("tasks": [{"name": "a", "kind": "vm", "vcpus": 2}, {"name": "b", "kind": "vm", "vcpus": 2,)"
      R"("constraints": {"regions": ["us-east-1"]}}])";
  const auto own = found_in(R"("providers": ["gcp"])", two);
  REQUIRE(own.size() == 1);
  CHECK(own[0].pointer == "/tasks/1/constraints/regions");
  CHECK(own[0].message.find("for \"b\"") != std::string::npos);
  CHECK(found_in(
            R"("providers": ["heroku"])",
            R"("tasks": [{"name": "a", "kind": "vm", "vcpus": 2}, {"name": "b", "kind": "vm", "vcpus": 2}])")
            .size() == 1);
}

TEST_CASE("data is where residency allows it, and DynamoDB with AWS", "[contradictions]") {
  const auto engine = found_in(R"("providers": ["gcp"])", kDynamo);
  REQUIRE(engine.size() == 1);
  CHECK(engine[0].pointer == "/data/0/engine");
  CHECK(found_in(R"("providers": ["aws"])", kDynamo).empty());
  const std::string there =
      R"("data": [{"name": "d", "kind": "files", "size": "1 GB", "location": "aws/us-east-1"}])";
  CHECK(found_in(R"("residency": "us")", there).empty());
  // Data may be where nothing new is put.
  CHECK(found_in(R"("providers": ["gcp"])", there).empty());
  const auto law = found_in(R"("residency": "eu")", there);
  REQUIRE(law.size() == 1);
  CHECK(law[0].pointer == "/data/0/location");
}

TEST_CASE("one provider for what can't be together", "[contradictions]") {
  const std::string apart =
      R"("tasks": [{"name": "a", "kind": "vm", "vcpus": 2, "constraints": {"providers": ["gcp"]}}], )" +
      kDynamo;
  CHECK(found_in("", apart).empty());
  const auto found = found_in(R"("same_provider": true)", apart);
  REQUIRE(found.size() == 1);
  CHECK(found[0].pointer == "/constraints/same_provider");
  CHECK(found[0].message ==
        R"(no one provider is left for all; "a" can only be with gcp; "d" can only be with aws)");
}
