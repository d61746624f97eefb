#include "report/explain_task.hpp"

#include "report/plan_words.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string offer_text(const CandidateView& view, const TextStyle& style) {
  return fmt::format("{} in {}", machines_text(view, style), where_text(view.offer));
}

std::string asked_text(const OfferQuestion& question) {
  std::string text = question.offer.empty() ? "any offer" : question.offer;
  if (!question.region.empty()) text += " in " + question.region;
  if (!question.purchase.empty()) text += ", " + purchase_text(question.purchase);
  return text;
}

constexpr TextStyle kStyle{};

}  // namespace

void TaskExplainer::derive(const Candidate& candidate, const Cost& cost,
                           std::vector<ExplainSection>& sections) const {
  const TaskBasis basis = task_basis(workload_, view_.placed->task, candidate, performance_);
  const Catalog& catalog = performance_.catalog();
  const ExplainedCandidate of{*view_.task, candidate, basis, catalog};
  if (basis.predictable) sections.push_back(work_section(of));
  sections.push_back(machine_section(of));
  if (basis.predictable && basis.job.kind != JobKind::batch) sections.push_back(step_section(of));
  if (basis.predictable && view_.job) sections.push_back(run_section(of));
  if (basis.interruptions_per_hour > 0) sections.push_back(spot_section(of));
  if (basis.predictable && !view_.job) sections.push_back(service_section(of));
  if (candidate.offer.is_notebook()) sections.push_back(notebook_section(of));
  sections.push_back(cost_section(
      cost, catalog, view_.job && !view_.task->runs_given ? "What it costs" : "What a month costs"));
}

ExplainSection TaskExplainer::rejected() const {
  ExplainSection section{"rejected", "What was ruled out, and why", {}, {}, {}};
  std::vector<Exclusion> reasons = view_.placed->exclusions;
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const Exclusion& a, const Exclusion& b) { return a.count > b.count; });
  ExplainTable table{"rejections",
                     {{"reason", "REASON", false}, {"count", "COUNT", true}, {"example", "SUCH AS", false}},
                     {}};
  for (const Exclusion& reason : reasons)
    table.rows.push_back({{reason.reason},
                          {count_text(static_cast<double>(reason.count)), static_cast<double>(reason.count)},
                          {reason.example.empty() ? "hosted notebooks" : reason.example}});
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  section.sentences.push_back(
      view_.placed->considered == 0
          ? std::string("No offer was left to price.")
          : fmt::format("{} offers (a type in a region, bought in one way) were left and priced.",
                        count_text(static_cast<double>(view_.placed->considered))));
  return section;
}

ExplainSection TaskExplainer::alternatives() const {
  ExplainSection section{"alternatives", "What else there is", {}, {}, {}};
  const bool timed = view_.job && view_.chosen()->candidate->timed;
  ExplainTable table{"alternatives",
                     {{"offer", "OFFER", false},
                      {"role", "LISTED AS", false},
                      {"cost_usd", view_.job ? "A RUN" : "A MONTH", true},
                      {"cost_ratio", "COST", true}},
                     {}};
  if (timed) {
    table.columns.push_back({"seconds", "TIME", true});
    table.columns.push_back({"time_ratio", "TIME", true});
  }
  for (const CandidateView& c : view_.candidates) {
    std::vector<ExplainTable::Cell> row = {
        {offer_text(c, kStyle)},
        {roles_text(c)},
        {usd_text(c.amount), c.amount.dollars()},
        {&c == view_.chosen() ? "" : gap_text(c.cost_ratio), c.cost_ratio}};
    if (timed) {
      row.push_back({time_text(wall_time(*c.candidate)), wall_time(*c.candidate).value});
      row.push_back({&c == view_.chosen() ? "" : gap_text(c.time_ratio), c.time_ratio});
    }
    table.rows.push_back(std::move(row));
  }
  section.tables.push_back(std::move(table));
  if (view_.placed->tie) section.sentences.emplace_back("The runner-up is within the error band: a tie.");
  if (view_.transfers()) section.sentences.emplace_back("Costs include moving the task's data there.");
  return section;
}

Explanation TaskExplainer::choice() const {
  Explanation made{"task", view_.task->name, task_title(*view_.task), {}};
  if (!view_.chosen()) {
    made.headline += ": no offer fits";
  } else {
    made.headline += ": " + offer_text(*view_.chosen(), kStyle);
    derive(*view_.placed->chosen, view_.placed->cost, made.sections);
    if (view_.placed->calibrated)
      made.sections[1].sentences.emplace_back(
          "Anchored to your own measurement: throughput and times are scaled to it, on every machine.");
  }
  made.sections.push_back(rejected());
  if (view_.chosen()) made.sections.push_back(alternatives());
  if (!view_.placed->notes.empty())
    made.sections.push_back({"notes", "Assumed", {}, {}, view_.placed->notes});
  return made;
}

std::string TaskExplainer::compared(const OfferTrial& trial) const {
  const Candidate& chosen = *view_.placed->chosen;
  const Candidate& other = *trial.candidate;
  const auto amount = [&](const Candidate& c) {
    return (c.per_month + c.transfer).dollars() / (view_.job ? view_.task->runs_per_month : 1);
  };
  const double more = amount(other) - amount(chosen);
  std::string text =
      fmt::format("{} {} {}", usd_text(dollars(amount(other))), view_.job ? "a run" : "a month",
                  std::abs(more) < 1e-9 ? "as for the chosen one" : "");
  if (std::abs(more) >= 1e-9) {
    const std::string gap = gap_text(amount(chosen) > 0 ? amount(other) / amount(chosen) : kUnknown);
    text += fmt::format("against {} for the chosen one: {}{} {}", usd_text(dollars(amount(chosen))),
                        usd_text(dollars(std::abs(more))), gap.empty() ? "" : " (" + gap + ")",
                        more > 0 ? "more" : "less");
  }
  if (view_.job && other.timed && chosen.timed)
    text += fmt::format("; {} against {}: {}", time_text(wall_time(other)), time_text(wall_time(chosen)),
                        gap_text(wall_time(other) / wall_time(chosen)));
  return text + '.';
}

ExplainSection TaskExplainer::verdict(const OfferTrial& trial) const {
  ExplainSection section{"verdict", "Why not this one", {}, {}, {}};
  if (!trial.obstacle.empty()) section.sentences.push_back("Ruled out: " + trial.obstacle + '.');
  if (!trial.candidate) {
    section.sentences.emplace_back(trial.doubted
                                       ? "estimate --trust-outliers takes it for possible all the same."
                                       : "Without the limits of the workload it is ruled out, too.");
    return section;
  }
  if (!view_.placed->chosen) return section;
  if (trial.candidate->offer == view_.placed->chosen->offer) {
    section.sentences.emplace_back("It is the chosen one.");
    return section;
  }
  section.sentences.push_back(compared(trial));
  section.numbers.push_back(explained("first_month_usd", "whole plan with it, first month",
                                      trial.first_month().dollars(), "USD",
                                      first_month_text(trial.monthly, trial.one_off),
                                      "everything else placed around it; the plan as it is: " +
                                          first_month_text(plan_.monthly, plan_.one_off)));
  return section;
}

Explanation TaskExplainer::other_offer(const OfferQuestion& question, const OfferTrial& trial) const {
  Explanation made{"task", view_.task->name, "why not " + asked_text(question), {}};
  made.sections.push_back(verdict(trial));
  if (trial.candidate) derive(*trial.candidate, trial.cost, made.sections);
  return made;
}

}  // namespace cloudplan
