#include "record_search.hpp"

#include "cloudplan/error.hpp"
#include "support/letter_case.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct NamedBy {
  TableId table;
  std::string_view column;
};
constexpr NamedBy kNames[] = {{TableId::instance_type, "name"},
                              {TableId::provider, "key"},
                              {TableId::region, "key"},
                              {TableId::source, "key"},
                              {TableId::accelerator, "key"},
                              {TableId::cpu, "key"},
                              {TableId::processor, "key"},
                              {TableId::model, "name"},
                              {TableId::notebook, "service"},
                              {TableId::object_storage, "service"},
                              {TableId::object_storage, "storage_class"},
                              {TableId::block_storage, "type"},
                              {TableId::database_plan, "service"},
                              {TableId::database_plan, "plan"},
                              {TableId::database_storage, "service"},
                              {TableId::database_serverless, "service"},
                              {TableId::managed_meter, "service"},
                              {TableId::free_tier, "service"},
                              {TableId::machine_region, "machines"}};

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_case(x) == lower_case(y); });
}

std::string_view text_of(const Catalog& catalog, RecordPlace place, std::string_view column) {
  const Column* const found = find_column(schema_of(place.table), column);
  Name name;
  std::memcpy(&name, record_at(catalog, place) + found->offset, sizeof name);
  return catalog.text(name);
}

// "aws/S3" -> provider aws, "S3"; no provider where the part before the slash is none.
struct WantedName {
  Index provider = kNoIndex;
  std::string_view name;
};
WantedName take_apart(const Catalog& catalog, std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return {kNoIndex, name};
  for (Index i = 0; i < catalog.providers().size(); ++i)
    if (catalog.text(catalog.providers()[i].key) == name.substr(0, slash)) return {i, name.substr(slash + 1)};
  return {kNoIndex, name};
}

void add_matches(const Catalog& catalog, const NamedBy& by, const WantedName& wanted, std::string_view whole,
                 std::vector<RecordPlace>& found) {
  for (Index i = 0; i < table_bytes(catalog, by.table).count; ++i) {
    const RecordPlace place{by.table, i};
    const std::string_view text = text_of(catalog, place, by.column);
    const Index provider = reference_of(catalog, place, "provider");
    const bool of_provider = wanted.provider == kNoIndex || provider == wanted.provider;
    if ((of_provider && same(text, wanted.name)) || (by.table == TableId::source && same(text, whole)))
      found.push_back(place);
  }
}

}  // namespace

std::vector<RecordPlace> find_records(const Catalog& catalog, std::string_view name) {
  const WantedName wanted = take_apart(catalog, name);
  std::vector<RecordPlace> found;
  for (const NamedBy& by : kNames) {
    if (by.table != TableId::instance_type && !found.empty() && found.front().table == TableId::instance_type)
      break;
    add_matches(catalog, by, wanted, name, found);
  }
  return found;
}

std::string nearest_record(const Catalog& catalog, std::string_view name) {
  const WantedName wanted = take_apart(catalog, name);
  std::vector<std::string_view> known;
  for (const NamedBy& by : kNames)
    for (Index i = 0; i < table_bytes(catalog, by.table).count; ++i) {
      const RecordPlace place{by.table, i};
      if (wanted.provider == kNoIndex || reference_of(catalog, place, "provider") == wanted.provider)
        known.push_back(text_of(catalog, place, by.column));
    }
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const std::string_view near = closest_name(wanted.name, known);
  return near.empty() ? std::string() : fmt::format("did you mean '{}'?", near);
}

}  // namespace cloudplan::cli
