#include "planner/notebook_use.hpp"

#include "planner/exclusions.hpp"
#include "support/text_list.hpp"

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

// Google Colab sells compute units by the hundred, and lets them expire (data/notebooks, the plan's notes).
constexpr double kUnitsOfPack = 100;
constexpr std::string_view kPlanOfPacks = "Pay As You Go";

bool sells_packs(const Catalog& catalog, const Notebook& of) {
  const auto rows = catalog.table<Notebook>();
  return is_known(of.compute_units_per_hour) && of.compute_units_per_hour > 0 && of.usd_per_hour > 0 &&
         std::any_of(rows.begin(), rows.end(), [&](const Notebook& row) {
           return row.service == of.service && catalog.text(row.plan) == kPlanOfPacks;
         });
}

// The disk of a machine that does not say its own: the smallest that the service has.
double disk_gb(const Catalog& catalog, const Notebook& notebook) {
  if (is_known(notebook.disk_gb)) return notebook.disk_gb;
  double least = kUnknown;
  for (const Notebook& row : catalog.table<Notebook>())
    if (row.service == notebook.service && is_known(row.disk_gb) && !(row.disk_gb >= least))
      least = row.disk_gb;
  return least;
}

double known_or_zero(double value) { return is_known(value) ? value : 0; }

}  // namespace

double people(const Task& task) { return task.users.value_or(1); }

double hours_of_person(const Task& task) {
  constexpr double kHoursPerWeek = 10;
  return task.hours_per_week.value_or(kHoursPerWeek) * kWeeksPerMonth;
}

double sessions_of_person(const Task& task) {
  constexpr double kUsualSessionHours = 12;
  return std::max(kWeeksPerMonth, hours_of_person(task) / kUsualSessionHours);
}

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
  if (count < least) return exclusion::kTooFewAccelerators;
  if (wanted == "any") return nullptr;
  if (accelerator == kNoIndex) return "another accelerator";
  const std::string_view key = catalog.text(catalog.accelerators()[accelerator].key);
  return names_accelerator(wanted, key) ? nullptr : "another accelerator";
}

const char* unmet_notebook(const Catalog& catalog, const Notebook& notebook, const Task& task, Bytes input) {
  if (task.memory && !(notebook.memory_gib * kGibibyte >= task.memory->value))
    return exclusion::kTooLittleMemory;
  if (task.vcpus && !(notebook.vcpus >= *task.vcpus)) return exclusion::kTooFewVcpus;
  if (input.value > 0 && !(disk_gb(catalog, notebook) * kGigabyte >= input.value))
    return exclusion::kNoRoomOnNotebookDisk;
  if (is_job(task.kind) && task.runs_per_month > kMostRunsByHand)
    return "notebook: too many runs a month to start by hand";
  if (task.kind != TaskKind::notebook) return nullptr;
  return unmet_accelerator(catalog, task.accelerator, notebook.accelerator,
                           known_or_zero(notebook.accelerator_count));
}

RunTime over_sessions(const Notebook& notebook, const RunTime& run) {
  const double limit = notebook.session_hours_limit * 3600;
  RunTime parts = run;
  if (!is_known(limit) || run.total().value <= limit) return parts;
  const double of_session = limit - run.setup.value;
  parts.setup = of_session > 0 ? run.setup * std::ceil(run.work.value / of_session) : Seconds{HUGE_VAL};
  return parts;
}

namespace {

// Sessions, the weekly quota and the time until the end of a run; false where they forbid it.
bool fill_use(const Notebook& notebook, const Task& task, double run_hours, const QuotaUse& others,
              NotebookBill& bill) {
  const double session = notebook.session_hours_limit, quota = notebook.hours_per_week_limit - others.weekly;
  if (is_known(session)) {
    bill.use.sessions = std::ceil(run_hours / session);
    if (bill.use.sessions > 1 && !task.checkpoint_interval) return false;
    if (!(bill.use.sessions <= kMostSessions)) return false;
  }
  double calendar = run_hours;
  if (is_known(quota)) {
    bill.use.weeks = run_hours / notebook.hours_per_week_limit;
    bill.use.quota_before = others.weekly + others.once;
    const double hours_until_done = others.once + run_hours, weeks = hours_until_done / quota;
    if (!(quota > 0) || weeks > kMostWeeks / std::max(task.runs_per_month, 1.0)) return false;
    // The quota of the last, begun week is waited for only up to the hours it takes.
    const double whole_weeks = std::max(0.0, std::ceil(weeks) - 1);
    calendar = whole_weeks * 7 * 24 + hours_until_done - whole_weeks * quota;
  } else if (bill.use.sessions > 1) {
    // Without a weekly quota, one session a day: services cool down heavy users, or have daily limits.
    calendar = (bill.use.sessions - 1) * 24 + run_hours - (bill.use.sessions - 1) * session;
  }
  bill.use.calendar = bill.calendar_time = hours(calendar);
  return true;
}

// The fee of a plan, and what is used beyond what it includes, each person by themselves.
void add_lines(const Catalog& catalog, const Notebook& notebook, double month_hours, double users,
               Recurrence recurrence, NotebookBill& bill) {
  const Notebook* const plan = plan_row(catalog, notebook);
  const double fee = plan ? known_or_zero(plan->usd_per_month) : 0;
  const double included = plan ? known_or_zero(plan->compute_units_per_month) : 0;
  const std::string name = service_and_plan(catalog.text(notebook.service), catalog.text(notebook.plan));
  if (fee > 0)
    bill.cost.lines.push_back(
        cost_line(name + " plan", users, users > 1 ? "user-month" : "month", fee, plan->source, recurrence));
  if (sells_packs(catalog, notebook)) {
    const double beyond = std::max(0.0, bill.use.compute_units / users - included);
    const double unit_usd = std::round(notebook.usd_per_hour / notebook.compute_units_per_hour * 1e4) / 1e4;
    bill.cost.lines.push_back(
        cost_line(fmt::format("{}, {} compute units at a time", catalog.text(notebook.service), kUnitsOfPack),
                  users * std::ceil(beyond / kUnitsOfPack), "pack", unit_usd * kUnitsOfPack, notebook.source,
                  recurrence));
    return;
  }
  double paid_hours = month_hours;
  if (fee > 0 && is_known(notebook.compute_units_per_hour))
    paid_hours = std::max(0.0, bill.use.compute_units - users * included) / notebook.compute_units_per_hour;
  bill.cost.lines.push_back(cost_line(fmt::format("{}, {}", name, catalog.text(notebook.machine)), paid_hours,
                                      "hour", notebook.usd_per_hour, notebook.source, recurrence));
}

}  // namespace

std::optional<NotebookBill> notebook_bill(const Catalog& catalog, const Notebook& notebook, const Task& task,
                                          const RunTime& run, const QuotaUse& others) {
  const bool job = is_job(task.kind);
  const double users = job ? 1 : people(task);
  const double run_hours = job ? in_hours(run.total()) : 0;
  const double month_hours = job ? run_hours * task.runs_per_month : users * hours_of_person(task);
  NotebookBill bill;
  if (job && !fill_use(notebook, task, run_hours, others, bill)) return std::nullopt;
  if (!job && is_known(notebook.hours_per_week_limit)) {
    const double of_person = month_hours / users / kWeeksPerMonth;
    bill.use.weeks = of_person / notebook.hours_per_week_limit;
    bill.use.quota_before = others.weekly;
    if (of_person > notebook.hours_per_week_limit - others.weekly) return std::nullopt;
  }
  if (!is_known(notebook.usd_per_hour)) return std::nullopt;

  bill.use.compute_units = month_hours * known_or_zero(notebook.compute_units_per_hour);
  const Notebook* const plan = plan_row(catalog, notebook);
  const double included = plan && is_known(plan->compute_units_per_month)
                              ? plan->compute_units_per_month
                              : known_or_zero(notebook.compute_units_per_month);
  if (notebook.usd_per_hour == 0 && included > 0 && bill.use.compute_units > users * included)
    return std::nullopt;
  add_lines(catalog, notebook, month_hours, users,
            job && !task.runs_given ? Recurrence::once : Recurrence::monthly, bill);
  bill.usd_per_month = bill.cost.total().dollars();
  return bill;
}

}  // namespace cloudplan
