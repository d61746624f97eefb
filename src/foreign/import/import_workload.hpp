// What people have already, as a workload file: a SkyPilot task, Kubernetes
// objects, a Docker Compose file, a Terraform plan. docs/import-export.md says what becomes what.
//
// Nothing is dropped in silence and nothing is made up: what bears on the cost
// and has no place in a workload is a note, and what the source does not say
// (how long a job runs, how large its data is) is left for the user to fill in.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_IMPORT_WORKLOAD_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_IMPORT_WORKLOAD_HPP_

#include "cloudplan/error.hpp"
#include "cloudplan/workload.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

enum class ForeignKind { skypilot, kubernetes, compose, terraform };
inline constexpr std::string_view kForeignKindNames[] = {"skypilot", "kubernetes", "compose", "terraform"};

struct ImportOptions {
  std::optional<ForeignKind> kind{};  // absent: told by the text
  std::optional<double> hours{};      // that one run of each job takes
  // Of a Compose file, those that are active, or "*" for all: what has other profiles does not start.
  std::vector<std::string> profiles{};
  // Instance types that have an accelerator, "aws/p4d.24xlarge": a task that names one of them is planned
  // with it.
  std::vector<std::string> accelerated{};
  // Members of tasks and datasets: {"train.hours_per_month", "40"}, in place of what the import found.
  std::vector<std::pair<std::string, std::string>> set{};
};

// A value that the source does not say.
struct FillIn {
  std::string member{};  // "train.hours_per_month"
  std::string why{};     // what it is, and what holds until it is filled in
};

struct ImportedWorkload {
  ForeignKind kind = ForeignKind::skypilot;
  std::string text{};                   // a workload file with comments
  std::vector<Diagnostic> notes{};      // what was not translated and bears on the cost, in file order
  std::vector<std::string> left_out{};  // keys about other things, each once: "run", "envs"
  std::vector<FillIn> fill_in{};
  bool waits = false;                  // nothing can be planned until one of these is filled in
  std::vector<Diagnostic> mistakes{};  // what still keeps the file from being valid; usually nothing
};

// Throws InputError when the text is not YAML (of a Terraform plan: JSON), is of no known kind, has nothing
// to plan, or an option names nothing.
ImportedWorkload import_workload(std::string_view text, std::string_view file, const Vocabulary& vocabulary,
                                 const ImportOptions& options);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_IMPORT_WORKLOAD_HPP_
