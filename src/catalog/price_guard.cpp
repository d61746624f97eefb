#include "cloudplan/price_guard.hpp"

#include "support/glob.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/core.h>

namespace cloudplan {

namespace {

HourlyRate rate_of(const Price& price, PurchaseOption option) {
  return price.rate[static_cast<std::size_t>(option)];
}

// Of at least one value; the mean of the two in the middle of an even number.
double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void compare_regions(std::span<const Price> prices, std::span<std::uint8_t> reasons) {
  std::vector<double> known;
  for (const Price& price : prices)
    if (const HourlyRate rate = rate_of(price, PurchaseOption::on_demand); is_known(rate))
      known.push_back(rate.dollars());
  if (known.empty()) return;
  const double middle = median(std::move(known));
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const HourlyRate rate = rate_of(prices[i], PurchaseOption::on_demand);
    if (!is_known(rate)) continue;
    const double ratio = rate.dollars() / middle;
    if (ratio < kLowestOfMedian || ratio > kHighestOfMedian) reasons[i] |= kFarFromMedian;
  }
}

// Both known, and the first at or above the second.
bool not_below(HourlyRate a, HourlyRate b) { return is_known(a) && is_known(b) && a.micros >= b.micros; }

std::uint8_t compare_options(const Price& price) {
  const HourlyRate on_demand = rate_of(price, PurchaseOption::on_demand);
  const HourlyRate one_year = rate_of(price, PurchaseOption::commit_1y);
  const HourlyRate three_years = rate_of(price, PurchaseOption::commit_3y);
  std::uint8_t reasons = 0;
  if (not_below(rate_of(price, PurchaseOption::spot), on_demand)) reasons |= kSpotNotBelowOnDemand;
  const bool longer_is_dearer = is_known(one_year) && is_known(three_years) && three_years > one_year;
  if (longer_is_dearer || not_below(one_year, on_demand) || not_below(three_years, on_demand))
    reasons |= kCommitOrder;
  return reasons;
}

// One type's price in one region, among types of its series.
struct Sized {
  const GuardedType* type;
  std::size_t price;  // index
};

// A machine with fewer accelerators and no more of anything else must cost less.
bool costs_no_more_than_smaller(const Sized& large, const Sized& small, std::span<const Price> prices) {
  if (small.type->accelerator_count >= large.type->accelerator_count ||
      small.type->vcpus > large.type->vcpus || small.type->memory_gib > large.type->memory_gib)
    return false;
  return not_below(rate_of(prices[small.price], PurchaseOption::on_demand),
                   rate_of(prices[large.price], PurchaseOption::on_demand));
}

// A whole accelerator at far less than in the rest of its series is a slice
// that its list calls whole, or a mistake.
void compare_siblings(const std::vector<Sized>& members, std::span<const Price> prices,
                      std::span<std::uint8_t> reasons) {
  std::vector<double> all;
  const auto per_accelerator = [&](const Sized& member) {
    const HourlyRate rate = rate_of(prices[member.price], PurchaseOption::on_demand);
    return is_known(rate) && member.type->accelerator_count > 0
               ? rate.dollars() / member.type->accelerator_count
               : kUnknown;
  };
  for (const Sized& member : members)
    if (const double price = per_accelerator(member); is_known(price)) all.push_back(price);
  if (all.empty()) return;
  const double lowest = kLowestOfSiblings * median(std::move(all));
  for (const Sized& member : members)
    if (per_accelerator(member) < lowest) reasons[member.price] |= kNotGrowingWithCount;
}

void compare_sizes(std::span<const GuardedType> types, std::span<const Price> prices,
                   std::span<std::uint8_t> reasons) {
  std::map<std::tuple<std::string_view, Index, std::uint16_t>, std::vector<Sized>> series;
  for (const GuardedType& type : types) {
    if (type.accelerator == kNoIndex) continue;
    for (std::size_t i = type.first_price; i < type.first_price + type.price_count; ++i)
      series[{type.series, type.accelerator, prices[i].region}].push_back({&type, i});
  }
  for (const auto& [key, members] : series) {
    for (const Sized& large : members)
      for (const Sized& small : members)
        if (costs_no_more_than_smaller(large, small, prices)) reasons[large.price] |= kNotGrowingWithCount;
    compare_siblings(members, prices, reasons);
  }
}

void compare_offered(const GuardedType& type, std::span<const Price> prices,
                     std::span<std::uint8_t> reasons) {
  if (type.offered_in.empty()) return;
  for (std::size_t i = type.first_price; i < type.first_price + type.price_count; ++i)
    if (std::find(type.offered_in.begin(), type.offered_in.end(), prices[i].region) == type.offered_in.end())
      reasons[i] |= kNotOffered;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The rows that say where a type can be rented: those of the narrowest pattern
// that matches it.
std::vector<const MachineRegion*> rows_about(const InstanceType& type, std::span<const MachineRegion> rows,
                                             const std::function<std::string_view(Name)>& text) {
  std::vector<const MachineRegion*> narrowest;
  std::size_t most_literals = 0;
  for (const MachineRegion& row : rows) {
    if (row.provider != type.provider || !glob_matches(text(row.machines), text(type.name))) continue;
    const std::size_t literals = glob_literals(text(row.machines));
    if (literals < most_literals) continue;
    if (literals > most_literals) narrowest.clear();
    most_literals = literals;
    narrowest.push_back(&row);
  }
  return narrowest;
}

}  // namespace

std::vector<std::uint8_t> suspect_prices(std::span<const GuardedType> types, std::span<const Price> prices) {
  std::vector<std::uint8_t> reasons(prices.size());
  for (std::size_t i = 0; i < prices.size(); ++i) reasons[i] = compare_options(prices[i]);
  for (const GuardedType& type : types)
    compare_regions(prices.subspan(type.first_price, type.price_count),
                    std::span(reasons).subspan(type.first_price, type.price_count));
  compare_sizes(types, prices, reasons);
  for (const GuardedType& type : types) compare_offered(type, prices, reasons);
  return reasons;
}

std::vector<std::uint8_t> suspect_prices(std::span<const InstanceType> types,
                                         const std::function<std::string_view(Name)>& text,
                                         std::span<const Price> prices,
                                         std::span<const MachineRegion> offered) {
  std::vector<std::string> series;
  std::vector<std::vector<Index>> regions;
  std::vector<GuardedType> guarded;
  series.reserve(types.size());  // the views into these must stay
  regions.reserve(types.size());
  for (const InstanceType& type : types) {
    // The provider is part of it: two may use the same name.
    series.push_back(std::to_string(type.provider) + '/' + series_of(text(type.name)));
    regions.emplace_back();
    for (const MachineRegion* const row : rows_about(type, offered, text))
      regions.back().push_back(row->region);
    guarded.push_back({.series = series.back(),
                       .accelerator = type.accelerator,
                       .accelerator_count = type.accelerator_count,
                       .vcpus = type.vcpus,
                       .memory_gib = type.memory_gib,
                       .first_price = type.first_price,
                       .price_count = type.price_count,
                       .offered_in = regions.back()});
  }
  return suspect_prices(guarded, prices);
}

std::string series_of(std::string_view name) {
  // One machine with more or fewer accelerators attached to it.
  if (const std::size_t plus = name.find('+'); plus != std::string_view::npos)
    return std::string(name.substr(0, plus + 1)) + series_of(name.substr(plus + 1));
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos)
    return std::string(name.substr(0, dot));
  std::string series;
  for (std::size_t i = 0; i < name.size(); ++i) {
    // A version ("_v3") tells series apart, a size does not.
    const bool version = i > 1 && name[i - 1] == 'v' && name[i - 2] == '_';
    if (!is_digit(name[i]) || version) series += name[i];
  }
  return series;
}

bool is_suspect(const Price& price, PurchaseOption option) {
  std::uint8_t reasons = kFarFromMedian | kNotGrowingWithCount | kNotOffered;
  if (option == PurchaseOption::spot) reasons |= kSpotNotBelowOnDemand;
  if (option == PurchaseOption::commit_1y || option == PurchaseOption::commit_3y) reasons |= kCommitOrder;
  return (price.suspect & reasons) != 0;
}

std::string suspect_text(std::uint8_t reasons) {
  constexpr std::pair<SuspectReason, std::string_view> kTexts[] = {
      {kFarFromMedian, "far from its median over regions"},
      {kSpotNotBelowOnDemand, "spot not below on demand"},
      {kCommitOrder, "commitment not below a shorter one"},
      {kNotGrowingWithCount, "no dearer than with fewer accelerators"},
      {kNotOffered, "not offered here"}};
  std::string text;
  for (const auto& [reason, name] : kTexts)
    if ((reasons & reason) != 0) (text += text.empty() ? "" : ", ") += name;
  return text;
}

std::vector<Index> availability_sources(const Catalog& catalog, const InstanceType& type) {
  std::vector<Index> sources;
  const auto text = [&](Name name) { return catalog.text(name); };
  for (const MachineRegion* const row : rows_about(type, catalog.machine_regions(), text))
    sources.push_back(row->source);
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

std::string suspect_sentence(const Catalog& catalog, const InstanceType& type, std::uint8_t reasons) {
  std::string text = suspect_text(reasons & static_cast<std::uint8_t>(~kNotOffered));
  if (!text.empty()) text.insert(0, "its price looks wrong at its source: ");
  if ((reasons & kNotOffered) == 0) return text;
  // The oldest: more is not known about the region that none of them names.
  const std::vector<Index> sources = availability_sources(catalog, type);
  const auto oldest = std::min_element(sources.begin(), sources.end(), [&](Index a, Index b) {
    return catalog.sources()[a].as_of_day < catalog.sources()[b].as_of_day;
  });
  const std::string_view as_of =
      oldest == sources.end() ? std::string_view() : catalog.text(catalog.sources()[*oldest].as_of);
  if (!text.empty()) text += "; ";
  return fmt::format("{}{} lists a price but not the machine in this region{}{}", text,
                     catalog.text(catalog.providers()[type.provider].title), as_of.empty() ? "" : ", as of ",
                     as_of);
}

}  // namespace cloudplan
