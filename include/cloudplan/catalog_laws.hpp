// What must hold in every catalog, beyond being readable.

#ifndef CLOUDPLAN_CATALOG_LAWS_HPP_
#define CLOUDPLAN_CATALOG_LAWS_HPP_

#include "cloudplan/catalog.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cloudplan {

struct LawReport {
  std::string law;  // "spot is below on demand"
  std::size_t checked = 0;
  std::size_t broken = 0;
  std::size_t flagged = 0;            // of the broken ones: flagged, so that they can't win
  std::vector<std::string> culprits;  // what breaks it, in the catalog's order

  bool holds() const { return broken == flagged; }
};

// Every law, in a fixed order. A broken law that the price guard has flagged
// row by row holds all the same: nothing is chosen by a flagged price.
std::vector<LawReport> check_laws(const Catalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_CATALOG_LAWS_HPP_
