#include "report/cost_report.hpp"
#include "report/renderers.hpp"
#include "support/money_text.hpp"
#include "support/text_table.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// What a row of the table is about.
struct Subject {
  std::string part, name, choice;
  PlaceView place;
  std::string purchase;
};

class CsvReport {
 public:
  // `own`: with what a configuration changed.
  explicit CsvReport(bool own) : own_(own), table_(columns(own)) {}

  void add(const PlanView& view) {
    for (const TaskView& task : view.tasks)
      if (const CandidateView* const chosen = task.chosen())
        add(view, {"task", task.task->name, chosen->offer.type, chosen->offer.place, chosen->offer.purchase},
            chosen->cost);
    for (const DatasetView& data : view.data) {
      if (data.stores.empty()) continue;
      const StoreView& store = data.stores.front();
      add(view, {"dataset", data.dataset->name, store.name, store.place, ""}, store.cost);
      if (data.records)
        add(view, {"records", data.dataset->name, data.records->name, data.records->place, ""},
            data.records->cost);
    }
    for (const FlowView& flow : view.flows) {
      const std::string& place = flow.flow->from_place;
      const std::size_t slash = place.find('/');
      PlaceView from;
      from.provider = place.substr(0, slash);
      if (slash != std::string::npos) from.region = place.substr(slash + 1);
      add(view, {"transfer", flow.flow->from + " -> " + flow.flow->to, "to " + flow.flow->to_place, from, ""},
          flow.cost);
    }
  }
  // The plans of the front: totals, of other plans too, apart from the lines by their part.
  void add_front(const PlanView& view) {
    std::size_t number = 0;
    for (const FrontView& point : view.front) {
      const Subject subject{
          "front", fmt::format("{}", ++number), point.point->chosen ? "the plan" : "", {}, ""};
      std::string limits;
      for (const std::string& conflict : point.point->plan.conflicts)
        limits += (limits.empty() ? "" : "; ") + conflict;
      add_row(view, subject,
              {"", "time of the jobs", fmt::format("{:.9g}", in_hours(point.point->time)), "hour", "", "", "",
               "", limits});
      for (const bool monthly : {true, false})
        add_row(view, subject,
                {monthly ? "monthly" : "once", "total", "", "", "",
                 exact_dollars(monthly ? point.monthly : point.once), "", "", ""});
    }
  }
  std::string take() const { return table_.to_csv(); }

 private:
  static std::vector<TextTable::Column> columns(bool own) {
    std::vector<TextTable::Column> made = {{"file"},
                                           {"workload"},
                                           {"part"},
                                           {"name"},
                                           {"choice"},
                                           {"provider"},
                                           {"region"},
                                           {"purchase"},
                                           {"recurrence"},
                                           {"meter"},
                                           {"quantity", true},
                                           {"unit"},
                                           {"unit_price_usd", true},
                                           {"amount_usd", true},
                                           {"as_of"},
                                           {"source"},
                                           {"note"}};
    if (own) made.insert(made.end(), {{"list_price_usd", true}, {"change"}});
    if (!display_currency().is_usd())
      for (const char* const name : {"unit_price_usd", "amount_usd"})
        made.push_back({shown_name(name), true});
    return made;
  }

  void add(const PlanView& view, const Subject& subject, const CostView& cost) {
    for (const LineView& line : cost.lines) {
      const CostLine& l = *line.line;
      add_row(view, subject,
              {l.recurrence == Recurrence::monthly ? "monthly" : "once", l.meter,
               fmt::format("{:.12g}", l.quantity), l.unit,
               is_known(l.unit_price_usd) ? fmt::format("{:.12g}", l.unit_price_usd) : "",
               exact_dollars(l.amount), line.as_of, line.source, l.note},
              &l);
    }
    for (const std::string& meter : cost.unknown_meters)
      add_row(view, subject, {"", meter, "", "", "", "", "", "", "no price is known here"});
  }
  static std::string number(double value) { return is_known(value) ? fmt::format("{:.12g}", value) : ""; }

  void add_row(const PlanView& view, const Subject& subject, std::vector<std::string> line,
               const CostLine* priced = nullptr) {
    std::vector<std::string> row = {
        view.file,      view.workload->name,    subject.part,         subject.name,
        subject.choice, subject.place.provider, subject.place.region, subject.purchase};
    row.insert(row.end(), line.begin(), line.end());
    if (own_) {
      row.push_back(priced ? number(priced->list_price_usd) : "");
      row.push_back(priced ? priced->change : "");
    }
    if (!display_currency().is_usd()) {
      row.push_back(priced ? number(shown(priced->unit_price_usd)) : "");
      row.push_back(priced ? exact_dollars(shown(priced->amount)) : "");
    }
    table_.add_row(std::move(row));
  }

  bool own_;
  TextTable table_;
};

}  // namespace

std::string render_csv(const std::vector<PlanView>& plans) {
  CsvReport report(std::any_of(plans.begin(), plans.end(), [](const PlanView& view) { return view.config; }));
  for (const PlanView& view : plans) report.add(view), report.add_front(view);
  return report.take();
}

}  // namespace cloudplan
