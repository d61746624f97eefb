#include "cloudplan/comparison.hpp"
#include "cloudplan/error.hpp"
#include "column_names.hpp"
#include "commands.hpp"
#include "estimate_options.hpp"
#include "files.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "own_calibration.hpp"
#include "price_dates.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace cloudplan::cli {

namespace {

struct CompareArguments {
  std::vector<std::string> files, columns;
  std::string format, output, sort;
  bool pareto = false;
  PlanningOptions planning;
};

std::vector<ComparisonTable> compared(const CompareArguments& arguments,
                                      const std::vector<Workload>& workloads,
                                      const PerformanceCatalog& performance, const PlanOptions& options) {
  if (workloads.size() == 1 && arguments.pareto)
    return {compare_front(workloads.front(), performance, options)};
  if (workloads.size() == 1) return compare_providers(workloads.front(), performance, options);
  std::vector<NamedWorkload> named;
  for (std::size_t i = 0; i < workloads.size(); ++i) named.push_back({arguments.files[i], &workloads[i]});
  return {compare_workloads(named, performance, options)};
}

// Of one workload: some column can do everything. Of several: each can.
bool feasible(const ComparisonTable& table, bool one) {
  return one ? any_feasible(table)
             : std::all_of(table.columns.begin(), table.columns.end(),
                           [](const auto& column) { return column.whole && column.conflicts.empty(); });
}

void sort_tables(const std::string& key, std::vector<ComparisonTable>& tables) {
  constexpr std::pair<std::string_view, ColumnOrder> kOrders[] = {{"cost", ColumnOrder::first_month},
                                                                  {"monthly", ColumnOrder::monthly},
                                                                  {"once", ColumnOrder::once},
                                                                  {"name", ColumnOrder::title}};
  for (const auto& [name, order] : kOrders)
    if (name == key)
      for (ComparisonTable& table : tables) sort_columns(table, order);
}

int run(const CompareArguments& arguments, const Environment& environment) {
  if (arguments.pareto && arguments.files.size() > 1) {
    Diagnostic diagnostic;
    diagnostic.file = "--pareto";
    diagnostic.message = "the front is of one workload";
    diagnostic.hint = "give one file";
    throw InputError({diagnostic});
  }
  std::vector<std::string_view> columns;
  for (const std::size_t column : chosen_columns(arguments.columns, comparison_column_names()))
    columns.push_back(comparison_column_names()[column]);
  const OpenCatalog opened(arguments.planning.catalog, environment);
  // A wrong age is found before anything is done.
  check_price_age(opened.get(), {}, arguments.planning.max_catalog_age, environment);
  const std::vector<Workload> workloads = WorkloadFiles(opened, arguments.planning).read(arguments.files);
  const PerformanceCatalog performance =
      own_performance(opened.get(), arguments.planning.no_calibration, environment);
  const PlanOptions options = plan_options(arguments.planning, opened, environment);
  auto tables = compared(arguments, workloads, performance, options);
  sort_tables(arguments.sort, tables);
  const bool one = workloads.size() == 1;
  const ReportOptions report{.format = report_format(arguments.format, arguments.output),
                             .columns = environment.columns,
                             .color = environment.color && arguments.output.empty(),
                             .unicode = environment.unicode,
                             .configuration = opened.config().file};
  if (!columns.empty() && report.format == ReportFormat::json)
    throw InputError({{"--columns", 0, 0, "", "the JSON document always has everything",
                       "use --format table, csv or markdown"}});
  write_file_atomically(arguments.output.empty() ? "-" : arguments.output,
                        columns.empty() ? render(tables, one ? workloads.front().name : "workloads", report)
                                        : render_columns(tables, columns, report));
  if (!feasible(tables.front(), one)) return kInfeasible;
  const std::string& max_age = arguments.planning.max_catalog_age;
  if (max_age.empty()) warn_of_old_prices(tables.front().ages, opened.get(), environment.today);
  return check_price_age(opened.get(), tables.front().ages, max_age, environment);
}

}  // namespace

Command compare_command() {
  auto arguments = std::make_shared<CompareArguments>();
  const auto option = [](std::string flags, std::string value, std::string help, Target target,
                         std::vector<std::string> choices = {}, std::string completes = {}) {
    return Option{.flags = std::move(flags),
                  .value = std::move(value),
                  .help = std::move(help),
                  .target = target,
                  .choices = std::move(choices),
                  .completes = std::move(completes)};
  };
  Option files = option("file", "FILE...", "One workload file, or several to put side by side",
                        &arguments->files, {}, "file");
  files.required = true;
  std::vector<Option> all = {
      files,
      option("--pareto", "", "The plans that nothing beats in both cost and time", &arguments->pareto),
      option("-s,--sort", "KEY",
             "What comes first: the least in the first month, every month or once; or by name. The plan "
             "stays on top",
             &arguments->sort, {"cost", "monthly", "once", "name"}),
      option("--columns", "NAMES",
             "A row for each choice, with these columns of the CSV, commas between: "
             "column,name,offer,place,monthly_usd",
             &arguments->columns),
      option("--format", "FORMAT", "table, json, csv or markdown", &arguments->format,
             {"table", "json", "csv", "markdown"}),
      option("-o,--output", "FILE", "Write to this file, whole or not at all", &arguments->output, {},
             "file")};
  for (Option& more : planning_options(arguments->planning)) all.push_back(std::move(more));
  return {.name = "compare",
          .summary = "Providers, CPU and GPU, stores or several workloads side by side",
          .description =
              "With one file: the best plan with each provider, with everything that could be there; the "
              "cheapest CPU beside the cheapest GPU; bucket, database and disk. With several files: their "
              "items of the same name beside each other. Side by side where the terminal is wide enough, "
              "else in sections.\n\n"
              "Exit code 3 when no column has everything in place within the limits or, with several files, "
              "when one of them has no such plan; 6 when a price is older than --max-catalog-age.",
          .examples =
              "  cloudplan compare workload.json\n"
              "  cloudplan compare today.json tomorrow.json\n"
              "  cloudplan compare --pareto workload.json\n"
              "  cloudplan compare --sort monthly today.json tomorrow.json\n"
              "  cloudplan compare --columns column,name,offer,monthly_usd workload.json\n"
              "  cloudplan compare --format csv -o providers.csv workload.json\n",
          .options = std::move(all),
          .run = [arguments](const Environment& environment) { return run(*arguments, environment); }};
}

}  // namespace cloudplan::cli
