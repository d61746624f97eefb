// The words of `cloudplan offers` as an OfferFilter.

#ifndef CLOUDPLAN_SRC_CLI_OFFER_FILTERS_HPP_
#define CLOUDPLAN_SRC_CLI_OFFER_FILTERS_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/offer_search.hpp"
#include "open_catalog.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cloudplan::cli {

struct OfferOptions {
  std::vector<std::string> providers, regions, infra, instances, gpus, purchase, columns;
  std::string vcpus, memory, gpu_memory, arch;
  std::optional<double> max_price;
  bool spot = false;
  bool on_demand = false;
  bool managed = false;
  bool trust_outliers = false;
  bool restricted = false;
  std::string sort = "price";
  int limit = 20;
  std::string format = "table";
  CatalogChoice catalog;
  std::string output, max_catalog_age;
};

// Throws InputError with every option that can't be understood: a name that
// nothing has, with the nearest one; a range that is none.
OfferFilter make_filter(const Catalog& catalog, const OfferOptions& options);

// "price", "gpu-price", ... as OfferOrder; the command line allows no other.
OfferOrder order_of(const std::string& sort);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OFFER_FILTERS_HPP_
