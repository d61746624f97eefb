#include "cloudplan/disk_cost.hpp"
#include "cloudplan/meter_cost.hpp"

#include "environment.hpp"
#include "price_services.hpp"
#include "support/printable.hpp"

#include <cmath>

#include <fmt/format.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

// The names of Terraform's Azure provider, for those of the price list.
struct DiskFamily {
  std::string_view name, meant, copies;
};
constexpr DiskFamily kDiskFamilies[] = {
    {"Standard_LRS", "Standard HDD ", "LRS"},    {"StandardSSD_LRS", "Standard SSD ", "LRS"},
    {"StandardSSD_ZRS", "Standard SSD ", "ZRS"}, {"Premium_LRS", "Premium SSD ", "LRS"},
    {"Premium_ZRS", "Premium SSD ", "ZRS"},      {"Standard HDD", "Standard HDD ", ""},
    {"Standard SSD", "Standard SSD ", ""},       {"Premium SSD", "Premium SSD ", ""},
    {"PremiumV2_LRS", "Premium SSD v2", "LRS"},  {"UltraSSD_LRS", "Ultra Disk", "LRS"}};

struct WantedDisk {
  std::string_view type;    // whole, or the beginning of a family of sizes
  std::string_view copies;  // redundancy; empty: any
  bool family = false;
};

WantedDisk wanted_disk(const PriceQuery& query) {
  WantedDisk wanted{query.input->text(disk_type), query.input->text(redundancy), false};
  if (wanted.type.empty())
    wanted.type = query.provider == "aws" ? "gp3" : query.provider == "gcp" ? "pd-balanced" : "";
  if (query.provider == "aws" && wanted.type == "standard") wanted.type = "magnetic";
  for (const DiskFamily& known : kDiskFamilies) {
    if (query.provider != "azure" || !same_letters(known.name, wanted.type)) continue;
    if (!known.copies.empty()) wanted.copies = known.copies;
    wanted.type = known.meant;
    wanted.family = known.meant.back() == ' ';
    return wanted;
  }
  std::vector<std::string_view> types;
  const Index provider = query.book->provider(query.provider);
  for (const BlockStorage& row : query.book->catalog().table<BlockStorage>())
    if (row.provider == provider) add_unique(types, query.text(row.type));
  if (wanted.type.empty())
    fail(query, "which disk type?", fmt::format("give --type, for example '{}'", types.front()));
  // "P10" is the end of "Premium SSD P10".
  for (const std::string_view name : types)
    if (name.size() > wanted.type.size() && name.substr(name.rfind(' ') + 1) == wanted.type)
      return {name, wanted.copies};
  wanted.type = types[find_name(query, "disk type", wanted.type, types)];
  return wanted;
}

bool begins_with(std::string_view text, std::string_view start) {
  return same_letters(text.substr(0, start.size()), start);
}

// A redundancy that no disk of the type has anywhere is a mistake, not a price that is missing.
void check_redundancy(const PriceQuery& query, const WantedDisk& wanted) {
  std::vector<std::string_view> known;
  const Index provider = query.book->provider(query.provider);
  for (const BlockStorage& row : query.book->catalog().table<BlockStorage>()) {
    const std::string_view name = query.text(row.type), copies = query.text(row.redundancy);
    if (row.provider != provider) continue;
    if (wanted.family ? name.substr(0, wanted.type.size()) != wanted.type : name != wanted.type) continue;
    if (begins_with(copies, wanted.copies)) return;
    add_unique(known, copies);
  }
  fail(query, fmt::format("{} disks are not kept as {}", wanted.type, in_quotes(wanted.copies)),
       fmt::format("--redundancy {}", fmt::join(known, " or ")));
}

// The disk in the region, the smallest that is large enough of a family; nullptr when it has no price there.
const BlockStorage* find_disk(const PriceQuery& query, Index place, const WantedDisk& wanted) {
  const Index anywhere = query.book->region(query.book->provider(query.provider), "*");
  const BlockStorage* found = nullptr;
  for (const BlockStorage& row : query.book->catalog().table<BlockStorage>()) {
    if (row.region != place && row.region != anywhere) continue;
    const std::string_view name = query.text(row.type), copies = query.text(row.redundancy);
    if (!begins_with(copies, wanted.copies)) continue;
    if (!wanted.family) {
      if (name == wanted.type && !found) found = &row;
    } else if (name.substr(0, wanted.type.size()) == wanted.type &&
               row.fixed_size_gb >= query.input->number(gb) &&
               (!found || row.fixed_size_gb < found->fixed_size_gb)) {
      if (wanted.copies.empty() && copies != "LRS") continue;
      found = &row;
    }
  }
  return found;
}

constexpr ExtraMeter kSnapshotExtras[] = {{fast_restore_hours, "fast snapshot restore"},
                                          {snapshot_list_requests, "snapshot list requests"},
                                          {snapshot_get_requests, "snapshot get requests"},
                                          {snapshot_put_requests, "snapshot put requests"}};

constexpr ExtraMeter kAzureSnapshots[] = {{snapshot_gb, "snapshots"}};

// How many disks of a fixed size it takes: local SSDs come in pieces of one
// size; of disks in several sizes a larger one is meant.
double pieces(const PriceQuery& query, const BlockStorage& row) {
  const double wanted = query.input->number(gb);
  if (!is_known(row.fixed_size_gb) || !(wanted > row.fixed_size_gb)) return 1;
  if (query.provider == "gcp") return std::ceil(wanted / row.fixed_size_gb);
  fail(query,
       fmt::format("{} has {:g} GB, fewer than the {:g} asked for", query.text(row.type), row.fixed_size_gb,
                   wanted),
       "name the family to get the size that fits, for example --type Premium_LRS, or give --count");
}

// Azure bills what HDDs and the smaller SSDs do, in a meter of the family.
std::string_view azure_family(std::string_view type) {
  for (const std::string_view family : {"Standard HDD", "Standard SSD"})
    if (type.substr(0, family.size()) == family) return family;
  return {};
}

// What is priced as asked for, and is not sold so or does not cost anything.
void tell_what_is_odd(const PriceQuery& query, const BlockStorage& row, const DiskUse& use) {
  const std::string_view name = query.text(row.type);
  if (use.gb > 0 && use.gb < row.min_gb && !is_known(row.fixed_size_gb))
    note(fmt::format("{} disks have {:g} GB at least; {:g} are priced", name, row.min_gb, use.gb));
  if (use.gb > 0 && use.iops == 0 && row.included_iops == 0 && is_known(row.usd_per_iops_month))
    note(fmt::format("{} is paid for by its IOPS too; --iops says how many", name));
  if (query.input->number(io_requests) > 0 && !is_known(row.usd_per_million_io) && azure_family(name).empty())
    note(fmt::format("I/O requests cost nothing on {}", name));
}

}  // namespace

void price_disk(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const Index place = find_region(query, largest_region(query.provider));
  const WantedDisk wanted = wanted_disk(query);
  if (!wanted.copies.empty()) check_redundancy(query, wanted);
  const BlockStorage* const row = find_disk(query, place, wanted);
  const double month = input.number(month_hours, kHoursPerMonth);
  if (!(month > 0)) fail(query, "--month-hours must be more than 0", "a month of 30 days has 720");
  query.bill->set_subject(row ? query.text(row->type) : wanted.type);
  if (!row) return query.bill->unknown("disk in this region and size");
  const bool azure = query.provider == "azure";
  const DiskUse use{.gb = input.number(gb),
                    .iops = input.number(iops),
                    .mbps = input.number(mbps),
                    .count = input.number(count, 1) * pieces(query, *row),
                    .months = input.number(PriceOption::hours, kHoursPerMonth) / month,
                    .million_io = is_known(row->usd_per_million_io) ? input.number(io_requests) / 1e6 : 0,
                    .snapshot_gb = azure ? 0 : input.number(snapshot_gb),
                    .free_tier = input.free_tier()};
  if (const auto broken = broken_disk_limit(*query.book, *row, use))
    fail(query, broken->problem, broken->hint);
  tell_what_is_odd(query, *row, use);
  charge_disk(*query.bill, *query.book, *row, use);
  const std::string_view family = azure ? azure_family(query.text(row->type)) : "";
  if (!family.empty())
    charge_meter(*query.bill, *query.book, {place, "Managed Disks", family, "disk operations"},
                 input.number(io_requests));
  // Whatever the disk is, its snapshot is kept on the storage that is chosen for snapshots.
  if (azure) charge_extras(query, place, "Managed Disks", "*", kAzureSnapshots);
  if (query.provider == "aws") charge_extras(query, place, "EBS", "*", kSnapshotExtras);
}

}  // namespace cloudplan::cli
