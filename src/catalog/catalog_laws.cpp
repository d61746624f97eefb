#include "cloudplan/catalog_laws.hpp"

#include "cloudplan/price_guard.hpp"

#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string price_name(const Catalog& catalog, const InstanceType& type, const Price& price) {
  std::string text =
      fmt::format("{} in {}:", catalog.full_name(type), catalog.text(catalog.regions()[price.region].key));
  constexpr std::string_view kNames[] = {"on demand", "spot", "1 year", "3 years"};
  for (std::size_t i = 0; i < kPurchaseOptions; ++i)
    if (is_known(price.rate[i])) text += fmt::format(" {} {:.6g}", kNames[i], price.rate[i].dollars());
  return text;
}

void check_guard(const Catalog& catalog, std::vector<LawReport>& laws) {
  constexpr std::pair<SuspectReason, std::string_view> kLaws[] = {
      {kFarFromMedian, "a price is near its type's median over regions"},
      {kSpotNotBelowOnDemand, "spot is below on demand"},
      {kCommitOrder, "a longer commitment costs less"},
      {kNotGrowingWithCount, "more accelerators cost more"},
      {kNotOffered, "a price is where its machine can be rented"}};
  // Found again, whatever the image says of itself.
  const std::vector<std::uint8_t> reasons = suspect_prices(
      catalog.instance_types(), [&](Name name) { return catalog.text(name); }, catalog.prices(),
      catalog.machine_regions());
  for (const auto& [reason, name] : kLaws) {
    LawReport law{.law = std::string(name), .checked = catalog.prices().size(), .culprits = {}};
    for (const InstanceType& type : catalog.instance_types())
      for (Index i = type.first_price; i < type.first_price + type.price_count; ++i) {
        if ((reasons[i] & reason) == 0) continue;
        const Price& price = catalog.prices()[i];
        ++law.broken;
        law.flagged += (price.suspect & reason) != 0 ? 1 : 0;
        law.culprits.push_back(price_name(catalog, type, price));
      }
    laws.push_back(std::move(law));
  }
}

LawReport machine_regions_are_known(const Catalog& catalog) {
  LawReport law{.law = "a machine's regions are regions of its provider",
                .checked = catalog.machine_regions().size(),
                .culprits = {}};
  for (const MachineRegion& row : catalog.machine_regions()) {
    const Region& region = catalog.regions()[row.region];
    if (region.provider == row.provider) continue;
    ++law.broken;
    law.culprits.push_back(fmt::format("{} in {}", catalog.text(row.machines), catalog.text(region.key)));
  }
  return law;
}

LawReport sources_are_dated(const Catalog& catalog) {
  LawReport law{.law = "a price has a source with a date", .culprits = {}};
  for (const InstanceType& type : catalog.instance_types())
    for (const Price& price : catalog.prices_of(type)) {
      ++law.checked;
      if (!catalog.sources()[price.source].as_of.empty()) continue;
      ++law.broken;
      law.culprits.push_back(price_name(catalog, type, price));
    }
  return law;
}

LawReport regions_are_known(const Catalog& catalog) {
  LawReport law{
      .law = "a region has a place, or is any region", .checked = catalog.regions().size(), .culprits = {}};
  for (const Region& region : catalog.regions()) {
    const std::string_view key = catalog.text(region.key);
    if (!region.country.empty() || !region.continent.empty() || !region.residency.empty() || key == "*" ||
        key == "global")
      continue;
    ++law.broken;
    law.culprits.push_back(fmt::format("{}/{}", catalog.text(catalog.providers()[region.provider].key), key));
  }
  return law;
}

// A type that is not known to have any cannot win a task that needs one.
LawReport accelerators_are_known(const Catalog& catalog) {
  LawReport law{.law = "an accelerator is described in data/hardware", .culprits = {}};
  for (const InstanceType& type : catalog.instance_types()) {
    if (type.accelerator_name.empty()) continue;
    ++law.checked;
    if (type.accelerator != kNoIndex) continue;
    ++law.broken;
    law.flagged += (type.flags & kUnknownAccelerator) != 0 ? 1 : 0;
    law.culprits.push_back(
        fmt::format("{}: {}", catalog.full_name(type), catalog.text(type.accelerator_name)));
  }
  return law;
}

}  // namespace

std::vector<LawReport> check_laws(const Catalog& catalog) {
  std::vector<LawReport> laws;
  check_guard(catalog, laws);
  laws.push_back(accelerators_are_known(catalog));
  laws.push_back(regions_are_known(catalog));
  laws.push_back(machine_regions_are_known(catalog));
  laws.push_back(sources_are_dated(catalog));
  return laws;
}

}  // namespace cloudplan
