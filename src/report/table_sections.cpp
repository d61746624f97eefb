#include "report/plan_words.hpp"
#include "report/table_report.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Rows that an overview has room for; --verbose shows all.
constexpr std::size_t kMostCandidates = 8;
constexpr std::size_t kMostTexts = 3;

std::string gap_text(double ratio, bool chosen) {
  if (chosen || !is_known(ratio)) return "";
  if (ratio >= 10) return factor_text(ratio) + "x";
  const double percent = (ratio - 1) * 100;
  return std::abs(percent) < 0.5 ? "0%" : fmt::format("{:+.0f}%", percent);
}

// Those with a role of their own, then the best of other providers while there is room.
std::vector<const CandidateView*> candidates_to_show(const TaskView& task, bool all) {
  std::size_t room = kMostCandidates;
  for (const CandidateView& c : task.candidates)
    if (!(c.roles.size() == 1 && c.has_role("provider")) && room > 0) --room;
  std::vector<const CandidateView*> shown;
  for (const CandidateView& c : task.candidates) {
    const bool provider_only = c.roles.size() == 1 && c.has_role("provider");
    if (provider_only && !all && room == 0) continue;
    if (provider_only && room > 0) --room;
    shown.push_back(&c);
  }
  return shown;
}

// Where and why on a line of their own under the offer, in a narrow terminal.
constexpr int kWideColumns = 110;

TextTable candidate_table(const TaskView& task, bool timed, bool wide) {
  std::vector<TextTable::Column> columns = {{.title = ""}, {.title = "OFFER", .wraps = true}};
  if (wide) columns.push_back({.title = "WHERE", .wraps = true});
  columns.push_back({.title = timed ? "TIME" : "", .numbers = true});
  columns.push_back({.title = task.job ? "A RUN" : "A MONTH", .numbers = true});
  columns.push_back({.title = "GAP", .numbers = true, .expendable = 1});
  if (wide) columns.push_back({.title = "LISTED AS", .wraps = true});
  return TextTable(std::move(columns));
}

void add_candidates(Sheet& sheet, const TaskView& task) {
  if (task.candidates.size() < 2) return;
  const bool timed = task.job && task.chosen()->candidate->timed;
  const bool wide = sheet.columns() >= kWideColumns;
  TextTable table = candidate_table(task, timed, wide);
  const auto shown = candidates_to_show(task, sheet.verbose());
  for (const CandidateView* const c : shown) {
    const bool chosen = c == task.chosen();
    std::vector<TextTable::Cell> cells = {
        {chosen ? "*" : "", Tone::good},
        {machines_text(*c, sheet.style()), chosen ? Tone::strong : Tone::plain}};
    if (wide) cells.push_back({where_text(c->offer)});
    cells.push_back({timed ? time_text(wall_time(*c->candidate)) : ""});
    cells.push_back({usd_text(c->amount) + (c->cost.unknown_meters.empty() ? "" : " + ?")});
    cells.push_back({gap_text(c->cost_ratio, chosen)});
    if (wide) cells.push_back({roles_text(*c)});
    table.add_cells(std::move(cells));
    if (wide) continue;
    table.add_cells({{""}, {where_text(c->offer) + ": " + roles_text(*c), Tone::faint}, {""}, {""}, {""}});
  }
  sheet.table(table, 2);
  if (task.transfers()) sheet.paragraph("Costs include moving the task's data there.", 4, 0, Tone::faint);
  if (shown.size() < task.candidates.size())
    sheet.paragraph(fmt::format("and {} more with --verbose", task.candidates.size() - shown.size()), 4, 0,
                    Tone::faint);
}

void add_exclusions(Sheet& sheet, const TaskView& task) {
  std::vector<Exclusion> reasons = task.placed->exclusions;
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const Exclusion& a, const Exclusion& b) { return a.count > b.count; });
  const std::size_t most = sheet.verbose() ? reasons.size() : 0;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < reasons.size() && i < most; ++i)
    texts.push_back(fmt::format("{}: {}{}", reasons[i].reason,
                                count_text(static_cast<double>(reasons[i].count)),
                                reasons[i].example.empty() ? "" : ", such as " + reasons[i].example));
  sheet.bullets("Ruled out", texts, Tone::faint);
}

void add_some(Sheet& sheet, std::string_view title, const std::vector<std::string>& texts) {
  std::vector<std::string> shown = texts;
  if (!sheet.verbose() && shown.size() > kMostTexts + 1) {
    shown.resize(kMostTexts);
    shown.push_back(fmt::format("and {} more with --verbose", texts.size() - kMostTexts));
  }
  sheet.bullets(title, shown);
}

// The kind and the place on a line of their own under the name, in a narrow terminal.
constexpr int kStackedBelow = 72;

void add_stores(Sheet& sheet, const DatasetView& data) {
  if (data.stores.size() < 2) return;
  const bool stacked = sheet.columns() < kStackedBelow;
  std::vector<TextTable::Column> columns = {{.title = ""}};
  if (!stacked) columns.push_back({.title = "STORE", .expendable = 3});
  columns.push_back({.title = "WHAT", .wraps = true});
  if (!stacked) columns.push_back({.title = "WHERE", .wraps = true});
  columns.push_back({.title = "A MONTH", .numbers = true});
  columns.push_back({.title = "ONCE", .numbers = true, .expendable = 2});
  columns.push_back({.title = "GAP", .numbers = true, .expendable = 1});
  TextTable table(columns);
  for (const StoreView& store : data.stores) {
    const bool chosen = &store == &data.stores.front();
    const StorageOption& option = *store.option;
    std::vector<TextTable::Cell> cells = {{chosen ? "*" : "", Tone::good}};
    if (!stacked) cells.push_back({store.kind});
    cells.push_back({store.name, chosen ? Tone::strong : Tone::plain});
    if (!stacked) cells.push_back({place_text(store.place)});
    cells.push_back({usd_text(option.monthly) + (option.complete ? "" : " + ?")});
    cells.push_back({option.once.nanos == 0 ? "-" : usd_text(option.once)});
    cells.push_back({gap_text(store.cost_ratio, chosen)});
    table.add_cells(std::move(cells));
    if (stacked)
      table.add_cells({{""}, {store.kind + ", " + place_text(store.place), Tone::faint}, {""}, {""}, {""}});
  }
  sheet.table(table, 2);
  if (!data.disk_remark.empty()) sheet.paragraph(data.disk_remark, 4, 0, Tone::faint);
}

}  // namespace

void add_task(Sheet& sheet, const TaskView& task) {
  sheet.blank();
  sheet.heading(task.task->name, task_title(*task.task));
  for (const std::string& sentence : why_task(task, sheet.style())) sheet.paragraph(sentence, 2, 2);
  add_candidates(sheet, task);
  sheet.bullets("Note", task.placed->notes);
  add_exclusions(sheet, task);
}

void add_dataset(Sheet& sheet, const DatasetView& data) {
  sheet.blank();
  sheet.heading(data.dataset->name, dataset_title(*data.dataset));
  if (!data.placed->reason.empty()) sheet.paragraph(data.placed->reason, 2, 2);
  add_stores(sheet, data);
  if (data.records) sheet.bullets("Records", data.records->warnings);
  add_some(sheet, "Cannot work", data.placed->rejections);
  std::vector<std::string> flips;
  for (const FlipPoint& flip : data.placed->flips) flips.push_back(flip_text(flip));
  sheet.bullets(flips_title(data), flips);
  sheet.bullets("Note", data.placed->notes);
}

// --- Cost lines ------------------------------------------------------------------

namespace {

class LineTable {
 public:
  explicit LineTable(const Sheet& sheet)
      : verbose_(sheet.verbose()),
        table_({{.title = "COST LINES", .wraps = true},
                {.title = "QUANTITY", .numbers = true, .wraps = true, .expendable = 2},
                {.title = "UNIT PRICE", .numbers = true, .expendable = 1},
                {.title = "A MONTH", .numbers = true},
                {.title = "ONCE", .numbers = true},
                {.title = verbose_ ? "SOURCE" : "", .expendable = verbose_ ? 0 : 3}}) {}

  void add(const std::string& subject, const CostView& cost) {
    if (cost.lines.empty() && cost.unknown_meters.empty()) return;
    table_.add_cells({{subject, Tone::strong}, {""}, {""}, {""}, {""}, {""}});
    const bool only_free = std::all_of(cost.lines.begin(), cost.lines.end(), is_free);
    for (const LineView& line : cost.lines)
      if (verbose_ || only_free || !is_free(line)) add_line(line);
    for (const std::string& meter : cost.unknown_meters)
      table_.add_cells(
          {{unbroken("  ") + meter, Tone::notice}, {""}, {"unknown", Tone::notice}, {"?"}, {""}, {""}});
  }
  const TextTable& table() const { return table_; }
  const std::vector<const LineView*>& sources() const { return sources_; }

 private:
  // Used, and not billed; what was paid for already has its list price.
  static bool is_free(const LineView& view) {
    return view.line->amount.nanos == 0 && !is_known(view.line->list_price_usd);
  }
  void add_line(const LineView& view) {
    const CostLine& line = *view.line;
    const bool monthly = line.recurrence == Recurrence::monthly;
    const std::string amount = shown_amount(line.amount, view.cents);
    table_.add_cells({{unbroken("  ") + meter_text(line)},
                      {unbroken(count_text(line.quantity)) + ' ' + unbroken(line.unit)},
                      {unit_price_text(line.unit_price_usd)},
                      {monthly ? amount : ""},
                      {monthly ? "" : amount},
                      {verbose_ ? number_of(view) : ""}});
  }
  std::string number_of(const LineView& view) {
    if (view.source_key.empty()) return "yours";
    auto found = std::find_if(sources_.begin(), sources_.end(),
                              [&](const LineView* s) { return s->source_key == view.source_key; });
    if (found == sources_.end()) found = sources_.insert(sources_.end(), &view);
    return fmt::format("[{}]", found - sources_.begin() + 1);
  }

  bool verbose_;
  TextTable table_;
  std::vector<const LineView*> sources_;
};

}  // namespace

void add_cost_lines(Sheet& sheet, const PlanView& view) {
  LineTable lines(sheet);
  for (const TaskView& task : view.tasks)
    if (task.chosen()) lines.add(task.task->name, task.chosen()->cost);
  for (const DatasetView& data : view.data) {
    if (!data.stores.empty()) lines.add(data.dataset->name, data.stores.front().cost);
    if (data.records) lines.add(data.dataset->name + ", records", data.records->cost);
  }
  for (const FlowView& flow : view.flows)
    lines.add(fmt::format("transfer {} {} {}", flow.flow->from, sheet.style().arrow(), flow.flow->to),
              flow.cost);
  if (lines.table().empty()) return;
  sheet.blank();
  sheet.table(lines.table());
  for (std::size_t i = 0; i < lines.sources().size(); ++i) {
    const LineView& source = *lines.sources()[i];
    sheet.paragraph(fmt::format("[{}] {} ({}){}", i + 1, source.source, source.as_of,
                                source.weak_source ? ", from general knowledge: check it" : ""),
                    2, 4, Tone::faint);
  }
}

}  // namespace cloudplan
