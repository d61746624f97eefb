#include "cloudplan/saved_plan.hpp"

#include "cloudplan/report.hpp"
#include "support/json_reader.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

// Members of an object, each an error when it is missing or of another kind.
class PlanReader {
 public:
  explicit PlanReader(const JsonCursor& at) : at_(at) {}

  const JsonValue& value() const { return at_.value(); }
  bool is_null(std::string_view name) const {
    const JsonValue* const found = at_.value().find(name);
    return found && found->kind == Kind::null;
  }
  std::optional<PlanReader> member(std::string_view name, Kind kind) const {
    if (at_.value().kind != Kind::object) return std::nullopt;
    for (std::size_t i = 0; i < at_.value().names.size(); ++i) {
      if (at_.value().names[i].text != name) continue;
      const PlanReader found(at_.element(i));
      if (found.value().kind == kind) return found;
      found.at_.error(
          {fmt::format("expected {}, got {}", kind_name(kind), kind_name(found.value().kind)), {}, {}});
      return std::nullopt;
    }
    at_.error({fmt::format("missing member \"{}\"", name), {}, "write the plan again: --format json"});
    return std::nullopt;
  }
  std::string text(std::string_view name) const {
    if (is_null(name)) return {};
    const auto found = member(name, Kind::string);
    return found ? found->value().string : std::string();
  }
  bool boolean(std::string_view name) const {
    const auto found = member(name, Kind::boolean);
    return found && found->value().boolean;
  }
  double number(std::string_view name) const {
    const auto found = member(name, Kind::number);
    return found ? found->value().number : 0;
  }
  Money money(std::string_view name) const { return dollars(number(name)); }
  std::vector<PlanReader> array(std::string_view name) const {
    std::vector<PlanReader> elements;
    const auto found = member(name, Kind::array);
    for (std::size_t i = 0; found && i < found->value().elements.size(); ++i) {
      elements.emplace_back(found->at_.element(i));
      if (elements.back().value().kind == Kind::object || elements.back().value().kind == Kind::string)
        continue;
      elements.back().at_.error({"expected an object or a string", {}, {}});
      elements.pop_back();
    }
    return elements;
  }
  void read_cost(SavedItem& item) const {
    if (const auto cost = member("cost", Kind::object)) {
      item.monthly = cost->money("monthly_usd");
      item.once = cost->money("once_usd");
      item.complete = cost->boolean("complete");
    }
  }

 private:
  JsonCursor at_;
};

SavedItem read_task(const PlanReader& task) {
  SavedItem item{.kind = "task", .name = task.text("name")};
  item.placed = !task.is_null("placement");
  const auto placement = item.placed ? task.member("placement", Kind::object) : std::nullopt;
  if (!placement) return item;
  if (const auto offer = placement->member("offer", Kind::object)) {
    const double machines = placement->number("machines");
    item.offer = (machines == 1 ? "" : fmt::format("{:g} x ", machines)) + offer->text("name");
    item.provider = offer->text("provider");
    item.region = offer->text("region");
    item.purchase = offer->text("purchase");
  }
  if (!placement->is_null("run"))
    if (const auto run = placement->member("run", Kind::object))
      item.time = Seconds{run->number("total_seconds")};
  if (!placement->is_null("run_usd")) item.run = placement->money("run_usd");
  placement->read_cost(item);
  return item;
}

SavedItem read_store(const PlanReader& data, const char* member, const char* kind) {
  SavedItem item{.kind = kind, .name = data.text("name")};
  item.placed = !data.is_null(member);
  const auto store = item.placed ? data.member(member, Kind::object) : std::nullopt;
  if (!store) return item;
  item.offer = store->text("name");
  item.provider = store->text("provider");
  item.region = store->text("region");
  store->read_cost(item);
  return item;
}

SavedItem read_transfer(const PlanReader& flow) {
  SavedItem item{.kind = "transfer",
                 .name = fmt::format("{} to {}", flow.text("from"), flow.text("to")),
                 .offer = fmt::format("{} to {}", flow.text("from_place"), flow.text("to_place"))};
  flow.read_cost(item);
  return item;
}

// Documents of before there were ends with jobs are read too.
std::optional<SavedEnd> read_end(const PlanReader& range, std::string_view name) {
  if (range.is_null(name)) {
    SavedEnd end;
    end.possible = false;
    return end;
  }
  const auto found = range.member(name, Kind::object);
  if (!found || !found->value().find("jobs")) return std::nullopt;
  SavedEnd end;
  end.monthly = found->money("monthly_usd");
  end.once = found->money("once_usd");
  for (const PlanReader& job : found->array("jobs")) {
    SavedEnd::Job& read = end.jobs.emplace_back();
    read.name = job.text("name");
    if (!job.is_null("total_seconds")) read.time = Seconds{job.number("total_seconds")};
    read.run = job.money("run_usd");
  }
  if (found->value().find("items"))
    for (const PlanReader& item : found->array("items"))
      end.costs.push_back(
          {item.text("kind"), item.text("name"), item.money("monthly_usd"), item.money("once_usd")});
  for (const PlanReader& conflict : found->array("conflicts"))
    end.conflicts.push_back(conflict.value().string);
  return end;
}

void read_range(const PlanReader& root, SavedPlan& plan) {
  if (!root.value().find("range")) return;
  const auto range = root.member("range", Kind::object);
  if (!range) return;
  plan.ranged = !range->array("inputs").empty();
  plan.max = read_end(*range, "at_max");
  plan.worst = read_end(*range, "at_max_with_model");
}

void move_items(const SavedEnd& end, std::vector<SavedItem>& items) {
  for (SavedItem& item : items)
    for (const SavedEnd::Job& job : end.jobs) {
      if (item.kind != "task" || item.name != job.name) continue;
      if (item.run) item.run = job.run;
      if (item.time) item.time = job.time;
    }
  for (const SavedEnd::Cost& cost : end.costs) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const SavedItem& item) {
      return item.kind == cost.kind && item.name == cost.name;
    });
    if (found == items.end()) continue;
    found->monthly = cost.monthly;
    found->once = cost.once;
  }
}

void read_workload(const PlanReader& root, SavedPlan& plan) {
  const auto workload = root.member("workload", Kind::object);
  if (!workload) return;
  plan.name = workload->text("name");
  const auto tags = workload->member("tags", Kind::object);
  for (std::size_t i = 0; tags && i < tags->value().names.size(); ++i)
    plan.tags.emplace_back(tags->value().names[i].text, tags->value().elements[i].string);
}

void check_schema(const JsonCursor& root) {
  const JsonValue* const schema = root.value().find("schema");
  if (root.value().kind == Kind::array)
    root.error({"holds several plans", "one plan", "write one for each workload"});
  else if (!schema || schema->kind != Kind::string)
    root.error({"this is no plan", fmt::format("a \"schema\" of \"{}\"", kPlanSchemaName),
                "'cloudplan estimate --format json' writes one"});
  else if (schema->string != kPlanSchemaName)
    root.error({fmt::format("{} is not a plan that this version reads", in_quotes(schema->string)),
                fmt::format("\"{}\"", kPlanSchemaName),
                {}});
}

}  // namespace

bool is_saved_plan(std::string_view text) {
  try {
    const JsonDocument document(text, "");
    const JsonValue* const schema = document.root().find("schema");
    constexpr std::string_view kStart = "cloudplan.plan/";
    return schema && schema->kind == Kind::string && schema->string.compare(0, kStart.size(), kStart) == 0;
  } catch (const InputError&) {
    return false;
  }
}

SavedPlan read_plan(std::string_view text, std::string_view file) {
  JsonDocument document(text, file);
  const JsonCursor cursor(document);
  check_schema(cursor);
  document.throw_if_errors();
  const PlanReader root(cursor);
  SavedPlan plan;
  plan.file = file;
  read_workload(root, plan);
  plan.feasible = root.boolean("feasible");
  for (const PlanReader& conflict : root.array("conflicts"))
    plan.conflicts.push_back(conflict.value().string);
  plan.complete = root.boolean("complete");
  if (const auto totals = root.member("totals", Kind::object)) {
    plan.monthly = totals->money("monthly_usd");
    plan.once = totals->money("once_usd");
  }
  for (const PlanReader& task : root.array("tasks")) plan.items.push_back(read_task(task));
  for (const PlanReader& data : root.array("data")) {
    plan.items.push_back(read_store(data, "placement", "dataset"));
    if (!data.is_null("records")) plan.items.push_back(read_store(data, "records", "records"));
  }
  for (const PlanReader& flow : root.array("transfers")) plan.items.push_back(read_transfer(flow));
  read_range(root, plan);
  document.throw_if_errors();
  return plan;
}

std::optional<SavedPlan> at_point(const SavedPlan& plan, PlanPoint point) {
  // Without ranges every input is at its maximum; an infeasible plan has no ends.
  if (point == PlanPoint::likely || !plan.feasible || (point == PlanPoint::max && !plan.ranged)) return plan;
  const std::optional<SavedEnd>& end = point == PlanPoint::max ? plan.max : plan.worst;
  if (!end) return std::nullopt;
  SavedPlan there = plan;
  if (!end->possible) {
    there.feasible = false;
    there.conflicts = {"the choices can't do it there"};
    return there;
  }
  there.monthly = end->monthly;
  there.once = end->once;
  there.feasible = end->conflicts.empty();
  there.conflicts = end->conflicts;
  move_items(*end, there.items);
  return there;
}

}  // namespace cloudplan
