// A chosen plan for the tools that carry it out: SkyPilot, Terraform, the
// command lines of the providers. docs/import-export.md says what becomes what.
//
// What a plan cannot know (an image, a key, a network, a name that is unique in
// the world) is a variable with a description, never an invented value.

#ifndef CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORT_PLAN_HPP_
#define CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORT_PLAN_HPP_

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

enum class ExportFormat { skypilot, terraform, commands };
inline constexpr std::string_view kExportFormatNames[] = {"skypilot", "terraform", "commands"};

struct ExportedPlan {
  std::string text{};
  std::vector<std::string> notes{};  // what the target cannot say, for the reader
};

// `document` is a plan as `cloudplan estimate --format json` writes it. Each of
// `offers` takes an alternative in place of what was chosen: "train=OFFER", or
// "OFFER" for every task that has it, where OFFER is the name of one
// ("aws/g5.xlarge") or what it is for ("runner_up", "cheapest_cpu", "fastest").
// Throws InputError for what is no plan, a plan without a placement, or an
// offer that no task has.
ExportedPlan export_plan(std::string_view document, std::string_view file, ExportFormat format,
                         const std::vector<std::string>& offers);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORT_PLAN_HPP_
