// What a report calls equal in price is neither dearer nor cheaper by more than a hundredth.

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"

#include <string>

using namespace cloudplan;

TEST_CASE("a store that costs less is not called as dear where one provider is asked for", "[storage]") {
  Workload workload;
  workload.constraints.residency = "eu";
  Dataset photos;
  photos.name = "photos";
  photos.kind = DatasetKind::files;
  photos.size = Bytes{300e9};
  photos.objects = 4e5;
  photos.egress_per_month = Bytes{900e9};
  photos.object_reads_per_month = 6e6;
  photos.object_writes_per_month = 2e4;
  photos.access = Access::hot;
  for (const char* const provider : {"aws", "gcp", "azure"}) {
    workload.data = {photos};
    Task web;
    web.name = "web";
    web.kind = TaskKind::vm;
    web.vcpus = 2;
    web.constraints.providers = {provider};
    workload.tasks = {web};
    workload.constraints.same_provider = true;
    const Plan plan = make_plan(workload, performance(), {.flip_points = false});
    REQUIRE(plan.feasible);
    const DatasetPlacement& placed = plan.data[0];
    for (const std::string& note : placed.notes) {
      if (note.find("costs the same within 1 %") == std::string::npos) continue;
      for (const StoreAlternative& other : placed.alternatives)
        if (note.starts_with(other.name + " in")) {
          const double ratio = other.option.compared.dollars() / placed.chosen->compared.dollars();
          CHECK(ratio > 0.985);
          CHECK(ratio < 1.015);
        }
    }
  }
}
