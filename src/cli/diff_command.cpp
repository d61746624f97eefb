#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/plan_diff.hpp"
#include "open_catalog.hpp"
#include "plan_file.hpp"
#include "report_output.hpp"
#include "support/text_style.hpp"

#include <memory>

namespace cloudplan::cli {

namespace {

struct DiffOptions {
  std::string before, after;
  std::string format = "table", output = "-";
  std::string increase;
  PlanningOptions planning;
};

int run(const DiffOptions& options, const Environment& environment) {
  const OpenCatalog catalog(options.planning.catalog, environment);
  std::optional<IncreaseLimit> limit;
  if (!options.increase.empty()) limit = parse_increase(options.increase, "--fail-on-increase");
  PlanFiles files(catalog.get(), options.planning, environment);
  const SavedPlan before = files.read(options.before);
  const PlanDiff diff = compare_plans(before, files.read(options.after));
  const DiffFormat format = is_json(options.format)        ? DiffFormat::json
                            : options.format == "markdown" ? DiffFormat::markdown
                                                           : DiffFormat::table;
  const TextStyle style{.color = environment.color && options.output == "-", .unicode = environment.unicode};
  write_report(options.output,
               in_format(render_diff(diff, format, environment.columns, style), options.format, "items"));
  append_step_summary(environment, render_diff(diff, DiffFormat::markdown, environment.columns, {}));
  const bool dearer = limit && (exceeds(diff.monthly, *limit) || exceeds(diff.first_month, *limit));
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
  for (Option& option : planning_options(options->planning)) all.push_back(std::move(option));
  return {
      .name = "diff",
      .summary = "What changed between two workloads or saved plans, and what it costs",
      .description =
          "Compares two plans, task by task and dataset by dataset: offer, place, purchase, time and "
          "cost. A workload is planned first, with today's catalog; a saved plan keeps its own prices, so "
          "that a difference to it can come from prices as well.\n\n"
          "A cost that is not known in full is never called a saving.",
      .examples =
          "  cloudplan diff old.json new.json\n"
          "  git show main:workload.json | cloudplan diff - workload.json\n"
          "  cloudplan diff --fail-on-increase 10% baseline-plan.json workload.json\n",
      .options = std::move(all),
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
