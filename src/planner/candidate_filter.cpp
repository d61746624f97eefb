#include "planner/candidate_filter.hpp"

#include "performance/suitability.hpp"
#include "planner/exclusions.hpp"
#include "support/glob.hpp"

#include <algorithm>
#include <string>

namespace cloudplan {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool matches_any(const std::vector<std::string>& patterns, std::string_view full_name) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return glob_matches_full_name(pattern, full_name); });
}

bool names_any_accelerator(const std::vector<std::string>& patterns, std::string_view key) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return names_accelerator(pattern, key); });
}

void replace(std::vector<std::string>& list, const std::vector<std::string>& with) {
  if (!with.empty()) list = with;
}

// People at notebooks and bare machines run generic code.
JobKind job_kind(TaskKind kind) {
  switch (kind) {
    case TaskKind::train:
      return JobKind::train;
    case TaskKind::infer:
    case TaskKind::serve:
      return JobKind::inference;
    case TaskKind::tabular:
      return JobKind::tabular_fit;
    default:
      return JobKind::batch;
  }
}

}  // namespace

Constraints combine(const Constraints& workload, const Constraints& own) {
  Constraints both = workload;
  replace(both.providers, own.providers);
  replace(both.regions, own.regions);
  replace(both.purchase, own.purchase);
  replace(both.include, own.include);
  replace(both.arch, own.arch);
  replace(both.accelerators, own.accelerators);
  both.exclude.insert(both.exclude.end(), own.exclude.begin(), own.exclude.end());
  if (!own.residency.empty()) both.residency = own.residency;
  both.managed = workload.managed || own.managed;
  both.free_offers = workload.free_offers && own.free_offers;
  if (own.max_machines) both.max_machines = own.max_machines;
  return both;
}

const char* unsuited_accelerator(const Catalog& catalog, TaskKind kind, Index accelerator, double count,
                                 bool named) {
  if (count <= 0 || accelerator == kNoIndex) return nullptr;
  const Accelerator& device = catalog.accelerators()[accelerator];
  if (const char* const why = unsuited_accelerator(catalog, job_kind(kind), device)) return why;
  if (device.kind != AcceleratorKind::gpu && !named)
    return "needs software of its own (name the accelerator to allow it)";
  if (kind != TaskKind::vm && !named && !frameworks_support(catalog, device))
    return "frameworks no longer support its accelerator (name it to allow it)";
  return nullptr;
}

CandidateFilter::CandidateFilter(const Catalog& catalog, const Constraints& constraints)
    : catalog_(catalog), constraints_(constraints) {
  for (const Provider& provider : catalog.providers())
    providers_.push_back(constraints.providers.empty()
                             ? provider.enabled_by_default != 0
                             : contains(constraints.providers, catalog.text(provider.key)));
  for (const Region& region : catalog.regions()) {
    bool allowed = providers_[region.provider];
    if (!constraints.regions.empty()) {
      const std::string full = std::string(catalog.text(catalog.providers()[region.provider].key)) + '/' +
                               std::string(catalog.text(region.key));
      allowed = allowed && matches_any(constraints.regions, full);
    } else {
      allowed = allowed && region.restricted == 0;  // government regions only by name
    }
    if (!constraints.residency.empty())
      allowed = allowed && catalog.text(region.residency) == constraints.residency;
    regions_.push_back(allowed);
  }
  const auto& wanted = constraints.accelerators;
  any_accelerator_ = wanted.empty() || contains(wanted, "any");
  cpu_only_allowed_ = wanted.empty() || contains(wanted, "none");
  for (const Accelerator& accelerator : catalog.accelerators())
    accelerators_.push_back(any_accelerator_ || names_any_accelerator(wanted, catalog.text(accelerator.key)));
}

bool CandidateFilter::names_accelerator_of(Index accelerator) const {
  return accelerator != kNoIndex &&
         names_any_accelerator(constraints_.accelerators,
                               catalog_.text(catalog_.accelerators()[accelerator].key));
}

const char* CandidateFilter::excludes_accelerator(Index accelerator, double count) const {
  if (count <= 0) return cpu_only_allowed_ ? nullptr : "no accelerator";
  if (accelerator == kNoIndex) return any_accelerator_ ? nullptr : "another accelerator";
  return accelerators_[accelerator] ? nullptr : "another accelerator";
}

const char* CandidateFilter::excludes(const InstanceType& type) const {
  if (!providers_[type.provider]) return exclusion::kProviderNotSelected;
  if (type.service != Service::vm && type.service != Service::tpu && !constraints_.managed)
    return "managed service (not asked for)";
  if (!constraints_.arch.empty() && !contains(constraints_.arch, catalog_.text(type.arch)))
    return "another processor architecture";
  if (const char* const why = excludes_accelerator(type.accelerator, type.accelerator_count)) return why;
  if (constraints_.exclude.empty() && constraints_.include.empty()) return nullptr;
  const std::string name = catalog_.full_name(type);
  if (matches_any(constraints_.exclude, name)) return "excluded by name";
  if (!constraints_.include.empty() && !matches_any(constraints_.include, name))
    return exclusion::kNotIncluded;
  return nullptr;
}

bool CandidateFilter::purchase_named(std::string_view name) const {
  return contains(constraints_.purchase, name);
}

}  // namespace cloudplan
