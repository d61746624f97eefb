#include "price_services.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

std::vector<const Notebook*> rows_of(const PriceQuery& query) {
  const Index provider = query.book->provider(query.provider);
  std::vector<const Notebook*> rows;
  for (const Notebook& row : query.book->catalog().table<Notebook>())
    if (row.provider == provider && !row.ended) rows.push_back(&row);
  return rows;
}

// What does not cost money but limits the use.
std::string limits(const Notebook& row) {
  std::string text;
  if (is_known(row.hours_per_week_limit))
    text += fmt::format("{:g} hours a week at most; ", row.hours_per_week_limit);
  if (is_known(row.session_hours_limit))
    text += fmt::format("sessions of {:g} hours; ", row.session_hours_limit);
  if (!row.guaranteed) text += "no promise of capacity; ";
  if (!text.empty()) text.resize(text.size() - 2);
  return text;
}

// The plan's row without a machine, where there is one.
const Notebook* plan_row(const PriceQuery& query, const std::vector<const Notebook*>& rows,
                         std::string_view name) {
  for (const Notebook* const row : rows)
    if (query.text(row->plan) == name && query.text(row->machine) == "plan") return row;
  return nullptr;
}

// "T4 x2", as Kaggle calls its pair, is the machine T4: it has both.
std::string_view without_count(std::string_view machine_name) {
  const std::size_t digits = machine_name.find_last_not_of("0123456789");
  const bool counted = digits != std::string_view::npos && digits > 0 && digits + 1 < machine_name.size() &&
                       (machine_name[digits] == 'x' || machine_name[digits] == 'X');
  if (!counted) return machine_name;
  machine_name = machine_name.substr(0, digits);
  while (!machine_name.empty() && machine_name.back() == ' ') machine_name.remove_suffix(1);
  return machine_name;
}

}  // namespace

void price_notebook(PriceQuery& query) {
  const PriceInput& input = *query.input;
  const auto rows = rows_of(query);
  std::vector<std::string_view> plans, machines;
  for (const Notebook* const row : rows) add_unique(plans, query.text(row->plan));
  const std::string_view plan_name =
      input.text(plan).empty() ? plans.front() : plans[find_name(query, "plan", input.text(plan), plans)];
  std::vector<const Notebook*> of_plan;
  for (const Notebook* const row : rows)
    if (query.text(row->plan) == plan_name && query.text(row->machine) != "plan") {
      of_plan.push_back(row);
      machines.push_back(query.text(row->machine));
    }
  const Notebook* const whole = plan_row(query, rows, plan_name);
  const double users = input.number(count, 1);
  query.bill->set_subject(query.text(rows.front()->service), plan_name);
  if (whole)
    query.bill->charge({.meter = "plan",
                        .quantity = is_known(whole->usd_per_month) ? users : 0,
                        .unit = "month",
                        .unit_price_usd = whole->usd_per_month,
                        .source = whole->source});
  if (of_plan.empty()) return;
  const Notebook& row =
      input.text(machine).empty()
          ? *of_plan.front()
          : *of_plan[find_name(query, "machine", without_count(input.text(machine)), machines)];
  const double used = input.number(PriceOption::hours, 1) * users;
  // Compute units that the plan includes pay for its first hours.
  const double included =
      whole && is_known(whole->compute_units_per_month) && is_known(row.compute_units_per_hour)
          ? whole->compute_units_per_month * users / row.compute_units_per_hour
          : 0;
  const std::string note = limits(row);
  const double paid = std::max(0.0, used - included);
  if (included > 0 && paid < used)
    query.bill->charge({.meter = query.text(row.machine),
                        .quantity = used - paid,
                        .unit = "hour",
                        .unit_price_usd = 0,
                        .source = whole->source,
                        .note = "from the plan's compute units"});
  query.bill->charge({.meter = query.text(row.machine),
                      .quantity = paid,
                      .unit = "hour",
                      .unit_price_usd = row.usd_per_hour,
                      .source = row.source,
                      .note = note});
}

}  // namespace cloudplan::cli
