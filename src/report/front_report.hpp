// The front of cost and time, as a part of each format's report of a plan.

#ifndef CLOUDPLAN_SRC_REPORT_FRONT_REPORT_HPP_
#define CLOUDPLAN_SRC_REPORT_FRONT_REPORT_HPP_

#include "report/json_parts.hpp"
#include "report/plan_view.hpp"
#include "report/table_report.hpp"

#include <string>

namespace cloudplan {

// Each does nothing where the front was not asked for.
void add_front(Sheet& sheet, const PlanView& view);
std::string front_markdown(const PlanView& view);
std::string front_html(const PlanView& view);
void write_front(JsonWriter& json, const PlanView& view);

// A time with as many digits as tell the plans of a front apart: "2.1 h", "9 min 24 s".
std::string fine_time_text(Seconds time);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_FRONT_REPORT_HPP_
