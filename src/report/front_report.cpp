#include "report/front_report.hpp"

#include "report/cost_report.hpp"
#include "report/html_parts.hpp"
#include "report/plan_words.hpp"
#include "support/format_text.hpp"

#include <cmath>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr TextStyle kUnicode{.color = false, .unicode = true};
constexpr const char* kTitle = "Cost and time";

std::string chosen_text(const TaskView& task, const TextStyle& style) {
  const CandidateView* const chosen = task.chosen();
  return chosen ? fmt::format("{} in {}", machines_text(*chosen, style), where_text(chosen->offer)) : "";
}

std::string store_text(const DatasetView& data) {
  if (data.stores.empty()) return {};
  return fmt::format("{} in {}", data.stores.front().name, place_text(data.stores.front().place));
}

// What a plan chooses: all of the first, then what is another choice than in the plan before.
std::string what_text(const PlanView& view, std::size_t index, const TextStyle& style) {
  const FrontView& point = view.front[index];
  const FrontView* const before = index == 0 ? nullptr : &view.front[index - 1];
  const bool name_them = point.tasks.size() + point.data.size() > 1;
  std::string text;
  const auto add = [&](const std::string& name, const std::string& what, const std::string& was) {
    if (before && what == was) return;
    text += (text.empty() ? "" : "; ") + (name_them ? name + ": " : "") + what;
  };
  for (std::size_t t = 0; t < point.tasks.size(); ++t)
    add(point.tasks[t].task->name, chosen_text(point.tasks[t], style),
        before ? chosen_text(before->tasks[t], style) : "");
  for (std::size_t d = 0; d < point.data.size(); ++d)
    add(point.data[d].dataset->name, store_text(point.data[d]), before ? store_text(before->data[d]) : "");
  return text;
}

// "the plan; over the budget"
std::string remark(const FrontView& point) {
  std::string text = point.point->chosen ? "the plan" : "";
  for (const std::string& conflict : point.point->plan.conflicts)
    text += (text.empty() ? "over the " : ", over the ") + conflict.substr(0, conflict.find(':'));
  return text;
}

// Whether jobs run beside each other, so that all of them take longer than the longest chain.
bool has_chain(const PlanView& view) {
  constexpr double kSame = 1.005;  // what no report shows
  for (const FrontView& point : view.front)
    if (point.point->time.value > point.point->plan.longest_chain.value * kSame) return true;
  return false;
}

std::string chain_text(const FrontView& point) { return fine_time_text(point.point->plan.longest_chain); }

std::string dash_or(Money amount) { return amount.nanos == 0 ? "-" : usd_text(amount); }

// What is the same for all formats.
std::string explanation(const PlanView& view) {
  if (view.front.size() == 1) return "No other plan is faster: nothing that costs more saves time.";
  std::string text = "No plan beats one of these in both cost and the time of all jobs, one run of each";
  text += has_chain(view) ? ", added up. The chain is the longest of jobs that wait for each other: what a "
                            "deadline limits. "
                          : ". ";
  text += "After the first, only what changes from one to the next is named.";
  bool chosen = false;
  for (const FrontView& point : view.front) chosen = chosen || point.point->chosen;
  if (!chosen) text += " The plan above is none of them: its limits or its objective weigh hours otherwise.";
  return text;
}

}  // namespace

std::string fine_time_text(Seconds time) {
  constexpr double kMinute = 60, kHour = 3600, kDay = 86400;
  if (time.value < kMinute || time.value >= kDay) return time_text(time);
  const bool hours_too = time.value >= kHour;
  const auto whole = static_cast<long>(std::llround(time.value / (hours_too ? kMinute : 1)));
  return unbroken(
      fmt::format("{} {} {} {}", whole / 60, hours_too ? "h" : "min", whole % 60, hours_too ? "min" : "s"));
}

void add_front(Sheet& sheet, const PlanView& view) {
  if (view.front.empty()) return;
  sheet.blank();
  sheet.heading(kTitle, "the cheapest plan first, the fastest last");
  const bool chain = has_chain(view);
  std::vector<TextTable::Column> columns = {{.title = ""},
                                            {.title = chain ? "ALL JOBS" : "TIME", .numbers = true},
                                            {.title = "A MONTH", .numbers = true},
                                            {.title = "ONCE", .numbers = true},
                                            {.title = "", .wraps = true}};
  if (chain) columns.insert(columns.begin() + 2, {.title = "CHAIN", .numbers = true});
  TextTable table(std::move(columns));
  for (std::size_t i = 0; i < view.front.size(); ++i) {
    const FrontView& point = view.front[i];
    const bool chosen = point.point->chosen;
    const std::string more = remark(point), what = what_text(view, i, sheet.style());
    std::vector<TextTable::Cell> cells = {
        {chosen ? "*" : "", Tone::good},
        {fine_time_text(point.point->time), chosen ? Tone::strong : Tone::plain},
        {dash_or(point.monthly)},
        {dash_or(point.once)},
        {more.empty() ? what : more + ". " + what}};
    if (chain) cells.insert(cells.begin() + 2, {chain_text(point)});
    table.add_cells(std::move(cells));
  }
  sheet.table(table, 2);
  sheet.paragraph(explanation(view), 2, 0, Tone::faint);
}

std::string front_markdown(const PlanView& view) {
  if (view.front.empty()) return {};
  const bool chain = has_chain(view);
  std::vector<TextTable::Column> columns = {{.title = ""},
                                            {.title = chain ? "All jobs" : "Time", .numbers = true},
                                            {.title = "A month", .numbers = true},
                                            {.title = "Once", .numbers = true},
                                            {.title = "What"},
                                            {.title = "Remark"}};
  if (chain) columns.insert(columns.begin() + 2, {.title = "Chain", .numbers = true});
  TextTable table(std::move(columns));
  for (std::size_t i = 0; i < view.front.size(); ++i) {
    const FrontView& point = view.front[i];
    std::vector<std::string> cells = {point.point->chosen ? "✓" : "", fine_time_text(point.point->time),
                                      dash_or(point.monthly),         dash_or(point.once),
                                      what_text(view, i, kUnicode),   remark(point)};
    if (chain) cells.insert(cells.begin() + 2, chain_text(point));
    table.add_row(std::move(cells));
  }
  return fmt::format("<details open><summary>{}</summary>\n\n{}\n{}\n\n</details>\n\n", kTitle,
                     table.to_markdown(), markdown_text(explanation(view)));
}

std::string front_html(const PlanView& view) {
  if (view.front.empty()) return {};
  const bool chain = has_chain(view);
  std::vector<Dot> dots;
  std::string rows;
  for (std::size_t i = 0; i < view.front.size(); ++i) {
    const FrontView& point = view.front[i];
    const double seconds = point.point->time.value;
    const std::string what = what_text(view, i, kUnicode), more = remark(point);
    const std::string time = fine_time_text(point.point->time);
    const Money first = point.monthly + point.once;
    if (seconds > 0)
      dots.push_back(
          {seconds, seconds, seconds, first.dollars(),
           with_blanks(fmt::format("{}\n{}, {}{}", what, first_month_text(point.monthly, point.once), time,
                                   chain ? ", the longest chain " + chain_text(point) : "")),
           more, point.point->chosen});
    rows += fmt::format(
        "<tr{}><td class=\"n\">{}{}</td><td>{}{}</td>"
        "<td class=\"n\" data-usd=\"{}\">{}</td><td class=\"n\" data-usd=\"{}\">{}</td></tr>\n",
        point.point->chosen ? " class=\"chosen\"" : "", html_text(time),
        chain ? "<small>chain " + html_text(chain_text(point)) + "</small>" : "", html_text(what),
        more.empty() ? "" : "<small>" + html_text(more) + "</small>", exact_dollars(point.monthly),
        html_text(dash_or(point.monthly)), exact_dollars(point.once), html_text(dash_or(point.once)));
  }
  std::string html = fmt::format("<section>\n<h2>{} <small>the cheapest plan first</small></h2>\n", kTitle);
  if (dots.size() > 1)
    html += "<figure>" +
            html_scatter(dots, "cost of the first month",
                         chain ? "time of all jobs, added up" : "time of all jobs") +
            "</figure>\n";
  return html + fmt::format(
                    "<div class=\"scroll\"><table class=\"front\">\n<thead><tr><th "
                    "class=\"n\">{}</th><th>What</th>"
                    "<th class=\"n\">A month</th><th class=\"n\">Once</th></tr></thead>\n<tbody>\n{}"
                    "</tbody></table></div>\n<p class=\"dim\">{}</p>\n</section>\n",
                    chain ? "All jobs" : "Time", rows, html_text(explanation(view)));
}

void write_front(JsonWriter& json, const PlanView& view) {
  if (view.front.empty()) return;
  json.begin_array("front");
  for (const FrontView& point : view.front) {
    json.begin_object();
    json.number("time_seconds", point.point->time.value, 9);
    json.number("longest_chain_seconds", point.point->plan.longest_chain.value, 9);
    json.money("compared_usd", dollars(point.point->usd));
    json.money("monthly_usd", point.monthly);
    json.money("once_usd", point.once);
    json.boolean("chosen", point.point->chosen);
    json.boolean("within_limits", point.point->plan.feasible);
    json.texts("conflicts", point.point->plan.conflicts);
    json.begin_array("choices");
    const auto choice = [&](const std::string& part, const std::string& name, const std::string& what,
                            const std::string& place) {
      json.begin_object();
      json.text("part", part);
      json.text("name", name);
      json.text("choice", with_blanks(what));
      json.text("place", with_blanks(place));
      json.end_object();
    };
    for (const TaskView& task : point.tasks)
      if (const CandidateView* const chosen = task.chosen())
        choice("task", task.task->name, machines_text(*chosen, {}), where_text(chosen->offer));
    for (const DatasetView& data : point.data)
      if (!data.stores.empty())
        choice("dataset", data.dataset->name, data.stores.front().name,
               place_text(data.stores.front().place));
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

}  // namespace cloudplan
