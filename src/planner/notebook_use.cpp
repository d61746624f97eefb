#include "planner/notebook_use.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr double kWeeksPerMonth = kDaysPerMonth / 7;
// A notebook is a person's session: what has to run by itself many times a month does not belong there.
constexpr double kMostRunsByHand = 8;
// Nobody waits longer than that for a job that a quota spreads over weeks.
constexpr double kMostWeeks = 4;

// The row that describes the plan itself: its fee and what is included.
const Notebook* plan_row(const Catalog& catalog, const Notebook& of) {
  for (const Notebook& row : catalog.table<Notebook>())
    if (row.service == of.service && row.plan == of.plan && catalog.text(row.machine) == "plan") return &row;
  return nullptr;
}

// How often a person goes back to a notebook to start the next session of one job.
constexpr double kMostSessions = 10;

double known_or_zero(double value) { return is_known(value) ? value : 0; }

}  // namespace

bool is_machine(const Catalog& catalog, const Notebook& notebook) {
  return catalog.text(notebook.machine) != "plan" && notebook.ended == 0 &&
         !(catalog.text(notebook.machine) != "none" && notebook.accelerator == kNoIndex);
}

Host notebook_host(const PerformanceCatalog& performance, const Notebook& notebook) {
  InstanceType type;
  type.provider = notebook.provider;
  type.vcpus = notebook.vcpus;
  type.memory_gib = notebook.memory_gib;
  type.accelerator = notebook.accelerator;
  type.accelerator_count = known_or_zero(notebook.accelerator_count);
  return {performance.machine(type, 1), notebook.memory_gib, notebook.vcpus, kUnknown};
}

const char* unmet_accelerator(const Catalog& catalog, std::string_view wanted, Index accelerator,
                              double count) {
  if (wanted.empty() || wanted == "none") return count > 0 ? "has an accelerator" : nullptr;
  double least = 1;
  if (const std::size_t colon = wanted.find(':'); colon != std::string_view::npos) {
    std::from_chars(wanted.data() + colon + 1, wanted.data() + wanted.size(), least);
    wanted = wanted.substr(0, colon);
  }
  if (count < least) return "no accelerator, or too few";
  if (wanted == "any") return nullptr;
  if (accelerator == kNoIndex) return "another accelerator";
  const std::string_view key = catalog.text(catalog.accelerators()[accelerator].key);
  return names_accelerator(wanted, key) ? nullptr : "another accelerator";
}

const char* unmet_notebook(const Catalog& catalog, const Notebook& notebook, const Task& task, Bytes input) {
  if (task.memory && !(notebook.memory_gib * kGibibyte >= task.memory->value)) return "too little memory";
  if (task.vcpus && !(notebook.vcpus >= *task.vcpus)) return "too few vCPUs";
  if (notebook.disk_gb * kGigabyte < input.value) return "the data does not fit on the notebook's disk";
  if (is_job(task.kind) && task.runs_per_month > kMostRunsByHand)
    return "notebook: too many runs a month to start by hand";
  if (task.kind != TaskKind::notebook) return nullptr;
  return unmet_accelerator(catalog, task.accelerator, notebook.accelerator,
                           known_or_zero(notebook.accelerator_count));
}

std::optional<NotebookBill> notebook_bill(const Catalog& catalog, const Notebook& notebook, const Task& task,
                                          const RunTime& run, double hours_per_month) {
  const bool job = is_job(task.kind);
  const double run_hours = job ? in_hours(run.total()) : 0;
  const double month_hours = job ? run_hours * task.runs_per_month : hours_per_month;
  NotebookBill bill;
  if (job && is_known(notebook.session_hours_limit)) {
    bill.use.sessions = std::ceil(run_hours / notebook.session_hours_limit);
    if (bill.use.sessions > 1 && !task.checkpoint_interval) return std::nullopt;
    if (bill.use.sessions > kMostSessions) return std::nullopt;
  }
  if (is_known(notebook.hours_per_week_limit)) {
    const double weekly = job ? run_hours : month_hours / kWeeksPerMonth;
    bill.use.weeks = weekly / notebook.hours_per_week_limit;
    if (bill.use.weeks > (job ? kMostWeeks / std::max(task.runs_per_month, 1.0) : 1)) return std::nullopt;
  }
  // The quota of the last, begun week is waited for only up to the hours it takes.
  const double whole_weeks = std::max(0.0, std::ceil(bill.use.weeks) - 1);
  bill.calendar_time = job ? hours(whole_weeks * 7 * 24 + run_hours -
                                   whole_weeks * known_or_zero(notebook.hours_per_week_limit))
                           : Seconds{0};
  // Without a weekly quota, one session a day: services cool down heavy users, or have daily limits.
  if (job && bill.use.sessions > 1 && !is_known(notebook.hours_per_week_limit))
    bill.calendar_time = hours((bill.use.sessions - 1) * 24 + run_hours -
                               (bill.use.sessions - 1) * notebook.session_hours_limit);
  bill.use.calendar = bill.calendar_time;
  if (!is_known(notebook.usd_per_hour)) return std::nullopt;

  const Recurrence recurrence = job && !task.runs_given ? Recurrence::once : Recurrence::monthly;
  const Notebook* const plan = plan_row(catalog, notebook);
  const double fee = plan ? known_or_zero(plan->usd_per_month) : 0;
  bill.use.compute_units = month_hours * known_or_zero(notebook.compute_units_per_hour);
  const double included = plan && is_known(plan->compute_units_per_month)
                              ? plan->compute_units_per_month
                              : known_or_zero(notebook.compute_units_per_month);
  if (notebook.usd_per_hour == 0 && included > 0 && bill.use.compute_units > included) return std::nullopt;
  double paid_hours = month_hours;
  if (fee > 0 && is_known(notebook.compute_units_per_hour))
    paid_hours = std::max(0.0, bill.use.compute_units - included) / notebook.compute_units_per_hour;
  const std::string name = fmt::format("{} {}", catalog.text(notebook.service), catalog.text(notebook.plan));
  if (fee > 0)
    bill.cost.lines.push_back(cost_line(name + " plan", 1, "month", fee, plan->source, recurrence));
  bill.cost.lines.push_back(cost_line(fmt::format("{}, {}", name, catalog.text(notebook.machine)), paid_hours,
                                      "hour", notebook.usd_per_hour, notebook.source, recurrence));
  bill.usd_per_month = bill.cost.total().dollars();
  return bill;
}

}  // namespace cloudplan
