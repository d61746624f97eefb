#include "cloudplan/catalog_summary.hpp"

#include "catalog/record_text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace cloudplan {

namespace {

struct Rows {
  std::size_t count = 0;
  std::set<Index> sources;
};
using RowsByTable = std::map<std::pair<Index, std::size_t>, Rows>;  // by provider and schema

// A price has no provider of its own: its type's is meant.
void add_prices(const Catalog& catalog, std::size_t schema, RowsByTable& rows) {
  for (const InstanceType& type : catalog.instance_types()) {
    if (type.price_count == 0) continue;
    Rows& part = rows[{type.provider, schema}];
    part.count += type.price_count;
    for (const Price& price : catalog.prices_of(type)) part.sources.insert(price.source);
  }
}

void add_table(const Catalog& catalog, const Schema& schema, std::size_t number, RowsByTable& rows) {
  for (Index i = 0; i < table_bytes(catalog, schema.id).count; ++i) {
    const RecordPlace place{schema.id, i};
    Rows& part = rows[{reference_of(catalog, place, "provider"), number}];
    ++part.count;
    if (const Index source = reference_of(catalog, place, "source"); source != kNoIndex)
      part.sources.insert(source);
  }
}

}  // namespace

std::vector<CatalogPart> catalog_parts(const Catalog& catalog) {
  RowsByTable rows;
  const auto schemas = catalog_schemas();
  for (std::size_t i = 0; i < schemas.size(); ++i) {
    if (schemas[i].id == TableId::price) add_prices(catalog, i, rows);
    const bool of_provider = schemas[i].id == TableId::region || find_column(schemas[i], "provider");
    if (schemas[i].id != TableId::cpu_rule && schemas[i].id != TableId::network_rule && of_provider)
      add_table(catalog, schemas[i], i, rows);
  }
  std::vector<CatalogPart> parts;
  for (const auto& [key, part] : rows) {
    CatalogPart& made = parts.emplace_back();
    made.provider = key.first;
    made.table = schemas[key.second].table;
    made.rows = part.count;
    made.sources.assign(part.sources.begin(), part.sources.end());
    std::stable_sort(made.sources.begin(), made.sources.end(), [&](Index a, Index b) {
      return catalog.sources()[a].as_of_day < catalog.sources()[b].as_of_day;
    });
  }
  return parts;
}

bool holds_prices(std::string_view table) {
  // What a provider has and gives away. All the other tables of a provider state what something costs.
  constexpr std::string_view kFacts[] = {"regions", "instance_types", "machine_regions", "free_tiers"};
  return std::find(std::begin(kFacts), std::end(kFacts), table) == std::end(kFacts);
}

std::vector<OldestPrice> oldest_prices(const Catalog& catalog, const std::vector<CatalogPart>& parts) {
  const auto sources = catalog.sources();
  std::vector<OldestPrice> oldest(catalog.providers().size());
  for (const CatalogPart& part : parts) {
    if (part.provider == kNoIndex || !holds_prices(part.table)) continue;
    OldestPrice& price = oldest[part.provider];
    for (const Index source : part.sources) {
      if (sources[source].as_of.empty()) continue;
      if (price.source == kNoIndex || sources[source].as_of_day < sources[price.source].as_of_day)
        price = {source, part.table};
    }
  }
  return oldest;
}

}  // namespace cloudplan
