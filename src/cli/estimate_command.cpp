#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/pareto.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/report.hpp"
#include "estimate_options.hpp"
#include "files.hpp"
#include "log.hpp"
#include "open_catalog.hpp"
#include "own_calibration.hpp"
#include "price_dates.hpp"
#include "progress.hpp"
#include "report_output.hpp"

#include <algorithm>
#include <memory>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

// The plans of the files, and where they were asked for the fronts of cost and time that they are on.
struct Estimates {
  std::vector<Plan> plans;
  std::vector<std::vector<FrontPoint>> fronts;
};

Estimates make_plans(const std::vector<Workload>& workloads, const EstimateOptions& options,
                     const OpenCatalog& opened, const Environment& environment) {
  const PerformanceCatalog performance =
      own_performance(opened.get(), options.planning.no_calibration, environment);
  const PlanOptions planning = plan_options(options.planning, opened, environment);
  Estimates made;
  Progress progress("planning", workloads.size());
  for (std::size_t i = 0; i < workloads.size(); ++i) {
    progress.step();
    made.plans.push_back(make_plan(workloads[i], performance, planning));
    if (options.pareto)
      made.fronts.push_back(pareto_front(workloads[i], performance, planning, &made.plans.back()));
    std::size_t offers = 0;
    for (const TaskPlacement& task : made.plans.back().tasks) offers += task.considered;
    log_info(fmt::format("{}: planned, {} offers priced", options.files[i], offers));
  }
  return made;
}

std::string write_report(const std::vector<Workload>& workloads, const Estimates& estimates,
                         const EstimateOptions& options, const OpenCatalog& opened,
                         const Environment& environment) {
  std::vector<PlanDocument> documents;
  for (std::size_t i = 0; i < workloads.size(); ++i)
    documents.push_back({options.files[i] == "-" ? "<stdin>" : options.files[i], &workloads[i],
                         &estimates.plans[i], opened.config_note(),
                         options.pareto ? &estimates.fronts[i] : nullptr});
  return in_format(render(documents, opened.get(),
                          {.format = report_format(options.format, options.output),
                           .columns = environment.columns,
                           .color = environment.color && options.output.empty(),
                           .unicode = environment.unicode,
                           .verbose = options.verbose}),
                   options.format, "");
}

std::vector<PriceAge> oldest_prices(const std::vector<Plan>& plans, const Catalog& catalog) {
  PriceAges ages(catalog);
  for (const Plan& plan : plans)
    for (const PriceAge& age : price_ages(plan, catalog)) ages.add(age.provider, age.source);
  return ages.oldest();
}

int run(const EstimateOptions& options, const Environment& environment) {
  const OpenCatalog opened(options.planning.catalog, environment);
  const Catalog& catalog = opened.get();
  const std::string& max_age = options.planning.max_catalog_age;
  check_price_age(catalog, {}, max_age, environment);  // a wrong age is found before anything is done
  const std::vector<Workload> workloads = WorkloadFiles(opened, options.planning).read(options.files);
  const Estimates estimates = make_plans(workloads, options, opened, environment);
  const std::vector<Plan>& plans = estimates.plans;
  write_file_atomically(options.output.empty() ? "-" : options.output,
                        write_report(workloads, estimates, options, opened, environment));

  const auto infeasible = [](const Plan& plan) { return !plan.feasible; };
  if (std::any_of(plans.begin(), plans.end(), infeasible)) return kInfeasible;
  const std::vector<PriceAge> ages = oldest_prices(plans, catalog);
  if (const int code = check_price_age(catalog, ages, max_age, environment); code != kOk) return code;
  if (max_age.empty()) warn_of_old_prices(ages, catalog, environment.today);
  if (options.strict && !std::all_of(plans.begin(), plans.end(), is_complete)) {
    warn("a price is missing (--strict)");
    return kIncomplete;
  }
  return kOk;
}

}  // namespace

Command estimate_command() {
  auto options = std::make_shared<EstimateOptions>();
  return {
      .name = "estimate",
      .summary = "Recommend where to run and store a workload, with time and cost",
      .description =
          "Reads workload files and prints, for each task and dataset, the best offer: CPU or GPU, which "
          "instance, where and how it is bought; bucket, database or disk. With the expected time and its "
          "band, what it costs line by line, why, and what else there is.\n\n"
          "Exit code 3 when no plan keeps every limit, 5 when a price is missing and --strict is given, "
          "6 when a price is older than --max-catalog-age.",
      .examples =
          "  cloudplan estimate examples/bird-classifier.json\n"
          "  cloudplan estimate --provider gcp --purchase spot workload.json\n"
          "  cloudplan estimate --deadline 12h --budget '$300' -o plan.html workload.json\n"
          "  cloudplan estimate --pareto workload.json\n"
          "  cloudplan estimate --format json workload.json | jq .totals\n"
          "  generate-workload | cloudplan estimate -\n",
      .options = estimate_options(*options),
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
