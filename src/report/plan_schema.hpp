// The JSON Schema of a report, in parts.

#ifndef CLOUDPLAN_SRC_REPORT_PLAN_SCHEMA_HPP_
#define CLOUDPLAN_SRC_REPORT_PLAN_SCHEMA_HPP_

#include <string_view>

namespace cloudplan {

// The last of the definitions of plan_schema(), and its end.
std::string_view choice_schemas();

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_PLAN_SCHEMA_HPP_
