// Plans side by side: the best with each provider, CPU and GPU, kinds of
// stores, or several workloads with the same items; and the front of cost and time.

#ifndef CLOUDPLAN_COMPARISON_HPP_
#define CLOUDPLAN_COMPARISON_HPP_

#include "cloudplan/planner.hpp"
#include "cloudplan/report.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

struct ComparisonCell {
  bool possible = false;
  std::string offer;  // "1 x g6.xlarge (NVIDIA L4)", "S3 Standard"
  std::string place;  // "aws/us-east-1, spot"
  Money monthly, once;
  std::int64_t monthly_cents = 0, once_cents = 0;  // as displayed: they add up to the column's totals
  bool complete = true;                            // every meter has a price
  double seconds = kUnknown;                       // of one run of a job
  std::string why;  // there is nothing; empty when the column does not know the item
};
// The `why` of a column that has nothing of the kind at all.
inline constexpr std::string_view kNothingOfTheKind = "none there, or none allowed";

struct ComparisonTable {
  struct Column {
    std::string key, title;
    bool whole = false;  // everything has a place: there is a total
    Money monthly, once;
    std::vector<std::string> conflicts;  // limits that the column does not keep
  };
  struct Row {
    std::string kind;  // "task", "dataset", "transfer"
    std::string name, title;
    std::vector<ComparisonCell> cells;  // one for each column
  };
  std::string key, title;
  bool totals = false;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::vector<std::string> notes;
  std::vector<PriceAge> ages{};  // the oldest price of each provider that the plans stand on
};

// Whether some column has everything in place and keeps every limit.
bool any_feasible(const ComparisonTable& table);

// The plan, the best plan with each provider that can do anything, by rising
// total; what can't do everything last. Then CPU and GPU, and the kinds of stores.
std::vector<ComparisonTable> compare_providers(const Workload& workload,
                                               const PerformanceCatalog& performance,
                                               const PlanOptions& options);

struct NamedWorkload {
  std::string name;  // the file's
  const Workload* workload = nullptr;
};
// A column for each workload, a row for each item that any of them names.
ComparisonTable compare_workloads(std::span<const NamedWorkload> workloads,
                                  const PerformanceCatalog& performance, const PlanOptions& options);

// The plans of pareto_front(): a column for each, the cheapest first.
ComparisonTable compare_front(const Workload& workload, const PerformanceCatalog& performance,
                              const PlanOptions& options);

// By what the columns stand in order: what is paid in the first month, every month or once, the least first
// and what can't do everything last; or their title. Ties keep their order, the plan stays the first.
enum class ColumnOrder { first_month, monthly, once, title };
void sort_columns(ComparisonTable& table, ColumnOrder order);

std::string render(std::span<const ComparisonTable> tables, const std::string& title,
                   const ReportOptions& options);

// A row for each cell, in these columns, as a table, CSV or Markdown. CSV has all of them unless asked.
std::span<const std::string_view> comparison_column_names();
std::string render_columns(std::span<const ComparisonTable> tables, std::span<const std::string_view> columns,
                           const ReportOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_COMPARISON_HPP_
