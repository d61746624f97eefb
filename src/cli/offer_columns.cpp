#include "offer_columns.hpp"

#include "cloudplan/price_guard.hpp"
#include "column_names.hpp"
#include "offer_words.hpp"
#include "support/column_title.hpp"
#include "support/text_table.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

std::string_view view(const Catalog& catalog, Name name) { return catalog.text(name); }

struct OfferColumn {
  std::string_view name;
  bool number = false;
  std::string (*cell)(const Catalog&, const FoundOffer&) = nullptr;
};

const InstanceType& type_of(const Catalog& catalog, const FoundOffer& offer) {
  return catalog.instance_types()[offer.type];
}

// Those of the whole CSV, and what the other formats show beside.
const OfferColumn kColumns[] = {
    {"provider", false,
     [](const Catalog& c, const FoundOffer& o) {
       return std::string(view(c, c.providers()[type_of(c, o).provider].key));
     }},
    {"region", false, [](const Catalog& c, const FoundOffer& o) { return std::string(region_name(c, o)); }},
    {"instance_type", false,
     [](const Catalog& c, const FoundOffer& o) { return std::string(view(c, type_of(c, o).name)); }},
    {"vcpus", true, [](const Catalog& c, const FoundOffer& o) { return number_text(type_of(c, o).vcpus); }},
    {"memory_gib", true,
     [](const Catalog& c, const FoundOffer& o) { return number_text(type_of(c, o).memory_gib); }},
    {"arch", false,
     [](const Catalog& c, const FoundOffer& o) { return std::string(view(c, type_of(c, o).arch)); }},
    {"accelerator", false,
     [](const Catalog& c, const FoundOffer& o) {
       return std::string(view(c, type_of(c, o).accelerator_name));
     }},
    {"accelerator_count", true,
     [](const Catalog& c, const FoundOffer& o) {
       const double count = type_of(c, o).accelerator_count;
       return count > 0 ? number_text(count) : std::string();
     }},
    {"accelerator_memory_gib", true,
     [](const Catalog& c, const FoundOffer& o) { return number_text(type_of(c, o).accelerator_memory_gib); }},
    {"purchase", false,
     [](const Catalog&, const FoundOffer& o) { return std::string(purchase_key(o.option)); }},
    {"usd_per_hour", true, [](const Catalog& c, const FoundOffer& o) { return exact_rate(rate_of(c, o)); }},
    {"usd_per_accelerator_hour", true,
     [](const Catalog& c, const FoundOffer& o) { return number_text(usd_per_accelerator_hour(c, o)); }},
    {"suspect", false,
     [](const Catalog& c, const FoundOffer& o) {
       const Price& price = c.prices()[o.price];
       return is_suspect(price, o.option) ? std::string(suspect_text(price.suspect)) : std::string();
     }},
    {"remarks", false, [](const Catalog& c, const FoundOffer& o) { return offer_remarks(c, o); }},
    {"price_as_of", false, [](const Catalog& c, const FoundOffer& o) {
       return std::string(view(c, c.sources()[c.prices()[o.price].source].as_of));
     }}};

std::vector<const OfferColumn*> columns_named(const std::vector<std::string>& lists) {
  std::vector<std::string_view> names;
  for (const OfferColumn& column : kColumns) names.push_back(column.name);
  std::vector<const OfferColumn*> columns;
  for (const std::size_t column : chosen_columns(lists, names)) columns.push_back(&kColumns[column]);
  return columns;
}

}  // namespace

void check_offer_columns(const std::vector<std::string>& columns) { columns_named(columns); }

std::string offer_columns(const Catalog& catalog, const OfferPage& page,
                          const std::vector<std::string>& names, std::string_view format,
                          const Environment& environment) {
  const std::vector<const OfferColumn*> chosen = columns_named(names);
  std::vector<TextTable::Column> columns;
  for (const OfferColumn* const column : chosen)
    columns.push_back({.title = format == "csv" ? std::string(column->name) : column_title(column->name),
                       .numbers = column->number});
  TextTable table(std::move(columns));
  for (const FoundOffer& offer : page.offers) {
    std::vector<std::string> cells;
    for (const OfferColumn* const column : chosen) cells.push_back(column->cell(catalog, offer));
    table.add_row(std::move(cells));
  }
  if (format == "csv") return table.to_csv();
  if (format == "markdown") return table.to_markdown();
  return table.to_text(environment.columns, {.color = environment.color, .unicode = environment.unicode});
}

}  // namespace cloudplan::cli
