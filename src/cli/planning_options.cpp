#include "planning_options.hpp"

#include "cloudplan/error.hpp"
#include "mapped_file.hpp"
#include "option_builders.hpp"
#include "option_values.hpp"
#include "own_calibration.hpp"
#include "place_names.hpp"
#include "price_dates.hpp"
#include "support/glob.hpp"
#include "support/place_hints.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

const std::vector<std::string> kPurchases = {"on_demand", "spot", "commit_1y", "commit_3y", "notebook"};

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known,
                         std::string otherwise) {
  const std::string_view near = closest_name(name, known);
  return near.empty() ? std::move(otherwise) : fmt::format("did you mean {}?", near);
}

void check_providers(const std::vector<std::string>& providers, const Vocabulary& vocabulary) {
  for (const std::string& provider : providers)
    if (std::find(vocabulary.providers.begin(), vocabulary.providers.end(), provider) ==
        vocabulary.providers.end())
      fail_option("--provider", fmt::format("unknown provider {}", in_quotes(provider)),
                  did_you_mean(usual_provider_key(provider), vocabulary.providers,
                               "'cloudplan catalog list' names them"));
}

// A pattern must match some region, by its full name or by what follows the provider.
void check_regions(const std::vector<std::string>& regions, const std::vector<std::string>& infra,
                   const Vocabulary& vocabulary) {
  std::vector<std::string_view> short_names;
  for (const std::string_view region : vocabulary.regions)
    short_names.push_back(region.substr(region.find('/') + 1));
  for (const std::string& pattern : regions) {
    const auto matches = [&](std::string_view name) { return glob_matches_full_name(pattern, name); };
    if (std::any_of(vocabulary.regions.begin(), vocabulary.regions.end(), matches)) continue;
    const bool full = pattern.find('/') != std::string::npos;
    const bool of_infra = std::find(infra.begin(), infra.end(), pattern) != infra.end();
    fail_option(of_infra ? "--infra" : "--region", fmt::format("no region matches {}", in_quotes(pattern)),
                did_you_mean(pattern, full ? vocabulary.regions : short_names,
                             "a pattern such as 'us-*' or 'aws/eu-west-1'"));
  }
}

Objective objective_of(const std::string& name) {
  return name == "time" ? Objective::time : name == "balanced" ? Objective::balanced : Objective::cost;
}

// The short options in the words of the long ones: --infra aws/us-east-1, --spot, --on-demand.
Overrides spelled_out(Overrides overrides) {
  for (const std::string& place : overrides.infra) {
    overrides.providers.push_back(place.substr(0, place.find('/')));
    overrides.regions.push_back(place.find('/') == std::string::npos ? place + "/*" : place);
  }
  if (overrides.spot) overrides.purchase.emplace_back("spot");
  if (overrides.on_demand) overrides.purchase.emplace_back("on_demand");
  return overrides;
}

std::vector<Option> override_options(Overrides& o, PlaceOverrides places) {
  const std::string instead = "In place of the file";
  std::vector<Option> made = {value("--provider", "NAME", "Only these providers; may be repeated",
                                    &o.providers, instead, {}, "provider")};
  if (places == PlaceOverrides::yes) {
    made.push_back(value("--region", "PATTERN", "Only these regions: us-*, aws/eu-west-1; may be repeated",
                         &o.regions, instead, {}, "region"));
    made.push_back(value("--purchase", "OPTION",
                         "Only bought so: on_demand, spot, commit_1y, commit_3y, notebook", &o.purchase,
                         instead, kPurchases));
    made.push_back(value("--infra", "PLACE",
                         "Provider and region at once: aws, aws/us-east-1; may be repeated", &o.infra,
                         instead, {}, "region"));
    made.push_back(flag("--spot", "The same as --purchase spot", &o.spot, instead));
    made.push_back(
        flag("--on-demand", "The same as --purchase on_demand; beside --spot, both", &o.on_demand, instead));
  }
  made.push_back(value("--objective", "WHAT", "cost, time or balanced", &o.objective, instead,
                       {"cost", "time", "balanced"}));
  made.push_back(
      value("--deadline", "TIME", "The jobs must be done in this time: 24h", &o.deadline, instead));
  made.push_back(value("--budget", "AMOUNT", "The first month may cost so much: $200", &o.budget, instead));
  return made;
}

}  // namespace

bool any(const Overrides& o) {
  return !(o.providers.empty() && o.regions.empty() && o.purchase.empty() && o.infra.empty() &&
           o.objective.empty() && o.deadline.empty() && o.budget.empty()) ||
         o.spot || o.on_demand;
}

void apply(const Overrides& given, const Vocabulary& vocabulary, Workload& workload) {
  const Overrides overrides = spelled_out(given);
  check_providers(overrides.providers, vocabulary);
  check_regions(overrides.regions, overrides.infra, vocabulary);
  Constraints& constraints = workload.constraints;
  // A task's own constraints are as much part of the file as the workload's: the option takes their place
  // too.
  const auto replace = [&](const std::vector<std::string>& with,
                           std::vector<std::string> Constraints::*list) {
    if (with.empty()) return;
    constraints.*list = with;
    for (Task& task : workload.tasks) (task.constraints.*list).clear();
    for (Dataset& data : workload.data) (data.constraints.*list).clear();
  };
  replace(overrides.providers, &Constraints::providers);
  replace(overrides.regions, &Constraints::regions);
  replace(overrides.purchase, &Constraints::purchase);
  if (!overrides.objective.empty()) workload.objective = objective_of(overrides.objective);
  if (!overrides.deadline.empty())
    workload.deadline = Seconds{quantity_option("--deadline", QuantityKind::duration, overrides.deadline)};
  if (!overrides.budget.empty()) workload.budget = money_option("--budget", overrides.budget);
}

void apply(const WorkloadDefaults& defaults, Workload& workload) {
  Constraints& constraints = workload.constraints;
  const auto fill = [](std::vector<std::string>& list, const std::vector<std::string>& with) {
    if (list.empty()) list = with;
  };
  fill(constraints.providers, defaults.providers);
  fill(constraints.regions, defaults.regions);
  fill(constraints.purchase, defaults.purchase);
  if (!workload.objective_given && !defaults.objective.empty())
    workload.objective = objective_of(defaults.objective);
  if (!workload.horizon_given && defaults.horizon) workload.horizon = *defaults.horizon;
}

std::vector<Option> planning_options(PlanningOptions& o, PlaceOverrides places) {
  const std::string prices = "Prices";
  std::vector<Option> made = override_options(o.overrides, places);
  made.push_back(value("--free-tier", "on|off", "Count monthly free allowances, once per account",
                       &o.free_tier, prices, {"on", "off"}));
  made.push_back(
      flag("--trust-outliers", "Let prices win that look wrong at their source", &o.trust_outliers, prices));
  made.push_back(max_age_option(&o.max_catalog_age));
  made.push_back(no_calibration_option(&o.no_calibration));
  for (Option& option : catalog_options(o.catalog)) made.push_back(std::move(option));
  return made;
}

PlanOptions plan_options(const PlanningOptions& options, const OpenCatalog& opened,
                         const Environment& environment) {
  PlanOptions planning;
  planning.trust_outliers = options.trust_outliers;
  planning.free_tiers = options.free_tier == "on";
  planning.today = environment.today;
  planning.owned = owned_capacities(opened.config(), opened.get());
  return planning;
}

WorkloadFiles::WorkloadFiles(const OpenCatalog& opened, const PlanningOptions& options)
    : opened_(opened), options_(options), names_(opened.get()) {}

Workload WorkloadFiles::parse(const std::string& text, const std::string& file,
                              std::vector<Diagnostic>& warnings) const {
  Workload workload = parse_workload(text, file, vocabulary(), &warnings);
  apply(opened_.config().workload, workload);
  apply(options_.overrides, vocabulary(), workload);
  return workload;
}

namespace {
void tell_warnings(const std::vector<Diagnostic>& warnings) {
  if (quiet()) return;
  for (const Diagnostic& warning : warnings) tell(warning.to_string());
}
}  // namespace

Workload WorkloadFiles::parse(const std::string& text, const std::string& file) const {
  std::vector<Diagnostic> warnings;
  Workload workload = parse(text, file, warnings);
  tell_warnings(warnings);
  return workload;
}

Workload WorkloadFiles::read(const std::string& path) const {
  return parse(read_text(path), path == "-" ? "<stdin>" : path);
}

std::vector<Workload> WorkloadFiles::read(const std::vector<std::string>& paths) const {
  std::vector<Workload> workloads;
  std::vector<Diagnostic> warnings, mistakes;
  for (const std::string& path : paths) {
    try {
      workloads.push_back(parse(read_text(path), path == "-" ? "<stdin>" : path, warnings));
    } catch (const InputError& e) {
      mistakes.insert(mistakes.end(), e.diagnostics().begin(), e.diagnostics().end());
    }
  }
  if (!mistakes.empty()) throw InputError(std::move(mistakes));
  tell_warnings(warnings);
  return workloads;
}

}  // namespace cloudplan::cli
