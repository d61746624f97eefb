#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/plan_diff.hpp"
#include "github.hpp"
#include "open_catalog.hpp"
#include "plan_file.hpp"
#include "report/cost_report.hpp"
#include "report_output.hpp"
#include "support/text_style.hpp"

#include <memory>

namespace cloudplan::cli {

namespace {

struct DiffOptions {
  std::string before, after;
  std::string format = "table", output = "-";
  std::string increase, threshold;
  bool only_if_changed = false, quiet = false, github_output = false;
  PlanningOptions planning;
};

// Whether there is anything to say: with --only-if-changed or --threshold, only what is worth it.
bool worth_saying(const DiffOptions& options, const PlanDiff& diff) {
  if (!options.threshold.empty()) {
    const IncreaseLimit least = parse_increase(options.threshold, "--threshold");
    return moved(diff.monthly, least) || moved(diff.first_month, least);
  }
  return !(options.only_if_changed || options.quiet) || has_changes(diff);
}

void add_outputs(const PlanDiff& diff, const Environment& environment) {
  const auto change = [](const AmountChange& amount) {
    return amount.known() ? exact_dollars(amount.after - amount.before) : std::string();
  };
  append_outputs(environment, {{"changed", has_changes(diff) ? "true" : "false"},
                               {"monthly-change-usd", change(diff.monthly)},
                               {"first-month-change-usd", change(diff.first_month)}});
}

int run(const DiffOptions& options, const Environment& environment) {
  const OpenCatalog catalog(options.planning.catalog, environment);
  std::optional<IncreaseLimit> limit;
  if (!options.increase.empty()) limit = parse_increase(options.increase, "--fail-on-increase");
  PlanFiles files(catalog, options.planning, environment);
  const SavedPlan before = files.read(options.before);
  const PlanDiff diff = compare_plans(before, files.read(options.after));
  const bool said = worth_saying(options, diff);
  const DiffFormat format = is_json(options.format)        ? DiffFormat::json
                            : options.format == "markdown" ? DiffFormat::markdown
                                                           : DiffFormat::table;
  const TextStyle style{.color = environment.color && options.output == "-", .unicode = environment.unicode};
  std::string report = said ? render_diff(diff, format, environment.columns, style) : "";
  if (format == DiffFormat::markdown) report = shortened(std::move(report), kCommentBytes);
  write_report(options.output, said ? in_format(std::move(report), options.format, "items") : "");
  if (said)
    append_step_summary(environment, render_diff(diff, DiffFormat::markdown, environment.columns, {}));
  if (options.github_output) add_outputs(diff, environment);
  const bool dearer = limit && (exceeds(diff.monthly, *limit) || exceeds(diff.first_month, *limit));
  if (!diff.feasible) return kInfeasible;
  return dearer ? kLimitBroken : kOk;
}

}  // namespace

Command diff_command() {
  auto options = std::make_shared<DiffOptions>();
  std::vector<Option> all = {{.flags = "before",
                              .value = "A",
                              .help = "A workload file, or a plan written by estimate --format json",
                              .target = &options->before,
                              .required = true,
                              .completes = "file"},
                             {.flags = "after",
                              .value = "B",
                              .help = "Another; - is standard input",
                              .target = &options->after,
                              .required = true,
                              .completes = "file"},
                             {.flags = "--format",
                              .value = "FORMAT",
                              .help = "table, json, ndjson or markdown",
                              .target = &options->format,
                              .choices = {"table", "json", "ndjson", "markdown"}},
                             {.flags = "-o,--output",
                              .value = "FILE",
                              .help = "Write into this file instead of standard output",
                              .target = &options->output,
                              .completes = "file"},
                             {.flags = "--fail-on-increase",
                              .value = "HOW MUCH",
                              .help = "Exit code 4 when B costs more than that above A: 10%, $50",
                              .target = &options->increase}};
  all.push_back({.flags = "--only-if-changed",
                 .help = "Print nothing when nothing changed",
                 .target = &options->only_if_changed});
  all.push_back({.flags = "-q,--quiet", .help = "The same as --only-if-changed", .target = &options->quiet});
  all.push_back({.flags = "--threshold",
                 .value = "HOW MUCH",
                 .help = "Print nothing when the cost rose or fell by less: 5%, $20",
                 .target = &options->threshold});
  all.push_back(github_output_option(&options->github_output));
  for (Option& option : planning_options(options->planning)) all.push_back(std::move(option));
  return {
      .name = "diff",
      .summary = "What changed between two workloads or saved plans, and what it costs",
      .description =
          "Compares two plans, task by task and dataset by dataset: offer, place, purchase, time and "
          "cost. A workload is planned first, with today's catalog; a saved plan keeps its own prices, so "
          "that a difference to it can come from prices as well.\n\n"
          "A cost that is not known in full is never called a saving. What has another name and is otherwise "
          "as it was is renamed.\n\n"
          "Exit code 3 when no plan keeps every limit of B, 4 when --fail-on-increase is exceeded.",
      .examples =
          "  cloudplan diff old.json new.json\n"
          "  git show main:workload.json | cloudplan diff - workload.json\n"
          "  cloudplan diff --fail-on-increase 10% baseline-plan.json workload.json\n"
          "  cloudplan diff --threshold 5% --format markdown -o comment.md plan.json workload.json\n",
      .options = std::move(all),
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
