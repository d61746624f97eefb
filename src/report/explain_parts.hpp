// The sections of an explanation; explain.cpp puts them together.

#ifndef CLOUDPLAN_SRC_REPORT_EXPLAIN_PARTS_HPP_
#define CLOUDPLAN_SRC_REPORT_EXPLAIN_PARTS_HPP_

#include "cloudplan/explain.hpp"
#include "report/plan_view.hpp"

#include <string>
#include <vector>

namespace cloudplan {

// A candidate with what it was made from.
struct ExplainedCandidate {
  const Task& task;
  const Candidate& candidate;
  const TaskBasis& basis;
  const Catalog& catalog;
};

// What is to be done, on what, and how long a step of it takes; of what the model predicts.
ExplainSection work_section(const ExplainedCandidate& of);
ExplainSection machine_section(const ExplainedCandidate& of);
ExplainSection step_section(const ExplainedCandidate& of);
// Hours of a run of a job; the queue of a service; sessions and quotas of a notebook.
ExplainSection run_section(const ExplainedCandidate& of);
ExplainSection spot_section(const ExplainedCandidate& of);
ExplainSection service_section(const ExplainedCandidate& of);
ExplainSection notebook_section(const ExplainedCandidate& of);

// Every line with quantity x unit price = amount, source and date; and the total.
ExplainSection cost_section(const Cost& cost, const Catalog& catalog, std::string title);

std::vector<ExplainSection> dataset_sections(const DatasetView& view, const Workload& workload,
                                             const Catalog& catalog);

// "24.6 GFLOP", "312 TFLOP/s"
std::string flops_text(double flops, std::string_view unit = "FLOP");
// "1.56 TB/s"
std::string bandwidth_text(double bytes_per_second);
// "3.2 ms", "12 min"
std::string short_time_text(double seconds);
ExplainNumber explained(std::string key, std::string label, double value, std::string unit, std::string text,
                        std::string how = {});
// "+12 %", "-3 %", "14 times"; empty when there is nothing to compare
std::string gap_text(double ratio);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_EXPLAIN_PARTS_HPP_
