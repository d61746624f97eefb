#include "cloudplan/quantity.hpp"

#include "cloudplan/units.hpp"

#include "catch.hpp"

#include <cmath>
#include <regex>

#include <rapidcheck.h>

using namespace cloudplan;

namespace {

using enum QuantityKind;

double value_of(QuantityKind kind, std::string_view text) {
  const ParsedQuantity parsed = parse_quantity(kind, text);
  INFO(text << ": " << parsed.message);
  REQUIRE(parsed.value);
  return *parsed.value;
}

std::string refusal(QuantityKind kind, std::string_view text) {
  const ParsedQuantity parsed = parse_quantity(kind, text);
  CHECK_FALSE(parsed.value);
  return parsed.message + (parsed.hint.empty() ? "" : "; " + parsed.hint);
}

constexpr double kDay = 86400;

}  // namespace

TEST_CASE("sizes: decimal units are powers of 1000, binary ones of 1024", "[quantity]") {
  CHECK(value_of(bytes, "150 GB") == 150e9);
  CHECK(value_of(bytes, "2 TiB") == 2 * 1099511627776.0);
  CHECK(value_of(bytes, "512 B") == 512);
  CHECK(value_of(bytes, "1.5kB") == 1500);
  CHECK(value_of(bytes, "  64   GiB ") == 64 * kGibibyte);
  CHECK(value_of(bytes, "64Gi") == 64 * kGibibyte);
  CHECK(value_of(bytes, "100 gb") == 100e9);
  CHECK(value_of(bytes, "1e3 MB") == 1e9);
  CHECK(value_of(bytes, "0 B") == 0);
}

TEST_CASE("times: a month is 730 h and a year twelve of them", "[quantity]") {
  CHECK(value_of(duration, "36 h") == 36 * 3600.0);
  CHECK(value_of(duration, "20 min") == 1200);
  CHECK(value_of(duration, "200 ms") == 0.2);
  CHECK(value_of(duration, "30 d") == 30 * kDay);
  CHECK(value_of(duration, "1 y") == 365 * kDay);
  CHECK(value_of(duration, "1 month") == kSecondsPerMonth);
  CHECK(value_of(duration, "2 weeks") == 14 * kDay);
}

TEST_CASE("rates are per second", "[quantity]") {
  CHECK(value_of(rate, "20/s") == 20);
  CHECK(value_of(rate, "86400/day") == 1);
  CHECK(value_of(rate, "60 / min") == 1);
  CHECK_THAT(value_of(rate, "10M/day"), WithinRel(1e7 / kDay, 1e-12));
  CHECK_THAT(value_of(rate, "3/month"), WithinRel(3 / kSecondsPerMonth, 1e-12));
}

TEST_CASE("money is in US dollars", "[quantity]") {
  CHECK(value_of(money, "$500") == 500);
  CHECK(value_of(money, "500 USD") == 500);
  CHECK(value_of(money, "USD 12.5") == 12.5);
  CHECK(value_of(money, "$1,200.50") == 1200.5);
  CHECK(value_of(money, "$1,234,567") == 1234567);
  CHECK(value_of(money, "$5k") == 5000);
}

TEST_CASE("shares, growth and counts", "[quantity]") {
  CHECK(value_of(share, "5%") == 0.05);
  CHECK(value_of(growth, "5%/month") == 0.05);
  CHECK(value_of(growth, "0%/year") == 0);
  // twelve months of it are the year's growth
  CHECK_THAT(std::pow(1 + value_of(growth, "80%/year"), 12), WithinRel(1.8, 1e-12));
  CHECK_THAT(std::pow(1 + value_of(growth, "1%/day"), 24 / 730.0), WithinRel(1.01, 1e-12));
  CHECK(value_of(count, "7B") == 7e9);
  CHECK(value_of(count, "1.5T") == 1.5e12);
  CHECK(value_of(count, "300k") == 300e3);
  CHECK(value_of(count, "10 million") == 10e6);
  CHECK(value_of(count, "42") == 42);
}

TEST_CASE("throughput", "[quantity]") {
  const ParsedThroughput images = parse_throughput("390 images/s");
  CHECK(images.per_second == 390.0);
  CHECK(images.unit == "images");
  const ParsedThroughput tokens = parse_throughput("1.2k token / min");
  CHECK_THAT(tokens.per_second.value(), WithinRel(20.0, 1e-12));
  CHECK(tokens.unit == "tokens");
  CHECK(parse_throughput("390 img/s").message == "unknown unit \"img\" in \"390 img/s\"");
  CHECK(parse_throughput("390 imags/s").hint == "did you mean \"images\"?");
  CHECK(parse_throughput("390").message == "\"390\" is not a throughput");
  CHECK(parse_throughput("").message == "\"\" is not a throughput");
}

TEST_CASE("what is no quantity is refused with a remedy", "[quantity]") {
  CHECK(refusal(bytes, "150") == "\"150\" has no unit; did you mean \"150 GB\"?");
  CHECK(refusal(bytes, "150 Gb") == "unknown unit \"Gb\" in \"150 Gb\"; bits are not taken; GB is bytes");
  CHECK(refusal(bytes, "16G") ==
        "unknown unit \"G\" in \"16G\"; write GB for powers of 1000, GiB for powers of 1024");
  CHECK(
      refusal(bytes, "1_000 GB") ==
      "\"1_000 GB\" has a separator inside the number; thousands are written without marks and decimals with "
      "a point: \"1000 GB\"");
  CHECK(refusal(bytes, ".5 GB") == "\".5 GB\" does not begin with a digit; write \"0.5 GB\"");
  CHECK(refusal(bytes, "1e999 GB") == "\"1e999 GB\" is beyond any number");
  CHECK(refusal(bytes, "nan GB") == "\"nan GB\" is not a size");
  CHECK(refusal(bytes, "inf GB") == "\"inf GB\" is not a size");
  CHECK(refusal(bytes, "0x10 GB").substr(0, 12) == "unknown unit");
  CHECK(refusal(bytes, "") == "an empty text");
  CHECK(refusal(duration, "5 m") == "unknown unit \"m\" in \"5 m\"; write min for minutes, month for months");
  CHECK(refusal(rate, "20") == "\"20\" does not say per what time; did you mean \"20/s\"?");
  CHECK(refusal(rate, "20/fortnight").substr(0, 12) == "unknown time");
  CHECK(refusal(money, "500") == "\"500\" has no currency; write \"$500\"");
  CHECK(refusal(money, "$1,20") ==
        "\"$1,20\" has a decimal comma; decimals are written with a point: \"$1.20\"");
  CHECK(refusal(bytes, "1,5 GB") ==
        "\"1,5 GB\" has a decimal comma; decimals are written with a point: \"1.5 GB\"");
  CHECK(refusal(bytes, "1,500 GB").find("\"1500 GB\"") != std::string::npos);
  CHECK(refusal(bytes, "1,234,5 GB").find("has a separator") != std::string::npos);
  CHECK(refusal(money, "$500/month") ==
        "\"$500/month\" is an amount per time; write \"$500\"; the key says for what time it is");
  CHECK(refusal(growth, "5%") == "\"5%\" does not say per what time; did you mean \"5%/month\"?");
  CHECK(refusal(share, "0.5") == "\"0.5\" is not a share; write \"0.5%\"");
}

TEST_CASE("what other formats write is understood well enough for a hint", "[quantity]") {
  const auto hint = [](QuantityKind kind, std::string_view text) { return parse_quantity(kind, text).hint; };
  CHECK(hint(bytes, "5 Gigabytes") == "did you mean \"GB\"?");
  CHECK(hint(bytes, "64 gigs") == "did you mean \"GB\"?");
  CHECK(hint(bytes, "5 kilobyte") == "did you mean \"kB\"?");
  CHECK(hint(bytes, "5 gibibytes") == "did you mean \"GiB\"?");
  CHECK(hint(duration, "PT8H") == "write \"8 h\"");
  CHECK(hint(duration, "P2D") == "write \"2 d\"");
  CHECK(hint(duration, "PT8H30M").empty());
  for (const std::string_view date : {"2026-12-01", "01.12.2026", "08:30", "2026-12-01T08:00Z"})
    CHECK(hint(duration, date).find("dates are not taken") != std::string::npos);
  CHECK(hint(duration, "1h30min") == "write one number and one unit, such as \"90 min\"");
  CHECK(hint(count, "1.000.000") == "thousands are written without marks: \"1000000\"");
  CHECK(hint(count, "400 h") == "write 400: the key says what is counted");
}

TEST_CASE("quantities are written in the largest unit that loses nothing", "[quantity]") {
  CHECK(format_quantity(bytes, 150e9) == "150 GB");
  CHECK(format_quantity(bytes, 2 * 1099511627776.0) == "2 TiB");
  CHECK(format_quantity(bytes, 1500) == "1.5 kB");
  CHECK(format_quantity(duration, 36 * 3600.0) == "36 h");
  CHECK(format_quantity(duration, 0.2) == "200 ms");
  CHECK(format_quantity(rate, 20) == "20/s");
  CHECK(format_quantity(money, 1e9) == "$1000000000");
  CHECK(format_quantity(share, 0.05) == "5%");
  CHECK(format_quantity(growth, 0.02) == "2%/month");
  CHECK(format_quantity(count, 7e9) == "7B");
  CHECK(format_quantity(count, 1e-6) == "0.000001");
}

TEST_CASE("writing and reading a quantity gives it back", "[quantity][law]") {
  const auto any_value =
      rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 1 << 30), rc::gen::inRange(-30, 40)),
                   [](std::pair<int, int> parts) { return std::ldexp(parts.first, parts.second); });
  for (const QuantityKind kind : {bytes, duration, rate, money, count})
    CHECK(rc::check("exactly", [&] {
      const double value = *any_value;
      const ParsedQuantity back = parse_quantity(kind, format_quantity(kind, value));
      RC_ASSERT(back.value.has_value());
      RC_ASSERT(*back.value == value);
    }));
  for (const QuantityKind kind : {share, growth})
    CHECK(rc::check("to within rounding", [&] {
      const double value = *any_value;
      const ParsedQuantity back = parse_quantity(kind, format_quantity(kind, value));
      RC_ASSERT(back.value.has_value());
      RC_ASSERT(std::abs(*back.value - value) <= 1e-15 * value);
    }));
}

TEST_CASE("no text breaks the parser, and what it takes is finite and matches the schema",
          "[quantity][law]") {
  const std::string alphabet = "0123456789.,-+eEkKMGTPBiIb/% $USDmsinhdyor\xff\x80";
  std::vector<std::regex> patterns;
  for (int kind = 0; kind <= static_cast<int>(count); ++kind)
    patterns.emplace_back(quantity_pattern(static_cast<QuantityKind>(kind)), std::regex::ECMAScript);
  CHECK(rc::check([&] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(alphabet));
    for (std::size_t kind = 0; kind < patterns.size(); ++kind) {
      const ParsedQuantity parsed = parse_quantity(static_cast<QuantityKind>(kind), text);
      RC_ASSERT(parsed.value.has_value() == parsed.message.empty());
      if (!parsed.value) continue;
      RC_ASSERT(std::isfinite(*parsed.value));
      // The schema refuses negative numbers by their sign, the parser by their bounds.
      if (text.find('-') == std::string::npos) RC_ASSERT(std::regex_match(text, patterns[kind]));
    }
  }));
}
