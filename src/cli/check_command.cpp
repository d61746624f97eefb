#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/policy.hpp"
#include "github.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "option_values.hpp"
#include "plan_file.hpp"
#include "price_dates.hpp"
#include "progress.hpp"
#include "report/cost_report.hpp"
#include "report_output.hpp"
#include "support/text_style.hpp"

#include <algorithm>
#include <memory>

namespace cloudplan::cli {

namespace {

const std::vector<std::string> kFormats = {"table", "json", "junit", "sarif", "markdown", "ndjson"};

struct CheckOptions {
  std::vector<std::string> files;
  std::string max_monthly, max_run, policy, baseline, increase, at = "likely";
  std::optional<double> max_hours;
  std::string format = "table", output = "-";
  bool quiet = false, strict = false, github_output = false;
  PlanningOptions planning;
};

void check_usage(const CheckOptions& options) {
  if (options.max_hours && !(*options.max_hours >= 0)) fail_option("--max-hours", "below 0");
  if (options.baseline.empty() != options.increase.empty())
    fail_option(options.baseline.empty() ? "--fail-on-increase" : "--baseline",
                "--baseline and --fail-on-increase go together",
                "--baseline plan.json --fail-on-increase 10%");
  if (!options.baseline.empty() && options.files.size() > 1)
    fail_option("--baseline", "is the baseline of one file", "check the files one by one");
}

constexpr std::string_view kPoints[] = {"likely", "max", "worst"};

PlanPoint point_of(const CheckOptions& options) {
  return static_cast<PlanPoint>(std::find(std::begin(kPoints), std::end(kPoints), options.at) -
                                std::begin(kPoints));
}

SavedPlan at_point_of(const SavedPlan& plan, PlanPoint point) {
  std::optional<SavedPlan> there = at_point(plan, point);
  if (!there)
    throw InputError({{plan.file, 0, 0, "", "the saved plan does not say what it comes to at its worst",
                       "give the workload in place of the plan"}});
  return *std::move(there);
}

Policy read_policy(const CheckOptions& options, const Vocabulary& vocabulary) {
  Policy policy;
  if (!options.policy.empty()) policy = parse_policy(read_text(options.policy), options.policy, vocabulary);
  Limits limits;
  if (!options.max_monthly.empty()) limits.monthly = money_option("--max-monthly", options.max_monthly);
  if (!options.max_run.empty()) limits.run = money_option("--max-run", options.max_run);
  if (options.max_hours) limits.time = hours(*options.max_hours);
  policy.limits.insert(policy.limits.begin(), std::move(limits));
  return policy;
}

std::vector<CheckResult> check_files(const CheckOptions& options, PlanFiles& files) {
  const Policy policy = read_policy(options, files.vocabulary());
  std::optional<IncreaseLimit> increase;
  std::optional<SavedPlan> baseline;
  if (!options.increase.empty()) increase = parse_increase(options.increase, "--fail-on-increase");
  const PlanPoint point = point_of(options);
  files.set_range(point == PlanPoint::worst);
  if (!options.baseline.empty()) baseline = at_point_of(files.read(options.baseline), point);
  std::vector<CheckResult> results;
  std::vector<Diagnostic> mistakes;  // of all files
  Progress progress("checking", options.files.size());
  for (const std::string& file : options.files) try {
      progress.step();
      const SavedPlan likely = files.read(file);
      results.push_back(
          check_plan(at_point_of(likely, point), policy, baseline ? &*baseline : nullptr, increase));
      results.back().point = point;
      results.back().feasible = likely.feasible;  // there is a plan; that it breaks there is a broken rule
    } catch (const InputError& e) {
      mistakes.insert(mistakes.end(), e.diagnostics().begin(), e.diagnostics().end());
    }
  if (!mistakes.empty()) throw InputError(std::move(mistakes));
  return results;
}

int exit_code(const CheckOptions& options, const std::vector<CheckResult>& results, int age_code) {
  const auto any = [&](auto holds) { return std::any_of(results.begin(), results.end(), holds); };
  if (any([](const CheckResult& result) { return !result.feasible; })) return kInfeasible;
  if (any([](const CheckResult& result) { return result.broken(); })) return kLimitBroken;
  if (age_code != kOk) return age_code;
  const bool unknown = any([](const CheckResult& result) {
    return !result.complete ||
           std::any_of(result.rules.begin(), result.rules.end(),
                       [](const RuleResult& rule) { return rule.status == RuleStatus::unknown; });
  });
  return unknown && options.strict ? kIncomplete : kOk;
}

void annotate_rules(const std::vector<CheckResult>& results, const Environment& environment) {
  for (const CheckResult& result : results)
    for (const RuleResult& rule : result.rules)
      if (rule.status != RuleStatus::kept)
        annotate(environment, rule.status == RuleStatus::broken ? Annotation::error : Annotation::warning,
                 result.file, rule.line, rule.column, "cloudplan " + rule.rule, rule.message());
}

void add_outputs(const std::vector<CheckResult>& results, int code, const Environment& environment) {
  Money monthly, once;
  std::size_t broken = 0;
  bool complete = true;
  for (const CheckResult& result : results) {
    monthly += result.monthly;
    once += result.once;
    complete = complete && result.complete;
    for (const RuleResult& rule : result.rules) broken += rule.status == RuleStatus::broken ? 1 : 0;
  }
  append_outputs(environment, {{"passed", code == kOk ? "true" : "false"},
                               {"broken-rules", std::to_string(broken)},
                               {"complete", complete ? "true" : "false"},
                               {"monthly-usd", exact_dollars(monthly)},
                               {"first-month-usd", exact_dollars(monthly + once)}});
}

int run(const CheckOptions& options, const Environment& environment) {
  check_usage(options);
  const OpenCatalog catalog(options.planning.catalog, environment);
  check_price_age(catalog.get(), {}, options.planning.max_catalog_age,
                  environment);  // a wrong age is found first
  PlanFiles files(catalog, options.planning, environment);
  const std::vector<CheckResult> results = check_files(options, files);
  if (files.has_saved() && !options.planning.max_catalog_age.empty())
    warn(
        "--max-catalog-age: the prices of a saved plan have no age here, only those of workloads are "
        "checked");
  const int age =
      check_price_age(catalog.get(), files.oldest_prices(), options.planning.max_catalog_age, environment);
  const int code = exit_code(options, results, age);
  const auto format =
      is_json(options.format)
          ? CheckFormat::json
          : static_cast<CheckFormat>(std::find(kFormats.begin(), kFormats.end(), options.format) -
                                     kFormats.begin());
  const bool to_terminal = options.output == "-";
  const TextStyle style{.color = environment.color && to_terminal, .unicode = environment.unicode};
  if (code != kOk || !options.quiet || !to_terminal) {
    std::string report = render_check(results, format, CLOUDPLAN_VERSION, environment.columns, style);
    if (format == CheckFormat::markdown) report = shortened(std::move(report), kCommentBytes);
    write_report(options.output, in_format(std::move(report), options.format, "files"));
  }
  annotate_rules(results, environment);
  if (options.github_output) add_outputs(results, code, environment);
  append_step_summary(environment, render_check(results, CheckFormat::markdown, CLOUDPLAN_VERSION, 0, {}));
  return code;
}

Option limit(const char* flags, const char* value, const char* help, Target target, const char* group,
             const char* completes = "") {
  return {
      .flags = flags, .value = value, .help = help, .target = target, .group = group, .completes = completes};
}

std::vector<Option> make_options(CheckOptions& o) {
  const char* const limits = "Limits";
  const char* const report = "Report";
  std::vector<Option> all = {
      {.flags = "file",
       .value = "FILE...",
       .help = "Workload files or saved plans; - is standard input",
       .target = &o.files,
       .required = true,
       .completes = "file"},
      limit("--max-monthly", "USD", "The first month may cost so much, everything included: 500",
            &o.max_monthly, limits),
      limit("--max-run", "USD", "One run of a job may cost so much", &o.max_run, limits),
      limit("--max-hours", "HOURS", "One run of a job may take so long, as expected", &o.max_hours, limits),
      limit("--policy", "FILE", "Limits and rules; 'cloudplan schema policy' describes them", &o.policy,
            limits, "file"),
      limit("--baseline", "FILE", "A saved plan, or a workload, to compare with", &o.baseline, limits,
            "file"),
      limit("--fail-on-increase", "HOW MUCH", "It may cost so much above the baseline: 10%, $50", &o.increase,
            limits),
      limit("--at", "WHERE",
            "Where in the ranges of a workload the limits must hold: likely; max, with every range at its "
            "maximum; worst, with slow predictions too",
            &o.at, limits),
      limit("--strict", "", "Exit code 5 when a price is missing", &o.strict, limits),
      limit("--format", "FORMAT", "table, json, ndjson, junit, sarif or markdown", &o.format, report),
      limit("-o,--output", "FILE", "Write the report into this file", &o.output, report, "file"),
      limit("-q,--quiet", "", "Print nothing when all is well", &o.quiet, report)};
  all.push_back(github_output_option(&o.github_output));
  for (Option& option : all)
    if (option.flags == "--format") option.choices = kFormats;
  for (Option& option : all)
    if (option.flags == "--at") option.choices.assign(std::begin(kPoints), std::end(kPoints));
  for (Option& option : planning_options(o.planning)) all.push_back(std::move(option));
  return all;
}

}  // namespace

Command check_command() {
  auto options = std::make_shared<CheckOptions>();
  return {
      .name = "check",
      .summary = "Hold plans against budgets, a policy and a baseline: a gate for CI",
      .description =
          "Plans workloads and lists every rule that is broken, by how much. Exit code 3 when nothing keeps "
          "the workload's own limits, 4 when a rule is broken, 5 when a price is missing and --strict is "
          "given, 6 when a price is older than --max-catalog-age.\n\n"
          "Under GitHub Actions broken rules are marked at their lines of the files, and the result is added "
          "to the summary of the job (GITHUB_STEP_SUMMARY).",
      .examples =
          "  cloudplan check --max-monthly 500 --max-hours 12 workload.json\n"
          "  cloudplan check --policy policy.json --format junit -o report.xml services/*.json\n"
          "  cloudplan check --baseline plan.json --fail-on-increase 10% workload.json\n",
      .options = make_options(*options),
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
