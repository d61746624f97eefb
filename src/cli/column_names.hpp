// Columns of a table that a command lists, chosen by --columns.

#ifndef CLOUDPLAN_SRC_CLI_COLUMN_NAMES_HPP_
#define CLOUDPLAN_SRC_CLI_COLUMN_NAMES_HPP_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// Which of `names` the lists name, several with commas between, in their order. Throws InputError for one
// that there is not, with the nearest, or all of them.
std::vector<std::size_t> chosen_columns(const std::vector<std::string>& lists,
                                        std::span<const std::string_view> names);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_COLUMN_NAMES_HPP_
