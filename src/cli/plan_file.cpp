#include "plan_file.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/report.hpp"
#include "mapped_file.hpp"
#include "option_values.hpp"
#include "own_calibration.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

std::string shown_name(const std::string& path) { return path == "-" ? "<stdin>" : path; }

// The age of the oldest price that a cost stands on; unknown when one has no date.
double oldest_price(const Cost& cost, const Catalog& catalog, std::int32_t today) {
  double oldest = 0;
  for (const CostLine& line : cost.lines) {
    if (line.source == kNoIndex) continue;
    const double age = age_in_days(catalog.sources()[line.source], today);
    if (!is_known(age)) return kUnknown;
    oldest = std::max(oldest, age);
  }
  return oldest;
}

// What the document does not have: where things stand in the file, and the age of their prices.
void add_places(const Workload& workload, const Plan& plan, const Catalog& catalog, std::int32_t today,
                SavedPlan& saved) {
  std::size_t at = 0;
  const auto add = [&](const auto& thing, const Cost& cost) {
    SavedItem& item = saved.items.at(at++);
    item.line = thing.line;
    item.column = thing.column;
    item.price_age_days = oldest_price(cost, catalog, today);
  };
  for (const TaskPlacement& task : plan.tasks) add(workload.tasks[task.task], task.cost);
  for (const DatasetPlacement& data : plan.data) {
    add(workload.data[data.dataset], data.cost);
    if (data.records) add(workload.data[data.dataset], data.records_cost);
  }
}

}  // namespace

PlanFiles::PlanFiles(const OpenCatalog& opened, const PlanningOptions& options,
                     const Environment& environment)
    : opened_(opened),
      options_(options),
      environment_(environment),
      files_(opened, options),
      ages_(opened.get()) {}

std::string PlanFiles::text_of(const std::string& path) {
  if (path == "-" && stdin_read_) fail_option("-", "standard input can be read once only");
  stdin_read_ = stdin_read_ || path == "-";
  std::string text = read_text(path);
  has_saved_ = has_saved_ || is_saved_plan(text);
  return text;
}

SavedPlan PlanFiles::read(const std::string& path) {
  const std::string text = text_of(path), file = shown_name(path);
  if (is_saved_plan(text)) return read_plan(text, file);
  const Planned made = plan(text, file);
  // By way of its document, so that a plan made now and a saved one are read the same.
  SavedPlan saved = read_plan(made.document, file);
  add_places(made.workload, made.plan, opened_.get(), environment_.today, saved);
  return saved;
}

std::string PlanFiles::document(const std::string& path) {
  std::string text = text_of(path);
  return is_saved_plan(text) ? text : plan(text, shown_name(path)).document;
}

PlanFiles::Planned PlanFiles::plan(const std::string& text, const std::string& file) {
  Planned made;
  made.workload = files_.parse(text, file);
  const Catalog& catalog = opened_.get();
  if (!performance_)
    performance_.emplace(own_performance(catalog, !measured_ || options_.no_calibration, environment_));
  PlanOptions planning = plan_options(options_, opened_, environment_);
  planning.flip_points = false;  // nobody reads them here
  planning.range = range_;
  made.plan = make_plan(made.workload, *performance_, planning);
  for (const PriceAge& age : price_ages(made.plan, catalog)) ages_.add(age.provider, age.source);
  made.document = render(made.plan, made.workload, catalog, {.format = ReportFormat::json});
  return made;
}

}  // namespace cloudplan::cli
