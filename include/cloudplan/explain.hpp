// Why a plan is what it is: every number on the way to it, as a value that can
// be printed. Nothing is computed here that the planner did not.

#ifndef CLOUDPLAN_EXPLAIN_HPP_
#define CLOUDPLAN_EXPLAIN_HPP_

#include "cloudplan/inquiry.hpp"
#include "cloudplan/report.hpp"
#include "cloudplan/sensitivity.hpp"

#include <span>
#include <string>
#include <vector>

namespace cloudplan {

// One number of a derivation.
struct ExplainNumber {
  std::string key;          // "item_flops"; its name in JSON
  std::string label;        // "work of one image, all passes"
  double value = kUnknown;  // in `unit`; unknown where there is only a text
  std::string unit;         // "FLOP"
  std::string text;         // "24.6 GFLOP"
  std::string how;          // how it comes about, or where it is from; may be empty
};

struct ExplainTable {
  struct Column {
    std::string key, title;
    bool numbers = false;
  };
  struct Cell {
    std::string text;
    double value = kUnknown;  // of a number
    std::string name{};       // in JSON, where it is not the text
  };
  std::string key;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

struct ExplainSection {
  std::string key, title;
  std::vector<ExplainNumber> numbers;
  std::vector<ExplainTable> tables;
  std::vector<std::string> sentences;
};

// Of one task or dataset.
struct Explanation {
  std::string kind;      // "task" or "dataset"
  std::string name;      // as the workload names it
  std::string headline;  // the choice in one line
  std::vector<ExplainSection> sections;
};

struct ExplainOptions {
  std::string item;        // a task or a dataset; empty: all
  OfferQuestion question;  // about tasks: why not this one; empty parts mean any
  PlanOptions plan;
};
// In the order of the workload, tasks first. The plan must be make_plan's for
// the same workload and options.
std::vector<Explanation> explain(const Plan& plan, const Workload& workload,
                                 const PerformanceCatalog& performance, const ExplainOptions& options);

// How firm each choice is. See sensitivity.hpp.
std::vector<Explanation> explain_sensitivity(const Workload& workload, const PerformanceCatalog& performance,
                                             const SensitivityOptions& options);

// As a table (text), JSON or Markdown; other formats are Markdown.
std::string render(std::span<const Explanation> explanations, const std::string& workload_name,
                   const ReportOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_EXPLAIN_HPP_
