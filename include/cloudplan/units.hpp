// Quantities with units, so that seconds can't be added to bytes nor dollars
// to hours. A Quantity is a double in the base unit its name says; Money is an
// exact count of nano-dollars, so that sums don't depend on their order.

#ifndef CLOUDPLAN_UNITS_HPP_
#define CLOUDPLAN_UNITS_HPP_

#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>

namespace cloudplan {

// A fact that nobody found. It is never zero: it stays unknown on the way to
// the report, and is printed as such.
inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
inline bool is_known(double fact) { return !std::isnan(fact); }

// One month of a running service or of stored data, as AWS, Azure and Google
// Cloud calculators count it: 365 days x 24 h / 12.
inline constexpr double kHoursPerMonth = 730;
inline constexpr double kDaysPerMonth = kHoursPerMonth / 24;
inline constexpr double kSecondsPerMonth = kHoursPerMonth * 3600;

inline constexpr double kGigabyte = 1e9;           // GB
inline constexpr double kGibibyte = 1073741824.0;  // GiB

template <class Unit>
struct Quantity {
  double value = 0;

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.value + b.value}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.value - b.value}; }
  friend constexpr Quantity operator*(Quantity a, double factor) { return {a.value * factor}; }
  friend constexpr Quantity operator/(Quantity a, double divisor) { return {a.value / divisor}; }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
};

using Seconds = Quantity<struct SecondsUnit>;
using Bytes = Quantity<struct BytesUnit>;
using PerSecond = Quantity<struct PerSecondUnit>;  // requests, reads, writes a second

constexpr Seconds hours(double n) { return {n * 3600}; }
constexpr double in_hours(Seconds time) { return time.value / 3600; }
constexpr Bytes gigabytes(double n) { return {n * kGigabyte}; }
constexpr Bytes gibibytes(double n) { return {n * kGibibyte}; }
constexpr double in_gb(Bytes amount) { return amount.value / kGigabyte; }
constexpr double in_gib(Bytes amount) { return amount.value / kGibibyte; }

// An exact amount of US dollars, up to +-9.2 billion; sums and conversions
// saturate there instead of overflowing.
struct Money {
  std::int64_t nanos = 0;

  constexpr auto operator<=>(const Money&) const = default;
  Money& operator+=(Money other) {
    if (__builtin_add_overflow(nanos, other.nanos, &nanos))
      nanos = other.nanos > 0 ? std::numeric_limits<std::int64_t>::max()
                              : std::numeric_limits<std::int64_t>::min();
    return *this;
  }
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a += Money{-b.nanos}; }
  constexpr double dollars() const { return static_cast<double>(nanos) * 1e-9; }
};

// The amount nearest to a number of dollars; saturates. `amount` must be known.
inline Money dollars(double amount) {
  const double nanos = amount * 1e9;
  if (nanos >= 9.2e18) return {std::numeric_limits<std::int64_t>::max()};
  if (nanos <= -9.2e18) return {std::numeric_limits<std::int64_t>::min()};
  return {std::llround(nanos)};
}

// A price per hour of use, in millionths of a dollar: the finest step of any
// provider's hourly list price. kUnknownRate is a price that is not known.
struct HourlyRate {
  std::uint32_t micros = 0;
  constexpr auto operator<=>(const HourlyRate&) const = default;
  constexpr double dollars() const { return micros * 1e-6; }
};
inline constexpr HourlyRate kUnknownRate{std::numeric_limits<std::uint32_t>::max()};
constexpr bool is_known(HourlyRate rate) { return rate != kUnknownRate; }

// Rounds half away from zero to a nano-dollar. The rate must be known.
inline Money operator*(HourlyRate rate, Seconds time) {
  return dollars(rate.micros * 1e-6 * (time.value / 3600));
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_UNITS_HPP_
