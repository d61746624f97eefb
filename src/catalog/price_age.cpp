#include "cloudplan/price_age.hpp"

namespace cloudplan {

void PriceAges::add(Index provider, Index source) {
  if (source == kNoIndex) return;
  Index& oldest = oldest_[provider];
  const Source& candidate = catalog_->sources()[source];
  if (oldest == source || candidate.as_of.empty()) return;
  if (oldest == kNoIndex || candidate.as_of_day < catalog_->sources()[oldest].as_of_day) oldest = source;
}

std::vector<PriceAge> PriceAges::oldest() const {
  std::vector<PriceAge> ages;
  for (Index provider = 0; provider < oldest_.size(); ++provider)
    if (oldest_[provider] != kNoIndex) ages.push_back({provider, oldest_[provider]});
  return ages;
}

double age_in_days(const Source& source, std::int32_t today) {
  return source.as_of.empty() ? kUnknown : static_cast<double>(today - source.as_of_day);
}

}  // namespace cloudplan
