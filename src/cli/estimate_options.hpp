// What `cloudplan estimate` was asked for.

#ifndef CLOUDPLAN_SRC_CLI_ESTIMATE_OPTIONS_HPP_
#define CLOUDPLAN_SRC_CLI_ESTIMATE_OPTIONS_HPP_

#include "cloudplan/report.hpp"
#include "cloudplan/workload.hpp"
#include "command.hpp"

#include <string>
#include <vector>

namespace cloudplan::cli {

// Options that take the place of what a workload file says.
struct Overrides {
  std::vector<std::string> providers, regions, purchase;
  std::vector<std::string> infra;  // "aws", "aws/us-east-1"
  bool spot = false, on_demand = false;
  std::string objective, deadline, budget;
};

struct EstimateOptions {
  std::vector<std::string> files;
  std::string format, output, catalog;
  std::string free_tier = "off";
  std::string max_catalog_age;
  bool no_calibration = false;
  bool trust_outliers = false, strict = false, verbose = false, quiet = false;
  Overrides overrides;
};

// Puts the overrides into a workload. Throws InputError naming the option when
// a value means nothing, with the nearest one that does.
void apply(const Overrides& overrides, const Vocabulary& vocabulary, Workload& workload);

// The format that --format or, without it, the ending of the output file asks for.
ReportFormat report_format(const std::string& format, const std::string& output);

std::vector<Option> estimate_options(EstimateOptions& options);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_ESTIMATE_OPTIONS_HPP_
