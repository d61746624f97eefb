// A plan from a file: a saved one, or a workload's, planned now.

#ifndef CLOUDPLAN_SRC_CLI_PLAN_FILE_HPP_
#define CLOUDPLAN_SRC_CLI_PLAN_FILE_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/price_age.hpp"
#include "cloudplan/saved_plan.hpp"
#include "command.hpp"
#include "planning_options.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

class PlanFiles {
 public:
  PlanFiles(const OpenCatalog& opened, const PlanningOptions& options, const Environment& environment);

  // Workloads without uncertain inputs get a range too, for the error of the predictions.
  void set_range(bool range) { range_ = range; }
  // Predictions follow the user's own measurements: not in a gate, which says the same to everybody.
  void set_measured(bool measured) { measured_ = measured; }
  // Throws InputError for a file that is neither. "-" is standard input, once.
  SavedPlan read(const std::string& path);
  // The same as the text of its JSON document.
  std::string document(const std::string& path);
  const Vocabulary& vocabulary() const { return files_.vocabulary(); }
  // The oldest price of each provider in the workloads planned so far.
  std::vector<PriceAge> oldest_prices() const { return ages_.oldest(); }
  // Whether a plan was read whose prices have no age here.
  bool has_saved() const { return has_saved_; }

 private:
  struct Planned {
    Workload workload;
    Plan plan;
    std::string document;
  };
  std::string text_of(const std::string& path);
  Planned plan(const std::string& text, const std::string& file);

  const OpenCatalog& opened_;
  const PlanningOptions& options_;
  const Environment& environment_;
  WorkloadFiles files_;
  std::optional<PerformanceCatalog> performance_;  // made when the first workload is planned
  PriceAges ages_;
  bool range_ = false;
  bool measured_ = false;
  bool stdin_read_ = false;
  bool has_saved_ = false;
};

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PLAN_FILE_HPP_
