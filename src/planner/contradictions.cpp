#include "cloudplan/contradictions.hpp"

#include "planner/candidate_filter.hpp"
#include "planner/places.hpp"
#include "planner/purchase.hpp"
#include "support/json_reader.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Providers = std::vector<bool>;  // by index: whether something is left there

// What is asked of one task or dataset: the constraints, and of a dataset where it is and its engine.
struct Asked {
  Constraints limits;
  std::string location{}, engine{};
};

// A limit that may be in the way, by its key.
struct Limit {
  const char* key;
  void (*lift)(Asked&);
  std::string (*stated)(const Asked&);  // "" where there is none
};

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

constexpr Limit kLimits[] = {
    {"accelerators", [](Asked& a) { a.limits.accelerators.clear(); },
     [](const Asked& a) { return joined(a.limits.accelerators); }},
    {"arch", [](Asked& a) { a.limits.arch.clear(); }, [](const Asked& a) { return joined(a.limits.arch); }},
    {"exclude", [](Asked& a) { a.limits.exclude.clear(); },
     [](const Asked& a) { return joined(a.limits.exclude); }},
    {"include", [](Asked& a) { a.limits.include.clear(); },
     [](const Asked& a) { return joined(a.limits.include); }},
    {"purchase", [](Asked& a) { a.limits.purchase.clear(); },
     [](const Asked& a) { return joined(a.limits.purchase); }},
    {"engine", [](Asked& a) { a.engine.clear(); }, [](const Asked& a) { return a.engine; }},
    {"location", [](Asked& a) { a.location.clear(); }, [](const Asked& a) { return a.location; }},
    {"regions", [](Asked& a) { a.limits.regions.clear(); },
     [](const Asked& a) { return joined(a.limits.regions); }},
    {"residency", [](Asked& a) { a.limits.residency.clear(); },
     [](const Asked& a) { return a.limits.residency; }},
    {"providers", [](Asked& a) { a.limits.providers.clear(); },
     [](const Asked& a) { return joined(a.limits.providers); }}};

bool any(const Providers& providers) {
  return std::find(providers.begin(), providers.end(), true) != providers.end();
}

bool may_be_bought(const Price& price, const std::vector<std::string>& purchase) {
  return std::any_of(std::begin(kAllPurchases), std::end(kAllPurchases), [&](PurchaseOption option) {
    const bool asked = purchase.empty() ||
                       std::find(purchase.begin(), purchase.end(), purchase_key(option)) != purchase.end();
    return asked && is_known(price.rate[static_cast<std::size_t>(option)]);
  });
}

// Where a task has anything left at all.
Providers left_for(const Catalog& catalog, TaskKind kind, const Asked& asked) {
  const CandidateFilter filter(catalog, asked.limits);
  Providers left(catalog.providers().size(), false);
  for (const InstanceType& type : catalog.instance_types()) {
    if (left[type.provider] || filter.excludes(type)) continue;
    const auto prices = catalog.prices_of(type);
    left[type.provider] = std::any_of(prices.begin(), prices.end(), [&](const Price& price) {
      return filter.region(price.region) && may_be_bought(price, asked.limits.purchase);
    });
  }
  const bool ends = kind != TaskKind::serve && kind != TaskKind::vm;
  const bool free_of_place =
      asked.limits.regions.empty() && asked.limits.residency.empty() && asked.limits.include.empty();
  const bool bought =
      asked.limits.purchase.empty() ? asked.limits.free_offers : filter.purchase_named("notebook");
  if (!ends || !free_of_place || !bought) return left;
  for (const Notebook& notebook : catalog.table<Notebook>())
    if (filter.provider(notebook.provider) &&
        !filter.excludes_accelerator(notebook.accelerator, notebook.accelerator_count))
      left[notebook.provider] = true;
  return left;
}

// Where a dataset may be: engines can be installed anywhere but one that is sold as a service only.
Providers left_for(const Catalog& catalog, const Asked& asked) {
  const CandidateFilter filter(catalog, asked.limits);
  std::vector<bool> sold(catalog.regions().size(), asked.engine != "dynamodb");
  for (const DatabaseServerless& row : catalog.table<DatabaseServerless>())
    if (catalog.text(row.service) == "DynamoDB") sold[row.region] = true;
  const std::string& residency = asked.limits.residency;
  Providers left(catalog.providers().size(), false);
  for (Index r = 0; r < catalog.regions().size(); ++r) {
    const Region& region = catalog.regions()[r];
    const std::string name = fmt::format("{}/{}", catalog.text(catalog.providers()[region.provider].key),
                                         catalog.text(region.key));
    // Data that is somewhere already may be where nothing new is put, but not where the law forbids it.
    const bool there =
        asked.location.empty()
            ? filter.region(r)
            : name == asked.location && (residency.empty() || catalog.text(region.residency) == residency);
    if (there && sold[r]) left[region.provider] = true;
  }
  return left;
}

class Contradictions {
 public:
  Contradictions(std::string_view text, std::string_view file, const Workload& workload,
                 const Catalog& catalog)
      : document_(text, file), workload_(workload), catalog_(catalog) {}

  std::vector<Diagnostic> all() {
    std::vector<std::pair<std::string, Providers>> open;  // by item, where something is left for it
    for (std::size_t t = 0; t < workload_.tasks.size(); ++t) {
      const Task& task = workload_.tasks[t];
      const auto left = [&](const Asked& asked) { return left_for(catalog_, task.kind, asked); };
      const Asked asked{combine(workload_.constraints, task.constraints)};
      open.emplace_back(task.name, look_at(fmt::format("/tasks/{}", t), task.name, "machine", asked, left));
    }
    for (std::size_t d = 0; d < workload_.data.size(); ++d) {
      const Dataset& data = workload_.data[d];
      const auto left = [&](const Asked& asked) { return left_for(catalog_, asked); };
      const Asked asked{combine(workload_.constraints, data.constraints), data.location, data.engine};
      open.emplace_back(data.name, look_at(fmt::format("/data/{}", d), data.name, "place", asked, left));
    }
    if (workload_.constraints.same_provider) look_at_provider_for_all(open);
    try {
      document_.throw_if_errors();
    } catch (const InputError& found) {
      return found.diagnostics();
    }
    return {};
  }

 private:
  template <class Left>
  Providers look_at(const std::string& item, const std::string& name, const char* what, const Asked& asked,
                    const Left& left) {
    const Providers open = left(asked);
    if (any(open)) return open;
    // A limit without which it is no better is not needed for the conflict.
    Asked least = asked;
    std::vector<const Limit*> conflict;
    for (const Limit& limit : kLimits) {
      if (limit.stated(least).empty()) continue;
      Asked fewer = least;
      limit.lift(fewer);
      if (any(left(fewer)))
        conflict.push_back(&limit);
      else
        least = std::move(fewer);
    }
    if (!conflict.empty()) report(item, name, what, asked, conflict);
    return open;
  }

  void report(const std::string& item, const std::string& name, const char* what, const Asked& asked,
              const std::vector<const Limit*>& conflict) {
    std::string limits;
    const JsonValue* at = nullptr;
    std::string pointer;
    for (const Limit* const limit : conflict) {
      const bool last = limit == conflict.back();
      limits += limits.empty() ? "" : last ? " and " : ", ";
      limits += fmt::format("\"{}\" ({})", limit->key, limit->stated(asked));
      // The item's own before those of the whole workload.
      for (const std::string& place :
           {fmt::format("{}/constraints/{}", item, limit->key), fmt::format("{}/{}", item, limit->key)})
        if (const JsonValue* const found = at ? nullptr : find(place)) at = found, pointer = place;
    }
    for (const Limit* const limit : conflict)
      if (!at) pointer = fmt::format("/constraints/{}", limit->key), at = find(pointer);
    // What the whole workload contradicts itself in is said once.
    const bool of_all = pointer.starts_with("/constraints/");
    if (of_all && !said_.insert(limits).second) return;
    const std::string of = of_all ? "" : fmt::format(" for \"{}\"", name);
    document_.add_error(at ? *at : document_.root(), pointer,
                        conflict.size() == 1
                            ? fmt::format("no {} is left{} by {}", what, of, limits)
                            : fmt::format("no {} is left{}: {} can't be kept together", what, of, limits),
                        conflict.size() == 1 ? "" : "take one of them back");
  }

  void look_at_provider_for_all(const std::vector<std::pair<std::string, Providers>>& open) {
    Providers all(catalog_.providers().size(), true);
    for (const auto& [name, left] : open) {
      if (!any(left)) return;  // said already
      for (std::size_t p = 0; p < all.size(); ++p) all[p] = all[p] && left[p];
    }
    if (open.empty() || any(all)) return;
    std::string message = "no one provider is left for all";
    for (const auto& [name, left] : open) {
      std::string names;
      std::size_t count = 0;
      for (Index p = 0; p < left.size(); ++p)
        if (left[p] && ++count <= kMostNamed)
          names += (names.empty() ? "" : ", ") + std::string(catalog_.text(catalog_.providers()[p].key));
      if (count <= kMostNamed) message += fmt::format("; \"{}\" can only be with {}", name, names);
    }
    const std::string pointer = "/constraints/same_provider";
    const JsonValue* const at = find(pointer);
    document_.add_error(at ? *at : document_.root(), pointer, message, "leave \"same_provider\" out");
  }

  const JsonValue* find(std::string_view pointer) const {
    const JsonValue* value = &document_.root();
    while (!pointer.empty() && value) {
      pointer.remove_prefix(1);
      const std::string_view step = pointer.substr(0, pointer.find('/'));
      pointer.remove_prefix(step.size());
      if (value->kind == JsonValue::Kind::object) {
        value = value->find(step);
        continue;
      }
      const std::size_t index = std::stoul(std::string(step));
      value = value->kind == JsonValue::Kind::array && index < value->elements.size()
                  ? &value->elements[index]
                  : nullptr;
    }
    return value;
  }

  static constexpr std::size_t kMostNamed = 3;

  JsonDocument document_;
  const Workload& workload_;
  const Catalog& catalog_;
  std::set<std::string> said_{};
};

}  // namespace

std::vector<Diagnostic> contradictions(std::string_view text, std::string_view file, const Workload& workload,
                                       const Catalog& catalog) {
  return Contradictions(text, file, workload, catalog).all();
}

}  // namespace cloudplan
