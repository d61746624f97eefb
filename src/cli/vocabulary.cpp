#include "vocabulary.hpp"

#include "support/text_list.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>

namespace cloudplan::cli {

namespace {

using Names = std::vector<std::string_view>;

template <class Record>
Names texts_of(const Catalog& catalog, std::span<const Record> records, Name Record::*name) {
  Names names;
  names.reserve(records.size());
  for (const Record& record : records) names.push_back(catalog.text(record.*name));
  return names;
}

// "provider/name" of every record, one behind the other in `texts`.
template <class Record>
Names full_names(const Catalog& catalog, std::span<const Record> records, Name Record::*name,
                 std::string& texts) {
  const auto provider = [&](const Record& record) {
    return catalog.text(catalog.providers()[record.provider].key);
  };
  std::size_t length = 0;
  for (const Record& record : records) length += provider(record).size() + 1 + (record.*name).length;
  texts.reserve(length);  // the names point into it
  Names names;
  names.reserve(records.size());
  for (const Record& record : records) {
    const std::size_t begin = texts.size();
    texts.append(provider(record)).append("/").append(catalog.text(record.*name));
    names.push_back(std::string_view(texts).substr(begin));
  }
  return names;
}

Names residencies_of(const Catalog& catalog) {
  Names names;
  for (const Region& region : catalog.regions())
    if (!region.residency.empty()) names.push_back(catalog.text(region.residency));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void add_parts(std::string_view list, Names& names) {
  any_listed(list, [&](std::string_view name) {
    if (!name.empty()) names.push_back(name);
    return false;
  });
}

Names models_of(const Catalog& catalog) {
  Names names;
  for (const ModelRecord& model : catalog.models()) {
    names.push_back(catalog.text(model.name));
    add_parts(catalog.text(model.aliases), names);
  }
  return names;
}

}  // namespace

KnownNames::KnownNames(const Catalog& catalog) {
  const auto list = [](auto make) { return NameList(std::function<Names()>(std::move(make))); };
  const Catalog* const from = &catalog;
  vocabulary_ = {
      .models = list([from] { return models_of(*from); }),
      .providers = list([from] { return texts_of(*from, from->providers(), &Provider::key); }),
      .regions =
          list([this, from] { return full_names(*from, from->regions(), &Region::key, region_texts_); }),
      .residencies = list([from] { return residencies_of(*from); }),
      .accelerators = list([from] { return texts_of(*from, from->accelerators(), &Accelerator::key); }),
      .instance_types = list([this, from] {
        return full_names(*from, from->instance_types(), &InstanceType::name, type_texts_);
      })};
}

}  // namespace cloudplan::cli
