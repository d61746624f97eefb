#include "report/cost_report.hpp"
#include "report/renderers.hpp"
#include "support/text_table.hpp"

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
  CsvReport()
      : table_({{"file"},
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
                {"note"}}) {}

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
  std::string take() const { return table_.to_csv(); }

 private:
  void add(const PlanView& view, const Subject& subject, const CostView& cost) {
    for (const LineView& line : cost.lines) {
      const CostLine& l = *line.line;
      add_row(view, subject,
              {l.recurrence == Recurrence::monthly ? "monthly" : "once", l.meter,
               fmt::format("{:.12g}", l.quantity), l.unit,
               is_known(l.unit_price_usd) ? fmt::format("{:.12g}", l.unit_price_usd) : "",
               exact_dollars(l.amount), line.as_of, line.source, l.note});
    }
    for (const std::string& meter : cost.unknown_meters)
      add_row(view, subject, {"", meter, "", "", "", "", "", "", "no price is known here"});
  }
  void add_row(const PlanView& view, const Subject& subject, std::vector<std::string> line) {
    std::vector<std::string> row = {
        view.file,      view.workload->name,    subject.part,         subject.name,
        subject.choice, subject.place.provider, subject.place.region, subject.purchase};
    row.insert(row.end(), line.begin(), line.end());
    table_.add_row(std::move(row));
  }

  TextTable table_;
};

}  // namespace

std::string render_csv(const std::vector<PlanView>& plans) {
  CsvReport report;
  for (const PlanView& view : plans) report.add(view);
  return report.take();
}

}  // namespace cloudplan
