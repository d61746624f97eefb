// Which price rule of a configuration counts for a price.

#ifndef CLOUDPLAN_SRC_CONFIG_PRICE_RULES_HPP_
#define CLOUDPLAN_SRC_CONFIG_PRICE_RULES_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/user_config.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// What families are called: "g5" of "g5.xlarge", "NCads_A100_v4" of
// "Standard_NC24ads_A100_v4", "a2" of "a2-highgpu-1g".
std::string family_of(std::string_view type);
// Whether a glob matches in any case of letters.
bool matches_any_case(std::string_view pattern, std::string_view text);

// The words that a rule's "service" may be: kinds of service ("compute",
// "bucket", "disk", "database", "transfer", "notebook", "managed") and the
// catalog's own names ("S3", "RDS PostgreSQL"), each once.
std::vector<std::string_view> service_names(const Catalog& catalog);

// Rules with their conditions already held against every type, region and provider.
class PriceRules {
 public:
  static constexpr std::uint16_t kNone = 0;

  PriceRules(const Catalog& catalog, const std::vector<PriceRule>& rules);

  // The last rule that matches, from 1; kNone when none does.
  std::uint16_t of_machine(Index type, const Price& price, PurchaseOption purchase) const;
  // Of anything else. `kind` and `service` are both names that a rule may call it; `region` may be kNoIndex.
  std::uint16_t of_service(Index provider, Index region, std::string_view kind,
                           std::string_view service) const;
  const PriceRule& rule(std::uint16_t number) const { return (*rules_)[number - 1U]; }

 private:
  struct Resolved {
    std::vector<bool> types, regions, providers;  // by index
    std::vector<bool> purchases;                  // by PurchaseOption
    bool machines_only = false;
  };

  const std::vector<PriceRule>* rules_;
  std::vector<Resolved> resolved_;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CONFIG_PRICE_RULES_HPP_
