#include "cloudplan/price_guard.hpp"

#include "catch.hpp"

#include <vector>

using namespace cloudplan;

namespace {

HourlyRate usd(double amount) { return {static_cast<std::uint32_t>(amount * 1e6 + 0.5)}; }

Price on_demand(double amount, std::uint16_t region = 0) {
  Price price;
  price.rate[0] = usd(amount);
  price.region = region;
  return price;
}

Price options(double on_demand, double spot, double one_year, double three_years) {
  Price price;
  price.rate[0] = usd(on_demand);
  price.rate[1] = usd(spot);
  price.rate[2] = usd(one_year);
  price.rate[3] = usd(three_years);
  return price;
}

GuardedType cpu_type(std::uint32_t prices) {
  return {.series = "m5", .first_price = 0, .price_count = prices};
}

}  // namespace

TEST_CASE("a price far from its type's median over regions is flagged") {
  const std::vector<Price> prices{on_demand(1.0, 0), on_demand(1.2, 1), on_demand(0.1, 2), on_demand(3.2, 3),
                                  on_demand(0.9, 4)};  // median 1.0
  const std::vector<GuardedType> types{cpu_type(5)};
  CHECK(suspect_prices(types, prices) == std::vector<std::uint8_t>{0, 0, kFarFromMedian, kFarFromMedian, 0});
}

TEST_CASE("the bounds themselves are trusted") {
  const std::vector<Price> prices{on_demand(0.5, 0), on_demand(1, 1), on_demand(2.5, 2)};
  const std::vector<GuardedType> types{cpu_type(3)};
  CHECK(suspect_prices(types, prices) == std::vector<std::uint8_t>{0, 0, 0});
}

TEST_CASE("spot must be below on demand, and longer commitments below shorter ones") {
  const std::vector<Price> prices{options(1, 0.999, 0.7, 0.5), options(1, 1, 0.7, 0.5),
                                  options(1, 0.3, 0.5, 0.6), options(1, 0.3, 1.1, 0.6)};
  const std::vector<GuardedType> types{cpu_type(4)};
  CHECK(suspect_prices(types, prices) ==
        std::vector<std::uint8_t>{0, kSpotNotBelowOnDemand, kCommitOrder, kCommitOrder});
}

TEST_CASE("what is not known is not suspect") {
  Price nothing;
  Price spot_only;
  spot_only.rate[1] = usd(1);
  const std::vector<Price> prices{nothing, spot_only};
  const std::vector<GuardedType> types{cpu_type(2)};
  CHECK(suspect_prices(types, prices) == std::vector<std::uint8_t>{0, 0});
}

TEST_CASE("more accelerators must cost more") {
  const std::vector<Price> prices{on_demand(4), on_demand(3), on_demand(2)};
  const auto type = [](double count, double vcpus, Index price) {
    return GuardedType{.series = "p3",
                       .accelerator = 0,
                       .accelerator_count = count,
                       .vcpus = vcpus,
                       .memory_gib = 64,
                       .first_price = price,
                       .price_count = 1};
  };
  // The second has more of everything for less. The third has fewer CPUs: it may be cheaper.
  CHECK(suspect_prices(std::vector{type(1, 8, 0), type(2, 8, 1), type(4, 4, 2)}, prices) ==
        std::vector<std::uint8_t>{0, kNotGrowingWithCount, 0});
  auto other_series = type(2, 8, 1);
  other_series.series = "p4";
  CHECK(suspect_prices(std::vector{type(1, 8, 0), other_series}, std::span(prices).first(2)) ==
        std::vector<std::uint8_t>{0, 0});
}

TEST_CASE("a whole accelerator at a fraction of its siblings' price is flagged") {
  const std::vector<Price> prices{on_demand(0.56), on_demand(4.5), on_demand(9), on_demand(18)};
  std::vector<GuardedType> types;
  double counts[] = {1, 1, 2, 4};
  for (Index i = 0; i < 4; ++i)
    types.push_back({.series = "g4-standard-",
                     .accelerator = 3,
                     .accelerator_count = counts[i],
                     .vcpus = prices[i].rate[0].dollars() * 10,
                     .memory_gib = 22,
                     .first_price = i,
                     .price_count = 1});
  CHECK(suspect_prices(types, prices) == std::vector<std::uint8_t>{kNotGrowingWithCount, 0, 0, 0});
  types[0].accelerator_count = 0.125;  // the slice that it is
  CHECK(suspect_prices(types, prices) == std::vector<std::uint8_t>{0, 0, 0, 0});
}

TEST_CASE("a price where the machine cannot be rented is flagged, where nothing is known it is not") {
  const std::vector<Price> prices{on_demand(1.0, 0), on_demand(1.0, 1), on_demand(1.0, 2)};
  const std::vector<Index> offered{0, 2};
  GuardedType type = cpu_type(3);
  CHECK(suspect_prices(std::vector{type}, prices) == std::vector<std::uint8_t>{0, 0, 0});
  type.offered_in = offered;
  CHECK(suspect_prices(std::vector{type}, prices) == std::vector<std::uint8_t>{0, kNotOffered, 0});
  Price phantom = prices[1];
  phantom.suspect = kNotOffered;
  for (const PurchaseOption option : {PurchaseOption::on_demand, PurchaseOption::spot,
                                      PurchaseOption::commit_1y, PurchaseOption::commit_3y})
    CHECK(is_suspect(phantom, option));
}

TEST_CASE("a flag holds for the options that it is about") {
  Price price = on_demand(1);
  price.suspect = kSpotNotBelowOnDemand;
  CHECK_FALSE(is_suspect(price, PurchaseOption::on_demand));
  CHECK(is_suspect(price, PurchaseOption::spot));
  CHECK_FALSE(is_suspect(price, PurchaseOption::commit_1y));
  price.suspect = kCommitOrder;
  CHECK(is_suspect(price, PurchaseOption::commit_3y));
  CHECK_FALSE(is_suspect(price, PurchaseOption::spot));
  price.suspect = kFarFromMedian;
  CHECK(is_suspect(price, PurchaseOption::on_demand));
  CHECK(is_suspect(price, PurchaseOption::spot));
}

TEST_CASE("series leave sizes out and keep versions") {
  CHECK(series_of("p3.2xlarge") == "p3");
  CHECK(series_of("ml.g5.12xlarge") == "ml.g5");
  CHECK(series_of("Standard_NC12s_v3") == "Standard_NCs_v3");
  CHECK(series_of("a2-highgpu-4g") == "a-highgpu-g");
  CHECK(series_of("n1-standard-8+nvidia-t4x2") == "n1-standard-8+nvidia-tx");
}
