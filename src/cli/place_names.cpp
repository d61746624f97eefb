#include "place_names.hpp"

#include "cloudplan/workload.hpp"
#include "support/glob.hpp"
#include "support/letter_case.hpp"
#include "support/place_hints.hpp"
#include "support/printable.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string_view near = closest_name(name, known);
  return near.empty() ? std::string() : fmt::format("did you mean '{}'?", near);
}

Diagnostic mistake(const char* option, std::string message, std::string hint) {
  return {.file = option,
          .line = 0,
          .column = 0,
          .pointer = {},
          .message = std::move(message),
          .hint = std::move(hint)};
}

std::string full_name(const Catalog& catalog, const Region& region) {
  return fmt::format("{}/{}", catalog.text(catalog.providers()[region.provider].key),
                     catalog.text(region.key));
}

std::string_view until(std::string_view text, char end) { return text.substr(0, text.find(end)); }

// Calls `use` with every part between separators that is not empty.
template <class Use>
void for_each_part(std::string_view text, std::string_view separators, Use use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    if (end > 0) use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool has_words(std::string_view name, std::string_view key) {
  bool all = !name.empty();
  for_each_part(name, " -_", [&](std::string_view word) { all = all && names_accelerator(word, key); });
  return all;
}

bool has_alias(std::string_view name, std::string_view aliases) {
  return any_listed(aliases, [&](std::string_view alias) { return lower_case(alias) == lower_case(name); });
}

// Marks what `means` says of each accelerator; whether there was any.
template <class Means>
bool mark_where(const Catalog& catalog, std::vector<bool>& accelerators, Means means) {
  bool any = false;
  for (Index i = 0; i < accelerators.size(); ++i) {
    if (!means(catalog.accelerators()[i])) continue;
    accelerators[i] = true;
    any = true;
  }
  return any;
}

}  // namespace

std::vector<bool> PlaceNames::providers(const std::vector<std::string>& named,
                                        const std::vector<std::string>& infra) {
  const auto known = catalog_.providers();
  std::vector<bool> flags(known.size());
  if (named.empty() && infra.empty())
    for (Index i = 0; i < known.size(); ++i) flags[i] = known[i].enabled_by_default != 0;
  for (const std::string& name : named) mark_provider("--provider", name, flags);
  if (named.empty())
    for (const std::string& name : infra) mark_provider("--infra", std::string(until(name, '/')), flags);
  return flags;
}

bool PlaceNames::mark_provider(const char* option, const std::string& name, std::vector<bool>& providers) {
  std::vector<std::string_view> names;
  bool any = false;
  for (Index i = 0; i < providers.size(); ++i) {
    names.push_back(catalog_.text(catalog_.providers()[i].key));
    if (name != "all" && !glob_matches(name, names.back())) continue;
    providers[i] = true;
    any = true;
  }
  if (any) return true;
  const std::string hint = did_you_mean(usual_provider_key(name), names);
  errors_.push_back(mistake(option, fmt::format("unknown provider {}", in_quotes(name)),
                            hint.empty() ? "'cloudplan catalog list' lists them" : hint));
  return false;
}

std::vector<bool> PlaceNames::regions(const std::vector<std::string>& named,
                                      const std::vector<std::string>& infra,
                                      const std::vector<bool>& providers) {
  if (named.empty() && infra.empty()) return {};
  std::vector<bool> by_name(catalog_.regions().size(), named.empty());
  std::vector<bool> by_infra(catalog_.regions().size(), infra.empty());
  for (const std::string& pattern : named) mark("--region", pattern, providers, by_name);
  for (const std::string& place : infra)
    mark("--infra", place.find('/') == std::string::npos ? place + "/*" : place, providers, by_infra);
  for (std::size_t i = 0; i < by_name.size(); ++i) by_name[i] = by_name[i] && by_infra[i];
  return by_name;
}

void PlaceNames::mark(const char* option, const std::string& pattern, const std::vector<bool>& providers,
                      std::vector<bool>& regions) {
  bool any = false;
  for (Index i = 0; i < regions.size(); ++i) {
    const Region& region = catalog_.regions()[i];
    if (!providers[region.provider]) continue;
    if (pattern != "all" && !glob_matches(pattern, catalog_.text(region.key)) &&
        !glob_matches(pattern, full_name(catalog_, region)))
      continue;
    regions[i] = true;
    any = true;
    if (region.restricted != 0 && !is_glob(pattern)) names_restricted_ = true;
  }
  const bool no_providers = std::find(providers.begin(), providers.end(), true) == providers.end();
  if (any || no_providers) return;
  errors_.push_back(mistake(
      option, fmt::format("{} region {}", is_glob(pattern) ? "no known" : "unknown", in_quotes(pattern)),
      nearest_region(pattern, providers)));
}

std::string PlaceNames::nearest_region(const std::string& name, const std::vector<bool>& providers) const {
  std::vector<std::string> full_names;
  std::vector<std::string_view> known;
  full_names.reserve(catalog_.regions().size());
  for (const Region& region : catalog_.regions()) {
    if (!providers[region.provider]) continue;
    known.push_back(catalog_.text(region.key));
    known.push_back(full_names.emplace_back(full_name(catalog_, region)));
  }
  const std::string hint = did_you_mean(name, known);
  return hint.empty() ? "'cloudplan catalog list --regions' lists them" : hint;
}

bool names_instance(const Catalog& catalog, std::string_view pattern) {
  const auto types = catalog.instance_types();
  return std::any_of(types.begin(), types.end(), [&](const InstanceType& type) {
    return glob_matches(pattern, catalog.text(type.name)) || glob_matches(pattern, catalog.full_name(type));
  });
}

std::string nearest_instance(const Catalog& catalog, std::string_view name) {
  const bool full = name.find('/') != std::string_view::npos;
  std::vector<std::string> full_names;
  std::vector<std::string_view> known;
  full_names.reserve(catalog.instance_types().size());
  for (const InstanceType& type : catalog.instance_types())
    known.push_back(full ? std::string_view(full_names.emplace_back(catalog.full_name(type)))
                         : catalog.text(type.name));
  return did_you_mean(name, known);
}

bool mark_accelerators(const Catalog& catalog, std::string_view name, std::vector<bool>& accelerators) {
  const auto key = [&](const Accelerator& accelerator) { return catalog.text(accelerator.key); };
  if (mark_where(catalog, accelerators, [&](const auto& a) { return names_accelerator(name, key(a)); }))
    return true;
  if (mark_where(catalog, accelerators, [&](const auto& a) { return has_words(name, key(a)); })) return true;
  return mark_where(catalog, accelerators,
                    [&](const auto& a) { return has_alias(name, catalog.text(a.aliases)); });
}

std::string nearest_accelerator(const Catalog& catalog, std::string_view name) {
  std::vector<std::string_view> known;
  for (const Accelerator& accelerator : catalog.accelerators()) {
    const std::string_view key = catalog.text(accelerator.key);
    known.push_back(key);
    for_each_part(key, "-", [&](std::string_view word) { known.push_back(word); });
  }
  const std::string hint = did_you_mean(lower_case(name), known);
  return hint.empty() ? "a key such as nvidia-a100-sxm4-40gb, words of one such as A100, any, or none" : hint;
}

}  // namespace cloudplan::cli
