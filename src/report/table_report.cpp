#include "report/table_report.hpp"

#include "report/front_report.hpp"
#include "report/plan_words.hpp"
#include "report/range_words.hpp"
#include "report/renderers.hpp"
#include "support/format_text.hpp"
#include "support/money_text.hpp"
#include "support/printable.hpp"
#include "support/text_width.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

// --- Sheet -------------------------------------------------------------------

void Sheet::blank() {
  if (!text_.empty()) text_ += '\n';
}

void Sheet::paragraph(std::string_view text, int indent, int hang, Tone tone) {
  const int width = std::max(columns_ - indent - hang, 20);
  // The first line is longer by `hang`: wrap with blanks that take its place.
  const std::string filler(static_cast<std::size_t>(hang), ' ');
  bool first = true;
  std::string rest = printable(text);
  while (!rest.empty() || first) {
    const int room = first ? width + hang : width;
    const std::string line = wrap_text(rest, room).front();
    text_ += std::string(static_cast<std::size_t>(indent), ' ') + (first ? "" : filler) +
             style_.paint(line, tone) + '\n';
    rest.erase(0, std::min(rest.size(), line.size()));
    rest.erase(0, rest.find_first_not_of(' '));
    first = false;
  }
}

void Sheet::heading(std::string_view title, std::string_view rest) {
  const std::string name = printable(title);
  const auto lines = wrap_text(name + (rest.empty() ? "" : ": " + printable(rest)), columns_);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool whole = i == 0 && lines[0].compare(0, name.size(), name) == 0;
    text_ += (whole ? style_.paint(name, Tone::strong) + lines[0].substr(name.size()) : lines[i]) + '\n';
  }
}

void Sheet::bullets(std::string_view title, const std::vector<std::string>& texts, Tone tone) {
  if (texts.empty()) return;
  if (texts.size() == 1) return paragraph(fmt::format("{}: {}", title, texts.front()), 2, 2, tone);
  paragraph(fmt::format("{}:", title), 2, 2, tone);
  for (const std::string& text : texts) paragraph("- " + text, 4, 2, tone);
}

void Sheet::table(const TextTable& table, int indent) { text_ += table.to_text(columns_, style_, indent); }

std::string Sheet::take() { return with_blanks(std::move(text_)); }

std::string shown_amount(Money exact, std::int64_t cents) {
  if (cents == 0) return exact.nanos == 0 ? "-" : fmt::format("<{}0.01", currency_mark());
  return cents_text(cents);
}

// --- The verdict ---------------------------------------------------------------

namespace {

class VerdictTable {
 public:
  VerdictTable(const PlanView& view, const Sheet& sheet)
      : view_(view),
        sheet_(sheet),
        // A long name must leave room for the rest.
        table_({{.title = "", .wraps = true, .widest = std::max(16, sheet.columns() / 4)},
                {.title = "", .wraps = true},
                {.title = "A MONTH", .numbers = true},
                {.title = "ONCE", .numbers = true}}) {}

  const TextTable& make() {
    for (const TaskView& task : view_.tasks) add(task);
    for (const DatasetView& data : view_.data) add(data);
    for (const FlowView& flow : view_.flows) add(flow);
    table_.add_rule();
    table_.add_cells({{"total"},
                      {""},
                      {cents_text(view_.monthly_cents), Tone::strong},
                      {cents_text(view_.once_cents), Tone::strong}});
    return table_;
  }

 private:
  // The second text on a line of its own where both don't fit on one.
  void add_row(const std::string& name, const std::string& what, const std::string& how,
               const CostView& cost) {
    const std::string monthly = shown_amount(cost.monthly, cost.monthly_cents);
    const std::string once = shown_amount(cost.once, cost.once_cents);
    const std::string unknown = cost.unknown_meters.empty() ? "" : " + ?";
    constexpr int kOtherColumns = 36;
    const bool one_line = display_width(what) + display_width(how) + 2 + kOtherColumns <= sheet_.columns();
    const std::string first = one_line && !how.empty() ? what + ", " + how : what;
    table_.add_cells(
        {{name, Tone::strong}, {first, Tone::plain, one_line ? "" : how}, {monthly + unknown}, {once}});
  }

  void add(const TaskView& task) {
    if (!task.chosen()) return add_row(task.task->name, "nothing fits", "", {});
    const CandidateView& chosen = *task.chosen();
    const std::string effort = effort_text(task, chosen, sheet_.style());
    add_row(task.task->name, machines_text(chosen, sheet_.style()),
            where_text(chosen.offer) + (effort.empty() ? "" : ": " + effort), chosen.cost);
  }

  void add(const DatasetView& data) {
    if (data.stores.empty()) return add_row(data.dataset->name, "nothing can hold it", "", {});
    add_row(data.dataset->name, data.stores.front().name, place_text(data.stores.front().place),
            data.stores.front().cost);
    if (data.records)
      add_row("", "and its records in " + data.records->name, place_text(data.records->place),
              data.records->cost);
  }

  void add(const FlowView& view) {
    const DataFlow& flow = *view.flow;
    if (view.cost.monthly.nanos == 0 && view.cost.once.nanos == 0 && view.cost.unknown_meters.empty()) return;
    add_row("transfer",
            fmt::format("{} {} {}, {}", flow.from, sheet_.style().arrow(), flow.to,
                        unbroken(size_text(flow.per_month))),
            fmt::format("{} {} {}", flow.from_place, sheet_.style().arrow(), flow.to_place), view.cost);
  }

  const PlanView& view_;
  const Sheet& sheet_;
  TextTable table_;
};

}  // namespace

void add_verdict(Sheet& sheet, const PlanView& view) {
  const Plan& plan = *view.plan;
  sheet.heading(view.workload->name.empty() ? "plan" : view.workload->name, verdict_text(view));
  for (const std::string& conflict : plan.conflicts) sheet.paragraph("- " + conflict, 2, 2, Tone::bad);
  const bool placed =
      std::any_of(view.tasks.begin(), view.tasks.end(),
                  [](const TaskView& t) { return t.chosen() != nullptr; }) ||
      std::any_of(view.data.begin(), view.data.end(), [](const DatasetView& d) { return !d.stores.empty(); });
  if (!placed) return;
  sheet.blank();
  if (!plan.feasible) sheet.paragraph("What was found:");
  VerdictTable table(view, sheet);
  sheet.table(table.make(), 2);

  for (const std::string& text : {range_text(view, sheet.style()), free_tier_text(view)})
    if (!text.empty()) sheet.paragraph(text, 2, 2);
  for (const LimitText& limit : limit_texts(view)) {
    if (limit.kept && !plan.feasible) continue;
    sheet.paragraph(fmt::format("{} {}", limit.kept ? sheet.style().yes() : sheet.style().no(), limit.text),
                    2, 2, limit.kept ? Tone::good : Tone::bad);
  }
  if (!view.complete)
    sheet.paragraph("Not complete: what is marked + ? has parts without a known price, not counted here.", 2,
                    2, Tone::notice);
}

namespace {

void add_range(Sheet& sheet, const PlanView& view) {
  if (!view.plan->range) return;
  sheet.blank();
  sheet.table(range_table(view, sheet.style()));
  for (const std::string& warning : view.plan->range->warnings)
    sheet.paragraph("- " + warning, 2, 2, Tone::notice);
}

}  // namespace

// --- The whole -----------------------------------------------------------------

namespace {

void add_end(Sheet& sheet, const PlanView& view) {
  sheet.blank();
  sheet.bullets("Assumed", view.plan->assumptions);
  sheet.bullets("Kept out", view.plan->suspects, Tone::notice);
  sheet.bullets("Paid for already", owned_texts(*view.plan));
  sheet.bullets("Free every month, once per account", allowance_texts(*view.plan));
  if (view.config) {
    if (view.config->changes.empty())
      sheet.paragraph(config_title(view) + ": no price is changed.", 2, 2);
    else
      sheet.bullets(config_title(view), view.config->changes);
  }
  const std::string dates = price_dates_text(view.prices, sheet.style());
  sheet.paragraph((dates.empty() ? "" : "Prices as of: " + dates + ". ") + convention_text(), 2, 0,
                  Tone::faint);
}

}  // namespace

std::string render_table(const std::vector<PlanView>& plans, const ReportOptions& options) {
  std::string text;
  for (const PlanView& view : plans) {
    Sheet sheet(std::clamp(options.columns, 40, 160), {.color = options.color, .unicode = options.unicode},
                options.verbose);
    if (plans.size() > 1 && !view.file.empty()) sheet.paragraph("== " + view.file, 0, 3, Tone::faint);
    add_verdict(sheet, view);
    add_range(sheet, view);
    add_front(sheet, view);
    for (const TaskView& task : view.tasks) add_task(sheet, task);
    for (const DatasetView& data : view.data) add_dataset(sheet, data);
    add_cost_lines(sheet, view);
    add_end(sheet, view);
    text += (text.empty() ? "" : "\n") + sheet.take();
  }
  return text;
}

}  // namespace cloudplan
