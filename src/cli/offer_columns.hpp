// Chosen columns of what `cloudplan offers` found.

#ifndef CLOUDPLAN_SRC_CLI_OFFER_COLUMNS_HPP_
#define CLOUDPLAN_SRC_CLI_OFFER_COLUMNS_HPP_

#include "offer_output.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// Names of columns, several with commas between. Throws InputError for one that there is not.
void check_offer_columns(const std::vector<std::string>& columns);
// The offers in these columns as "table", "csv" or "markdown".
std::string offer_columns(const Catalog& catalog, const OfferPage& page,
                          const std::vector<std::string>& columns, std::string_view format,
                          const Environment& environment);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OFFER_COLUMNS_HPP_
