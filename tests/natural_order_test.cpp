#include "support/natural_order.hpp"

#include "catch.hpp"

#include <rapidcheck.h>

#include <string>

using cloudplan::natural_less;

TEST_CASE("numbers in names count as numbers") {
  CHECK(natural_less("m5.2xlarge", "m5.12xlarge"));
  CHECK_FALSE(natural_less("m5.12xlarge", "m5.2xlarge"));
  CHECK(natural_less("m5.large", "m5.xlarge"));
  CHECK(natural_less("a", "a1"));
  CHECK(natural_less("a01", "a1"));  // equal as numbers: by bytes
  CHECK_FALSE(natural_less("a1", "a1"));
  CHECK(natural_less("99999999999999999998", "99999999999999999999"));
}

TEST_CASE("natural order is a strict weak order") {
  const auto name = rc::gen::container<std::string>(rc::gen::element('0', '1', '2', 'a', 'b', '.'));
  CHECK(rc::check([&] {
    const std::string a = *name;
    const std::string b = *name;
    const std::string c = *name;
    RC_ASSERT(!natural_less(a, a));
    RC_ASSERT(!(natural_less(a, b) && natural_less(b, a)));
    RC_ASSERT(a == b || natural_less(a, b) || natural_less(b, a));
    if (natural_less(a, b) && natural_less(b, c)) RC_ASSERT(natural_less(a, c));
  }));
}
