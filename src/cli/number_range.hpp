// Ranges of numbers as people write them on a command line.

#ifndef CLOUDPLAN_SRC_CLI_NUMBER_RANGE_HPP_
#define CLOUDPLAN_SRC_CLI_NUMBER_RANGE_HPP_

#include "cloudplan/offer_search.hpp"

#include <functional>
#include <optional>
#include <string_view>

namespace cloudplan::cli {

// What a single number means.
enum class BareNumber { at_least, exactly };

// "8", "8+", "8..16", "8..", "..16"; `number` reads one end, nullopt when it
// can't. Nothing when the text is no range, or one that holds nothing.
std::optional<Range> parse_range(std::string_view text, BareNumber bare,
                                 const std::function<std::optional<double>(std::string_view)>& number);

// A plain number that is not negative.
std::optional<double> plain_number(std::string_view text);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_NUMBER_RANGE_HPP_
