#include "report/range_words.hpp"

#include "report/plan_words.hpp"
#include "support/format_text.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

// An end that is the plan's own first month is shown as that is: its cents add up with those of the rows.
std::string end_text(const PlanView& view, const std::optional<Money>& end) {
  if (!end) return "not possible";
  return *end == view.plan->first_month() ? cents_text(view.first_month_cents) : usd_text(*end);
}

std::string from_to(const std::string& low, const std::string& high, const TextStyle& style) {
  return unbroken(fmt::format("{} {} {}", low, style.dash(), high));
}

std::string first_month_end(const std::optional<PlanEnd>& end) {
  return end ? first_month_text(end->monthly, end->one_off) : "not possible";
}

std::string first_months(const TotalsRange& range, const TextStyle& style) {
  return from_to(first_month_end(range.low), first_month_end(range.high), style);
}

// "the jobs take 1.2–6.5 h", or nothing without jobs.
std::string times(const TotalsRange& range, const TextStyle& style) {
  if (!range.low || !range.high || !(range.high->longest_chain.value > 0)) return {};
  return ", the jobs take " + band_text(range.low->longest_chain, range.high->longest_chain, style.dash());
}

}  // namespace

std::string free_tier_text(const PlanView& view) {
  const auto& other = view.plan->other_free_tier;
  if (!other) return {};
  if (cents(other->monthly) == cents(view.plan->monthly) &&
      cents(other->one_off) == cents(view.plan->one_off))
    return {};
  const bool counted = view.plan->free_tiers;
  const std::string then =
      cents(other->one_off) == 0
          ? fmt::format("{} a month", usd_text(other->monthly))
          : fmt::format("{} in the first month, then {} a month",
                        first_month_text(other->monthly, other->one_off), usd_text(other->monthly));
  return counted ? fmt::format("Without the monthly free allowances: {}.", then)
                 : fmt::format("With the monthly free allowances: {} (--free-tier on).", then);
}

std::string range_text(const PlanView& view, const TextStyle& style) {
  if (!view.plan->range) return {};
  const PlanRange& range = *view.plan->range;
  const std::size_t inputs = range.swings.size();
  return fmt::format("{} in the first month over the {}{}; with the error of the predictions {}{}.",
                     first_months(range.inputs, style),
                     inputs == 1 ? "range of one input" : fmt::format("ranges of {} inputs", inputs),
                     times(range.inputs, style), first_months(range.with_model, style),
                     times(range.with_model, style));
}

TextTable range_table(const PlanView& view, const TextStyle& style) {
  TextTable table({{.title = "UNCERTAIN", .wraps = true},
                   {.title = "MIN", .numbers = true},
                   {.title = "LIKELY", .numbers = true},
                   {.title = "MAX", .numbers = true},
                   {.title = "FIRST MONTH", .numbers = true}});
  const PlanRange& range = *view.plan->range;
  for (const InputSwing& swing : range.swings) {
    const UncertainInput& input = view.workload->uncertain[swing.input];
    const auto shown = [&](double value) { return unbroken(format_quantity(input.quantity, value)); };
    table.add_row({swing.name, shown(input.min), shown(input.likely), shown(input.max),
                   from_to(end_text(view, swing.low), end_text(view, swing.high), style)});
  }
  table.add_row({"all of them", "", "", "", first_months(range.inputs, style)});
  table.add_row({"and the predictions' error", "", "", "", first_months(range.with_model, style)});
  return table;
}

std::string_view base_unit(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::bytes:
      return "B";
    case QuantityKind::duration:
      return "s";
    case QuantityKind::rate:
      return "1/s";
    case QuantityKind::growth:
      return "1/month";
    case QuantityKind::money:
      return "USD";
    default:
      return "1";
  }
}

}  // namespace cloudplan
