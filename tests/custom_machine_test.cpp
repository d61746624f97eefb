#include "cloudplan/custom_machine.hpp"
#include "cloudplan/embedded_catalog.hpp"

#include "catch.hpp"

#include <string>

using namespace cloudplan;

TEST_CASE("names of custom machines", "[custom]") {
  std::string_view problem;
  const auto plain = parse_custom_machine("custom-6-20480", problem);
  REQUIRE(plain);
  CHECK(problem.empty());
  CHECK(plain->family == "n1");
  CHECK(plain->vcpus == 6);
  CHECK(plain->memory_gib == 20);
  CHECK_FALSE(parse_custom_machine("n2-standard-8", problem));
  for (const char* wrong : {"n2-custom-3-2048", "n2-custom-2-100", "n2-custom-2-204800", "z9-custom-2-2048",
                            "n2-custom-2", "n2-custom--2-4", "custom-99999999999-1", "custom-0-256"}) {
    INFO(wrong);
    CHECK(parse_custom_machine(wrong, problem));
    CHECK_FALSE(problem.empty());
  }
  CHECK(parse_custom_machine("n2-custom-2-204800-ext", problem)->extended);
  CHECK(problem.empty());
}

TEST_CASE("a predefined machine's worth of parts costs what it does, and the premium", "[custom]") {
  const Catalog catalog = embedded_catalog();
  const PriceBook book(catalog);
  const auto dollars_of = [&](std::string_view name, Index region) {
    for (const InstanceType& type : catalog.instance_types())
      if (book.text(type.name) == name && type.service == Service::vm)
        for (const Price& price : catalog.prices_of(type))
          if (price.region == region && is_known(price.rate[0])) return price.rate[0].dollars();
    return kUnknown;
  };
  int seen = 0;
  for (Index region = 0; region < catalog.regions().size(); ++region) {
    for (const auto& [family, type, premium] :
         {std::tuple("n2", "n2-standard-16", 1.05), std::tuple("e2", "e2-standard-16", 1.0),
          std::tuple("n2d", "n2d-standard-16", 1.05)}) {
      const CustomRates rates = custom_rates(book, region, family, PurchaseOption::on_demand);
      const double listed = dollars_of(type, region);
      if (!is_known(rates.usd_per_vcpu_hour) || !is_known(listed)) continue;
      ++seen;
      const double parts = 16 * rates.usd_per_vcpu_hour + 64 * rates.usd_per_gib_hour;
      CHECK(parts == Approx(listed * premium).epsilon(1e-4));
    }
  }
  CHECK(seen > 60);
}
