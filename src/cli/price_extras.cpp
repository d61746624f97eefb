#include "cloudplan/meter_cost.hpp"

#include "price_services.hpp"

namespace cloudplan::cli {

void charge_extras(PriceQuery& query, Index region, std::string_view service, std::string_view environment,
                   std::span<const ExtraMeter> extras) {
  for (const ExtraMeter& extra : extras)
    charge_meter(*query.bill, *query.book,
                 {.region = region, .service = service, .environment = environment, .purpose = extra.purpose},
                 query.input->number(extra.option));
}

}  // namespace cloudplan::cli
