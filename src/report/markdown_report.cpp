#include "report/front_report.hpp"
#include "report/plan_words.hpp"
#include "report/range_words.hpp"
#include "report/renderers.hpp"
#include "report/table_report.hpp"
#include "support/format_text.hpp"
#include "support/text_table.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr TextStyle kStyle{.color = false, .unicode = true};
// Found again by what updates a comment instead of adding another.
constexpr const char* kTag = "<!-- cloudplan -->\n";
// GitHub takes comments of up to 65,536 characters.
constexpr std::size_t kMostBytes = 60'000;

std::string md(std::string_view text) { return markdown_text(text); }

std::string bullets(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += "- " + md(text) + '\n';
  return list.empty() ? list : list + '\n';
}

std::string titled(std::string_view title, const std::vector<std::string>& texts) {
  return texts.empty() ? "" : fmt::format("**{}**\n\n{}", title, bullets(texts));
}

std::string details(const std::string& summary, const std::string& body) {
  return fmt::format("<details><summary>{}</summary>\n\n{}\n</details>\n\n", md(summary), body);
}

std::string verdict_table(const PlanView& view) {
  TextTable table({{.title = ""},
                   {.title = "What"},
                   {.title = "Where"},
                   {.title = "Time"},
                   {.title = "A month", .numbers = true},
                   {.title = "Once", .numbers = true}});
  const auto add = [&](const std::string& name, const std::string& what, const std::string& where,
                       const std::string& time, const CostView& cost) {
    table.add_row(
        {name, what, where, time,
         shown_amount(cost.monthly, cost.monthly_cents) + (cost.unknown_meters.empty() ? "" : " + ?"),
         shown_amount(cost.once, cost.once_cents)});
  };
  for (const TaskView& task : view.tasks) {
    if (const CandidateView* const chosen = task.chosen())
      add(task.task->name, machines_text(*chosen, kStyle), where_text(chosen->offer),
          effort_text(task, *chosen, kStyle), chosen->cost);
    else
      add(task.task->name, "nothing fits", "", "", {});
  }
  for (const DatasetView& data : view.data) {
    if (data.stores.empty())
      add(data.dataset->name, "nothing can hold it", "", "", {});
    else
      add(data.dataset->name, data.stores.front().name, place_text(data.stores.front().place), "",
          data.stores.front().cost);
    if (data.records)
      add(data.dataset->name + ", records", data.records->name, place_text(data.records->place), "",
          data.records->cost);
  }
  for (const FlowView& flow : view.flows)
    if (flow.cost.monthly.nanos != 0 || flow.cost.once.nanos != 0)
      add("transfer", flow.flow->from + " → " + flow.flow->to,
          flow.flow->from_place + " → " + flow.flow->to_place, "", flow.cost);
  table.add_row({"total", "", "", "", cents_text(view.monthly_cents), cents_text(view.once_cents)});
  return table.to_markdown() + '\n';
}

std::string task_section(const TaskView& task) {
  TextTable table({{.title = ""},
                   {.title = "Offer"},
                   {.title = "Where"},
                   {.title = "Time", .numbers = true},
                   {.title = task.job ? "A run" : "A month", .numbers = true},
                   {.title = "Listed as"}});
  for (const CandidateView& c : task.candidates)
    table.add_row({&c == task.chosen() ? "✓" : "", machines_text(c, kStyle), where_text(c.offer),
                   task.job && c.candidate->timed ? time_text(wall_time(*c.candidate)) : "",
                   usd_text(c.amount), roles_text(c)});
  return bullets(why_task(task, kStyle)) + (task.candidates.empty() ? "" : table.to_markdown() + '\n') +
         titled("Notes", task.placed->notes);
}

std::string dataset_section(const DatasetView& data) {
  TextTable table({{.title = ""},
                   {.title = "Store"},
                   {.title = "What"},
                   {.title = "Where"},
                   {.title = "A month", .numbers = true},
                   {.title = "Once", .numbers = true}});
  for (const StoreView& store : data.stores)
    table.add_row({&store == &data.stores.front() ? "✓" : "", store.kind, store.name, place_text(store.place),
                   usd_text(store.option->monthly) + (store.option->complete ? "" : " + ?"),
                   usd_text(store.option->once)});
  std::vector<std::string> flips;
  for (const FlipPoint& flip : data.placed->flips) flips.push_back(flip_text(flip));
  return (data.placed->reason.empty() ? "" : md(data.placed->reason) + "\n\n") +
         (data.stores.empty() ? "" : table.to_markdown() + '\n') +
         (data.disk_remark.empty() ? "" : md(data.disk_remark) + "\n\n") +
         titled("Cannot work", data.placed->rejections) + titled(flips_title(data), flips) +
         titled("Notes", data.placed->notes);
}

void add_lines(TextTable& table, const std::string& subject, const CostView& cost) {
  for (const LineView& line : cost.lines) {
    const bool monthly = line.line->recurrence == Recurrence::monthly;
    const std::string amount = shown_amount(line.line->amount, line.cents);
    table.add_row({subject, line.line->change.empty() ? line.line->meter : meter_text(*line.line),
                   count_text(line.line->quantity) + ' ' + line.line->unit,
                   unit_price_text(line.line->unit_price_usd), monthly ? amount : "", monthly ? "" : amount,
                   line.as_of});
  }
  for (const std::string& meter : cost.unknown_meters)
    table.add_row({subject, meter, "", "unknown", "?", "", ""});
}

std::string lines_section(const PlanView& view) {
  TextTable table({{.title = ""},
                   {.title = "Meter"},
                   {.title = "Quantity", .numbers = true},
                   {.title = "Unit price", .numbers = true},
                   {.title = "A month", .numbers = true},
                   {.title = "Once", .numbers = true},
                   {.title = "Price of"}});
  for (const TaskView& task : view.tasks)
    if (task.chosen()) add_lines(table, task.task->name, task.chosen()->cost);
  for (const DatasetView& data : view.data) {
    if (!data.stores.empty()) add_lines(table, data.dataset->name, data.stores.front().cost);
    if (data.records) add_lines(table, data.dataset->name + ", records", data.records->cost);
  }
  for (const FlowView& flow : view.flows)
    add_lines(table, flow.flow->from + " → " + flow.flow->to, flow.cost);
  return table.empty() ? "" : details("Cost lines", table.to_markdown());
}

// The head, and sections that may be left out.
struct Document {
  std::string head, foot;
  std::vector<std::string> sections;
};

Document document(const PlanView& view) {
  Document made;
  made.head = fmt::format("### {}: {}\n\n", md(view.workload->name.empty() ? "plan" : view.workload->name),
                          md(verdict_text(view)));
  made.head += bullets(view.plan->conflicts) + verdict_table(view);
  for (const std::string& text : {range_text(view, kStyle), free_tier_text(view)})
    if (!text.empty()) made.head += fmt::format("- {}\n", md(text));
  for (const LimitText& limit : limit_texts(view))
    if (!limit.kept || view.plan->feasible)
      made.head += fmt::format("- {} {}\n", limit.kept ? "✅" : "❌", md(limit.text));
  if (!view.complete)
    made.head +=
        "- ⚠️ Not complete: what is marked + ? has parts without a known price, not counted here.\n";
  made.head += '\n';
  if (view.plan->range)
    made.sections.push_back(details("What is uncertain", range_table(view, kStyle).to_markdown() + '\n' +
                                                             bullets(view.plan->range->warnings)));
  made.sections.push_back(front_markdown(view));
  for (const TaskView& task : view.tasks)
    made.sections.push_back(details(task.task->name + ": " + task_title(*task.task), task_section(task)));
  for (const DatasetView& data : view.data)
    made.sections.push_back(
        details(data.dataset->name + ": " + dataset_title(*data.dataset), dataset_section(data)));
  made.sections.push_back(lines_section(view));
  made.foot = titled("Assumed", view.plan->assumptions) + titled("Kept out", view.plan->suspects);
  made.foot += titled("Paid for already", owned_texts(*view.plan));
  made.foot += titled("Free every month, once per account", allowance_texts(*view.plan));
  if (view.config) made.foot += titled(config_title(view), view.config->changes);
  const std::string dates = price_dates_text(view.prices, kStyle);
  made.foot += fmt::format("<sub>{}{}</sub>\n", dates.empty() ? "" : "Prices as of: " + md(dates) + ". ",
                           convention_text());
  return made;
}

}  // namespace

std::string render_markdown(const std::vector<PlanView>& plans) {
  std::vector<Document> documents;
  std::size_t size = 0;
  for (const PlanView& view : plans) {
    documents.push_back(document(view));
    size += documents.back().head.size() + documents.back().foot.size();
  }
  std::string text = kTag;
  std::size_t left_out = 0;
  for (const Document& made : documents) {
    text += (&made == &documents.front() ? "" : "\n") + made.head;
    for (const std::string& section : made.sections) {
      if ((size += section.size()) <= kMostBytes)
        text += section;
      else
        ++left_out, size -= section.size();
    }
    text += made.foot;
  }
  if (left_out > 0)
    text += fmt::format(
        "\n{} sections left out: a comment may not be longer. `cloudplan estimate` shows them.\n", left_out);
  return with_blanks(std::move(text));
}

}  // namespace cloudplan
