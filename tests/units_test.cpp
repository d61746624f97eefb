#include "cloudplan/units.hpp"

#include "catch.hpp"

using namespace cloudplan;

TEST_CASE("hourly rates and time make exact money", "[units]") {
  CHECK(HourlyRate{3'060'000} * hours(0.5) == dollars(1.53));
  CHECK(HourlyRate{1} * hours(1) == Money{1000});
}

TEST_CASE("money saturates instead of overflowing", "[units]") {
  const Money most = dollars(1e30);
  CHECK(most > dollars(9e9));
  CHECK(most + most == most);
  CHECK(dollars(-1e30) + dollars(-1e30) < dollars(-9e9));
}

TEST_CASE("an unknown fact is not zero", "[units]") {
  CHECK_FALSE(is_known(kUnknown));
  CHECK(is_known(0.0));
  CHECK_FALSE(is_known(kUnknownRate));
  CHECK(is_known(HourlyRate{0}));
}
