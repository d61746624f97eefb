// What `cloudplan estimate` was asked for.

#ifndef CLOUDPLAN_SRC_CLI_ESTIMATE_OPTIONS_HPP_
#define CLOUDPLAN_SRC_CLI_ESTIMATE_OPTIONS_HPP_

#include "cloudplan/report.hpp"
#include "command.hpp"
#include "planning_options.hpp"

#include <string>
#include <vector>

namespace cloudplan::cli {

struct EstimateOptions {
  std::vector<std::string> files;
  std::string format, output;
  bool strict = false, verbose = false, quiet = false, pareto = false;
  PlanningOptions planning;
};

// The format that --format or, without it, the ending of the output file asks for.
ReportFormat report_format(const std::string& format, const std::string& output);

std::vector<Option> estimate_options(EstimateOptions& options);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_ESTIMATE_OPTIONS_HPP_
