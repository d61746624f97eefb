#include "support/format_text.hpp"
#include "support/text_list.hpp"

#include "catch.hpp"

#include <rapidcheck.h>
#include <numeric>

using namespace cloudplan;

TEST_CASE("usd_text shows cents, and what is below a cent") {
  CHECK(usd_text(dollars(12.3)) == "$12.30");
  CHECK(usd_text(dollars(1234567.891)) == "$1,234,567.89");
  CHECK(usd_text(dollars(999.995)) == "$1,000.00");
  CHECK(usd_text(dollars(0.0023)) == "$0.0023");
  CHECK(usd_text(dollars(0.0000004)) == "<$0.0001");
  CHECK(usd_text(Money{}) == "$0.00");
  CHECK(usd_text(dollars(-1.5)) == "-$1.50");
}

TEST_CASE("unit_price_text keeps every digit of a price as sold") {
  CHECK(unit_price_text(0.8048) == "$0.8048");
  CHECK(unit_price_text(0.0000004) == "$0.0000004");
  CHECK(unit_price_text(2) == "$2.00");
  CHECK(unit_price_text(0.5) == "$0.50");
  CHECK(unit_price_text(kUnknown) == "unknown");
}

TEST_CASE("time_text chooses a unit that leaves few digits") {
  CHECK(time_text({0.4}) == "0.4 s");
  CHECK(time_text({40}) == "40 s");
  CHECK(time_text({59.6}) == "1 min");
  CHECK(time_text({12 * 60}) == "12 min");
  CHECK(time_text({59.7 * 60}) == "1.0 h");
  CHECK(time_text(hours(3.2)) == "3.2 h");
  CHECK(time_text(hours(100)) == "4.2 d");
  CHECK(band_text(hours(2.5), hours(4.1), "-") == "2.5-4.1 h");
  CHECK(band_text({50 * 60}, hours(1.5), "-") == "50 min - 1.5 h");
  // Ends that read the same are one time, those that only begin alike are not.
  CHECK(band_text(hours(5.61), hours(5.64), "-") == "5.6 h");
  CHECK(band_text({2.9 * 60}, {3.2 * 60}, "-") == "3 min");
  CHECK(band_text(hours(5.61), hours(56.1), "-") == "5.6-56.1 h");
}

TEST_CASE("Sizes and counts have three digits and a unit") {
  CHECK(size_text(gigabytes(150)) == "150 GB");
  CHECK(size_text(gigabytes(1500)) == "1.5 TB");
  CHECK(size_text({999.7e9}) == "1 TB");
  CHECK(size_text({512}) == "512 B");
  CHECK(count_text(1281167) == "1,281,167");
  CHECK(count_text(2.5e9) == "2.5 billion");
  CHECK(count_text(12) == "12");
  CHECK(count_text(3.456) == "3.46");
  CHECK(factor_text(1.29) == "1.3");
  CHECK(factor_text(14.2) == "14");
  CHECK(percent_text(0.231) == "23 %");
  CHECK(percent_text(0.004) == "0.4 %");
}

TEST_CASE("Apportioned cents add up to the total and miss no part by a cent or more") {
  rc::check([](const std::vector<std::uint32_t>& amounts) {
    std::vector<Money> parts;
    Money sum;
    for (const std::uint32_t amount : amounts) {
      parts.push_back({static_cast<std::int64_t>(amount) * 997});
      sum += parts.back();
    }
    const auto shares = apportion(cents(sum), parts);
    RC_ASSERT(shares.size() == parts.size());
    if (parts.empty()) return;
    RC_ASSERT(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == cents(sum));
    for (std::size_t i = 0; i < parts.size(); ++i)
      RC_ASSERT(std::abs(static_cast<double>(shares[i]) - parts[i].dollars() * 100) < 1);
  });
}

TEST_CASE("A first month is the sum of what stands beside it") {
  CHECK(first_month_text(dollars(30.005), dollars(30.005)) == "$60.02");
  CHECK(first_month_text(dollars(0.004), dollars(0.004)) == "$0.008");
  CHECK(first_month_above(dollars(30.005), dollars(30.005), dollars(60)) == "$0.02");
  CHECK(first_month_above(dollars(30), dollars(30.001), dollars(60)) == "$0.001");
}

TEST_CASE("Parts that are not the total's are rounded alone") {
  CHECK(apportion_if_whole(dollars(1), {dollars(0.335), dollars(0.665)}) ==
        std::vector<std::int64_t>{34, 66});
  CHECK(apportion_if_whole(dollars(500), {dollars(1.004), dollars(2)}) ==
        std::vector<std::int64_t>{100, 200});
  CHECK(apportion_if_whole(dollars(1), {dollars(-1), dollars(2)}) == std::vector<std::int64_t>{-100, 200});
}

TEST_CASE("A plan's name is not said twice") {
  CHECK(service_and_plan("Google Colab", "Free") == "Google Colab Free");
  CHECK(service_and_plan("Databricks Free Edition", "Free") == "Databricks Free Edition");
  CHECK(service_and_plan("Databricks Community Edition", "Free (ended)") ==
        "Databricks Community Edition Free (ended)");
  CHECK(service_and_plan("Freedom", "Free") == "Freedom Free");
}
