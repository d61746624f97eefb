#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "files.hpp"
#include "foreign/import/import_workload.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "option_values.hpp"
#include "support/printable.hpp"
#include "support/text_list.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <iterator>
#include <memory>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct ImportCommandOptions {
  std::string file, from, output = "-", catalog;
  std::optional<double> hours;
  std::vector<std::string> set, profiles;
  bool quiet = false, strict = false, force = false;
};

ImportOptions import_options(const ImportCommandOptions& options) {
  ImportOptions import;
  const auto named = std::find(std::begin(kForeignKindNames), std::end(kForeignKindNames), options.from);
  if (named != std::end(kForeignKindNames))
    import.kind = static_cast<ForeignKind>(named - std::begin(kForeignKindNames));
  if (options.hours && !(*options.hours > 0 && *options.hours <= 744))
    fail_option("--hours", "not between 0 and 744, the hours of a month", "--hours 12");
  import.hours = options.hours;
  import.profiles = options.profiles;
  for (const std::string& pair : options.set) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0)
      fail_option("--set", "a name, a key and a value are needed", "--set train.hours_per_month=40");
    import.set.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return import;
}

// What the reader must know beside the file, on standard error.
void print_notes(const ImportedWorkload& imported, const std::string& file) {
  for (const Diagnostic& note : imported.notes) fmt::print(stderr, "{}\n", note.to_string());
  if (!imported.left_out.empty()) {
    std::string names;
    for (const std::string& name : imported.left_out) names += (names.empty() ? "" : ", ") + name;
    fmt::print(stderr, "{}: not asked for by a plan, and left out: {}\n", file, names);
  }
  if (imported.fill_in.empty()) return;
  fmt::print(stderr, "{}: fill in what it does not say, in the file or with --set NAME.KEY=VALUE:\n", file);
  // Gaps of one sort together: a Compose file has many, a Terraform plan may have thousands.
  constexpr std::size_t kMostNamed = 20;
  std::vector<std::pair<std::string_view, std::vector<std::string>>> sorts;
  for (const FillIn& gap : imported.fill_in) {
    const auto same =
        std::find_if(sorts.begin(), sorts.end(), [&](const auto& s) { return s.first == gap.why; });
    if (same == sorts.end())
      sorts.push_back({gap.why, {gap.member}});
    else
      same->second.push_back(gap.member);
  }
  for (auto& [why, members] : sorts) {
    const std::size_t more = members.size() - std::min(members.size(), kMostNamed);
    members.resize(members.size() - more);
    fmt::print(stderr, "  {}{}\n    {}\n", comma_list(members),
               more == 0 ? "" : fmt::format(" and {} more", more), why);
  }
}

int run(const ImportCommandOptions& options, const Environment& environment) {
  ImportOptions import = import_options(options);
  const OpenCatalog catalog(options.catalog, environment);
  for (const InstanceType& type : catalog.get().instance_types())
    if (type.accelerator_count > 0) import.accelerated.push_back(catalog.get().full_name(type));
  const KnownNames names(catalog.get());
  const std::string file = options.file == "-" ? "<stdin>" : options.file;
  const ImportedWorkload imported =
      import_workload(read_text(options.file), file, names.vocabulary(), import);
  // What was set by hand must be right before a file is replaced.
  if (!imported.mistakes.empty() && !options.set.empty()) throw InputError(imported.mistakes);
  write_file_atomically(options.output, imported.text, options.force ? Overwrite::yes : Overwrite::no);
  if (!options.quiet) print_notes(imported, file);
  if (imported.waits) {
    warn(fmt::format("nothing can be planned until that is filled in\n  hint: --set '{}=20 GB'",
                     imported.fill_in.empty() ? "NAME.size" : printable(imported.fill_in.front().member)));
    return kBadInput;
  }
  if (!imported.mistakes.empty()) {
    warn("the workload is not valid yet: correct this in it");
    for (const Diagnostic& mistake : imported.mistakes) fmt::print(stderr, "{}\n", mistake.to_string());
    return kBadInput;
  }
  if (options.output != "-" && !options.quiet)
    print(fmt::format("{}: written from {}\nNext: cloudplan estimate {}\n", options.output, file,
                      options.output));
  return options.strict && !imported.fill_in.empty() ? kIncomplete : kOk;
}

}  // namespace

Command import_command() {
  auto options = std::make_shared<ImportCommandOptions>();
  ImportCommandOptions& o = *options;
  return {
      .name = "import",
      .summary = "Make a workload file of a SkyPilot, Kubernetes, Compose or Terraform file",
      .description =
          "Reads a SkyPilot task or pipeline, Kubernetes objects (Pod, Job, CronJob, Deployment, "
          "StatefulSet, "
          "training jobs of Kubeflow, Ray), a Docker Compose file, or a Terraform plan (the JSON of "
          "'terraform show -json'), and writes a workload file: the "
          "machines that "
          "it asks for, how often they run, and the data it keeps.\n\n"
          "What such a file does not say, such as how long a job runs, is marked FILL IN in the workload and "
          "listed "
          "on standard error, with what holds until it is filled in. What bears on the cost and could not be "
          "translated is listed there too, with its place.\n\n"
          "Exit code 2 when the file cannot be read, 5 when a value is to be filled in and --strict is "
          "given.",
      .examples =
          "  cloudplan import task.yaml -o workload.json\n"
          "  cloudplan import --hours 12 train-job.yaml | cloudplan estimate -\n"
          "  cloudplan import --set 'db.size=20 GB' compose.yaml -o workload.json\n"
          "  terraform show -json plan.tfplan | cloudplan import - -o workload.json\n"
          "  kubectl get deployments,cronjobs -o yaml | cloudplan import - | cloudplan estimate -\n",
      .options = {{.flags = "file",
                   .value = "FILE",
                   .help = "The file; - is standard input",
                   .target = &o.file,
                   .required = true,
                   .completes = "file"},
                  {.flags = "--from",
                   .value = "KIND",
                   .help = "skypilot, kubernetes, compose or terraform; told by the file unless given",
                   .target = &o.from,
                   .choices = {"skypilot", "kubernetes", "compose", "terraform"}},
                  {.flags = "-o,--output",
                   .value = "FILE",
                   .help = "The file to write; standard output unless given",
                   .target = &o.output,
                   .completes = "file"},
                  {.flags = "--force", .help = "Overwrite a file that exists", .target = &o.force},
                  {.flags = "--hours",
                   .value = "HOURS",
                   .help = "One run of each job takes so long",
                   .target = &o.hours,
                   .group = "What the file does not say"},
                  {.flags = "--set",
                   .value = "NAME.KEY=VALUE",
                   .help = "A member of a task or dataset: train.hours_per_month=40; may be repeated",
                   .target = &o.set,
                   .group = "What the file does not say"},
                  {.flags = "--profile",
                   .value = "NAME",
                   .help = "Services of this profile of a Compose file too, '*' for all; may be repeated",
                   .target = &o.profiles,
                   .group = "What the file does not say"},
                  {.flags = "-q,--quiet", .help = "No notes on standard error", .target = &o.quiet},
                  {.flags = "--strict",
                   .help = "Exit code 5 when a value is to be filled in",
                   .target = &o.strict},
                  catalog_option(&o.catalog)},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
