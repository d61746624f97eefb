// What an account gets for nothing every month, and what of it is used up.

#ifndef CLOUDPLAN_ALLOWANCES_HPP_
#define CLOUDPLAN_ALLOWANCES_HPP_

#include "cloudplan/catalog_records.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace cloudplan {

// What allowances are of, in the units that the provider bills.
enum class FreeMeter : std::uint8_t {
  egress,           // GB to the internet, from all regions together
  stored,           // GB-months in the standard class of the provider's object storage
  class_a,          // requests: PUT, COPY, POST, LIST
  class_b,          // requests: GET and others
  database_stored,  // GB-months of DynamoDB
  database_writes,  // its provisioned units
  database_reads,
  count
};
inline constexpr std::size_t kFreeMeters = static_cast<std::size_t>(FreeMeter::count);
using FreeAmounts = std::array<double, kFreeMeters>;

// By provider. Nothing of a provider that was never added.
class AccountUse {
 public:
  double of(Index provider, FreeMeter meter) const {
    return provider < used_.size() ? used_[provider][static_cast<std::size_t>(meter)] : 0;
  }
  void add(Index provider, const FreeAmounts& amounts) {
    if (provider == kNoIndex) return;
    if (used_.size() <= provider) used_.resize(provider + 1, FreeAmounts{});
    for (std::size_t i = 0; i < kFreeMeters; ++i) used_[provider][i] += amounts[i];
  }
  bool operator==(const AccountUse&) const = default;
  auto operator<=>(const AccountUse&) const = default;

 private:
  std::vector<FreeAmounts> used_{};
};

class PriceBook;
// What an account of the provider gets of it every month; 0 where it gets none, or all.
double monthly_allowance(const PriceBook& book, Index provider, FreeMeter meter);
// Whether Google's free e2-micro, standard disk and Standard bucket can be there: three regions of the United
// States ("Google Cloud Free Program").
bool in_google_free_region(const PriceBook& book, Index region);
// "transfer to the internet", and "GB".
const char* meter_name(FreeMeter meter);
const char* meter_unit(FreeMeter meter);

}  // namespace cloudplan

#endif  // CLOUDPLAN_ALLOWANCES_HPP_
