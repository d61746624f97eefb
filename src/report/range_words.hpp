// What a plan may come to, in words: over the ranges of its inputs, and with
// the free tiers counted differently.

#ifndef CLOUDPLAN_SRC_REPORT_RANGE_WORDS_HPP_
#define CLOUDPLAN_SRC_REPORT_RANGE_WORDS_HPP_

#include "cloudplan/quantity.hpp"
#include "report/plan_view.hpp"
#include "support/text_style.hpp"
#include "support/text_table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// "With the monthly free allowances: $4.10 in the first month, then $2.90 a month (--free-tier on)."; empty
// where they make no difference.
std::string free_tier_text(const PlanView& view);
// "$12.10 to $61.20 in the first month over the ranges of 5 inputs; ..."; empty without ranges.
std::string range_text(const PlanView& view, const TextStyle& style);
// A row for each uncertain input and for all of them: name, min, likely, max, the first month.
TextTable range_table(const PlanView& view, const TextStyle& style);

// "B", "s", "1/s", "1/month", or "" for a count.
std::string_view base_unit(QuantityKind kind);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_RANGE_WORDS_HPP_
