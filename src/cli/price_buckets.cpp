#include "cloudplan/bucket_cost.hpp"

#include "price_services.hpp"
#include "support/letter_case.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

constexpr std::string_view kIntelligent = "Intelligent-Tiering frequent access";

// Names that people use, for those of the tables.
struct Alias {
  std::string_view service, name, meant;
};
constexpr Alias kAliases[] = {{"s3", "intelligent-tiering", kIntelligent},
                              {"s3", "glacier", "Glacier Flexible Retrieval"},
                              {"s3", "deep-archive", "Glacier Deep Archive"},
                              {"s3", "glacier-ir", "Glacier Instant Retrieval"},
                              {"s3", "ia", "Standard-IA"},
                              {"s3", "one-zone", "One Zone-IA"},
                              {"s3", "onezone-ia", "One Zone-IA"},
                              {"s3", "express", "Express One Zone"},
                              {"s3", "standard---infrequent-access", "Standard-IA"},
                              {"s3", "standard-infrequent-access", "Standard-IA"},
                              {"s3", "one-zone---infrequent-access", "One Zone-IA"},
                              {"s3", "one-zone-infrequent-access", "One Zone-IA"},
                              {"s3", "intelligent", kIntelligent},
                              {"gcs", "regional", "Standard"},
                              {"gcs", "multi-regional", "Standard"},
                              {"azure-blob", "premium", "Premium block blob"},
                              {"azure-blob", "standard", "Hot"},  // of an account that names no access tier
                              {"r2", "ia", "Infrequent Access"},
                              {"r2", "standard-ia", "Infrequent Access"},
                              {"ibm-cos", "smart", "Smart Tier"},
                              {"ibm-cos", "one-rate", "One-Rate Active"}};

std::string_view meant_by(const PriceQuery& query) {
  const std::string_view given = query.input->text(storage_class);
  if (given.empty()) return query.service == "azure-blob" ? "Hot" : "Standard";
  std::string lower = lower_case(given);
  for (char& c : lower)
    if (c == '_' || c == ' ') c = '-';
  std::size_t start = 0;  // "Amazon S3 Standard", "S3 Standard"
  for (const std::string_view title : {"amazon-", "s3-"})
    if (query.service == "s3" && lower.compare(start, title.size(), title) == 0) start += title.size();
  const std::string_view name = std::string_view(lower).substr(start);
  for (const Alias& alias : kAliases)
    if (alias.service == query.service && alias.name == name) return alias.meant;
  return given.substr(start);
}

std::string_view default_region(std::string_view provider) {
  if (provider == "aws") return "us-east-1";
  if (provider == "gcp") return "us-central1";
  if (provider == "azure") return "eastus";
  return provider == "ibm" ? "us-south" : "global";
}

// The class in the region; nullptr when it has no price there.
const BucketClass* find_class(const PriceQuery& query, Index place, std::string_view& name) {
  const Index provider = query.book->provider(query.provider);
  std::vector<std::string_view> names, redundancies;
  for (const BucketClass& known : query.book->bucket_classes()) {
    if (query.book->row(known).provider != provider) continue;
    add_unique(names, query.text(query.book->row(known).storage_class));
    add_unique(redundancies, query.text(query.book->row(known).redundancy));
  }
  name = names[find_name(query, "storage class", meant_by(query), names)];
  std::string_view wanted = query.input->text(redundancy);
  for (const std::string_view tier : {"Standard_", "Premium_"})  // "Standard_LRS", as Azure's SKUs are called
    if (query.service == "azure-blob" && same_letters(wanted.substr(0, tier.size()), tier))
      wanted.remove_prefix(tier.size());
  if (!wanted.empty()) wanted = redundancies[find_name(query, "redundancy", wanted, redundancies)];
  const BucketClass* found = nullptr;
  for (const BucketClass& known : query.book->bucket_classes()) {
    const ObjectStorageTier& row = query.book->row(known);
    if (row.region != place || query.text(row.storage_class) != name) continue;
    const std::string_view copies = query.text(row.redundancy);
    if (wanted.empty() ? !found || copies == "LRS" : copies == wanted) found = &known;
  }
  return found;
}

constexpr std::pair<PriceOption, std::string_view> kIntelligentTiers[] = {
    {infrequent_gb, "Intelligent-Tiering infrequent access"},
    {archive_instant_gb, "Intelligent-Tiering archive instant access"},
    {archive_gb, "Intelligent-Tiering archive access"},
    {deep_archive_gb, "Intelligent-Tiering deep archive access"}};

void check_tiers(const PriceQuery& query, std::string_view name) {
  for (const auto& [option, tier] : kIntelligentTiers)
    if (query.input->number(option) > 0 && name != kIntelligent)
      fail(query, fmt::format("{} has no {} tier", name, tier.substr(tier.find(' ') + 1)),
           "give --class intelligent-tiering");
}

void charge_intelligent_tiers(PriceQuery& query, const BucketClass& frequent) {
  for (const auto& [option, name] : kIntelligentTiers) {
    const double stored = query.input->number(option);
    if (!(stored > 0)) continue;
    query.bill->set_subject("S3", name);
    if (const BucketClass* const tier = sibling_class(*query.book, frequent, name))
      charge_bucket(*query.bill, *query.book, *tier, {.stored_gb = std::span(&stored, 1)});
    else
      query.bill->unknown("storage");
  }
}

// "asia" costs what the rest of the world does, everywhere in the catalog.
Audience audience_of(const PriceInput& input) {
  if (input.text(egress_to) == "china") return Audience::china;
  const bool oceania = input.text(egress_to) == "oceania" || input.text(egress_to) == "australia";
  return oceania ? Audience::oceania : Audience::worldwide;
}

constexpr ExtraMeter kS3Extras[] = {
    {retrieval_requests, "standard retrieval requests"},  {expedited_gb, "expedited retrieval"},
    {expedited_requests, "expedited retrieval requests"}, {bulk_gb, "bulk retrieval"},
    {bulk_requests, "bulk retrieval requests"},           {select_scanned_gb, "select data scanned"},
    {select_returned_gb, "select data returned"}};
constexpr ExtraMeter kBlobExtras[] = {{list_ops, "list and create container operations"},
                                      {other_ops, "other operations"},
                                      {data_write_gb, "data write"},
                                      {index_tags, "blob index"}};

// GB as billed: objects below the class's minimum size count as that.
double stored_gb(const PriceQuery& query, const BucketClass& of) {
  const double given = query.input->number(gb), objects_kept = query.input->number(objects);
  if (!(objects_kept > 0)) return given;
  const double unit = query.book->gb_bytes(query.book->row(of).provider);
  return std::max(
      given, billed_object_bytes(query.book->row(of), given * unit / objects_kept) * objects_kept / unit);
}

}  // namespace

void price_bucket(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const Index place = find_region(query, default_region(query.provider));
  std::string_view name;
  const BucketClass* const found = find_class(query, place, name);
  check_tiers(query, name);
  if (!found) {
    query.bill->set_subject(query.service, name);
    std::vector<Index> places;
    for (const BucketClass& known : query.book->bucket_classes())
      if (query.book->row(known).provider == query.book->provider(query.provider) &&
          query.text(query.book->row(known).storage_class) == name)
        places.push_back(query.book->row(known).region);
    tell_where_known(query, name, places);
    return query.bill->unknown("storage in this region");
  }
  query.bill->set_subject(query.text(query.book->row(*found).service), name);
  const double stored = stored_gb(query, *found);
  charge_bucket(*query.bill, *query.book, *found,
                {.stored_gb = std::span(&stored, 1),
                 .index_objects = input.number(objects),
                 .puts = input.number(puts),
                 .gets = input.number(gets),
                 .retrieved_gb = input.number(retrieval_gb),
                 .uploaded_gb = input.number(upload_gb),
                 .transitions = input.number(transitions),
                 .monitored_objects = name == kIntelligent ? input.number(objects) : 0,
                 .early_gb_months = input.number(early_gb_months),
                 .egress_gb = input.number(egress_gb),
                 .path = input.text(network) == "cheaper" ? NetworkPath::cheaper : NetworkPath::standard,
                 .audience = audience_of(input),
                 .free_tier = input.free_tier()});
  if (!input.text(transfer_to).empty())
    charge_transfer(*query.bill, *query.book,
                    {.from = place,
                     .to = find_place(query, input.text(transfer_to)),
                     .gb = input.number(transfer_gb),
                     .free_tier = input.free_tier(),
                     .from_name = found->egress_from});
  else if (input.number(transfer_gb) > 0)
    fail(query, "--transfer-gb needs --transfer-to", "name the region that receives it");
  const std::string copies(query.text(query.book->row(*found).redundancy));
  if (query.service == "s3") charge_extras(query, place, "S3", name, kS3Extras);
  if (query.service == "azure-blob")
    charge_extras(query, place, "Blob Storage", fmt::format("{} {}", name, copies), kBlobExtras);
  if (name == kIntelligent) charge_intelligent_tiers(query, *found);
}

}  // namespace cloudplan::cli
