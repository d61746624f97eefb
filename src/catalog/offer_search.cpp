#include "cloudplan/offer_search.hpp"

#include "cloudplan/price_guard.hpp"
#include "support/glob.hpp"

#include <algorithm>
#include <tuple>

namespace cloudplan {

namespace {

bool allows(const std::vector<bool>& flags, Index index) { return flags.empty() || flags[index]; }

bool has_accelerator(const InstanceType& type) { return !type.accelerator_name.empty(); }

bool accelerators_match(const OfferFilter& filter, const InstanceType& type) {
  if (filter.wish == OfferFilter::Accelerators::none) return !has_accelerator(type);
  if (!has_accelerator(type))
    return filter.wish == OfferFilter::Accelerators::any_or_none && filter.accelerators.empty() &&
           filter.accelerator_count.everything() && filter.accelerator_memory_gib.everything();
  if (!filter.accelerators.empty() &&
      (type.accelerator == kNoIndex || !filter.accelerators[type.accelerator]))
    return false;
  return filter.accelerator_count.holds(type.accelerator_count) &&
         filter.accelerator_memory_gib.holds(type.accelerator_memory_gib);
}

bool name_matches(const Catalog& catalog, const OfferFilter& filter, const InstanceType& type) {
  return filter.types.empty() ||
         std::any_of(filter.types.begin(), filter.types.end(), [&](const std::string& pattern) {
           return glob_matches(pattern, catalog.text(type.name)) ||
                  (pattern.find('/') != std::string::npos && glob_matches(pattern, catalog.full_name(type)));
         });
}

bool type_matches(const Catalog& catalog, const OfferFilter& filter, const InstanceType& type) {
  const bool is_machine = type.service == Service::vm || type.service == Service::tpu;
  return (is_machine || filter.managed) && allows(filter.providers, type.provider) &&
         filter.vcpus.holds(type.vcpus) && filter.memory_gib.holds(type.memory_gib) &&
         accelerators_match(filter, type) &&
         (filter.arch.empty() || catalog.text(type.arch) == filter.arch) &&
         name_matches(catalog, filter, type);
}

class Search {
 public:
  Search(const Catalog& catalog, const OfferFilter& filter) : catalog_(catalog), filter_(filter) {}

  OfferSearch run() {
    const auto types = catalog_.instance_types();
    for (Index i = 0; i < types.size(); ++i)
      if (type_matches(catalog_, filter_, types[i])) add_type(i, types[i]);
    return std::move(found_);
  }

 private:
  void add_type(Index index, const InstanceType& type) {
    for (Index i = type.first_price; i < type.first_price + type.price_count; ++i) {
      const Price& price = catalog_.prices()[i];
      if (!allows(filter_.regions, price.region)) continue;
      for (int option = 0; option < kPurchaseOptions; ++option)
        add_offer({index, i, static_cast<PurchaseOption>(option)}, price);
    }
  }

  void add_offer(const FoundOffer& offer, const Price& price) {
    const auto option = static_cast<std::size_t>(offer.option);
    const HourlyRate rate = price.rate[option];
    if (!filter_.purchase[option] || !is_known(rate) || rate.dollars() > filter_.most_usd_per_hour) return;
    if (!filter_.restricted && catalog_.regions()[price.region].restricted != 0)
      ++found_.hidden_restricted;
    else if (!filter_.trust_outliers && is_suspect(price, offer.option))
      ++found_.hidden_suspect;
    else
      found_.offers.push_back(offer);
  }

  const Catalog& catalog_;
  const OfferFilter& filter_;
  OfferSearch found_;
};

// Small is first; what is not known is last.
double sort_key(const Catalog& catalog, const FoundOffer& offer, OfferOrder order) {
  const InstanceType& type = catalog.instance_types()[offer.type];
  double key = 0;
  switch (order) {
    case OfferOrder::price:
      key = rate_of(catalog, offer).dollars();
      break;
    case OfferOrder::accelerator_price:
      key = usd_per_accelerator_hour(catalog, offer);
      break;
    case OfferOrder::vcpus:
      key = -type.vcpus;
      break;
    case OfferOrder::memory:
      key = -type.memory_gib;
      break;
    case OfferOrder::accelerators:
      key = -type.accelerator_count;
      break;
    case OfferOrder::name:
      break;
  }
  return is_known(key) ? key : std::numeric_limits<double>::infinity();
}

}  // namespace

OfferSearch search_offers(const Catalog& catalog, const OfferFilter& filter) {
  return Search(catalog, filter).run();
}

void sort_offers(const Catalog& catalog, std::vector<FoundOffer>& offers, OfferOrder order,
                 std::size_t limit) {
  struct Keyed {
    double key;
    std::uint32_t micros;
    std::uint32_t place;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(offers.size());
  for (std::uint32_t i = 0; i < offers.size(); ++i)
    keyed.push_back({sort_key(catalog, offers[i], order),
                     order == OfferOrder::name ? 0 : rate_of(catalog, offers[i]).micros, i});
  const std::size_t kept = limit == 0 ? keyed.size() : std::min(limit, keyed.size());
  std::partial_sort(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(kept), keyed.end(),
                    [](const Keyed& a, const Keyed& b) {
                      return std::tie(a.key, a.micros, a.place) < std::tie(b.key, b.micros, b.place);
                    });
  std::vector<FoundOffer> sorted;
  sorted.reserve(kept);
  for (std::size_t i = 0; i < kept; ++i) sorted.push_back(offers[keyed[i].place]);
  offers = std::move(sorted);
}

HourlyRate rate_of(const Catalog& catalog, const FoundOffer& offer) {
  return catalog.prices()[offer.price].rate[static_cast<std::size_t>(offer.option)];
}

double usd_per_accelerator_hour(const Catalog& catalog, const FoundOffer& offer) {
  const double count = catalog.instance_types()[offer.type].accelerator_count;
  return count > 0 ? rate_of(catalog, offer).dollars() / count : kUnknown;
}

}  // namespace cloudplan
