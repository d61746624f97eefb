#include "cloudplan/compute_cost.hpp"
#include "cloudplan/custom_machine.hpp"
#include "cloudplan/meter_cost.hpp"
#include "cloudplan/transfer_cost.hpp"

#include "price_services.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

Service service_of(std::string_view name) {
  if (name == "sagemaker") return Service::sagemaker;
  return name == "vertex" ? Service::vertex_ai : Service::vm;
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

constexpr ExtraMeter kMachineExtras[] = {{cpu_credit_hours, "CPU credits"},
                                         {monitored_metrics, "detailed monitoring"}};
// Whether --type names one of Google's custom machines, which then is charged.
bool price_custom(PriceQuery& query, Index place) {
  const std::string name = lower_case(query.input->text(type));
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
                         .purchase = purchase_option(query.input->text(purchase)),
                         .hours = query.input->number(PriceOption::hours, kHoursPerMonth),
                         .count = query.input->number(count, 1)});
  return true;
}

}  // namespace

PurchaseOption purchase_option(std::string_view text) {
  if (text == "spot") return PurchaseOption::spot;
  if (text == "commit_1y") return PurchaseOption::commit_1y;
  return text == "commit_3y" ? PurchaseOption::commit_3y : PurchaseOption::on_demand;
}

void price_machine(PriceQuery& query) {
  const Index place = find_region(query, largest_region(query.provider));
  if (query.service == "gce" && price_custom(query, place)) return charge_attached_gpus(query, place);
  const InstanceType& found = find_type(query);
  const auto prices = query.book->catalog().prices_of(found);
  const auto price =
      std::find_if(prices.begin(), prices.end(), [&](const Price& row) { return row.region == place; });
  query.bill->set_subject(query.title);
  if (price == prices.end()) {
    std::vector<Index> places;
    for (const Price& row : prices) places.push_back(row.region);
    tell_where_known(query, query.text(found.name), places);
    return query.bill->unknown(query.text(found.name));
  }
  charge_compute(*query.bill, *query.book,
                 {.type = &found,
                  .price = &*price,
                  .purchase = purchase_option(query.input->text(purchase)),
                  .time = cloudplan::hours(query.input->number(PriceOption::hours, kHoursPerMonth)),
                  .count = query.input->number(count, 1),
                  .free_tier = query.input->free_tier()});
  if (query.service == "gce") charge_attached_gpus(query, place);
  if (query.service != "ec2") return;
  const std::string_view name = query.text(found.name);
  charge_extras(query, place, "EC2", name.substr(0, name.find('.')), kMachineExtras);
}

void price_transfer(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const std::string target = lower_case(input.text(to));
  if (input.text(from).empty()) fail(query, "from where?", "give --from, for example --from aws/us-east-1");
  Transfer transfer{.from = find_place(query, input.text(from)),
                    .gb = input.number(sent_gb),
                    .free_tier = input.free_tier()};
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
  const bool leaves = !target.empty() && transfer.to != transfer.from;
  if (transfer.other_zone && leaves)
    fail(query, "--other-zone stays in the region; --to leaves it", "give one of them");
  if (transfer.other_zone) transfer.to = transfer.from;
  charge_transfer(*query.bill, *query.book, transfer);
}

void price_managed(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const bool databricks = query.provider == "databricks";
  const Index place = find_region(query, databricks ? "aws:us-east-1" : "us-south");
  const Index provider = query.book->provider(query.provider);
  std::vector<std::string_view> names, services;
  std::vector<const ManagedMeter*> rows;
  for (const ManagedMeter& row : query.book->catalog().table<ManagedMeter>()) {
    if (row.provider != provider || row.region != place) continue;
    add_unique(services, query.text(row.service));
    if (!input.text(plan).empty() && query.text(row.service).find(input.text(plan)) == std::string_view::npos)
      continue;
    names.push_back(query.text(row.environment));
    rows.push_back(&row);
  }
  if (rows.empty() && !services.empty()) find_name(query, "plan", input.text(plan), services);
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
