#include "vocabulary.hpp"

#include "support/text_list.hpp"

#include <algorithm>

namespace cloudplan::cli {

namespace {

// How long "provider/name" is for all of these.
template <class Record>
std::size_t full_length(const Catalog& catalog, std::span<const Record> records, Name Record::*name) {
  std::size_t length = 0;
  for (const Record& record : records)
    length +=
        catalog.text(catalog.providers()[record.provider].key).size() + 1 + catalog.text(record.*name).size();
  return length;
}

void add_parts(std::string_view list, std::vector<std::string_view>& names) {
  any_listed(list, [&](std::string_view name) {
    if (!name.empty()) names.push_back(name);
    return false;
  });
}

}  // namespace

KnownNames::KnownNames(const Catalog& catalog) {
  texts_.reserve(full_length(catalog, catalog.regions(), &Region::key) +
                 full_length(catalog, catalog.instance_types(), &InstanceType::name));
  for (const Provider& provider : catalog.providers())
    vocabulary_.providers.push_back(catalog.text(provider.key));
  for (const Region& region : catalog.regions()) {
    vocabulary_.regions.push_back(
        full_name(catalog.text(catalog.providers()[region.provider].key), catalog.text(region.key)));
    if (!region.residency.empty()) vocabulary_.residencies.push_back(catalog.text(region.residency));
  }
  std::sort(vocabulary_.residencies.begin(), vocabulary_.residencies.end());
  vocabulary_.residencies.erase(std::unique(vocabulary_.residencies.begin(), vocabulary_.residencies.end()),
                                vocabulary_.residencies.end());
  for (const InstanceType& type : catalog.instance_types())
    vocabulary_.instance_types.push_back(
        full_name(catalog.text(catalog.providers()[type.provider].key), catalog.text(type.name)));
  for (const Accelerator& accelerator : catalog.accelerators())
    vocabulary_.accelerators.push_back(catalog.text(accelerator.key));
  for (const ModelRecord& model : catalog.models()) {
    vocabulary_.models.push_back(catalog.text(model.name));
    add_parts(catalog.text(model.aliases), vocabulary_.models);
  }
}

std::string_view KnownNames::full_name(std::string_view provider, std::string_view name) {
  const std::size_t begin = texts_.size();
  texts_.append(provider).append("/").append(name);
  return std::string_view(texts_).substr(begin);
}

}  // namespace cloudplan::cli
