// Values of options that are quantities: "24h", "$200".

#ifndef CLOUDPLAN_SRC_CLI_OPTION_VALUES_HPP_
#define CLOUDPLAN_SRC_CLI_OPTION_VALUES_HPP_

#include "cloudplan/quantity.hpp"
#include "cloudplan/units.hpp"

#include <string>
#include <string_view>

namespace cloudplan::cli {

// An InputError that names the option (or file) in the place of a file.
[[noreturn]] void fail_option(std::string_view option, std::string message, std::string hint = {});

// In base units, not below 0. Throws InputError naming the option.
double quantity_option(std::string_view option, QuantityKind kind, const std::string& text);

// Dollars, with or without their sign: "$500", "500".
Money money_option(std::string_view option, const std::string& text);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OPTION_VALUES_HPP_
