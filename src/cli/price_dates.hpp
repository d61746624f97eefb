// How old prices are, in words, and the exit code when they are too old.

#ifndef CLOUDPLAN_SRC_CLI_PRICE_DATES_HPP_
#define CLOUDPLAN_SRC_CLI_PRICE_DATES_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/price_age.hpp"
#include "command.hpp"
#include "environment.hpp"

#include <string>
#include <vector>

namespace cloudplan::cli {

// "Prices: aws 2026-07-05 (140 days old), ibm 2023-06 (3.4 years old)."; a second line when some
// are older than kOldPriceDays. Empty without ages.
std::vector<std::string> price_date_lines(const Catalog& catalog, const std::vector<PriceAge>& ages,
                                          const Environment& environment);

// "--max-catalog-age AGE" of a command.
Option max_age_option(std::string* age);

// kOk, or kPricesTooOld after a message when a price is older than `max_age`
// ("60d", "3 months"; "" for no limit). Throws InputError when that is no age.
int check_price_age(const Catalog& catalog, const std::vector<PriceAge>& ages, const std::string& max_age,
                    const Environment& environment);

// One line on standard error that names the providers whose prices are older than kOldPriceDays; none when
// none are.
void warn_of_old_prices(const std::vector<PriceAge>& ages, const Catalog& catalog, std::int32_t today);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PRICE_DATES_HPP_
