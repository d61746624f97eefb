// `cloudplan price SERVICE`: one command for each service.

#ifndef CLOUDPLAN_SRC_CLI_PRICE_COMMAND_HPP_
#define CLOUDPLAN_SRC_CLI_PRICE_COMMAND_HPP_

#include "command_line.hpp"

#include <cstddef>
#include <vector>

namespace cloudplan::cli {

// How many services there are; price_services() must have as many.
inline constexpr std::size_t kPriceServices = 42;

// In the order of the help.
std::vector<Program::Entry> price_entries();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PRICE_COMMAND_HPP_
