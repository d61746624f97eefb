#include "planner/notebook_notes.hpp"

#include "planner/notebook_use.hpp"
#include "support/format_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string each(double users) {
  return users > 1 ? fmt::format("each of the {} users", count_text(users)) : std::string("the user");
}

// Everybody has an account: what it gives, and what is not known of it.
void add_account(const Notebook& notebook, const Task& task, std::vector<std::string>& notes) {
  const double users = people(task);
  if (users > 1)
    notes.push_back(
        fmt::format("{} needs an account of their own, with its own plan, quota and disk", each(users)));
  const bool free = notebook.usd_per_hour == 0;
  if (free && !is_known(notebook.hours_per_week_limit) && !is_known(notebook.compute_units_per_month))
    notes.push_back(fmt::format(
        "no weekly quota of it is published: whether it gives {} {:.3g} h every week is not known",
        each(users), *task.hours_per_week));
}

}  // namespace

std::vector<std::string> notebook_notes(const Catalog& catalog, const Task& task, const Candidate& chosen,
                                        Bytes input, double sessions) {
  std::vector<std::string> notes;
  const bool interactive = task.kind == TaskKind::notebook, hosted = chosen.offer.is_notebook();
  const double users = interactive ? people(task) : 1;
  const std::string data =
      input.value > 0 ? format_quantity(QuantityKind::bytes, input.value) : std::string();
  if (hosted) {
    const Notebook& notebook = catalog.table<Notebook>()[chosen.offer.notebook];
    if (!notebook.guaranteed) notes.emplace_back("hosted notebook: capacity is not guaranteed");
    if (!interactive) return notes;
    add_account(notebook, task, notes);
    if (!data.empty() && sessions > 1)
      notes.push_back(
          fmt::format("every session begins with an empty machine: {} copies the {} about {} times a month",
                      each(users), data, count_text(std::ceil(sessions))));
    return notes;
  }
  if (interactive && users > 1)
    notes.push_back(
        fmt::format("{} has a machine, paid for {:.3g} h a week, and a disk of their own all "
                    "month{}",
                    each(users), *task.hours_per_week,
                    data.empty() ? std::string() : fmt::format(", with a copy of the {}", data)));
  return notes;
}

}  // namespace cloudplan
