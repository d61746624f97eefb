#include "cloudplan/compute_cost.hpp"
#include "cloudplan/custom_machine.hpp"
#include "cloudplan/disk_cost.hpp"
#include "cloudplan/meter_cost.hpp"
#include "cloudplan/transfer_cost.hpp"

#include "price_services.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

std::string_view default_region(std::string_view provider) {
  if (provider == "gcp") return "us-central1";
  if (provider == "azure") return "eastus";
  return provider == "ibm" ? "us-south" : "us-east-1";
}

Service service_of(std::string_view name) {
  if (name == "sagemaker") return Service::sagemaker;
  return name == "vertex" ? Service::vertex_ai : Service::vm;
}

PurchaseOption purchase_of(std::string_view text) {
  if (text == "spot") return PurchaseOption::spot;
  if (text == "commit_1y") return PurchaseOption::commit_1y;
  return text == "commit_3y" ? PurchaseOption::commit_3y : PurchaseOption::on_demand;
}

const InstanceType& find_type(const PriceQuery& query) {
  const Index provider = query.book->provider(query.provider);
  const Service service = service_of(query.service);
  std::vector<std::string_view> names;
  std::vector<const InstanceType*> types;
  for (const InstanceType& known : query.book->catalog().instance_types())
    if (known.provider == provider && known.service == service) {
      names.push_back(query.text(known.name));
      types.push_back(&known);
    }
  if (query.input->text(type).empty())
    fail(query, "which instance type?", fmt::format("give --type, for example {}", names.front()));
  return *types[find_name(query, "instance type", query.input->text(type), names)];
}

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
  // "P10" is the end of "Premium SSD P10".
  for (const std::string_view name : types)
    if (name.size() > wanted.type.size() && name.substr(name.rfind(' ') + 1) == wanted.type)
      return {name, wanted.copies};
  wanted.type = types[find_name(query, "disk type", wanted.type, types)];
  return wanted;
}

// The disk in the region, the smallest that is large enough of a family; nullptr when it has no price there.
const BlockStorage* find_disk(const PriceQuery& query, Index place, const WantedDisk& wanted) {
  const Index anywhere = query.book->region(query.book->provider(query.provider), "*");
  const BlockStorage* found = nullptr;
  for (const BlockStorage& row : query.book->catalog().table<BlockStorage>()) {
    if (row.region != place && row.region != anywhere) continue;
    const std::string_view name = query.text(row.type), copies = query.text(row.redundancy);
    if (!wanted.copies.empty() && copies.substr(0, wanted.copies.size()) != wanted.copies) continue;
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

constexpr ExtraMeter kMachineExtras[] = {{cpu_credit_hours, "CPU credits"},
                                         {monitored_metrics, "detailed monitoring"}};
constexpr ExtraMeter kSnapshotExtras[] = {{fast_restore_hours, "fast snapshot restore"},
                                          {snapshot_list_requests, "snapshot list requests"},
                                          {snapshot_get_requests, "snapshot get requests"},
                                          {snapshot_put_requests, "snapshot put requests"}};

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

// Whether --type names one of Google's custom machines, which then is charged.
bool price_custom(PriceQuery& query, Index place) {
  std::string name = query.input->text(type);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::string_view problem;
  const auto machine = parse_custom_machine(name, problem);
  if (!machine) return false;
  if (!problem.empty()) {
    // custom-2-10240-ext, listed for notebooks of Google's, is in the catalog under its name.
    for (const InstanceType& known : query.book->catalog().instance_types())
      if (query.text(known.name) == name) return false;
    fail(query, fmt::format("unknown custom machine {}", in_quotes(name)), std::string(problem));
  }
  query.bill->set_subject(query.title, name);
  charge_custom_machine(*query.bill, *query.book, *machine,
                        {.region = place,
                         .purchase = purchase_of(query.input->text(purchase)),
                         .hours = query.input->number(PriceOption::hours, kHoursPerMonth),
                         .count = query.input->number(count, 1)});
  return true;
}

}  // namespace

void price_machine(PriceQuery& query) {
  const Index place = find_region(query, default_region(query.provider));
  if (query.service == "gce" && price_custom(query, place)) return;
  const InstanceType& found = find_type(query);
  const auto prices = query.book->catalog().prices_of(found);
  const auto price =
      std::find_if(prices.begin(), prices.end(), [&](const Price& row) { return row.region == place; });
  query.bill->set_subject(query.title);
  if (price == prices.end()) return query.bill->unknown(query.text(found.name));
  charge_compute(*query.bill, *query.book,
                 {.type = &found,
                  .price = &*price,
                  .purchase = purchase_of(query.input->text(purchase)),
                  .time = cloudplan::hours(query.input->number(PriceOption::hours, kHoursPerMonth)),
                  .count = query.input->number(count, 1)});
  if (query.service != "ec2") return;
  const std::string_view name = query.text(found.name);
  charge_extras(query, place, "EC2", name.substr(0, name.find('.')), kMachineExtras);
}

void price_disk(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const Index place = find_region(query, default_region(query.provider));
  const WantedDisk wanted = wanted_disk(query);
  const BlockStorage* const row = find_disk(query, place, wanted);
  const double month = input.number(month_hours, kHoursPerMonth);
  if (!(month > 0)) fail(query, "--month-hours must be more than 0", "a month of 30 days has 720");
  query.bill->set_subject(row ? query.text(row->type) : wanted.type);
  if (!row) return query.bill->unknown("disk in this region and size");
  const std::string_view family = query.provider == "azure" ? azure_family(query.text(row->type)) : "";
  charge_disk(*query.bill, *query.book, *row,
              {.gb = input.number(gb),
               .iops = input.number(iops),
               .mbps = input.number(mbps),
               .count = input.number(count, 1) * pieces(query, *row),
               .months = input.number(PriceOption::hours, kHoursPerMonth) / month,
               .million_io = family.empty() ? input.number(io_requests) / 1e6 : 0,
               .snapshot_gb = input.number(snapshot_gb)});
  if (!family.empty())
    charge_meter(*query.bill, *query.book, {place, "Managed Disks", family, "disk operations"},
                 input.number(io_requests));
  if (query.provider == "aws") charge_extras(query, place, "EBS", "*", kSnapshotExtras);
}

void price_transfer(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const std::string_view target = input.text(to);
  if (input.text(from).empty()) fail(query, "from where?", "give --from, for example --from aws/us-east-1");
  Transfer transfer{
      .from = find_place(query, input.text(from)), .gb = input.number(gb), .free_tier = input.free_tier()};
  query.provider = query.text(
      query.book->catalog().providers()[query.book->catalog().regions()[transfer.from].provider].key);
  transfer.path = input.text(network) == "cheaper" ? NetworkPath::cheaper : NetworkPath::standard;
  if (target == "china")
    transfer.audience = Audience::china;
  else if (target == "oceania")
    transfer.audience = Audience::oceania;
  else if (!target.empty() && target != "internet")
    transfer.to = find_place(query, target);
  transfer.other_zone = input.flag(other_zone);
  if (transfer.other_zone && transfer.to == kNoIndex) transfer.to = transfer.from;
  charge_transfer(*query.bill, *query.book, transfer);
}

void price_managed(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const bool databricks = query.provider == "databricks";
  const Index place = find_region(query, databricks ? "aws:us-east-1" : "us-south");
  const Index provider = query.book->provider(query.provider);
  std::vector<std::string_view> names;
  std::vector<const ManagedMeter*> rows;
  for (const ManagedMeter& row : query.book->catalog().table<ManagedMeter>()) {
    if (row.provider != provider || row.region != place) continue;
    if (!input.text(plan).empty() && query.text(row.service).find(input.text(plan)) == std::string_view::npos)
      continue;
    names.push_back(query.text(row.environment));
    rows.push_back(&row);
  }
  if (rows.empty()) return query.bill->unknown("environment in this region and plan");
  if (input.text(machine).empty())
    fail(query, "which environment?", fmt::format("give --machine, for example '{}'", names.front()));
  const ManagedMeter& row = *rows[find_name(query, "environment", input.text(machine), names)];
  query.bill->set_subject(query.text(row.service));
  const double units =
      databricks ? input.number(quantity, 1)
                 : row.units_per_hour * input.number(PriceOption::hours, 1) * input.number(count, 1);
  query.bill->charge({.meter = query.text(row.environment),
                      .quantity = units,
                      .unit = query.text(row.unit),
                      .unit_price_usd = row.usd_per_unit,
                      .source = row.source,
                      .note = databricks ? query.text(row.notes) : ""});
}

}  // namespace cloudplan::cli
