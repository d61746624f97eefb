// An offer's facts in words, the same in every command.

#ifndef CLOUDPLAN_SRC_CLI_OFFER_WORDS_HPP_
#define CLOUDPLAN_SRC_CLI_OFFER_WORDS_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/offer_search.hpp"

#include <string>
#include <string_view>

namespace cloudplan::cli {

// "8", "0.125"; "" when it is not known.
std::string number_text(double value);
// Dollars an hour for reading: four decimals below 10, finer below a cent; "" when not known.
std::string rate_text(double usd);
// Dollars an hour, every digit: "3.06", "0.0116".
std::string exact_rate(HourlyRate rate);
// "8x a100-sxm4-40gb"; "" without one. NVIDIA's name is left out, being every second one's.
std::string accelerator_text(const Catalog& catalog, const InstanceType& type);
std::string_view region_name(const Catalog& catalog, const FoundOffer& offer);

std::string_view purchase_words(PurchaseOption option);      // "on-demand"
std::string_view purchase_key(PurchaseOption option);        // "on_demand"
std::string_view service_key(Service service);               // "vm", "sagemaker"
std::string_view interruption_words(InterruptionBand band);  // "5-10%", "" when not known

// What a buyer must know: "burstable, lowest live offer"; "" for nothing.
std::string offer_remarks(const Catalog& catalog, const FoundOffer& offer);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OFFER_WORDS_HPP_
