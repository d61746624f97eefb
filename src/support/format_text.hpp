// Numbers the way people read them: few digits, a unit they know. For reports
// and messages only; what scripts read is written exactly (json_writer.hpp).

#ifndef CLOUDPLAN_SRC_SUPPORT_FORMAT_TEXT_HPP_
#define CLOUDPLAN_SRC_SUPPORT_FORMAT_TEXT_HPP_

#include "cloudplan/units.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cloudplan {

// Amounts are dollars, shown in display_currency() (money_text.hpp).
std::string usd_text(Money usd);             // "$1,234.50"; below a cent "$0.0023", "<$0.0001"
std::string cents_text(std::int64_t cents);  // of the display currency: "$1,234.50", "-$0.01"
std::string unit_price_text(double usd);     // as sold: "$0.8048", "$0.0000004"; "unknown"
std::string time_text(Seconds time);         // "40 s", "12 min", "3.2 h", "4.1 d"
std::string time_text_up(Seconds time);      // rounded up, for what is needed at least
std::string band_text(Seconds low, Seconds high, std::string_view dash);  // "2.5–4.1 h", or "2.5 h"
std::string size_text(Bytes amount);                                      // decimal: "150 GB", "1.5 TB"
std::string count_text(double count);    // "12", "3.5", "1,281,167", "2.5 billion"
std::string factor_text(double factor);  // "1.3", "14", "3,000"
std::string percent_text(double share);  // "23 %"

// An amount in whole cents of the display currency, half up.
std::int64_t cents(Money usd);
// What is paid in the first month: what is paid every month and once, both in cents as they are displayed
// beside it, so that every place shows the same sum and columns add up.
std::int64_t first_month_cents(Money monthly, Money once);
std::string first_month_text(Money monthly, Money once);  // below a cent as usd_text()
// By how much it is above a limit, of amounts as displayed.
std::string first_month_above(Money monthly, Money once, Money limit);
// An amount whose cents come from apportion(): "$0.0023" where it got none.
std::string amount_text(Money exact, std::int64_t cents);
// Whole cents of the display currency for each part so that they add up to `total`: each is its share
// rounded down or up, those with the largest remainders up. `total` must be the
// parts' sum to within a cent per part; amounts must not be negative.
std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<Money>& parts);
// The same for parts that somebody else says are the total's: where they are not, each is rounded alone.
std::vector<std::int64_t> apportion_if_whole(Money total, const std::vector<Money>& parts);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_FORMAT_TEXT_HPP_
