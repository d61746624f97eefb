// How firm each choice is, as an explanation.

#include "cloudplan/explain.hpp"
#include "report/explain_parts.hpp"
#include "report/plan_words.hpp"
#include "support/format_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string change_text(double factor) {
  return factor > 0.1 && factor < 10 ? unbroken(fmt::format("{:+.0f} %", (factor - 1) * 100))
                                     : unbroken(fmt::format("x {:.2g}", factor));
}

ExplainSection points_section(const Sensitivity& found) {
  ExplainSection section{"tipping_points", "What would change the choice, the least first", {}, {}, {}};
  ExplainTable table{
      "points",
      {{"lever", "IF THIS", false}, {"factor", "CHANGES BY", true}, {"becomes", "THE CHOICE IS", false}},
      {}};
  for (const TippingPoint& point : found.points)
    table.rows.push_back({{point.lever}, {change_text(point.factor), point.factor}, {point.becomes}});
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  std::string firm;
  for (const std::string& lever : found.firm) firm += (firm.empty() ? "" : ", ") + lever;
  if (!firm.empty())
    section.sentences.push_back(
        fmt::format("Nothing changes it, up to ten times as much or as little as matters: {}.", firm));
  return section;
}

ExplainSection odds_section(const Sensitivity& found) {
  ExplainSection section{"odds", "The cheapest, within the error of the predictions", {}, {}, {}};
  ExplainTable table{"odds", {{"choice", "MACHINE", false}, {"probability", "PROBABILITY", true}}, {}};
  for (const ChoiceOdds& odds : found.odds)
    table.rows.push_back({{odds.choice}, {percent_text(odds.probability), odds.probability}});
  section.tables.push_back(std::move(table));
  section.sentences.emplace_back(
      "4,000 seeded draws; half of the variance of an error is shared by all machines, the rest by those "
      "with the same accelerator or processor.");
  return section;
}

}  // namespace

std::vector<Explanation> explain_sensitivity(const Workload& workload, const PerformanceCatalog& performance,
                                             const SensitivityOptions& options) {
  std::vector<Explanation> made;
  for (const Sensitivity& found : sensitivity(workload, performance, options)) {
    bool task = false;
    for (const Task& t : workload.tasks) task = task || t.name == found.item;
    Explanation explanation{task ? "task" : "dataset", found.item, found.choice, {}};
    explanation.sections.push_back(points_section(found));
    if (!found.odds.empty()) explanation.sections.push_back(odds_section(found));
    made.push_back(std::move(explanation));
  }
  return made;
}

}  // namespace cloudplan
