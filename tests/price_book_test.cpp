#include "cloudplan/bucket_cost.hpp"
#include "cloudplan/compute_cost.hpp"
#include "cloudplan/embedded_catalog.hpp"

#include "catch.hpp"
#include "cli/price_command.hpp"
#include "cli/price_services.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <rapidcheck.h>

using namespace cloudplan;

namespace {

struct Fixture {
  Catalog catalog = embedded_catalog();
  PriceBook book{catalog};
};

Fixture& fixture() {
  static Fixture made;
  return made;
}

double any_volume() { return *rc::gen::inRange(0, 2000000) + *rc::gen::inRange(0, 1000) / 1000.0; }

Money stored(const BucketClass& of, double gb) {
  Bill bill;
  charge_bucket(bill, fixture().book, of, {.stored_gb = std::span(&gb, 1)});
  return bill.monthly();
}

Money sent(const Transfer& transfer) {
  Bill bill;
  charge_transfer(bill, fixture().book, transfer);
  return bill.monthly();
}

// A class whose tiers have no end and that does not bill whole GB.
const BucketClass& any_class() {
  const Fixture& f = fixture();
  for (;;) {
    const auto classes = f.book.bucket_classes();
    const BucketClass& chosen =
        classes[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(classes.size())))];
    if (covers_all(f.book.tiers(chosen)) && f.book.text(f.book.row(chosen).service) != "R2") return chosen;
  }
}

}  // namespace

TEST_CASE("every tiered price of the catalog is whole", "[price_book]") {
  const Fixture& f = fixture();
  CHECK(f.book.bucket_classes().size() > 500);
  for (const BucketClass& one : f.book.bucket_classes()) {
    INFO(f.book.text(f.book.row(one).service)
         << ' ' << f.book.text(f.book.row(one).storage_class) << ' '
         << f.book.text(f.catalog.regions()[f.book.row(one).region].key));
    const auto tiers = f.book.tiers(one);
    CHECK(tiers.front().from == 0);
    // IBM lists one place and one plan up to 499,999 GB only.
    if (f.book.text(f.catalog.providers()[f.book.row(one).provider].key) != "ibm") CHECK(covers_all(tiers));
  }
  for (Index i = 0; i < f.catalog.regions().size(); ++i) {
    const Region& region = f.catalog.regions()[i];
    const auto* route = f.book.route(region.provider, TransferKind::internet_egress, region.key,
                                     f.book.destinations().internet);
    if (!route || f.book.text(region.key) == "ams03") continue;
    INFO(f.book.text(region.key));
    CHECK(covers_all(f.book.tiers(*route, true)));
    CHECK(covers_all(f.book.tiers(*route, false)));
  }
}

TEST_CASE("storing and sending more never costs less, and has no steps", "[price_book]") {
  CHECK(rc::check("storage", [] {
    const BucketClass& of = any_class();
    const double a = any_volume(), b = any_volume();
    RC_ASSERT(stored(of, std::min(a, b)) <= stored(of, std::max(a, b)));
    for (const PriceTier& tier : fixture().book.tiers(of)) {
      RC_ASSERT(stored(of, tier.from + 0.001) - stored(of, std::max(0.0, tier.from - 0.001)) <=
                dollars(0.001));
      const Money one_more = stored(of, tier.from + 1) - stored(of, tier.from);
      RC_ASSERT(std::abs(one_more.dollars() - tier.usd) < 1e-6);
    }
    RC_ASSERT(stored(of, 0) == Money{});
  }));
  CHECK(rc::check("transfer, with and without the allowance", [] {
    Transfer one{.from = fixture().book.region(fixture().book.provider("aws"), "us-east-1")};
    if (*rc::gen::arbitrary<bool>())
      one.from = fixture().book.region(fixture().book.provider("azure"), "brazilsouth");
    if (*rc::gen::arbitrary<bool>())
      one.from = fixture().book.region(fixture().book.provider("gcp"), "asia-east1");
    one.free_tier = *rc::gen::arbitrary<bool>();
    Transfer more = one;
    one.gb = any_volume();
    more.gb = one.gb + any_volume();
    RC_ASSERT(sent(one) <= sent(more));
    // The account's earlier traffic moves what follows up the tiers.
    Transfer rest = more;
    rest.sent_before = one.gb;
    rest.gb = more.gb - one.gb;
    RC_ASSERT(std::abs((sent(one) + sent(rest) - sent(more)).dollars()) < 1e-5);
  }));
}

TEST_CASE("a GB is what the provider says it is", "[price_book]") {
  const PriceBook& book = fixture().book;
  for (const char* provider : {"aws", "gcp", "azure"})
    CHECK(book.gb_bytes(book.provider(provider)) == kGibibyte);
  for (const char* provider : {"cloudflare", "backblaze", "ibm"})
    CHECK(book.gb_bytes(book.provider(provider)) == kGigabyte);
}

TEST_CASE("traffic inside a region and into one is free", "[price_book]") {
  const PriceBook& book = fixture().book;
  const Index here = book.region(book.provider("aws"), "eu-west-1");
  CHECK(sent({.from = here, .to = here, .gb = 1e6}) == Money{});
  CHECK(sent({.from = here, .to = here, .gb = 100, .other_zone = true}) == dollars(1));
}

TEST_CASE("time is billed as the provider counts it", "[compute_cost]") {
  const auto billed = [](const char* provider, Service service, double seconds) {
    return billed_time(billing_granularity(provider, service), {seconds}).value;
  };
  CHECK(billed("aws", Service::vm, 1) == 60);
  CHECK(billed("aws", Service::vm, 61) == 61);
  CHECK(billed("aws", Service::sagemaker, 1.5) == 2);
  CHECK(billed("gcp", Service::vm, 60.5) == 61);
  CHECK(billed("ibm", Service::vm, 3601) == 7200);
  CHECK(billed("aws", Service::vm, 0) == 0);
}

TEST_CASE("Google's sustained use discount grows with the month", "[compute_cost]") {
  const auto factor = [](const char* type, double hours_used) {
    return sustained_use_factor("gcp", Service::vm, type, hours_used);
  };
  CHECK(factor("n1-standard-4", 100) == 1);
  CHECK_THAT(factor("n1-standard-4", 730), WithinAbs(0.7, 1e-9));
  CHECK_THAT(factor("n2-standard-4", 730), WithinAbs(0.8, 1e-9));
  CHECK_THAT(factor("n1-standard-4", 365), WithinAbs(0.9, 1e-9));
  CHECK(factor("e2-standard-4", 730) == 1);
  CHECK(sustained_use_factor("aws", Service::vm, "n1-standard-4", 730) == 1);
}

TEST_CASE("a commitment is paid for the whole month", "[compute_cost]") {
  const Fixture& f = fixture();
  for (const InstanceType& type : f.catalog.instance_types()) {
    if (f.catalog.full_name(type) != "aws/m5.large") continue;
    const auto prices = f.catalog.prices_of(type);
    const auto price =
        std::find_if(prices.begin(), prices.end(), [](const Price& p) { return is_known(p.rate[2]); });
    REQUIRE(price != prices.end());
    Bill bill;
    charge_compute(
        bill, f.book,
        {.type = &type, .price = &*price, .purchase = PurchaseOption::commit_1y, .time = hours(1)});
    CHECK_THAT(bill.monthly().dollars(), WithinRel(price->rate[2].dollars() * kHoursPerMonth, 1e-9));
  }
}

TEST_CASE("every priced service has a command", "[price]") {
  CHECK(cli::price_services().size() == cli::kPriceServices);
  for (const cli::PriceService& service : cli::price_services())
    CHECK(fixture().book.provider(service.provider) != kNoIndex);
}
