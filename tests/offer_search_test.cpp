#include "cloudplan/offer_search.hpp"

#include "catch.hpp"
#include "cli/number_range.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/price_guard.hpp"

#include <algorithm>
#include <vector>

using namespace cloudplan;
using cli::BareNumber;
using cli::parse_range;
using cli::plain_number;

namespace {

// The same by the plainest loop there is.
std::size_t count_by_hand(const Catalog& catalog, double vcpus, double memory, double most_usd) {
  std::size_t count = 0;
  for (const InstanceType& type : catalog.instance_types()) {
    if (type.service != Service::vm && type.service != Service::tpu) continue;
    if (!(type.vcpus >= vcpus) || !(type.memory_gib >= memory)) continue;
    for (const Price& price : catalog.prices_of(type)) {
      if (!is_known(price.rate[0]) || price.rate[0].dollars() > most_usd) continue;
      if (catalog.regions()[price.region].restricted == 0 && !is_suspect(price, PurchaseOption::on_demand))
        ++count;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("a search finds exactly what its filter says") {
  const Catalog catalog = embedded_catalog();
  for (const double vcpus : {0.0, 4.0, 96.0}) {
    OfferFilter filter;
    filter.vcpus.least = vcpus;
    filter.memory_gib.least = 64;
    filter.most_usd_per_hour = 5;
    CHECK(search_offers(catalog, filter).offers.size() == count_by_hand(catalog, vcpus, 64, 5));
  }
}

TEST_CASE("offers are sorted by price, and a limit keeps the cheapest") {
  const Catalog catalog = embedded_catalog();
  OfferFilter filter;
  filter.wish = OfferFilter::Accelerators::some;
  auto all = search_offers(catalog, filter).offers;
  auto few = all;
  sort_offers(catalog, all, OfferOrder::price, 0);
  sort_offers(catalog, few, OfferOrder::price, 25);
  CHECK(std::is_sorted(all.begin(), all.end(), [&](const FoundOffer& a, const FoundOffer& b) {
    return rate_of(catalog, a) < rate_of(catalog, b);
  }));
  REQUIRE(few.size() == 25);
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(few[i].type == all[i].type);
    CHECK(few[i].price == all[i].price);
  }
}

TEST_CASE("a doubtful price is left out unless outliers are trusted") {
  const Catalog catalog = embedded_catalog();
  OfferFilter filter;
  filter.types = {"azure/Standard_F*ams_v6"};
  const OfferSearch careful = search_offers(catalog, filter);
  filter.trust_outliers = true;
  const OfferSearch trusting = search_offers(catalog, filter);
  CHECK(careful.hidden_suspect > 0);
  CHECK(careful.offers.size() + careful.hidden_suspect == trusting.offers.size());
}

TEST_CASE("offers of machines where they cannot be rented are left out") {
  const Catalog catalog = embedded_catalog();
  OfferFilter filter;
  filter.types = {"gcp/a2-highgpu-*"};
  const OfferSearch careful = search_offers(catalog, filter);
  REQUIRE_FALSE(careful.offers.empty());
  for (const FoundOffer& offer : careful.offers) {
    const std::string_view region = catalog.text(catalog.regions()[catalog.prices()[offer.price].region].key);
    CHECK(region != "europe-north1");
    CHECK(region != "africa-south1");
  }
  CHECK(careful.hidden_suspect > careful.offers.size());
}

TEST_CASE("ranges are read as people write them") {
  const auto at_least = [](std::string_view text) {
    return parse_range(text, BareNumber::at_least, plain_number);
  };
  CHECK(at_least("8")->least == 8);
  CHECK_FALSE(at_least("8")->holds(7.9));
  CHECK(at_least("8")->holds(1000));
  CHECK(at_least("8+")->holds(1000));
  CHECK(at_least("8..16")->holds(16));
  CHECK_FALSE(at_least("8..16")->holds(17));
  CHECK(at_least("..4")->holds(0.5));
  CHECK(at_least(" 8 .. 16 ")->least == 8);
  CHECK_FALSE(parse_range("8", BareNumber::exactly, plain_number)->holds(9));
  for (const char* const wrong : {"", "..", "x", "16..8", "-1", "8...16", "8..x", "nan", "1e999", "+"})
    CHECK_FALSE(at_least(wrong));
}

TEST_CASE("an unknown number is in no range but the whole one") {
  CHECK(Range().holds(kUnknown));
  CHECK_FALSE(Range{1, 2}.holds(kUnknown));
}
