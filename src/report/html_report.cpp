#include "report/cost_report.hpp"
#include "report/front_report.hpp"
#include "report/html_parts.hpp"
#include "report/plan_words.hpp"
#include "report/range_words.hpp"
#include "report/renderers.hpp"
#include "report/table_report.hpp"
#include "support/format_text.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr TextStyle kStyle{.color = false, .unicode = true};

std::string list(const std::vector<std::string>& texts) {
  std::string html;
  for (const std::string& text : texts) html += "<li>" + html_text(text) + "</li>\n";
  return html.empty() ? html : "<ul>\n" + html + "</ul>\n";
}

std::string titled(std::string_view title, const std::vector<std::string>& texts) {
  return texts.empty() ? "" : fmt::format("<h3>{}</h3>\n{}", title, list(texts));
}

std::string joined(const std::string& part) { return part.empty() ? "" : ", " + part; }

std::string heading(const std::string& name, const std::string& what) {
  return fmt::format("<section>\n<h2>{} <small>{}</small></h2>\n", html_text(name), html_text(what));
}

// Cells of a row: text, or an amount with its exact value beside what is shown.
std::string cell(const std::string& text) { return "<td>" + html_text(text) + "</td>"; }
// A text, and smaller what belongs to it.
std::string cell(const std::string& text, const std::string& more) {
  return "<td>" + html_text(with_blanks(text)) +
         (more.empty() ? "" : "<small>" + html_text(with_blanks(more)) + "</small>") + "</td>";
}
std::string number(const std::string& text) { return "<td class=\"n\">" + html_text(text) + "</td>"; }
std::string amount(Money exact, const std::string& shown) {
  return fmt::format("<td class=\"n\" data-usd=\"{}\">{}</td>", exact_dollars(exact), html_text(shown));
}

std::string table(const std::vector<std::pair<const char*, bool>>& columns, const std::string& rows) {
  std::string head;
  for (const auto& [title, right] : columns)
    head += fmt::format("<th{}>{}</th>", right ? " class=\"n\"" : "", title);
  // On a phone the first cell of a row stands above the others.
  const std::string_view kind = columns.front().first[0] == '\0' ? " class=\"named\""
                                : columns.size() == 3            ? " class=\"three\""
                                : columns.size() == 6            ? " class=\"lines\""
                                                                 : "";
  return fmt::format(
      "<div class=\"scroll\"><table{}>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
      kind, head, rows);
}

// --- The verdict ---------------------------------------------------------------

class VerdictRows {
 public:
  void add(const std::string& name, const std::string& what, const std::string& how, const CostView& cost) {
    const std::string unknown = cost.unknown_meters.empty() ? "" : " + ?";
    rows_ += "<tr>" + cell(name) + cell(what, how) +
             amount(cost.monthly, shown_amount(cost.monthly, cost.monthly_cents) + unknown) +
             amount(cost.once, shown_amount(cost.once, cost.once_cents)) + "</tr>\n";
  }
  void add(const TaskView& task) {
    const CandidateView* const chosen = task.chosen();
    if (!chosen) return add(task.task->name, "nothing fits", "", {});
    const std::string effort = effort_text(task, *chosen, kStyle);
    add(task.task->name, machines_text(*chosen, kStyle),
        long_place_text(chosen->offer.place) + joined(purchase_text(chosen->offer.purchase)) + joined(effort),
        chosen->cost);
  }
  void add(const DatasetView& data) {
    if (data.stores.empty()) return add(data.dataset->name, "nothing can hold it", "", {});
    add(data.dataset->name, data.stores.front().name, long_place_text(data.stores.front().place),
        data.stores.front().cost);
    if (data.records)
      add("", "and its records in " + data.records->name, long_place_text(data.records->place),
          data.records->cost);
  }
  void add(const FlowView& view) {
    const DataFlow& flow = *view.flow;
    if (view.cost.monthly.nanos == 0 && view.cost.once.nanos == 0 && view.cost.unknown_meters.empty()) return;
    add("transfer", flow.from + " → " + flow.to, flow.from_place + " → " + flow.to_place, view.cost);
  }
  std::string total(const PlanView& view) const {
    return rows_ + "<tr class=\"total\">" + cell("total") + cell("") +
           amount(view.plan->monthly, cents_text(view.monthly_cents)) +
           amount(view.plan->one_off, cents_text(view.once_cents)) + "</tr>\n";
  }

 private:
  std::string rows_;
};

// An option is not broken behind its first hyphens.
std::string whole_options(std::string html) {
  constexpr std::string_view kBefore = "<span class=\"o\">", kAfter = "</span>";
  for (std::size_t at = 0; (at = html.find("--", at)) != std::string::npos;) {
    const std::size_t end = std::min(html.find_first_of(" ),.", at), html.size());
    html.insert(end, kAfter).insert(at, kBefore);
    at = end + kBefore.size() + kAfter.size();
  }
  return html;
}

std::string verdict(const PlanView& view) {
  std::string html = fmt::format("<header>\n<h1>{}</h1>\n<p class=\"verdict{}\" data-usd=\"{}\">{}</p>\n",
                                 html_text(view.workload->name.empty() ? "plan" : view.workload->name),
                                 view.plan->feasible ? "" : " broken",
                                 exact_dollars(view.plan->first_month()), html_text(verdict_text(view)));
  html += list(view.plan->conflicts) + "</header>\n";
  VerdictRows rows;
  for (const TaskView& task : view.tasks) rows.add(task);
  for (const DatasetView& data : view.data) rows.add(data);
  for (const FlowView& flow : view.flows) rows.add(flow);
  html += table({{"", false}, {"", false}, {"A month", true}, {"Once", true}}, rows.total(view));
  for (const std::string& text : {range_text(view, kStyle), free_tier_text(view)})
    if (!text.empty()) html += "<p>" + whole_options(html_text(text)) + "</p>\n";
  html += "<ul class=\"limits\">\n";
  for (const LimitText& limit : limit_texts(view))
    if (!limit.kept || view.plan->feasible)
      html += fmt::format("<li class=\"{}\">{} {}</li>\n", limit.kept ? "kept" : "broken",
                          limit.kept ? kStyle.yes() : kStyle.no(), html_text(limit.text));
  html += "</ul>\n";
  if (!view.complete)
    html +=
        "<p class=\"notice\">Not complete: what is marked + ? has parts without a known price, not counted "
        "here.</p>\n";
  return html;
}

Bar cost_bar(const std::string& label, const CostView& cost, bool monthly) {
  Bar bar{.label = label,
          .parts = {},
          .value = monthly ? shown_amount(cost.monthly, cost.monthly_cents)
                           : shown_amount(cost.once, cost.once_cents)};
  for (const LineView& line : cost.lines)
    if ((line.line->recurrence == Recurrence::monthly) == monthly && line.line->amount.nanos > 0)
      bar.parts.push_back({line.line->meter, line.line->amount, shown_amount(line.line->amount, line.cents)});
  return bar;
}

std::string cost_bars(const PlanView& view) {
  std::string html;
  for (const bool monthly : {true, false}) {
    std::vector<Bar> bars;
    const auto add = [&](const std::string& label, const CostView& cost) {
      Bar bar = cost_bar(label, cost, monthly);
      bar.marked = true;  // in color: its parts differ
      if (!bar.parts.empty()) bars.push_back(std::move(bar));
    };
    for (const TaskView& task : view.tasks)
      if (task.chosen()) add(task.task->name, task.chosen()->cost);
    for (const DatasetView& data : view.data) {
      if (!data.stores.empty()) add(data.dataset->name, data.stores.front().cost);
      if (data.records) add(data.dataset->name + ", records", data.records->cost);
    }
    for (const FlowView& flow : view.flows) add(flow.flow->from + " → " + flow.flow->to, flow.cost);
    const std::string drawn = html_bars(bars);
    if (!drawn.empty())
      html += fmt::format("<h3>{}</h3>\n{}",
                          monthly ? "Every month, by what is billed" : "Once, by what is billed", drawn);
  }
  return html;
}

// --- Tasks -----------------------------------------------------------------------

std::string offer_chart(const TaskView& task) {
  if (task.candidates.size() < 2) return {};
  const bool timed = task.job && task.chosen()->candidate->timed;
  std::vector<Dot> dots;
  std::vector<Bar> bars;
  for (const CandidateView& c : task.candidates) {
    const bool chosen = &c == task.chosen();
    const RunTime& run = c.candidate->run;
    // What a notebook makes wait for comes on top of every run.
    const double wait = c.candidate->timed ? (wall_time(*c.candidate) - run.total()).value : 0;
    const std::string what = machines_text(c, kStyle);
    if (timed && c.candidate->timed)
      dots.push_back(
          {run.total().value + wait, run.total_p10().value + wait, run.total_p90().value + wait,
           c.amount.dollars(),
           with_blanks(fmt::format("{}\n{}\n{}, {}\n{}", what, where_text(c.offer), usd_text(c.amount),
                                   effort_text(task, c, kStyle), roles_text(c))),
           chosen                                            ? "chosen"
           : c.roles == std::vector<std::string>{"provider"} ? ""
                                                             : with_blanks(roles_text(c)),
           chosen});
    bars.push_back(
        {what + ", " + where_text(c.offer), {{roles_text(c), c.amount}}, usd_text(c.amount), chosen});
  }
  if (!timed) return html_bars(bars);
  return "<figure>" + html_scatter(dots, "cost of a run", "time of a run") +
         "<figcaption>Cost over time of the offers below; the lines are the bands of one run in ten shorter "
         "to one in ten longer.</figcaption></figure>\n";
}

// The band of a run, where it says more than the time does.
std::string time_band(const Candidate& candidate) {
  const std::string band = band_text(candidate.run.total_p10(), candidate.run.total_p90(), kStyle.dash());
  return band == time_text(wall_time(candidate)) ? "" : band;
}

std::string task_section(const TaskView& task) {
  std::string html =
      heading(task.task->name, task_title(*task.task)) + list(why_task(task, kStyle)) + offer_chart(task);
  std::string rows;
  for (const CandidateView& c : task.candidates) {
    const bool timed = task.job && c.candidate->timed;
    rows +=
        fmt::format("<tr{}>", &c == task.chosen() ? " class=\"chosen\"" : "") +
        cell(machines_text(c, kStyle), long_place_text(c.offer.place) +
                                           joined(purchase_text(c.offer.purchase)) + ": " + roles_text(c)) +
        cell(timed ? time_text(wall_time(*c.candidate)) : "", timed ? time_band(*c.candidate) : "") +
        amount(c.amount, usd_text(c.amount) + (c.cost.unknown_meters.empty() ? "" : " + ?")) + "</tr>\n";
  }
  if (!rows.empty())
    html += table({{"Offer", false}, {task.job ? "Time" : "", false}, {task.job ? "A run" : "A month", true}},
                  rows);
  if (task.transfers()) html += "<p class=\"dim\">Costs include moving the task's data there.</p>\n";
  return html + titled("Notes", task.placed->notes) + "</section>\n";
}

// --- Datasets ----------------------------------------------------------------------

std::string dataset_section(const DatasetView& data) {
  std::string html = heading(data.dataset->name, dataset_title(*data.dataset));
  if (!data.placed->reason.empty()) html += "<p>" + html_text(data.placed->reason) + "</p>\n";
  std::vector<Bar> bars;
  std::string rows;
  for (const StoreView& store : data.stores) {
    const bool chosen = &store == &data.stores.front();
    bars.push_back({store.kind + ": " + store.name,
                    {{"a month", store.option->monthly}},
                    usd_text(store.option->monthly),
                    chosen});
    rows += fmt::format("<tr{}>", chosen ? " class=\"chosen\"" : "") +
            cell(store.name, store.kind + ", " + long_place_text(store.place)) +
            amount(store.option->monthly,
                   usd_text(store.option->monthly) + (store.option->complete ? "" : " + ?")) +
            amount(store.option->once, store.option->once.nanos == 0 ? "-" : usd_text(store.option->once)) +
            "</tr>\n";
  }
  html += html_bars(bars);
  if (!rows.empty()) html += table({{"Store", false}, {"A month", true}, {"Once", true}}, rows);
  if (!data.disk_remark.empty()) html += "<p class=\"dim\">" + html_text(data.disk_remark) + "</p>\n";
  std::vector<std::string> flips;
  for (const FlipPoint& flip : data.placed->flips) flips.push_back(flip_text(flip));
  return html + titled(flips_title(data), flips) + titled("Cannot work", data.placed->rejections) +
         titled("Notes", data.placed->notes) + "</section>\n";
}

// --- Lines and the end ---------------------------------------------------------------

std::string line_rows(const std::string& subject, const CostView& cost) {
  if (cost.lines.empty() && cost.unknown_meters.empty()) return {};
  std::string html = fmt::format("<tr class=\"group\"><td colspan=\"6\">{}</td></tr>\n", html_text(subject));
  for (const LineView& view : cost.lines) {
    const CostLine& line = *view.line;
    const bool monthly = line.recurrence == Recurrence::monthly;
    const std::string shown = shown_amount(line.amount, view.cents);
    const std::string name = meter_text(line);
    html += "<tr>" + cell(name) + number(count_text(line.quantity) + ' ' + line.unit) +
            number(unit_price_text(line.unit_price_usd)) +
            (monthly ? amount(line.amount, shown) : number("")) +
            (monthly ? number("") : amount(line.amount, shown)) +
            fmt::format("<td title=\"{}\">{}</td></tr>\n", html_text(view.source),
                        html_text(view.source_key.empty() ? "yours" : view.as_of));
  }
  for (const std::string& meter : cost.unknown_meters)
    html += "<tr class=\"notice\">" + cell(meter) + number("") + number("unknown") + number("?") +
            number("") + cell("no price is known here") + "</tr>\n";
  return html;
}

std::string lines_section(const PlanView& view) {
  std::string rows;
  for (const TaskView& task : view.tasks)
    if (task.chosen()) rows += line_rows(task.task->name, task.chosen()->cost);
  for (const DatasetView& data : view.data) {
    if (!data.stores.empty()) rows += line_rows(data.dataset->name, data.stores.front().cost);
    if (data.records) rows += line_rows(data.dataset->name + ", records", data.records->cost);
  }
  for (const FlowView& flow : view.flows)
    rows += line_rows(flow.flow->from + " → " + flow.flow->to, flow.cost);
  if (rows.empty()) return {};
  return heading("Cost lines", "what adds up to the total") +
         table({{"Meter", false},
                {"Quantity", true},
                {"Unit price", true},
                {"A month", true},
                {"Once", true},
                {"Price of", false}},
               rows) +
         "</section>\n";
}

std::string range_end(const std::optional<Money>& money) {
  return money ? amount(*money, usd_text(*money)) : number("not possible");
}

std::string range_end(const std::optional<PlanEnd>& end) {
  return end ? amount(end->first_month(), first_month_text(end->monthly, end->one_off))
             : number("not possible");
}

template <class End>
std::string range_row(const std::string& name, const std::string& inputs, const End& low, const End& high) {
  return "<tr>" + cell(name, inputs) + range_end(low) + range_end(high) + "</tr>\n";
}

std::string range_section(const PlanView& view) {
  if (!view.plan->range) return {};
  const PlanRange& range = *view.plan->range;
  std::string rows;
  for (const InputSwing& swing : range.swings) {
    const UncertainInput& input = view.workload->uncertain[swing.input];
    const auto shown = [&](double value) { return format_quantity(input.quantity, value); };
    rows += range_row(
        swing.name,
        fmt::format("{}, likely {}, at most {}", shown(input.min), shown(input.likely), shown(input.max)),
        swing.low, swing.high);
  }
  const auto all = [&](const char* name, const TotalsRange& ends) {
    rows += range_row(name, "", ends.low, ends.high);
  };
  all("all of them", range.inputs);
  all("and the predictions' error", range.with_model);
  return heading("What is uncertain", "and the first month at both ends") +
         table({{"Input", false}, {"At least", true}, {"At most", true}}, rows) + list(range.warnings) +
         "</section>\n";
}

std::string article(const PlanView& view) {
  std::string html = "<article>\n" + verdict(view) + range_section(view) + cost_bars(view) + front_html(view);
  for (const TaskView& task : view.tasks) html += task_section(task);
  for (const DatasetView& data : view.data) html += dataset_section(data);
  html += lines_section(view) + titled("Assumed", view.plan->assumptions) +
          titled("Kept out", view.plan->suspects);
  html += titled("Paid for already", owned_texts(*view.plan));
  html += titled("Free every month, once per account", allowance_texts(*view.plan));
  if (view.config) html += titled(config_title(view), view.config->changes);
  const std::string dates = price_dates_text(view.prices, kStyle);
  return html + fmt::format("<footer>{}{}</footer>\n</article>\n",
                            dates.empty() ? "" : "Prices as of: " + html_text(dates) + ". ",
                            convention_text());
}

}  // namespace

std::string render_html(const std::vector<PlanView>& plans) {
  const std::string title = plans.size() == 1 ? plans.front().workload->name : "plans";
  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>cloudplan: {}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
      html_text(title), html_style());
  for (const PlanView& view : plans) html += article(view);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace cloudplan
