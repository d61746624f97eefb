// One renderer for each format of `cloudplan check`.

#ifndef CLOUDPLAN_SRC_POLICY_CHECK_RENDER_HPP_
#define CLOUDPLAN_SRC_POLICY_CHECK_RENDER_HPP_

#include "cloudplan/policy.hpp"
#include "support/text_style.hpp"

namespace cloudplan {

// " with every input at its maximum"; empty for what is likely.
std::string_view point_text(PlanPoint point);
std::string check_as_table(const std::vector<CheckResult>& results, int columns, const TextStyle& style);
std::string check_as_markdown(const std::vector<CheckResult>& results);
std::string check_as_json(const std::vector<CheckResult>& results);
// A test suite for each file, a test case for each rule and thing. What nobody
// can tell is a skipped case.
std::string check_as_junit(const std::vector<CheckResult>& results);
// SARIF 2.1.0: an error for each broken rule, a note for what nobody can tell.
std::string check_as_sarif(const std::vector<CheckResult>& results, std::string_view version);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_POLICY_CHECK_RENDER_HPP_
