// Quantities as people write them, "150 GB", "36 h", "20/s", "$500", to numbers
// in base units and back. docs/workload.md lists the units.

#ifndef CLOUDPLAN_QUANTITY_HPP_
#define CLOUDPLAN_QUANTITY_HPP_

#include <optional>
#include <string>
#include <string_view>

namespace cloudplan {

enum class QuantityKind {
  bytes,     // bytes: "150 GB" (10^9), "2 TiB" (2^40)
  duration,  // seconds: "36 h", "20 min", "1 y"; a month is 730 h and a year 12 months
  rate,      // per second: "20/s", "1000/day", "3/month", "10M/day"
  money,     // US dollars: "$500", "500 USD", "$1,200.50"
  share,     // a fraction: "5%" is 0.05
  growth,    // a fraction per month, compounded: "5%/month", "80%/year"
  count      // a plain number, or with a suffix: "7B", "1.5T", "300k"
};

// What a text means: a value, or what is wrong with the text and perhaps how it
// is written right.
struct ParsedQuantity {
  std::optional<double> value;  // finite when there is one
  std::string message, hint;    // set when there is no value
};
ParsedQuantity parse_quantity(QuantityKind kind, std::string_view text);

// "390 images/s", "1.2k tokens/min": a number per second of one of
// throughput_units().
struct ParsedThroughput {
  std::optional<double> per_second;
  std::string unit;  // as throughput_units() spells it
  std::string message, hint;
};
ParsedThroughput parse_throughput(std::string_view text);

// The shortest text in the largest unit that parse_quantity() reads back as
// exactly this value (shares and growth: to within rounding). The value must
// be finite and not negative.
std::string format_quantity(QuantityKind kind, double value);

// What a text of this kind looks like: for messages ("a size such as "150 GB""),
// and as an ECMA-262 regular expression for the JSON Schema.
std::string_view quantity_noun(QuantityKind kind);      // "a size"
std::string_view quantity_examples(QuantityKind kind);  // "\"150 GB\" or \"2 TiB\""
std::string quantity_pattern(QuantityKind kind);
std::string throughput_pattern();

}  // namespace cloudplan

#endif  // CLOUDPLAN_QUANTITY_HPP_
