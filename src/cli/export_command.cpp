#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/saved_plan.hpp"
#include "files.hpp"
#include "foreign/export/export_plan.hpp"
#include "open_catalog.hpp"
#include "plan_file.hpp"
#include "price_dates.hpp"

#include <algorithm>
#include <iterator>
#include <memory>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct ExportOptions {
  std::string file, to, output = "-";
  std::vector<std::string> offers;
  bool quiet = false, force = false;
  PlanningOptions planning;
};

int run(const ExportOptions& options, const Environment& environment) {
  const auto format = static_cast<ExportFormat>(
      std::find(std::begin(kExportFormatNames), std::end(kExportFormatNames), options.to) -
      std::begin(kExportFormatNames));
  const std::string file = options.file == "-" ? "<stdin>" : options.file;
  const OpenCatalog catalog(options.planning.catalog, environment);
  const std::string& max_age = options.planning.max_catalog_age;
  check_price_age(catalog.get(), {}, max_age, environment);  // a wrong age is found first
  PlanFiles files(catalog, options.planning, environment);
  files.set_measured(true);
  const std::string document = files.document(options.file);
  if (files.has_saved() && any(options.planning.overrides))
    warn(fmt::format("{} is a saved plan: options that plan anew do nothing; give the workload", file));
  const bool feasible = read_plan(document, file).feasible;
  const ExportedPlan exported = export_plan(document, file, format, options.offers);
  if (!feasible) {
    warn(fmt::format("{}: no feasible plan, and nothing is exported; 'cloudplan estimate' says why", file));
    return kInfeasible;
  }
  write_file_atomically(options.output, exported.text, options.force ? Overwrite::yes : Overwrite::no);
  if (!options.quiet)
    for (const std::string& note : exported.notes) fmt::print(stderr, "{}: {}\n", file, note);
  return check_price_age(catalog.get(), files.oldest_prices(), max_age, environment);
}

}  // namespace

Command export_command() {
  auto options = std::make_shared<ExportOptions>();
  ExportOptions& o = *options;
  Command command{
      .name = "export",
      .summary = "Write a plan for SkyPilot, Terraform or the providers' command lines",
      .description =
          "Plans a workload, or takes a saved plan ('cloudplan estimate --format json'), and writes what "
          "carries "
          "it out: a SkyPilot task, a Terraform configuration, or a shell script of aws, gcloud, az and "
          "ibmcloud "
          "commands.\n\n"
          "What a plan does not know, such as an image, a key, a network or a name that is unique in the "
          "world, is "
          "a variable with a description. Nothing is run. What the target cannot say is listed on standard "
          "error.\n\n"
          "Exit code 2 for invalid input, 3 when there is no feasible plan.",
      .examples =
          "  cloudplan export --to skypilot workload.json -o task.yaml\n"
          "  cloudplan export --to terraform plan.json -o main.tf\n"
          "  cloudplan export --to commands --offer cheapest_on_demand workload.json\n"
          "  cloudplan export --to terraform --offer train=aws/g5.12xlarge plan.json\n",
      .options = {{.flags = "file",
                   .value = "FILE",
                   .help = "A workload file or a saved plan; - is standard input",
                   .target = &o.file,
                   .required = true,
                   .completes = "file"},
                  {.flags = "--to",
                   .value = "TARGET",
                   .help = "skypilot, terraform or commands",
                   .target = &o.to,
                   .choices = {"skypilot", "terraform", "commands"},
                   .required = true},
                  {.flags = "--offer",
                   .value = "[TASK=]OFFER",
                   .help =
                       "An alternative of the plan in place of its choice, by name (aws/g5.xlarge) or role: "
                       "runner_up, fastest, cheapest_cpu, cheapest_gpu, cheapest_on_demand; may be repeated",
                   .target = &o.offers},
                  {.flags = "-o,--output",
                   .value = "FILE",
                   .help = "The file to write; standard output unless given",
                   .target = &o.output,
                   .completes = "file"},
                  {.flags = "--force", .help = "Overwrite a file that exists", .target = &o.force},
                  {.flags = "-q,--quiet", .help = "No notes on standard error", .target = &o.quiet}},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
  for (Option& option : planning_options(o.planning)) command.options.push_back(std::move(option));
  return command;
}

}  // namespace cloudplan::cli
