// cloudplan offers: searches the offers of the catalog.

#include "cloudplan/offer_search.hpp"
#include "commands.hpp"
#include "offer_columns.hpp"
#include "offer_filters.hpp"
#include "offer_output.hpp"
#include "open_catalog.hpp"
#include "price_dates.hpp"
#include "report_output.hpp"

#include <memory>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

OfferPage find_page(const Catalog& catalog, const OfferFilter& filter, const OfferOptions& options) {
  OfferSearch found = search_offers(catalog, filter);
  OfferPage page{.offers = {},
                 .total = found.offers.size(),
                 .hidden_suspect = found.hidden_suspect,
                 .hidden_restricted = found.hidden_restricted,
                 .ages = {}};
  const auto limit = static_cast<std::size_t>(options.limit > 0 ? options.limit : 0);
  sort_offers(catalog, found.offers, order_of(options.sort), limit);
  page.offers = std::move(found.offers);
  PriceAges ages(catalog);
  for (const FoundOffer& offer : page.offers)
    ages.add(catalog.instance_types()[offer.type].provider, catalog.prices()[offer.price].source);
  page.ages = ages.oldest();
  return page;
}

// For a search that found nothing: what it would find without one of its conditions.
void explain_nothing(const Catalog& catalog, const OfferFilter& filter) {
  const OfferFilter all;
  const auto try_without = [&](const char* what, auto member) {
    OfferFilter wider = filter;
    wider.*member = all.*member;
    if (const std::size_t count = search_offers(catalog, wider).offers.size(); count > 0)
      warn(fmt::format("  without {}: {} offers", what, count));
  };
  warn("no offer matches");
  try_without("--region", &OfferFilter::regions);
  try_without("--vcpus", &OfferFilter::vcpus);
  try_without("--memory", &OfferFilter::memory_gib);
  try_without("--gpu-memory", &OfferFilter::accelerator_memory_gib);
  try_without("a number in --gpu", &OfferFilter::accelerator_count);
  try_without("a kind in --gpu", &OfferFilter::accelerators);
  try_without("--arch", &OfferFilter::arch);
  try_without("--instance", &OfferFilter::types);
  try_without("--max-price", &OfferFilter::most_usd_per_hour);
  try_without("the purchase option", &OfferFilter::purchase);
  OfferFilter wider = filter;
  wider.trust_outliers = wider.restricted = wider.managed = true;
  if (const std::size_t count = search_offers(catalog, wider).offers.size(); count > 0)
    warn(fmt::format("  with --managed, --trust-outliers and --restricted: {} offers", count));
}

std::string render(const Catalog& catalog, const OfferPage& page, const OfferOptions& options,
                   const Environment& environment) {
  if (is_json(options.format))
    return in_format(offers_as_json(catalog, page, environment), options.format, "offers");
  if (!options.columns.empty())
    return offer_columns(catalog, page, options.columns, options.format, environment);
  if (options.format == "markdown") return offers_as_markdown(catalog, page, environment);
  if (options.format == "csv") {
    for (const std::string& note : offer_notes(catalog, page, environment)) cli::note(note);
    return offers_as_csv(catalog, page);
  }
  return offers_as_text(catalog, page, environment);
}

int run(const OfferOptions& options, const Environment& environment) {
  const OpenCatalog opened(options.catalog, environment);
  const Catalog& catalog = opened.get();
  check_offer_columns(options.columns);
  const OfferFilter filter = make_filter(catalog, options);
  const OfferPage page = find_page(catalog, filter, options);
  if (page.offers.empty()) explain_nothing(catalog, filter);
  if (!page.offers.empty() || options.format != "table") {
    Environment target = environment;
    target.color = environment.color && options.output.empty();
    write_report(options.output, render(catalog, page, options, target));
  }
  if (page.offers.empty()) return kInfeasible;
  return check_price_age(catalog, page.ages, options.max_catalog_age, environment);
}

std::vector<Option> place_options(OfferOptions& options) {
  return {{.flags = "-p,--provider",
           .value = "NAME",
           .help = "Only of this provider; 'all': GPU clouds too",
           .target = &options.providers,
           .group = "Where",
           .completes = "provider"},
          {.flags = "-r,--region",
           .value = "GLOB",
           .help = "Only in these regions: eu-west-1, 'us-*', 'aws/eu-*'",
           .target = &options.regions,
           .group = "Where",
           .completes = "region"},
          {.flags = "--infra",
           .value = "PLACE",
           .help = "Provider and region at once: aws, aws/us-east-1",
           .target = &options.infra,
           .group = "Where",
           .completes = "region"},
          {.flags = "--restricted",
           .help = "Government regions and others not open to everybody too",
           .target = &options.restricted,
           .group = "Where"}};
}

std::vector<Option> machine_options(OfferOptions& options) {
  return {{.flags = "-g,--gpu,--accelerator",
           .value = "KIND",
           .help = "A100, A100:8, L4:1..4, any, any:2.., none",
           .target = &options.gpus,
           .group = "Machine",
           .completes = "accelerator"},
          {.flags = "--gpu-memory",
           .value = "RANGE",
           .help = "Memory of one device: 24.., 40GB..80GB",
           .target = &options.gpu_memory,
           .group = "Machine"},
          {.flags = "--vcpus,--cpus",
           .value = "RANGE",
           .help = "8 (at least), 8+, 8.., 8..16, ..4",
           .target = &options.vcpus,
           .group = "Machine"},
          {.flags = "-m,--memory",
           .value = "RANGE",
           .help = "In GiB or with a unit: 32, 32GiB.., 16..64",
           .target = &options.memory,
           .group = "Machine"},
          {.flags = "--arch",
           .value = "ARCH",
           .help = "Processor architecture",
           .target = &options.arch,
           .group = "Machine",
           .choices = {"x86_64", "arm64"}},
          {.flags = "-i,--instance",
           .value = "GLOB",
           .help = "Names of instance types: 'p4d.*', 'azure/Standard_N*'",
           .target = &options.instances,
           .group = "Machine",
           .completes = "instance"},
          {.flags = "--managed",
           .help = "SageMaker, Vertex AI and Watson too",
           .target = &options.managed,
           .group = "Machine"}};
}

std::vector<Option> price_options(OfferOptions& options) {
  return {{.flags = "--spot", .help = "Spot prices", .target = &options.spot, .group = "Price"},
          {.flags = "--on-demand",
           .help = "On-demand prices (the default, and beside --spot)",
           .target = &options.on_demand,
           .group = "Price"},
          {.flags = "--purchase",
           .value = "OPTION",
           .help = "How bought",
           .target = &options.purchase,
           .group = "Price",
           .choices = {"on_demand", "spot", "commit_1y", "commit_3y", "any"}},
          {.flags = "--max-price",
           .value = "USD",
           .help = "At most so many dollars an hour",
           .target = &options.max_price,
           .group = "Price"},
          {.flags = "--trust-outliers",
           .help = "Also offers whose price the guard doubts",
           .target = &options.trust_outliers,
           .group = "Price"}};
}

std::vector<Option> output_options(OfferOptions& options) {
  return {{.flags = "-s,--sort",
           .value = "KEY",
           .help = "What comes first: the cheapest, or the largest",
           .target = &options.sort,
           .group = "Output",
           .choices = {"price", "gpu-price", "vcpus", "memory", "gpu", "name"}},
          {.flags = "-n,--limit",
           .value = "N",
           .help = "Show so many, 0 for all; 20 unless told",
           .target = &options.limit,
           .group = "Output"},
          {.flags = "--format",
           .value = "FORMAT",
           .help = "How to print",
           .target = &options.format,
           .group = "Output",
           .choices = {"table", "json", "ndjson", "csv", "markdown"}},
          {.flags = "--columns",
           .value = "LIST",
           .help = "Only these columns, in this order, of table, CSV and Markdown: those of CSV",
           .target = &options.columns,
           .group = "Output"},
          output_option(&options.output, "Output")};
}

// The options of both commands.
std::vector<Option> all_options(OfferOptions& options) {
  std::vector<Option> all = place_options(options);
  for (auto& group : {machine_options(options), price_options(options), output_options(options)})
    all.insert(all.end(), group.begin(), group.end());
  for (Option& option : catalog_options(options.catalog)) all.push_back(std::move(option));
  all.push_back(max_age_option(&options.max_catalog_age));
  return all;
}

}  // namespace

Command offers_command() {
  auto options = std::make_shared<OfferOptions>();
  return {
      .name = "offers",
      .summary = "Search the offers: instance types, regions, prices",
      .description =
          "Lists what matches every condition, the cheapest first. Prices are on demand unless told "
          "otherwise. "
          "GPU clouds are searched when they are named (--provider lambda, --provider all). A price that is "
          "probably wrong at its source is left out, and counted. Exit code 3 when nothing matches.\n\n"
          "'cloudplan gpus' is the same for machines with any accelerator.",
      .examples =
          "  cloudplan offers --gpu A100:8 --region 'us-*'\n"
          "  cloudplan offers --gpu any --gpu-memory 24.. --spot --sort gpu-price\n"
          "  cloudplan offers --vcpus 8..16 --memory 32GiB.. --arch arm64 --max-price 0.50\n"
          "  cloudplan offers --infra gcp/us-central1 --purchase any --format csv --limit 0\n"
          "  cloudplan offers --vcpus 8 --columns instance_type,region,usd_per_hour --limit 5\n",
      .options = all_options(*options),
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

Command gpus_command() {
  auto options = std::make_shared<OfferOptions>();
  return {.name = "gpus",
          .summary = "The offers that have an accelerator",
          .description =
              "The same as 'cloudplan offers --gpu any', and takes the same options: --gpu says which "
              "accelerator, and how many. Exit code 3 when nothing matches.",
          .examples =
              "  cloudplan gpus --gpu L4 --spot --limit 5\n"
              "  cloudplan gpus --gpu H100:8 --region 'eu-*' --purchase any\n"
              "  cloudplan gpus --gpu-memory 80.. --sort gpu-price --provider all\n",
          .options = all_options(*options),
          .run = [options](const Environment& environment) {
            if (options->gpus.empty()) options->gpus = {"any"};
            return run(*options, environment);
          }};
}

}  // namespace cloudplan::cli
