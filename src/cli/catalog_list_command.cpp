// cloudplan catalog list: what the catalog holds, and how old it is.

#include "cloudplan/catalog_summary.hpp"
#include "cloudplan/price_age.hpp"
#include "commands.hpp"
#include "help.hpp"
#include "open_catalog.hpp"
#include "place_names.hpp"
#include "report_output.hpp"
#include "support/json_writer.hpp"
#include "support/text_table.hpp"

#include <map>
#include <memory>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct ListOptions {
  std::vector<std::string> providers;
  bool parts = false;
  bool regions = false;
  bool sources = false;
  std::string format = "table";
  std::string output;
  std::string catalog;
};

std::string_view kind_text(ProviderKind kind) {
  constexpr std::string_view kKinds[] = {"cloud", "notebook", "GPU cloud", "database", "storage", "custom"};
  return kKinds[static_cast<std::size_t>(kind)];
}

std::string provider_key(const Catalog& catalog, Index provider) {
  return std::string(catalog.text(catalog.providers()[provider].key));
}

// "2026-07-05", or "2023-06 .. 2026-07-05" when the sources differ.
std::string dates_text(const Catalog& catalog, const std::vector<Index>& sources) {
  if (sources.empty()) return "";
  const std::string_view oldest = catalog.text(catalog.sources()[sources.front()].as_of);
  const std::string_view newest = catalog.text(catalog.sources()[sources.back()].as_of);
  return oldest == newest ? std::string(oldest) : fmt::format("{} .. {}", oldest, newest);
}

// How many rows there are of each table, by provider.
using RowCounts = std::map<std::string_view, std::size_t>;

std::vector<RowCounts> count_rows(const Catalog& catalog, const std::vector<CatalogPart>& parts) {
  std::vector<RowCounts> counts(catalog.providers().size());
  for (const CatalogPart& part : parts) counts[part.provider][part.table] = part.rows;
  return counts;
}

TextTable provider_table(const Catalog& catalog, const std::vector<bool>& wanted) {
  TextTable table({{.title = "PROVIDER"},
                   {.title = "KIND"},
                   {.title = "REGIONS", .numbers = true},
                   {.title = "TYPES", .numbers = true},
                   {.title = "PRICED", .numbers = true},
                   {.title = "STORES", .numbers = true, .expendable = 2},
                   {.title = "DBS", .numbers = true, .expendable = 1},
                   {.title = "OLDEST"},
                   {.title = "OF", .expendable = 3}});
  const std::vector<CatalogPart> parts = catalog_parts(catalog);
  const std::vector<RowCounts> counts = count_rows(catalog, parts);
  const std::vector<OldestPrice> prices = oldest_prices(catalog, parts);
  for (Index i = 0; i < counts.size(); ++i) {
    if (!wanted[i]) continue;
    const auto rows = [&](std::string_view name) {
      const auto found = counts[i].find(name);
      return found == counts[i].end() ? std::size_t{0} : found->second;
    };
    const auto text = [](std::size_t count) { return count == 0 ? std::string() : std::to_string(count); };
    const Provider& provider = catalog.providers()[i];
    const Index source = prices[i].source;
    const std::string oldest(source == kNoIndex ? "" : catalog.text(catalog.sources()[source].as_of));
    table.add_row(
        {provider_key(catalog, i),
         fmt::format("{}{}", kind_text(provider.kind), provider.enabled_by_default != 0 ? "" : " *"),
         text(rows("regions")), text(rows("instance_types")), text(rows("prices")),
         text(rows("object_storage") + rows("block_storage")),
         text(rows("database_plans") + rows("database_storage") + rows("database_serverless")), oldest,
         std::string(prices[i].table)});
  }
  return table;
}

TextTable part_table(const Catalog& catalog, const std::vector<bool>& wanted) {
  TextTable table({{.title = "PROVIDER"},
                   {.title = "TABLE"},
                   {.title = "ROWS", .numbers = true},
                   {.title = "SOURCES", .numbers = true},
                   {.title = "DATES"}});
  for (const CatalogPart& part : catalog_parts(catalog))
    if (wanted[part.provider])
      table.add_row({provider_key(catalog, part.provider), std::string(part.table), std::to_string(part.rows),
                     std::to_string(part.sources.size()), dates_text(catalog, part.sources)});
  return table;
}

// How many instance types have a price in each region.
std::vector<std::size_t> types_by_region(const Catalog& catalog) {
  std::vector<std::size_t> types(catalog.regions().size());
  for (const Price& price : catalog.prices()) ++types[price.region];
  return types;
}

TextTable region_table(const Catalog& catalog, const std::vector<bool>& wanted) {
  const std::vector<std::size_t> types = types_by_region(catalog);
  TextTable table({{.title = "REGION"},
                   {.title = "PLACE", .wraps = true},
                   {.title = "COUNTRY", .expendable = 1},
                   {.title = "RESIDENCY", .expendable = 2},
                   {.title = "TYPES", .numbers = true},
                   {.title = "NOTE"}});
  for (Index i = 0; i < types.size(); ++i) {
    const Region& region = catalog.regions()[i];
    if (!wanted[region.provider]) continue;
    table.add_row({fmt::format("{}/{}", provider_key(catalog, region.provider), catalog.text(region.key)),
                   std::string(catalog.text(region.title)), std::string(catalog.text(region.country)),
                   std::string(catalog.text(region.residency)),
                   types[i] == 0 ? std::string() : std::to_string(types[i]),
                   region.restricted != 0 ? "restricted" : ""});
  }
  return table;
}

// The sources that facts of these providers name.
std::vector<bool> used_sources(const Catalog& catalog, const std::vector<bool>& wanted) {
  std::vector<bool> used(catalog.sources().size());
  for (const CatalogPart& part : catalog_parts(catalog))
    if (wanted[part.provider])
      for (const Index source : part.sources) used[source] = true;
  return used;
}

TextTable source_table(const Catalog& catalog, const std::vector<bool>& wanted,
                       const Environment& environment) {
  const std::vector<bool> used = used_sources(catalog, wanted);
  TextTable table({{.title = "SOURCE", .wraps = true},
                   {.title = "AS OF"},
                   {.title = "DAYS", .numbers = true},
                   {.title = "WHAT", .wraps = true}});
  for (Index i = 0; i < used.size(); ++i) {
    if (!used[i]) continue;
    const Source& source = catalog.sources()[i];
    const double days = age_in_days(source, environment.today);
    table.add_row({std::string(catalog.text(source.key)), std::string(catalog.text(source.as_of)),
                   is_known(days) ? fmt::format("{:.0f}", days) : "",
                   std::string(catalog.text(source.text))});
  }
  return table;
}

void write_source(JsonWriter& json, const Catalog& catalog, const Source& source,
                  const Environment& environment) {
  json.begin_object();
  json.text("key", catalog.text(source.key));
  json.text("as_of", catalog.text(source.as_of));
  json.number("days", age_in_days(source, environment.today));
  json.boolean("weak", source.weak != 0);
  json.text("text", catalog.text(source.text));
  json.end_object();
}

void write_parts(JsonWriter& json, const Catalog& catalog, const std::vector<bool>& wanted,
                 const Environment& environment) {
  for (const CatalogPart& part : catalog_parts(catalog)) {
    if (!wanted[part.provider]) continue;
    json.begin_object();
    json.text("provider", provider_key(catalog, part.provider));
    json.text("table", part.table);
    json.integer("rows", static_cast<std::int64_t>(part.rows));
    json.begin_array("sources");
    for (const Index index : part.sources) write_source(json, catalog, catalog.sources()[index], environment);
    json.end_array();
    json.end_object();
  }
}

void write_regions(JsonWriter& json, const Catalog& catalog, const std::vector<bool>& wanted) {
  const std::vector<std::size_t> types = types_by_region(catalog);
  for (Index i = 0; i < types.size(); ++i) {
    const Region& region = catalog.regions()[i];
    if (!wanted[region.provider]) continue;
    json.begin_object();
    json.text("provider", provider_key(catalog, region.provider));
    json.text("region", catalog.text(region.key));
    json.text("title", catalog.text(region.title));
    json.text("country", catalog.text(region.country));
    json.text("residency", catalog.text(region.residency));
    json.integer("instance_types", static_cast<std::int64_t>(types[i]));
    json.boolean("restricted", region.restricted != 0);
    json.end_object();
  }
}

// The array of the JSON document, and what the lines of --format ndjson are.
std::string_view rows_name(const ListOptions& options) {
  return options.sources ? "sources" : options.regions ? "regions" : "parts";
}

std::string as_json(const Catalog& catalog, const std::vector<bool>& wanted, const ListOptions& options,
                    const Environment& environment) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", "cloudplan.catalog-list/1");
  json.begin_array(rows_name(options));
  if (options.sources) {
    const std::vector<bool> used = used_sources(catalog, wanted);
    for (Index i = 0; i < used.size(); ++i)
      if (used[i]) write_source(json, catalog, catalog.sources()[i], environment);
  } else if (options.regions) {
    write_regions(json, catalog, wanted);
  } else {
    write_parts(json, catalog, wanted, environment);
  }
  json.end_array();
  json.end_object();
  return json.take();
}

std::string as_text(const TextTable& table, const ListOptions& options, const Environment& environment) {
  const bool color = environment.color && options.output.empty();
  std::string text = table.to_text(environment.columns, {.color = color, .unicode = environment.unicode});
  if (options.sources || options.regions || options.parts) return text;
  return text + '\n' +
         wrap(
             "TYPES: instance types; PRICED: their prices, by region; STORES, DBS: rows of storage and of "
             "databases; OLDEST: the oldest price, of machines or of anything else, OF: the part it is in. * "
             "is searched only when it is named: --provider NAME. Rows, dates and sources of each part: "
             "--parts, --sources.",
             static_cast<std::size_t>(environment.columns));
}

int run(const ListOptions& options, const Environment& environment) {
  const OpenCatalog opened(options.catalog, environment);
  const Catalog& catalog = opened.get();
  std::vector<Diagnostic> errors;
  const auto wanted =
      PlaceNames(catalog, errors)
          .providers(options.providers.empty() ? std::vector<std::string>{"all"} : options.providers, {});
  if (!errors.empty()) throw InputError(std::move(errors));
  if (is_json(options.format)) {
    write_report(options.output, in_format(as_json(catalog, wanted, options, environment), options.format,
                                           rows_name(options)));
    return kOk;
  }
  const TextTable table = options.sources   ? source_table(catalog, wanted, environment)
                          : options.regions ? region_table(catalog, wanted)
                          : options.parts   ? part_table(catalog, wanted)
                                            : provider_table(catalog, wanted);
  write_report(options.output, options.format == "csv"        ? table.to_csv()
                               : options.format == "markdown" ? table.to_markdown()
                                                              : as_text(table, options, environment));
  return kOk;
}

}  // namespace

Command catalog_list_command() {
  auto options = std::make_shared<ListOptions>();
  return {
      .name = "catalog list",
      .summary = "List providers, regions, parts and sources of the catalog",
      .description =
          "What the catalog holds of each provider, and how old it is: counts of regions, instance types, "
          "priced type-region pairs, storage and database rows, and the dates of its prices.",
      .examples =
          "  cloudplan catalog list\n"
          "  cloudplan catalog list --regions --provider aws\n"
          "  cloudplan catalog list --sources --provider ibm\n",
      .options = {{.flags = "-p,--provider",
                   .value = "NAME",
                   .help = "Only these providers",
                   .target = &options->providers,
                   .completes = "provider"},
                  {.flags = "--parts", .help = "A row per provider and table", .target = &options->parts},
                  {.flags = "--regions", .help = "A row per region", .target = &options->regions},
                  {.flags = "--sources", .help = "A row per source of facts", .target = &options->sources},
                  {.flags = "--format",
                   .value = "FORMAT",
                   .help = "How to print",
                   .target = &options->format,
                   .choices = {"table", "json", "ndjson", "csv", "markdown"}},
                  output_option(&options->output),
                  catalog_option(&options->catalog)},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
