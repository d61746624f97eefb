#include "cloudplan/tiers.hpp"

#include "catch.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <rapidcheck.h>

using namespace cloudplan;

namespace {

// AWS internet egress from us-east-1, with its allowance.
const std::vector<PriceTier> kEgress = {{0, 100, 0, 0},
                                        {100, 10240, 0.09, 0},
                                        {10240, 51200, 0.085, 0},
                                        {51200, 153600, 0.07, 0},
                                        {153600, kUnknown, 0.05, 0}};

struct Billed {
  Cost cost;
  Money monthly;
  bool complete = true;
};

Billed bill_of(const std::vector<PriceTier>& tiers, const std::vector<double>& volumes, double start = 0) {
  Billed billed;
  Bill bill(billed.cost);
  charge_tiers(bill, tiers, volumes, {.meter = "units", .unit = "GB"}, start);
  billed.monthly = bill.monthly();
  billed.complete = bill.complete();
  return billed;
}

double price_of(const std::vector<PriceTier>& tiers, double quantity) {
  return bill_of(tiers, {quantity}).monthly.dollars();
}

// One to six tiers with falling or rising prices of whole millionths of a dollar.
std::vector<PriceTier> any_tiers() {
  std::vector<PriceTier> tiers;
  double from = 0;
  const int count = *rc::gen::inRange(1, 7);
  for (int i = 0; i < count; ++i) {
    const double to = from + *rc::gen::inRange(1, 1000000);
    tiers.push_back({from, to, *rc::gen::inRange(0, 1000000) * 1e-6, static_cast<Index>(i)});
    from = to;
  }
  tiers.back().to = kUnknown;
  return tiers;
}

double any_quantity() { return *rc::gen::inRange(0, 7000000) + *rc::gen::inRange(0, 1000) * 1e-3; }

}  // namespace

TEST_CASE("tiers charge each part of the volume at its own price", "[tiers]") {
  const auto list = without_allowance(kEgress, false);
  const Billed billed = bill_of(list, {61440});  // 60 TB
  REQUIRE(billed.cost.lines.size() == 3);
  CHECK(billed.cost.lines[0].amount == dollars(921.6));
  CHECK(billed.cost.lines[1].amount == dollars(3481.6));
  CHECK(billed.cost.lines[2].amount == dollars(716.8));
  CHECK(billed.cost.total() == dollars(5120));
  CHECK(billed.cost.lines[1].note == "from 10240 to 51200");
}

TEST_CASE("a free allowance is a tier of price zero, and can be left out", "[tiers]") {
  CHECK(price_of(kEgress, 100) == 0);
  CHECK(bill_of(kEgress, {200}).monthly == dollars(9));
  CHECK(bill_of(without_allowance(kEgress, false), {200}).monthly == dollars(18));
  const std::vector<PriceTier> shifted = {
      {0, 100, 0, 0}, {100, 10340, 0.087, 0}, {10340, kUnknown, 0.083, 0}};
  const auto list = without_allowance(shifted, true);
  CHECK(list.front().to == 10240);
  CHECK(list.back().from == 10240);
}

TEST_CASE("gaps, overlaps and ends make a meter unknown, not cheap", "[tiers]") {
  CHECK_FALSE(bill_of({{0, 10, 1, 0}, {20, kUnknown, 1, 0}}, {15}).complete);
  CHECK_FALSE(bill_of({{0, 10, 1, 0}, {5, kUnknown, 1, 0}}, {15}).complete);
  CHECK_FALSE(bill_of({{10, kUnknown, 1, 0}}, {15}).complete);
  CHECK_FALSE(bill_of({{0, 10, 1, 0}}, {15}).complete);
  CHECK(bill_of({{0, 10, 1, 0}}, {10}).complete);
  CHECK_FALSE(bill_of({{0, 10, kUnknown, 0}}, {5}).complete);
  CHECK(bill_of({{0, 10, 1, 0}, {20, kUnknown, 1, 0}}, {15}).cost.unknown_meters ==
        std::vector<std::string>{"units"});
  CHECK_FALSE(covers_all(std::vector<PriceTier>{{0, 10, 1, 0}}));
  CHECK(covers_all(kEgress));
}

TEST_CASE("several months are tiered one by one and averaged", "[tiers]") {
  const double both = price_of(kEgress, 100) + price_of(kEgress, 300);
  CHECK(bill_of(kEgress, {100, 300}).monthly == dollars(both / 2));
}

TEST_CASE("tiered prices obey their laws", "[tiers]") {
  CHECK(rc::check("nothing costs nothing", [] { RC_ASSERT(price_of(any_tiers(), 0) == 0); }));
  CHECK(rc::check("more never costs less", [] {
    const auto tiers = any_tiers();
    const double a = any_quantity(), b = any_quantity();
    RC_ASSERT(price_of(tiers, std::min(a, b)) <= price_of(tiers, std::max(a, b)) + 1e-8);
  }));
  CHECK(rc::check("the price has no step at a boundary", [] {
    const auto tiers = any_tiers();
    for (const PriceTier& tier : tiers) {
      const double dearest = 1e-3 * 1;  // a thousandth of a unit at most 1 dollar each
      RC_ASSERT(price_of(tiers, tier.from + 1e-3) - price_of(tiers, std::max(0.0, tier.from - 1e-3)) <=
                2 * dearest + 1e-8);
    }
  }));
  CHECK(rc::check("one unit more costs the price of its tier", [] {
    const auto tiers = any_tiers();
    const double quantity = *rc::gen::inRange(0, 7000000);
    for (const PriceTier& tier : tiers)
      if (quantity >= tier.from && !(quantity >= tier.to))
        RC_ASSERT(std::abs(price_of(tiers, quantity + 1) - price_of(tiers, quantity) - tier.usd) < 1e-6);
  }));
  CHECK(rc::check("lines add up to the bill, and to the quantity", [] {
    const auto tiers = any_tiers();
    const double quantity = any_quantity();
    const Billed billed = bill_of(tiers, {quantity});
    double sum = 0;
    for (const CostLine& line : billed.cost.lines) sum += line.quantity;
    RC_ASSERT(billed.cost.total() == billed.monthly);
    RC_ASSERT(std::abs(sum - quantity) < 1e-6);
  }));
  CHECK(rc::check("what was sent before moves up the tiers: two bills equal one", [] {
    const auto tiers = any_tiers();
    const double a = any_quantity(), b = any_quantity();
    const double parts = price_of(tiers, a) + bill_of(tiers, {b}, a).monthly.dollars();
    RC_ASSERT(std::abs(parts - price_of(tiers, a + b)) < 1e-6);
  }));
}
