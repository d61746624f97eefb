// A plan as text, in five formats. A renderer computes nothing: every number it
// shows is in the plan, and every format shows the same ones. docs/output.md
// describes them.

#ifndef CLOUDPLAN_REPORT_HPP_
#define CLOUDPLAN_REPORT_HPP_

#include "cloudplan/price_age.hpp"

#include <span>
#include <string>
#include <vector>

namespace cloudplan {

class Catalog;
struct FrontPoint;
struct Plan;
struct Workload;

enum class ReportFormat { table, json, markdown, csv, html };

struct ReportOptions {
  ReportFormat format = ReportFormat::table;
  // What follows matters to the table only.
  int columns = 80;
  bool color = false;    // ANSI escape sequences
  bool unicode = false;  // more than ASCII
  bool verbose = false;  // sources, exclusions, everything that cannot work
  // The file of the user's configuration that had a part in it; empty: none. A plan's own report says more,
  // see PlanDocument.
  std::string configuration{};
};

// That the user's configuration had a part in a plan.
struct ConfigNote {
  std::string file;
  std::vector<std::string> changes;  // a sentence each
};

// A plan with what it was made from; all must outlive the call.
struct PlanDocument {
  std::string file;  // as the user named it, or empty
  const Workload* workload = nullptr;
  const Plan* plan = nullptr;
  const ConfigNote* config = nullptr;              // of the user's configuration, when there is one
  const std::vector<FrontPoint>* front = nullptr;  // of cost and time, when it was asked for; see pareto.hpp
};

// One plan. Ends with a line end, and is the same bytes for the same plan.
std::string render(const Plan& plan, const Workload& workload, const Catalog& catalog,
                   const ReportOptions& options);
// Several: one after another under a heading each; in JSON one document for
// one plan and an array of documents for more; in CSV the rows of all; in HTML
// one page.
std::string render(std::span<const PlanDocument> documents, const Catalog& catalog,
                   const ReportOptions& options);

// The name in the "schema" member of a JSON document. Its number rises when a
// reader of the old one would break; new members alone don't raise it.
inline constexpr const char* kPlanSchemaName = "cloudplan.plan/1";
// The JSON Schema (2020-12) of one document.
std::string plan_schema();

// The oldest price of each provider that the plan shows, of what was chosen and
// of the others.
std::vector<PriceAge> price_ages(const Plan& plan, const Catalog& catalog);

// Whether every meter of what was chosen has a known price.
bool is_complete(const Plan& plan);

}  // namespace cloudplan

#endif  // CLOUDPLAN_REPORT_HPP_
