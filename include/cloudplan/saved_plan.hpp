// A plan as its JSON document says it ("cloudplan.plan/1", written by
// `cloudplan estimate --format json`): what was placed where and what it costs,
// for comparing plans with each other and with limits.

#ifndef CLOUDPLAN_SAVED_PLAN_HPP_
#define CLOUDPLAN_SAVED_PLAN_HPP_

#include "cloudplan/units.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

// A task, a dataset, the records beside one, or a transfer between them.
struct SavedItem {
  std::string kind{};  // "task", "dataset", "records", "transfer"
  std::string name{};
  bool placed = true;                // false: nothing fits, and nothing of what follows is known
  std::string offer{};               // "2 x aws/g6.xlarge", "S3 Standard"
  std::string provider{};            // "aws"
  std::string region{};              // "us-east-1"; empty where nobody can choose one
  std::string purchase{};            // "on_demand", "spot", ...; of tasks only
  std::optional<Seconds> time{};     // of one run of a job, expected
  std::optional<Money> run{};        // what one run of a job costs
  Money monthly{}, once{};           // of the meters whose price is known
  bool complete = true;              // every meter has a known price
  double price_age_days = kUnknown;  // of its oldest price; not in the document
  int line = 0, column = 0;          // in the workload file; not in the document

  std::string place() const { return region.empty() ? provider : provider + "/" + region; }
};

// What a plan comes to at an end of the ranges of its inputs.
struct SavedEnd {
  bool possible = true;  // false: the choices can't do it
  Money monthly{}, once{};
  struct Job {
    std::string name{};
    std::optional<Seconds> time{};
    Money run{};
  };
  std::vector<Job> jobs{};
  struct Cost {
    std::string kind{}, name{};  // of a SavedItem
    Money monthly{}, once{};
  };
  std::vector<Cost> costs{};             // of each item; none: the document does not say
  std::vector<std::string> conflicts{};  // limits of the workload that are not kept there
};

struct SavedPlan {
  std::string file{};  // where it was read
  std::string name{};  // of the workload
  std::vector<std::pair<std::string, std::string>> tags{};
  bool feasible = true;
  std::vector<std::string> conflicts{};
  bool complete = true;
  Money monthly{}, once{};
  std::vector<SavedItem> items{};
  bool ranged = false;                     // inputs are ranges
  std::optional<SavedEnd> max{}, worst{};  // see at_point(); nothing: the document does not say

  Money first_month() const { return monthly + once; }
};

// Where in its ranges a plan is looked at: what is likely; every input at its maximum; that, and every
// prediction at the slow end of its band.
enum class PlanPoint { likely, max, worst };
// The plan with its choices held, as it is there: totals, what each item costs, times of runs, limits of the
// workload. Nothing where it does not say; items of a document that has only totals there cost what is
// likely.
std::optional<SavedPlan> at_point(const SavedPlan& plan, PlanPoint point);

// Whether the text is a JSON object with a "schema" that begins with "cloudplan.plan/".
bool is_saved_plan(std::string_view text);

// Reads one document. Throws InputError with places when it is none, is of
// another version, or lacks what is needed here; other members are ignored.
SavedPlan read_plan(std::string_view text, std::string_view file);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SAVED_PLAN_HPP_
