// One renderer for each format.

#ifndef CLOUDPLAN_SRC_REPORT_RENDERERS_HPP_
#define CLOUDPLAN_SRC_REPORT_RENDERERS_HPP_

#include "report/plan_view.hpp"

#include <string>
#include <vector>

namespace cloudplan {

std::string render_table(const std::vector<PlanView>& plans, const ReportOptions& options);
std::string render_json(const std::vector<PlanView>& plans);
std::string render_csv(const std::vector<PlanView>& plans);
std::string render_markdown(const std::vector<PlanView>& plans);
std::string render_html(const std::vector<PlanView>& plans);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_RENDERERS_HPP_
