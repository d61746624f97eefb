// Data that is in a provider already: what its arrival does not cost again.

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"

#include <algorithm>
#include <string>

using namespace cloudplan;

namespace {

Dataset photos(Access access, std::string location) {
  Dataset data;
  data.name = "photos";
  data.kind = DatasetKind::files;
  data.size = Bytes{300e9};
  data.objects = 1e6;
  data.access = access;
  data.location = std::move(location);
  return data;
}

DatasetPlacement placed(const Dataset& data) {
  Workload workload;
  workload.constraints.regions = {"aws/us-east-1"};
  workload.data.push_back(data);
  const Plan plan = make_plan(workload, performance(), {});
  REQUIRE(plan.feasible);
  return plan.data[0];
}

const CostLine* line(const DatasetPlacement& placed, std::string_view meter) {
  const auto& lines = placed.cost.lines;
  const auto at = std::find_if(lines.begin(), lines.end(), [&](const CostLine& one) {
    return one.meter.find(meter) != std::string::npos;
  });
  return at == lines.end() ? nullptr : &*at;
}

}  // namespace

TEST_CASE("data that is there pays no upload", "[storage]") {
  const DatasetPlacement there = placed(photos(Access::hot, "aws/us-east-1"));
  const DatasetPlacement anew = placed(photos(Access::hot, ""));
  CHECK(there.name == anew.name);
  CHECK(line(there, "first upload") == nullptr);
  REQUIRE(line(anew, "first upload"));
  CHECK(there.cost.total(Recurrence::once).nanos == 0);
  CHECK(there.cost.total(Recurrence::monthly) == anew.cost.total(Recurrence::monthly));
  CHECK(std::any_of(there.notes.begin(), there.notes.end(),
                    [](const std::string& note) { return note.find("there already") != std::string::npos; }));
}

TEST_CASE("data that is there pays for the move to an archive", "[storage]") {
  const DatasetPlacement there = placed(photos(Access::archive, "aws/us-east-1"));
  REQUIRE(there.name.find("Glacier") != std::string::npos);
  REQUIRE(line(there, "move to the class"));
  CHECK(line(there, "move to the class")->quantity == Approx(1000));
  CHECK(line(there, "first upload") == nullptr);
}
