// How workloads are planned: the options that every planning command has, in one
// place, and what they and the user's configuration do to a workload.

#ifndef CLOUDPLAN_SRC_CLI_PLANNING_OPTIONS_HPP_
#define CLOUDPLAN_SRC_CLI_PLANNING_OPTIONS_HPP_

#include "cloudplan/planner.hpp"
#include "command.hpp"
#include "open_catalog.hpp"
#include "vocabulary.hpp"

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
// Whether any was given.
bool any(const Overrides& overrides);

struct PlanningOptions {
  CatalogChoice catalog;
  std::string free_tier = "off";
  std::string max_catalog_age;
  bool trust_outliers = false, no_calibration = false;
  Overrides overrides;
};

// Whether --region and --purchase are among them: `explain` means the offer's by these.
enum class PlaceOverrides { yes, no };
std::vector<Option> planning_options(PlanningOptions& options, PlaceOverrides places = PlaceOverrides::yes);

// Puts the overrides into a workload. Throws InputError naming the option when
// a value means nothing, with the nearest one that does.
void apply(const Overrides& overrides, const Vocabulary& vocabulary, Workload& workload);
// What the configuration says where the workload file says nothing.
void apply(const WorkloadDefaults& defaults, Workload& workload);

PlanOptions plan_options(const PlanningOptions& options, const OpenCatalog& opened,
                         const Environment& environment);

// Reads workload files for planning: names checked, defaults and overrides in them.
class WorkloadFiles {
 public:
  // All must outlive it.
  WorkloadFiles(const OpenCatalog& opened, const PlanningOptions& options);

  // What is odd about a file, and no mistake, is told on standard error unless --quiet says otherwise.
  // Throws InputError. "-" is standard input.
  Workload read(const std::string& path) const;
  // All of them, or every mistake in all of them.
  std::vector<Workload> read(const std::vector<std::string>& paths) const;
  // The same from a text that was read already.
  Workload parse(const std::string& text, const std::string& file) const;
  const Vocabulary& vocabulary() const { return names_.vocabulary(); }

 private:
  Workload parse(const std::string& text, const std::string& file, std::vector<Diagnostic>& warnings) const;

  const OpenCatalog& opened_;
  const PlanningOptions& options_;
  KnownNames names_;
};

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PLANNING_OPTIONS_HPP_
