#include "vocabulary.hpp"

#include "cloudplan/measurement_row.hpp"
#include "cloudplan/performance_catalog.hpp"
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

// Whether a sample of the model has known work in such a job.
bool has_work(const PerformanceCatalog& performance, std::string_view model, std::string_view task) {
  MeasurementRow row;
  row.model = model;
  row.task = task;
  const ModelFacts facts = job_of_row(row, performance).job.model;
  return is_known(facts.forward_flops) ||
         (facts.family == ModelFamily::transformer_decoder && is_known(facts.parameters));
}

std::optional<ModelTraits> traits_of(const PerformanceCatalog& performance, std::string_view name) {
  const auto entry = performance.find_model(name);
  if (!entry) return std::nullopt;
  const ModelFacts& facts = entry->facts;
  ModelTraits traits{.name = std::string(entry->name), .item = std::string(entry->item)};
  traits.reads_text = entry->item == "tokens" || (entry->item == "sequences" && is_known(facts.seq_len));
  traits.sees_pictures = is_known(facts.image_size);
  traits.decodes = facts.family == ModelFamily::transformer_decoder;
  if (is_known(facts.forward_flops)) return traits;
  traits.trains = has_work(performance, entry->name, "train");
  traits.infers = has_work(performance, entry->name, "inference");
  return traits;
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
      }),
      .model_traits = [this, from](std::string_view name) {
        const auto [place, added] = traits_.emplace(name, std::nullopt);
        if (!performance_) performance_ = std::make_shared<PerformanceCatalog>(*from);
        if (added) place->second = traits_of(*performance_, name);
        return place->second;
      }};
}

}  // namespace cloudplan::cli
