#include "cloudplan/comparison.hpp"
#include "cloudplan/error.hpp"
#include "commands.hpp"
#include "estimate_options.hpp"
#include "files.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "own_calibration.hpp"
#include "vocabulary.hpp"

#include <memory>

namespace cloudplan::cli {

namespace {

struct CompareArguments {
  std::vector<std::string> files;
  std::string format, output, catalog;
  bool pareto = false;
  bool no_calibration = false;
};

// All files, or every mistake in all of them.
std::vector<Workload> read_all(const std::vector<std::string>& files, const Vocabulary& vocabulary) {
  std::vector<Workload> workloads;
  std::vector<Diagnostic> mistakes;
  for (const std::string& file : files) {
    try {
      workloads.push_back(parse_workload(read_text(file), file == "-" ? "<stdin>" : file, vocabulary));
    } catch (const InputError& e) {
      mistakes.insert(mistakes.end(), e.diagnostics().begin(), e.diagnostics().end());
    }
  }
  if (!mistakes.empty()) throw InputError(std::move(mistakes));
  return workloads;
}

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

int run(const CompareArguments& arguments, const Environment& environment) {
  if (arguments.pareto && arguments.files.size() > 1) {
    Diagnostic diagnostic;
    diagnostic.file = "--pareto";
    diagnostic.message = "the front is of one workload";
    diagnostic.hint = "give one file";
    throw InputError({diagnostic});
  }
  const OpenCatalog opened(arguments.catalog, environment);
  const KnownNames names(opened.get());
  const std::vector<Workload> workloads = read_all(arguments.files, names.vocabulary());
  const PerformanceCatalog performance = own_performance(opened.get(), arguments.no_calibration, environment);
  PlanOptions options;
  options.today = environment.today;
  const auto tables = compared(arguments, workloads, performance, options);
  const bool one = workloads.size() == 1;
  write_file_atomically(arguments.output.empty() ? "-" : arguments.output,
                        render(tables, one ? workloads.front().name : "workloads",
                               {.format = report_format(arguments.format, arguments.output),
                                .columns = environment.columns,
                                .color = environment.color && arguments.output.empty(),
                                .unicode = environment.unicode}));
  return kOk;
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
  return {.name = "compare",
          .summary = "Providers, CPU and GPU, stores or several workloads side by side",
          .description =
              "With one file: the best plan with each provider, with everything that could be there; the "
              "cheapest CPU beside the cheapest GPU; bucket, database and disk. With several files: their "
              "items of the same name beside each other. Side by side where the terminal is wide enough, "
              "else in sections.",
          .examples =
              "  cloudplan compare workload.json\n"
              "  cloudplan compare today.json tomorrow.json\n"
              "  cloudplan compare --pareto workload.json\n"
              "  cloudplan compare --format csv -o providers.csv workload.json\n",
          .options = {files,
                      option("--pareto", "", "The plans that nothing beats in both cost and time",
                             &arguments->pareto),
                      option("--format", "FORMAT", "table, json, csv or markdown", &arguments->format,
                             {"table", "json", "csv", "markdown"}),
                      option("-o,--output", "FILE", "Write to this file, whole or not at all",
                             &arguments->output, {}, "file"),
                      no_calibration_option(&arguments->no_calibration), catalog_option(&arguments->catalog)},
          .run = [arguments](const Environment& environment) { return run(*arguments, environment); }};
}

}  // namespace cloudplan::cli
