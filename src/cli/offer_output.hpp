// Renders what `cloudplan offers` found.

#ifndef CLOUDPLAN_SRC_CLI_OFFER_OUTPUT_HPP_
#define CLOUDPLAN_SRC_CLI_OFFER_OUTPUT_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/offer_search.hpp"
#include "cloudplan/price_age.hpp"
#include "environment.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cloudplan::cli {

struct OfferPage {
  std::vector<FoundOffer> offers;  // those to show
  std::size_t total = 0;           // of which they are the first
  std::size_t hidden_suspect = 0;
  std::size_t hidden_restricted = 0;
  std::vector<PriceAge> ages;  // of the prices shown
};

std::string offers_as_text(const Catalog& catalog, const OfferPage& page, const Environment& environment);
std::string offers_as_markdown(const Catalog& catalog, const OfferPage& page, const Environment& environment);
std::string offers_as_csv(const Catalog& catalog, const OfferPage& page);
// The document "cloudplan.offers/1".
std::string offers_as_json(const Catalog& catalog, const OfferPage& page, const Environment& environment);

// "1,234 offers, the first 20 shown; ..." and the dates of the prices, a line each.
std::vector<std::string> offer_notes(const Catalog& catalog, const OfferPage& page,
                                     const Environment& environment);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OFFER_OUTPUT_HPP_
