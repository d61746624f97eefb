#include "cloudplan/explain.hpp"
#include "commands.hpp"
#include "estimate_options.hpp"
#include "files.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "option_values.hpp"
#include "own_calibration.hpp"
#include "price_dates.hpp"
#include "progress.hpp"
#include "support/glob.hpp"
#include "support/printable.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct ExplainArguments {
  std::string file, item, offer, region, purchase, format, output;
  bool sensitivity = false, quiet = false;
  PlanningOptions planning;
};

std::string nearest(std::string_view name, const std::vector<std::string_view>& known,
                    std::string otherwise) {
  const std::string_view near = closest_name(name, known);
  return near.empty() ? std::move(otherwise) : fmt::format("did you mean {}?", near);
}

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The last two arguments by what they name: a task or a dataset, then an offer;
// either may be missing.
class Asked {
 public:
  Asked(const ExplainArguments& arguments, const Workload& workload, const Vocabulary& vocabulary)
      : arguments_(arguments), vocabulary_(vocabulary) {
    for (const Task& task : workload.tasks) items_.push_back(task.name);
    tasks_ = items_.size();
    for (const Dataset& data : workload.data) items_.push_back(data.name);
  }

  ExplainOptions options() const {
    ExplainOptions made;
    made.item = arguments_.item;
    made.question = {arguments_.offer, arguments_.region, arguments_.purchase};
    const bool is_item = made.item.empty() || contains(items_, made.item);
    if (!is_item && made.question.offer.empty() && is_offer(made.item))
      made.question.offer = made.item, made.item.clear();
    else if (!is_item)
      fail_option("TASK",
                  fmt::format("{} is no task or dataset of the file, and no offer", in_quotes(made.item)),
                  nearest(made.item, items_,
                          nearest(made.item, vocabulary_.instance_types, "an offer is named aws/g5.xlarge")));
    check(made);
    return made;
  }

 private:
  bool is_offer(const std::string& name) const {
    return contains(vocabulary_.instance_types, name) || contains(vocabulary_.providers, name);
  }
  void check(const ExplainOptions& made) const {
    const OfferQuestion& asked = made.question;
    const std::vector<std::string_view> tasks(items_.begin(),
                                              items_.begin() + static_cast<std::ptrdiff_t>(tasks_));
    const bool any = !asked.offer.empty() || !asked.region.empty() || !asked.purchase.empty();
    if (any && !made.item.empty() && !contains(tasks, made.item))
      fail_option("OFFER",
                  fmt::format("{} is a dataset; offers are asked about for tasks", in_quotes(made.item)), "");
    if (!asked.offer.empty() && !is_offer(asked.offer))
      fail_option("OFFER", fmt::format("unknown offer {}", in_quotes(asked.offer)),
                  nearest(asked.offer, vocabulary_.instance_types, "'cloudplan offers' lists them"));
    if (asked.region.empty()) return;
    std::vector<std::string_view> regions;
    for (const std::string_view region : vocabulary_.regions)
      regions.push_back(region.substr(region.find('/') + 1));
    const auto matches = [&](std::string_view name) { return glob_matches(asked.region, name); };
    if (std::none_of(regions.begin(), regions.end(), matches) &&
        std::none_of(vocabulary_.regions.begin(), vocabulary_.regions.end(), matches))
      fail_option("--region", fmt::format("no region matches {}", in_quotes(asked.region)),
                  nearest(asked.region, regions, "a region such as us-east-1"));
  }

  const ExplainArguments& arguments_;
  const Vocabulary& vocabulary_;
  std::vector<std::string_view> items_;
  std::size_t tasks_ = 0;
};

// Some hundred plans: who waits sees how far it is.
std::vector<Explanation> sensitivity_with_progress(const Workload& workload,
                                                   const PerformanceCatalog& performance,
                                                   const ExplainOptions& options, bool quiet) {
  std::optional<Progress> progress;
  const auto show = [&](std::size_t, std::size_t all) {
    if (!progress) progress.emplace("trying what would change the choice:", quiet ? 0 : all);
    progress->step();
  };
  return explain_sensitivity(workload, performance, {options.plan, options.item, show});
}

int run(const ExplainArguments& arguments, const Environment& environment) {
  const OpenCatalog opened(arguments.planning.catalog, environment);
  // A wrong age is found before anything is done.
  check_price_age(opened.get(), {}, arguments.planning.max_catalog_age, environment);
  const WorkloadFiles files(opened, arguments.planning);
  const Workload workload = files.read(arguments.file);
  ExplainOptions options = Asked(arguments, workload, files.vocabulary()).options();
  options.plan = plan_options(arguments.planning, opened, environment);
  if (arguments.sensitivity &&
      (!options.question.offer.empty() || !arguments.region.empty() || !arguments.purchase.empty()))
    fail_option("--sensitivity", "it is about the choice, not about another offer",
                "leave out the offer, its region and purchase");
  const PerformanceCatalog performance =
      own_performance(opened.get(), arguments.planning.no_calibration, environment);
  const Plan plan = make_plan(workload, performance, options.plan);
  const auto explanations = arguments.sensitivity
                                ? sensitivity_with_progress(workload, performance, options, arguments.quiet)
                                : explain(plan, workload, performance, options);
  write_file_atomically(arguments.output.empty() ? "-" : arguments.output,
                        render(explanations, workload.name,
                               {.format = report_format(arguments.format, arguments.output),
                                .columns = environment.columns,
                                .color = environment.color && arguments.output.empty(),
                                .unicode = environment.unicode,
                                .configuration = opened.config().file}));
  if (!plan.feasible) return kInfeasible;
  const std::vector<PriceAge> ages = price_ages(plan, opened.get());
  const std::string& max_age = arguments.planning.max_catalog_age;
  if (max_age.empty() && !arguments.quiet) warn_of_old_prices(ages, opened.get(), environment.today);
  return check_price_age(opened.get(), ages, max_age, environment);
}

Option option(std::string flags, std::string value, std::string help, std::string* target,
              std::string completes = {}, std::vector<std::string> choices = {}) {
  return {.flags = std::move(flags),
          .value = std::move(value),
          .help = std::move(help),
          .target = target,
          .choices = std::move(choices),
          .completes = std::move(completes)};
}

}  // namespace

Command explain_command() {
  auto arguments = std::make_shared<ExplainArguments>();
  Option file = option("file", "FILE", "A workload file; - is standard input", &arguments->file, "file");
  file.required = true;
  std::vector<Option> all = {
      file,
      option("item", "TASK|DATASET", "Only this one", &arguments->item),
      option("offer", "OFFER", "Why not this one: aws/g5.xlarge, or a provider", &arguments->offer,
             "instance"),
      {.flags = "--sensitivity",
       .help = "What would have to change by how much for another choice, and how likely it is the cheapest",
       .target = &arguments->sensitivity},
      option("--region", "REGION", "Of the offer: us-east-1", &arguments->region, "region"),
      option("--purchase", "OPTION", "Of the offer: on_demand, spot, commit_1y, commit_3y, notebook",
             &arguments->purchase, "", {"on_demand", "spot", "commit_1y", "commit_3y", "notebook"}),
      option("--format", "FORMAT", "table, json or markdown", &arguments->format, "",
             {"table", "json", "markdown"}),
      option("-o,--output", "FILE", "Write to this file, whole or not at all", &arguments->output, "file"),
      {.flags = "-q,--quiet",
       .help = "No warnings and no progress on standard error",
       .target = &arguments->quiet}};
  for (Option& more : planning_options(arguments->planning, PlaceOverrides::no))
    all.push_back(std::move(more));
  return {.name = "explain",
          .summary = "Show every number on the way to the recommendation, and why not another",
          .description =
              "Derives the recommendation step by step: the work and where it is known from, the machine's "
              "peaks and what share of them real code reaches, a step's time by part, hours, interruptions, "
              "replicas, and every line of the cost with its source and date; what was ruled out and why.\n\n"
              "With an offer (or a provider), the same derivation for it, and why it was not chosen.",
          .examples =
              "  cloudplan explain workload.json\n"
              "  cloudplan explain workload.json train\n"
              "  cloudplan explain workload.json train aws/g5.xlarge --purchase spot\n"
              "  cloudplan explain workload.json gcp\n"
              "  cloudplan explain --sensitivity workload.json\n",
          .options = std::move(all),
          .run = [arguments](const Environment& environment) { return run(*arguments, environment); }};
}

}  // namespace cloudplan::cli
