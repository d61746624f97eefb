// Hosted notebooks as offers: sessions, quotas, compute units and plans.

#ifndef CLOUDPLAN_SRC_PLANNER_NOTEBOOK_USE_HPP_
#define CLOUDPLAN_SRC_PLANNER_NOTEBOOK_USE_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/cost.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/workload.hpp"
#include "planner/adjustments.hpp"
#include "planner/run_timer.hpp"

#include <optional>
#include <string_view>

namespace cloudplan {

// Who works with a notebook task: each has a machine, an account and a copy of the data.
double people(const Task& task);
// Hours a month that one of them works.
double hours_of_person(const Task& task);
// Sessions a month of one of them, each of which begins with an empty machine where a hosted notebook keeps
// no disk: one a week at least, and no session longer than the 12 hours that most services end it after.
double sessions_of_person(const Task& task);

// Whether the row is a machine that can be used today, not the description of a plan or something that ended.
bool is_machine(const Catalog& catalog, const Notebook& notebook);

Host notebook_host(const PerformanceCatalog& performance, const Notebook& notebook);

// Why the machine can't do the task, whatever its price; static text or nullptr.
const char* unmet_notebook(const Catalog& catalog, const Notebook& notebook, const Task& task, Bytes input);

// Why an accelerator is not the one asked for ("" is "none", "any", "A100", "nvidia-t4", "A100:8").
const char* unmet_accelerator(const Catalog& catalog, std::string_view wanted, Index accelerator,
                              double count);

// The run in sessions: each begins with an empty machine, to which the data is copied again. Endless
// where a session is over before the copy.
RunTime over_sessions(const Notebook& notebook, const RunTime& run);

struct NotebookBill {
  NotebookUse use;
  Seconds calendar_time;  // of one run, waiting for next week's quota included
  double usd_per_month = 0;
  Cost cost;
};
// What a month of the task costs there, `run` being over_sessions(); nothing when quotas or session limits
// forbid it, or its price is not known. Each user has an account, a plan and a quota of their own.
std::optional<NotebookBill> notebook_bill(const Catalog& catalog, const Notebook& notebook, const Task& task,
                                          const RunTime& run, const QuotaUse& others);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_NOTEBOOK_USE_HPP_
