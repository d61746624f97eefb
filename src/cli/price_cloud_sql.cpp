#include "cloudplan/meter_cost.hpp"

#include "price_services.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

constexpr double kMebibytesPerGib = 1024;

struct Machine {
  int vcpus = 0, mebibytes = 0;
};

bool read(std::string_view text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0;
}

// One vCPU, or an even number up to 96; 0.9 to 6.5 GiB for each, 3.75 GiB at
// least, in steps of 256 MiB ("Instance settings", Cloud SQL documentation).
std::string_view broken_rule(const Machine& machine) {
  const double gib = machine.mebibytes / kMebibytesPerGib;
  if ((machine.vcpus > 1 && machine.vcpus % 2 != 0) || machine.vcpus > 96)
    return "it has 1 vCPU or an even number, 96 at most";
  if (machine.mebibytes % 256 != 0) return "memory comes in steps of 256 MiB";
  return gib < 3.75 || gib < 0.9 * machine.vcpus || gib > 6.5 * machine.vcpus
             ? "memory is 0.9 to 6.5 GiB for each vCPU, and 3.75 GiB at least"
             : "";
}

// "db-custom-4-15360": 4 vCPUs and 15,360 MiB.
Machine custom(const PriceQuery& query, std::string_view name, std::string_view shape) {
  Machine machine;
  const std::size_t dash = std::min(shape.find('-'), shape.size());
  if (dash == shape.size() || !read(shape.substr(0, dash), machine.vcpus) ||
      !read(shape.substr(dash + 1), machine.mebibytes))
    fail(query, fmt::format("{} is no custom machine", name), "db-custom-VCPUS-MEBIBYTES: db-custom-2-7680");
  if (const std::string_view rule = broken_rule(machine); !rule.empty())
    fail(query, fmt::format("Cloud SQL has no {}", name), std::string(rule));
  return machine;
}

// "db-standard-4", "db-n1-highmem-8": names for 3.75 and 6.5 GiB a vCPU.
std::optional<Machine> predefined(std::string_view name) {
  for (const auto& [start, mebibytes] : {std::pair<std::string_view, int>{"db-standard-", 3840},
                                         {"db-n1-standard-", 3840},
                                         {"db-highmem-", 6656},
                                         {"db-n1-highmem-", 6656}}) {
    Machine machine;
    if (name.substr(0, start.size()) != start || !read(name.substr(start.size()), machine.vcpus)) continue;
    machine.mebibytes = machine.vcpus <= 96 ? machine.vcpus * mebibytes : 0;
    if (broken_rule(machine).empty()) return machine;
  }
  return std::nullopt;
}

bool has_plan(const PriceQuery& query, std::string_view service, std::string_view name) {
  for (const DatabasePlan& plan : query.book->catalog().table<DatabasePlan>())
    if (query.text(plan.service) == service && query.text(plan.plan) == name) return true;
  return false;
}

}  // namespace

bool charge_cloud_sql_machine(PriceQuery& query, Index place, std::string_view service, bool standby) {
  constexpr std::string_view kCustom = "db-custom-";
  const std::string_view name = query.input->text(instance);
  std::optional<Machine> machine;
  if (name.substr(0, kCustom.size()) == kCustom)
    machine = custom(query, name, name.substr(kCustom.size()));
  else if (!has_plan(query, service, name))
    machine = predefined(name);
  const std::string_view kind = standby ? "regional" : "zonal";
  if (!machine || !find_meter(*query.book, {place, service, kind, "vCPU"})) return false;
  const double machine_hours = query.input->number(hours, kHoursPerMonth) * query.input->number(count, 1);
  charge_meter(*query.bill, *query.book, {place, service, kind, "vCPU"}, machine->vcpus * machine_hours);
  charge_meter(*query.bill, *query.book, {place, service, kind, "memory"},
               machine->mebibytes / kMebibytesPerGib * machine_hours);
  return true;
}

}  // namespace cloudplan::cli
