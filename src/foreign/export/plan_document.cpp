#include "foreign/export/plan_document.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/saved_plan.hpp"
#include "foreign/export/export_text.hpp"
#include "support/json_reader.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

// read_plan() has checked what must be there; what is not is empty or 0 here.
std::string text(const JsonValue* object, std::string_view name) {
  const JsonValue* const value = object ? object->find(name) : nullptr;
  return value && value->kind == Kind::string ? value->string : std::string();
}
double number(const JsonValue* object, std::string_view name) {
  const JsonValue* const value = object ? object->find(name) : nullptr;
  return value && value->kind == Kind::number ? value->number : 0;
}
const JsonValue* member(const JsonValue* object, std::string_view name) {
  const JsonValue* const value = object && object->kind == Kind::object ? object->find(name) : nullptr;
  return value && (value->kind == Kind::object || value->kind == Kind::array) ? value : nullptr;
}
std::vector<const JsonValue*> elements(const JsonValue* array) {
  std::vector<const JsonValue*> list;
  for (std::size_t i = 0; array && array->kind == Kind::array && i < array->elements.size(); ++i)
    list.push_back(&array->elements[i]);
  return list;
}

// A name for identifiers that no other has.
std::string unique_id(std::string_view name, std::set<std::string>& taken) {
  const std::string base = identifier(name);
  std::string id = base;
  for (int n = 2; !taken.insert(id).second; ++n) id = fmt::format("{}_{}", base, n);
  return id;
}

bool is_meant(const JsonValue& candidate, std::string_view wanted) {
  if (text(member(&candidate, "offer"), "name") == wanted) return true;
  for (const JsonValue* const role : elements(member(&candidate, "roles")))
    if (role->kind == Kind::string && role->string == wanted) return true;
  return false;
}

std::vector<const JsonValue*> candidates_of(const JsonValue& task) {
  std::vector<const JsonValue*> all;
  if (const JsonValue* const chosen = member(&task, "placement")) all.push_back(chosen);
  for (const JsonValue* const other : elements(member(&task, "alternatives"))) all.push_back(other);
  return all;
}

class Choice {
 public:
  explicit Choice(const std::vector<std::string>& offers) {
    for (const std::string& offer : offers) {
      const std::size_t equals = offer.find('=');
      const bool named = equals != std::string::npos;
      wanted_.push_back(
          {named ? offer.substr(0, equals) : "", named ? offer.substr(equals + 1) : offer, false});
    }
  }

  const JsonValue* of(const JsonValue& task) {
    const std::string name = text(&task, "name");
    const std::vector<const JsonValue*> candidates = candidates_of(task);
    const JsonValue* chosen = member(&task, "placement");
    for (Wanted& wanted : wanted_) {
      if (!wanted.task.empty() && wanted.task != name) continue;
      const auto found = std::find_if(candidates.begin(), candidates.end(),
                                      [&](const JsonValue* c) { return is_meant(*c, wanted.offer); });
      if (found == candidates.end()) continue;
      chosen = *found;
      wanted.used = true;
    }
    for (const JsonValue* const candidate : candidates)
      known_.insert(text(member(candidate, "offer"), "name"));
    return chosen;
  }

  void check() const {
    for (const Wanted& wanted : wanted_) {
      if (wanted.used) continue;
      std::string list;
      for (const std::string& name : known_) list += (list.empty() ? "" : ", ") + printable(name);
      const std::vector<std::string_view> names(known_.begin(), known_.end());
      const std::string_view near = closest_name(wanted.offer, names);
      Diagnostic diagnostic;
      diagnostic.file = "--offer";
      diagnostic.message = fmt::format("the plan has no such offer: {}", in_quotes(wanted.offer));
      diagnostic.hint = near.empty() ? "it has " + list : fmt::format("did you mean {}?", printable(near));
      throw InputError({std::move(diagnostic)});
    }
  }

 private:
  struct Wanted {
    std::string task{}, offer{};
    bool used = false;
  };
  std::vector<Wanted> wanted_{};
  std::set<std::string> known_{};
};

// The hours and the disk of a machine stand in the cost lines only: "gp3 disk, 79 GB a machine".
void read_lines(const JsonValue* cost, ExportMachine& machine) {
  for (const JsonValue* const line : elements(member(cost, "lines"))) {
    const std::string meter = text(line, "meter");
    if (text(line, "unit") == "machine-hour") {
      machine.hours += number(line, "quantity") / machine.count;
      machine.hours_once = text(line, "recurrence") == "once";
    }
    const std::size_t disk = meter.find(" disk, ");
    if (disk == std::string::npos || !meter.ends_with(" GB a machine")) continue;
    machine.disk_type = meter.substr(0, disk);
    machine.disk_gb = std::strtod(meter.c_str() + disk + 7, nullptr);
  }
}

ExportMachine read_machine(const JsonValue& task, const JsonValue& candidate, std::set<std::string>& ids) {
  const JsonValue* const offer = member(&candidate, "offer");
  const std::string kind = text(&task, "kind");
  ExportMachine machine;
  machine.name = text(&task, "name");
  machine.id = unique_id(machine.name, ids);
  machine.job = kind != "serve" && kind != "vm" && kind != "notebook";
  machine.provider = text(offer, "provider");
  machine.region = text(offer, "region");
  machine.service = text(offer, "service");
  machine.type = text(offer, "type");
  machine.purchase = text(offer, "purchase");
  machine.arch = text(offer, "arch");
  machine.accelerator = text(offer, "accelerator");
  machine.accelerators = number(offer, "accelerators");
  machine.count = std::max(1.0, std::ceil(number(&candidate, "machines")));
  read_lines(member(&candidate, "cost"), machine);
  return machine;
}

ExportStore read_store(const JsonValue& dataset, const JsonValue& placement, std::string_view suffix,
                       std::set<std::string>& ids) {
  ExportStore store;
  store.name = text(&dataset, "name") + std::string(suffix);
  store.id = unique_id(store.name, ids);
  store.kind = text(&placement, "kind");
  store.provider = text(&placement, "provider");
  store.region = text(&placement, "region");
  store.label = text(&placement, "name");
  for (const JsonValue* const line : elements(member(member(&placement, "cost"), "lines"))) {
    const std::string unit = text(line, "unit");
    const std::string note = text(line, "note");
    store.standby = store.standby || note == "ha" || note == "multi_az";
    if (store.kind == "database" && unit == "GB-month" && store.gb == 0) store.gb = number(line, "quantity");
  }
  read_store_label(store);
  return store;
}

}  // namespace

ExportPlan read_export_plan(std::string_view document, std::string_view file,
                            const std::vector<std::string>& offers) {
  ExportPlan plan;
  plan.name = read_plan(document, file).name;  // checks the document too
  const JsonDocument json(document, file);
  std::set<std::string> ids;
  Choice choice(offers);
  for (const JsonValue* const task : elements(json.root().find("tasks"))) {
    if (const JsonValue* const candidate = choice.of(*task))
      plan.machines.push_back(read_machine(*task, *candidate, ids));
    else
      plan.unplaced.push_back(text(task, "name"));
  }
  choice.check();
  for (const JsonValue* const dataset : elements(json.root().find("data"))) {
    if (const JsonValue* const placement = member(dataset, "placement"))
      plan.stores.push_back(read_store(*dataset, *placement, "", ids));
    else
      plan.unplaced.push_back(text(dataset, "name"));
    if (const JsonValue* const records = member(dataset, "records"))
      plan.stores.push_back(read_store(*dataset, *records, "-records", ids));
  }
  return plan;
}

}  // namespace cloudplan
