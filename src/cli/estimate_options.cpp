#include "estimate_options.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/quantity.hpp"
#include "open_catalog.hpp"
#include "own_calibration.hpp"
#include "place_names.hpp"
#include "price_dates.hpp"
#include "report_output.hpp"
#include "support/glob.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

const std::vector<std::string> kFormats = {"table", "json", "markdown", "csv", "html", "ndjson"};
const std::vector<std::string> kPurchases = {"on_demand", "spot", "commit_1y", "commit_3y", "notebook"};

[[noreturn]] void fail(std::string_view option, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.file = option;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  throw InputError({std::move(diagnostic)});
}

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known,
                         std::string otherwise) {
  const std::string_view near = closest_name(name, known);
  return near.empty() ? std::move(otherwise) : fmt::format("did you mean {}?", near);
}

double quantity(std::string_view option, QuantityKind kind, const std::string& text) {
  const ParsedQuantity parsed = parse_quantity(kind, text);
  if (!parsed.value) fail(option, parsed.message, parsed.hint);
  return *parsed.value;
}

void check_providers(const std::vector<std::string>& providers, const Vocabulary& vocabulary) {
  for (const std::string& provider : providers)
    if (std::find(vocabulary.providers.begin(), vocabulary.providers.end(), provider) ==
        vocabulary.providers.end())
      fail("--provider", fmt::format("unknown provider {}", in_quotes(provider)),
           did_you_mean(usual_provider_key(provider), vocabulary.providers,
                        "'cloudplan catalog list' names them"));
}

// A pattern must match some region, by its full name or by what follows the provider.
void check_regions(const std::vector<std::string>& regions, const Vocabulary& vocabulary) {
  std::vector<std::string_view> short_names;
  for (const std::string_view region : vocabulary.regions)
    short_names.push_back(region.substr(region.find('/') + 1));
  for (const std::string& pattern : regions) {
    const auto matches = [&](std::string_view name) { return glob_matches(pattern, name); };
    if (std::any_of(vocabulary.regions.begin(), vocabulary.regions.end(), matches)) continue;
    if (std::any_of(short_names.begin(), short_names.end(), matches)) continue;
    fail("--region", fmt::format("no region matches {}", in_quotes(pattern)),
         did_you_mean(pattern, short_names, "a pattern such as 'us-*' or 'aws/eu-west-1'"));
  }
}

Objective objective_of(const std::string& name) {
  return name == "time" ? Objective::time : name == "balanced" ? Objective::balanced : Objective::cost;
}

Option flag(std::string flags, std::string help, bool* target, std::string group) {
  return {.flags = std::move(flags),
          .value = {},
          .help = std::move(help),
          .target = target,
          .group = std::move(group),
          .choices = {},
          .completes = {}};
}

template <class Target>
Option value(std::string flags, std::string value, std::string help, Target* target, std::string group,
             std::vector<std::string> choices = {}, std::string completes = {}) {
  return {.flags = std::move(flags),
          .value = std::move(value),
          .help = std::move(help),
          .target = target,
          .group = std::move(group),
          .choices = std::move(choices),
          .completes = std::move(completes)};
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

}  // namespace

void apply(const Overrides& given, const Vocabulary& vocabulary, Workload& workload) {
  const Overrides overrides = spelled_out(given);
  check_providers(overrides.providers, vocabulary);
  check_regions(overrides.regions, vocabulary);
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
    workload.deadline = Seconds{quantity("--deadline", QuantityKind::duration, overrides.deadline)};
  if (!overrides.budget.empty())
    workload.budget = dollars(quantity("--budget", QuantityKind::money, overrides.budget));
}

ReportFormat report_format(const std::string& format, const std::string& output) {
  constexpr std::pair<std::string_view, ReportFormat> kEndings[] = {{".json", ReportFormat::json},
                                                                    {".md", ReportFormat::markdown},
                                                                    {".csv", ReportFormat::csv},
                                                                    {".html", ReportFormat::html}};
  if (is_json(format)) return ReportFormat::json;
  const auto named = std::find(kFormats.begin(), kFormats.end(), format);
  if (named != kFormats.end()) return static_cast<ReportFormat>(named - kFormats.begin());
  for (const auto& [ending, meant] : kEndings)
    if (output.size() > ending.size() &&
        output.compare(output.size() - ending.size(), ending.size(), ending) == 0)
      return meant;
  return ReportFormat::table;
}

std::vector<Option> estimate_options(EstimateOptions& o) {
  Option files =
      value("file", "FILE...", "Workload files; - is standard input", &o.files, "Options", {}, "file");
  files.required = true;
  const std::string report = "Report", instead = "In place of the file", prices = "Prices";
  return {
      files,
      value("--format", "FORMAT",
            "table, json, ndjson, markdown, csv or html; else what the output's name ends in", &o.format,
            report, kFormats),
      value("-o,--output", "FILE", "Write the report to this file, whole or not at all", &o.output, report,
            {}, "file"),
      flag("-v,--verbose", "Show sources, everything ruled out, and progress on standard error", &o.verbose,
           report),
      flag("--quiet", "No warnings on standard error", &o.quiet, report),
      flag("--strict", "Exit code 5 when a price is missing", &o.strict, report),
      value("--provider", "NAME", "Only these providers; may be repeated", &o.overrides.providers, instead,
            {}, "provider"),
      value("--region", "PATTERN", "Only these regions: us-*, aws/eu-west-1; may be repeated",
            &o.overrides.regions, instead, {}, "region"),
      value("--purchase", "OPTION", "Only bought so: on_demand, spot, commit_1y, commit_3y, notebook",
            &o.overrides.purchase, instead, kPurchases),
      value("--infra", "PLACE", "Provider and region at once: aws, aws/us-east-1; may be repeated",
            &o.overrides.infra, instead, {}, "region"),
      flag("--spot", "The same as --purchase spot", &o.overrides.spot, instead),
      flag("--on-demand", "The same as --purchase on_demand; beside --spot, both", &o.overrides.on_demand,
           instead),
      value("--objective", "WHAT", "cost, time or balanced", &o.overrides.objective, instead,
            {"cost", "time", "balanced"}),
      value("--deadline", "TIME", "The jobs must be done in this time: 24h", &o.overrides.deadline, instead),
      value("--budget", "AMOUNT", "The first month may cost so much: $200", &o.overrides.budget, instead),
      value("--free-tier", "on|off", "Count monthly free allowances, once per account", &o.free_tier, prices,
            {"on", "off"}),
      flag("--trust-outliers", "Let prices win that look wrong at their source", &o.trust_outliers, prices),
      max_age_option(&o.max_catalog_age),
      no_calibration_option(&o.no_calibration),
      catalog_option(&o.catalog)};
}

}  // namespace cloudplan::cli
