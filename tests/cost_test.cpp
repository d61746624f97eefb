#include "cloudplan/cost.hpp"

#include "catch.hpp"

using namespace cloudplan;

TEST_CASE("a cost is the sum of its lines", "[cost]") {
  Cost cost;
  cost.lines.push_back(cost_line("storage", 10, "GB-month", 0.023, 0, Recurrence::monthly));
  cost.lines.push_back(cost_line("upload", 3, "1k requests", 0.005, 0, Recurrence::once));
  CHECK(cost.total() == dollars(0.245));
  CHECK(cost.total(Recurrence::monthly) == dollars(0.23));
  CHECK(cost.total(Recurrence::once) == dollars(0.015));
}

TEST_CASE("a meter without a price makes a cost incomplete, not cheaper", "[cost]") {
  Cost known;
  known.lines.push_back(cost_line("a", 1, "GB", 1, 0, Recurrence::monthly));
  Cost unknown;
  unknown.unknown_meters.emplace_back("requests");
  known.add(unknown);
  CHECK_FALSE(known.complete());
  CHECK(known.total() == dollars(1));
}
