#include "price_input.hpp"

#include "cloudplan/error.hpp"

#include "open_catalog.hpp"
#include "price_dates.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

enum class Kind { number, text, flag };

struct Definition {
  PriceOption option;
  Kind kind;
  std::string_view flags, value, help;
  std::string_view choices = {};  // separated by blanks
};

using enum PriceOption;
using enum Kind;

constexpr Definition kDefinitions[] = {
    {region, text, "-r,--region", "REGION", "Where; the provider's largest region unless given"},
    {storage_class, text, "--class", "CLASS", "Storage class (standard unless given)"},
    {redundancy, text, "--redundancy", "NAME",
     "How copies are kept, where there is a choice (LRS, ZRS, GRS ...)"},
    {gb, number, "--gb", "GB", "Stored all month, in GB as the provider bills them"},
    {objects, number, "--objects", "N", "Objects stored; for minimum sizes, index entries and monitoring"},
    {puts, number, "--puts", "N", "PUT, COPY, POST and LIST requests a month (class A)"},
    {gets, number, "--gets", "N", "GET and other requests a month (class B)"},
    {retrieval_gb, number, "--retrieval-gb", "GB", "Read from a class that charges for it, a month"},
    {retrieval_requests, number, "--retrieval-requests", "N",
     "Objects restored from an archive class, a month"},
    {expedited_gb, number, "--expedited-gb", "GB", "Restored within minutes from Glacier Flexible Retrieval"},
    {expedited_requests, number, "--expedited-requests", "N", "Objects restored so"},
    {bulk_gb, number, "--bulk-gb", "GB", "Restored in bulk, the slowest way, from a Glacier class"},
    {bulk_requests, number, "--bulk-requests", "N", "Objects restored so"},
    {upload_gb, number, "--upload-gb", "GB", "Written to Express One Zone, which charges for it, a month"},
    {select_scanned_gb, number, "--select-scanned-gb", "GB", "Scanned by S3 Select"},
    {select_returned_gb, number, "--select-returned-gb", "GB", "Returned by S3 Select"},
    {list_ops, number, "--list-ops", "N", "List and create container operations a month"},
    {other_ops, number, "--other-ops", "N", "Operations a month that are neither read, write nor list"},
    {data_write_gb, number, "--data-write-gb", "GB", "Written to a class that charges for it"},
    {index_tags, number, "--index-tags", "N", "Tags in the blob index"},
    {transitions, number, "--transitions", "N", "Objects moved into the class by lifecycle rules, a month"},
    {early_gb_months, number, "--early-gb-months", "N",
     "Deleted before the minimum duration: GB-months still billed"},
    {infrequent_gb, number, "--infrequent-gb", "GB", "Intelligent-Tiering: in the infrequent access tier"},
    {archive_instant_gb, number, "--archive-instant-gb", "GB",
     "Intelligent-Tiering: in archive instant access"},
    {archive_gb, number, "--archive-gb", "GB", "Intelligent-Tiering: in archive access"},
    {deep_archive_gb, number, "--deep-archive-gb", "GB", "Intelligent-Tiering: in deep archive access"},
    {egress_gb, number, "--egress-gb", "GB", "Sent to the internet a month"},
    {egress_to, text, "--egress-to", "PLACE", "Who receives it", "worldwide asia australia china oceania"},
    {network, text, "--network", "PATH",
     "standard, or cheaper: Google's Standard Tier, Azure's internet routing", "standard cheaper"},
    {transfer_gb, number, "--transfer-gb", "GB", "Sent to another region a month"},
    {transfer_to, text, "--transfer-to", "REGION", "The region that receives it"},
    {engine, text, "--engine", "ENGINE", "Database engine (postgresql unless given)", "postgresql mysql"},
    {instance, text, "--instance", "TYPE", "Instance type"},
    {plan, text, "--plan", "PLAN", "Plan"},
    {deployment, text, "--deployment", "NAME", "single_az, or with a standby: multi_az, ha",
     "single_az multi_az ha"},
    {multi_az, flag, "--multi-az", "", "With a standby in another zone"},
    {hours, number, "--hours", "HOURS", "Hours in the month (730 unless given)"},
    {month_hours, number, "--month-hours", "HOURS",
     "Hours that the whole month has: 720 for one of 30 days (730 unless given)"},
    {count, number, "--count", "N", "How many (1 unless given)"},
    {storage_gb, number, "--storage-gb", "GB", "Storage"},
    {storage_type, text, "--storage-type", "TYPE", "Type of the storage"},
    {iops, number, "--iops", "N", "Provisioned IOPS"},
    {mbps, number, "--mbps", "N", "Provisioned throughput, MB/s"},
    {io_requests, number, "--io-requests", "N", "I/O requests a month"},
    {backup_gb, number, "--backup-gb", "GB", "Backup beyond what is free"},
    {snapshot_gb, number, "--snapshot-gb", "GB", "Snapshots"},
    {fast_restore_hours, number, "--fast-restore-hours", "N",
     "Fast snapshot restore: hours, of each snapshot in each zone"},
    {snapshot_list_requests, number, "--snapshot-list-requests", "N",
     "ListChangedBlocks, ListSnapshotBlocks"},
    {snapshot_get_requests, number, "--snapshot-get-requests", "N", "GetSnapshotBlock"},
    {snapshot_put_requests, number, "--snapshot-put-requests", "N", "PutSnapshotBlock"},
    {io_optimized, flag, "--io-optimized", "", "I/O-Optimized instead of Standard"},
    {replicas, number, "--replicas", "N", "Read replicas: an instance and a copy of the storage each"},
    {extended_support, text, "--extended-support", "YEAR", "Year of support beyond the engine's own",
     "1 2 3"},
    {cpu_credit_hours, number, "--cpu-credit-hours", "N",
     "vCPU-hours of a burstable machine beyond its baseline"},
    {snapshot_export_gb, number, "--snapshot-export-gb", "GB", "Exported from snapshots"},
    {backtrack_records, number, "--backtrack-records", "N", "Change records kept for backtracking, a month"},
    {unused_ip_hours, number, "--unused-ip-hours", "N", "Hours of an IP address that is not used"},
    {monitored_metrics, number, "--monitored-metrics", "N",
     "Metrics of detailed monitoring, of all machines"},
    {acu_hours, number, "--acu-hours", "N", "Aurora capacity unit hours a month"},
    {generation, text, "--generation", "VERSION", "Of Aurora Serverless (v2 unless given)", "v1 v2"},
    {billing, text, "--billing", "MODE", "on-demand unless given", "on-demand provisioned"},
    {read_units, number, "--read-units", "N",
     "Read request units a month, or provisioned read capacity units"},
    {write_units, number, "--write-units", "N",
     "Write request units a month, or provisioned write capacity units"},
    {replica_write_units, number, "--replica-write-units", "N", "The same, to a replica of a global table"},
    {replica_region, text, "--replica-region", "REGION", "Where the replica of a global table is"},
    {pitr_gb, number, "--pitr-gb", "GB", "Point-in-time recovery"},
    {restore_gb, number, "--restore-gb", "GB", "Restored"},
    {stream_requests, number, "--stream-requests", "N", "Stream read requests a month"},
    {disk_type, text, "-t,--type", "TYPE", "Disk type"},
    {from, text, "--from", "PLACE", "Where it comes from: PROVIDER/REGION"},
    {to, text, "--to", "PLACE", "internet (unless given), china, oceania, or PROVIDER/REGION"},
    {sent_gb, number, "--gb", "GB", "Sent a month, in GB as the sender's provider bills them"},
    {other_zone, flag, "--other-zone", "", "To another zone of the same region, each way"},
    {type, text, "-t,--type", "TYPE", "Instance type"},
    {purchase, text, "--purchase", "OPTION", "on_demand unless given", "on_demand spot commit_1y commit_3y"},
    {gpu, text, "--gpu", "KIND[:N]", "GPUs attached to each N1 machine: T4, P4, P100, V100:2"},
    {machine, text, "--machine", "NAME", "Machine or environment"},
    {meter, text, "--meter", "METER", "Which meter, as the catalog names it"},
    {quantity, number, "--quantity", "N",
     "How many of its units: 30 are 3 million reads where the unit is 100,000 reads"},
    {amount, number, "--amount", "N", "The same counted singly: reads, operations, RU/s, GB"},
};

// What bills and other tools call the choices.
struct Synonym {
  PriceOption option;
  std::string_view word, choice;
};
constexpr Synonym kSynonyms[] = {
    {engine, "postgres", "postgresql"},   {engine, "aurora-postgresql", "postgresql"},
    {engine, "mysql", "mysql"},           {engine, "aurora-mysql", "mysql"},
    {engine, "aurora", "mysql"},          {billing, "pay-per-request", "on-demand"},
    {deployment, "zonal", "single_az"},   {deployment, "regional", "ha"},
    {deployment, "zone-redundant", "ha"}, {deployment, "same-zone", "ha"},
    {purchase, "preemptible", "spot"},    {purchase, "pay-as-you-go", "on_demand"},
    {egress_to, "internet", "worldwide"}, {network, "premium", "standard"}};

std::vector<std::pair<std::string, std::string>> synonyms_of(PriceOption option) {
  std::vector<std::pair<std::string, std::string>> list;
  for (const Synonym& known : kSynonyms)
    if (known.option == option) list.emplace_back(known.word, known.choice);
  return list;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

const Definition& definition_of(PriceOption option) {
  for (const Definition& definition : kDefinitions)
    if (definition.option == option) return definition;
  return kDefinitions[0];
}

}  // namespace

std::vector<Option> PriceInput::options(const std::vector<PriceOption>& wanted) {
  std::vector<Option> made;
  for (const PriceOption option : wanted) {
    const Definition& definition = definition_of(option);
    Target target = &numbers_[index(option)];
    if (definition.kind == Kind::text) target = &texts_[index(option)];
    if (definition.kind == Kind::flag) target = &flags_[index(option)];
    made.push_back({.flags = std::string(definition.flags),
                    .value = std::string(definition.value),
                    .help = std::string(definition.help),
                    .target = target,
                    .choices = words(definition.choices),
                    .synonyms = synonyms_of(option),
                    .completes = option == region ? "region"
                                 : option == type ? "instance"
                                                  : "",
                    .also = other_names(option)});
  }
  add_common(made);
  return made;
}

void PriceInput::add_common(std::vector<Option>& made) {
  made.push_back({.flags = "--free-tier",
                  .value = "on|off",
                  .help = "Count what is free every month; off, the list price, unless given",
                  .target = &free_tier_,
                  .choices = {"on", "off"}});
  made.push_back({.flags = "--format",
                  .value = "FORMAT",
                  .help = "table, json, ndjson, csv, markdown or html",
                  .target = &format_,
                  .choices = {"table", "json", "ndjson", "csv", "markdown", "html"}});
  made.push_back({.flags = "-o,--output",
                  .value = "FILE",
                  .help = "Write there, not to standard output",
                  .target = &output_,
                  .completes = "file"});
  made.push_back({.flags = "--strict",
                  .value = "",
                  .help = "Exit with 5 when a price is not known",
                  .target = &strict_});
  for (Option& option : catalog_options(catalog_)) made.push_back(std::move(option));
  made.push_back(max_age_option(&max_catalog_age_));
}

void PriceInput::check(std::string_view service) const {
  for (const Definition& definition : kDefinitions) {
    const auto value = numbers_[index(definition.option)];
    if (!value) continue;
    const bool in_range = std::isfinite(*value) && *value >= 0 && *value <= 1e18;
    const bool counts = definition.option == count || definition.option == replicas;
    if (in_range && (!counts || std::floor(*value) == *value)) continue;
    Diagnostic diagnostic;
    diagnostic.file = fmt::format("cloudplan price {}", service);
    diagnostic.message =
        fmt::format("{} must be a {} from 0 to 1e18", definition.flags, in_range ? "whole number" : "number");
    throw InputError({diagnostic});
  }
}

}  // namespace cloudplan::cli
