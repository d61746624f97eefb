// cloudplan catalog show: everything the catalog knows of one name.

#include "cloudplan/error.hpp"
#include "commands.hpp"
#include "open_catalog.hpp"
#include "record_output.hpp"
#include "record_search.hpp"
#include "report_output.hpp"
#include "support/printable.hpp"

#include <memory>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct ShowOptions {
  std::string name;
  std::string region;
  int limit = 40;
  std::string format = "table";
  std::string output;
  std::string catalog;
};

int run(const ShowOptions& options, const Environment& environment) {
  const OpenCatalog opened(options.catalog, environment);
  const Catalog& catalog = opened.get();
  RecordView view{.records = find_records(catalog, options.name),
                  .region = options.region,
                  .limit = static_cast<std::size_t>(options.limit > 0 ? options.limit : 0)};
  if (view.records.empty()) {
    const std::string near = nearest_record(catalog, options.name);
    throw InputError(
        {{.file = "NAME",
          .line = 0,
          .column = 0,
          .pointer = {},
          .message = fmt::format("the catalog has nothing called {}", in_quotes(options.name)),
          .hint =
              near.empty() ? "an instance type, a service, a region, a provider, an accelerator" : near}});
  }
  Environment target = environment;
  target.color = environment.color && options.output.empty();
  write_report(options.output, options.format == "json" ? records_as_json(catalog, view)
                                                        : records_as_text(catalog, view, target));
  return kOk;
}

}  // namespace

Command catalog_show_command() {
  auto options = std::make_shared<ShowOptions>();
  return {
      .name = "catalog show",
      .summary = "Show all facts and prices of an instance type or a service",
      .description =
          "Everything the catalog knows of a name, with its source and date: an instance type with its "
          "prices in "
          "every region, a service, a storage class, a disk type, a database plan, a region, a provider, an "
          "accelerator, a processor, a model.",
      .examples =
          "  cloudplan catalog show p4d.24xlarge\n"
          "  cloudplan catalog show azure/Standard_NC24ads_A100_v4 --region 'west*'\n"
          "  cloudplan catalog show S3 --region eu-west-1\n"
          "  cloudplan catalog show nvidia-l4 --format json\n",
      .options = {{.flags = "name",
                   .value = "NAME",
                   .help = "A name, or PROVIDER/NAME",
                   .target = &options->name,
                   .required = true,
                   .completes = "instance"},
                  {.flags = "-r,--region",
                   .value = "GLOB",
                   .help = "Only in these regions",
                   .target = &options->region,
                   .completes = "region"},
                  {.flags = "-n,--limit",
                   .value = "N",
                   .help = "Rows of one table to show, 0 for all; 40 unless told",
                   .target = &options->limit},
                  {.flags = "--format",
                   .value = "FORMAT",
                   .help = "How to print",
                   .target = &options->format,
                   .choices = {"table", "json"}},
                  output_option(&options->output),
                  catalog_option(&options->catalog)},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
