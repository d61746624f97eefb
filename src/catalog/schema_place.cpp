// Sources, providers and regions.

#include "catalog/schema_builder.hpp"

namespace cloudplan {

namespace {

constexpr std::string_view kProviderKinds[] = {"cloud",    "notebook", "gpu_cloud",
                                               "database", "storage",  "custom"};

constexpr Column kSource[] = {
    required(text("key", CLOUDPLAN_MEMBER(Source, key), "name that the other tables of the folder use")),
    text("as_of", CLOUDPLAN_MEMBER(Source, as_of),
         "day, month or year up to which the facts were true: YYYY-MM-DD, YYYY-MM, YYYY"),
    boolean("weak", CLOUDPLAN_MEMBER(Source, weak),
            "yes: stated from general knowledge, not found in a document"),
    required(text("text", CLOUDPLAN_MEMBER(Source, text), "what a reader needs to find it again")),
    computed(ColumnKind::plain, CLOUDPLAN_MEMBER(Source, as_of_day)),
};

constexpr Column kProvider[] = {
    required(text("key", CLOUDPLAN_MEMBER(Provider, key), "short name, as used on the command line")),
    required(text("title", CLOUDPLAN_MEMBER(Provider, title), "name")),
    required(choice("kind", CLOUDPLAN_MEMBER(Provider, kind), kProviderKinds, "what it mainly sells")),
    required(boolean("enabled", CLOUDPLAN_MEMBER(Provider, enabled_by_default),
                     "yes: considered when no provider is named")),
};

constexpr Column kRegion[] = {
    required(computed(ColumnKind::reference, CLOUDPLAN_MEMBER(Region, provider), TableId::provider)),
    required(text("key", CLOUDPLAN_MEMBER(Region, key), "the provider's name for it; * where it names none")),
    text("title", CLOUDPLAN_MEMBER(Region, title), "where it is"),
    text("continent", CLOUDPLAN_MEMBER(Region, continent),
         "north-america, south-america, europe, asia, oceania, middle-east or africa"),
    text("country", CLOUDPLAN_MEMBER(Region, country), "ISO 3166-1 alpha-2"),
    text("residency", CLOUDPLAN_MEMBER(Region, residency), "legal zone that data stays in: eu, us, uk, ..."),
    boolean("restricted", CLOUDPLAN_MEMBER(Region, restricted),
            "yes: for governments, or not open to everybody"),
};

}  // namespace

Schema source_schema() { return {TableId::source, "sources", "a source of facts", sizeof(Source), kSource}; }
Schema provider_schema() {
  return {TableId::provider, "providers", "a provider", sizeof(Provider), kProvider};
}
Schema region_schema() { return {TableId::region, "regions", "a region", sizeof(Region), kRegion}; }

}  // namespace cloudplan
