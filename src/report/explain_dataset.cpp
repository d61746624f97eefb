// Why a dataset is stored where it is.

#include "report/explain_parts.hpp"
#include "report/plan_words.hpp"
#include "support/format_text.hpp"
#include "support/text_list.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

void add_load(const Dataset& data, ExplainSection& section) {
  const auto add = [&](const char* key, const char* label, std::optional<double> value, const char* unit) {
    if (value) section.numbers.push_back(explained(key, label, *value, unit, count_text(*value)));
  };
  const auto rate = [](const std::optional<PerSecond>& r) {
    return r ? std::optional(r->value) : std::nullopt;
  };
  std::optional<Bytes> size = data.size;
  if (!size && data.rows && data.row_size) size = *data.row_size * *data.rows;
  if (size) section.numbers.push_back(explained("size", "size", size->value, "byte", size_text(*size)));
  add("objects", "objects", data.objects, "");
  add("rows", "rows", data.rows, "");
  add("reads_per_month", "times a month that all is read", data.reads_per_month, "1/month");
  add("object_reads_per_month", "object reads a month", data.object_reads_per_month, "1/month");
  add("object_writes_per_month", "object writes a month", data.object_writes_per_month, "1/month");
  add("reads", "reads a second", rate(data.reads), "1/s");
  add("writes", "writes a second", rate(data.writes), "1/s");
  add("connections", "connections", data.connections, "");
  if (data.egress_per_month)
    section.numbers.push_back(explained("egress", "read over the internet a month",
                                        data.egress_per_month->value, "byte",
                                        size_text(*data.egress_per_month)));
  if (data.growth_per_month > 0)
    section.numbers.push_back(explained("growth", "growth a month", data.growth_per_month, "",
                                        percent_text(data.growth_per_month)));
  if (!data.queries.empty())
    section.numbers.push_back(explained("queries", "queries", kUnknown, "", comma_list(data.queries)));
  if (data.transactions)
    section.numbers.push_back(explained("transactions", "transactions", kUnknown, "", "needed"));
}

ExplainSection store_section(const DatasetView& view) {
  ExplainSection section{"stores", "What else there is", {}, {}, {}};
  ExplainTable table{"stores",
                     {{"kind", "STORE", false},
                      {"name", "WHAT", false},
                      {"place", "WHERE", false},
                      {"monthly_usd", "A MONTH", true},
                      {"once_usd", "ONCE", true},
                      {"cost_ratio", "COST", true}},
                     {}};
  for (const StoreView& store : view.stores) {
    const bool chosen = &store == &view.stores.front();
    const StorageOption& option = *store.option;
    table.rows.push_back(
        {{store.kind},
         {store.name},
         {place_text(store.place)},
         {usd_text(option.monthly) + (option.complete ? "" : " + ?"), option.monthly.dollars()},
         {option.once.nanos == 0 ? "-" : usd_text(option.once), option.once.dollars()},
         {chosen ? "" : gap_text(store.cost_ratio), store.cost_ratio}});
  }
  section.tables.push_back(std::move(table));
  section.sentences.emplace_back(
      "Compared by the cost of a month, what is paid once spread over the time that the data is kept.");
  if (!view.disk_remark.empty()) section.sentences.push_back(view.disk_remark);
  return section;
}

ExplainSection flip_section(const DatasetView& view) {
  ExplainSection section{"flips", "When the answer changes", {}, {}, {}};
  if (!view.placed->flips.empty() && view.placed->read)
    section.sentences.emplace_back("With the tasks that read it where they are:");
  for (const FlipPoint& flip : view.placed->flips) section.sentences.push_back(flip_text(flip) + '.');
  if (section.sentences.empty())
    section.sentences.emplace_back(
        "No size, rate or retention within a thousandth to a thousand times today's "
        "changes it.");
  return section;
}

}  // namespace

std::vector<ExplainSection> dataset_sections(const DatasetView& view, const Workload& workload,
                                             const Catalog& catalog) {
  const DatasetPlacement& placed = *view.placed;
  std::vector<ExplainSection> sections;
  ExplainSection load{"load", "What is asked of it", {}, {}, {}};
  add_load(*view.dataset, load);
  for (const Task& task : workload.tasks)
    if (task.dataset == view.dataset->name)
      load.sentences.push_back(
          fmt::format("The task {} reads it {} a month.", task.name,
                      task.runs_per_month == 1 ? "once" : count_text(task.runs_per_month) + " times"));
  sections.push_back(std::move(load));
  if (placed.chosen) {
    ExplainSection reason{"reason", "Why this store", {}, {}, {placed.reason}};
    if (placed.chosen->gb > 0)
      reason.numbers.push_back(explained("provisioned_gb", "provisioned", placed.chosen->gb, "GB",
                                         count_text(placed.chosen->gb) + " GB"));
    if (placed.chosen->iops > 0)
      reason.numbers.push_back(explained("provisioned_iops", "I/O operations a second", placed.chosen->iops,
                                         "1/s", count_text(placed.chosen->iops)));
    sections.push_back(std::move(reason));
    sections.push_back(cost_section(placed.cost, catalog, "What it costs"));
    if (view.records)
      sections.push_back(
          cost_section(placed.records_cost, catalog, "What its records cost in " + view.records->name));
    sections.push_back(store_section(view));
  }
  if (!placed.rejections.empty())
    sections.push_back({"rejected", "What cannot work, and why", {}, {}, placed.rejections});
  if (placed.chosen) sections.push_back(flip_section(view));
  if (!placed.notes.empty()) sections.push_back({"notes", "Assumed", {}, {}, placed.notes});
  return sections;
}

}  // namespace cloudplan
