// Finds machines that hold a slice of an accelerator where their list says a
// whole one.

#ifndef CLOUDPLAN_SRC_CATALOG_IMPORT_SLICES_HPP_
#define CLOUDPLAN_SRC_CATALOG_IMPORT_SLICES_HPP_

#include "catalog/import/importers.hpp"

#include <map>
#include <string>
#include <vector>

namespace cloudplan::importer {

// On-demand prices by instance type and region.
using OnDemandPrices = std::map<std::string, std::map<std::string, double>>;

// Replaces the accelerator count of machines that must be slices. In a series
// of machines that are said to have the same number of the same accelerator,
// a machine with a whole accelerator keeps paying for it as its processors
// grow fewer; a slice gets cheaper in proportion. So: when the price of the
// smallest machine falls at least kSliceShare as far as its vCPUs do, against
// the largest with that count, every machine at less than 1 / kSmallestStep of
// the largest one's price is a slice, of the simple fraction nearest to the
// ratio of prices.
//
// Found in the lists of 2026-08: Google's g4-standard-6, -12, -24 (1/8, 1/4,
// 1/2, as Compute Engine documents them) and Azure's NC24, NC36 (1/4) and NC72
// (1/2) of the RTX PRO 6000. Not found, rightly: g4dn, g5, g6, g2-standard,
// NCas_T4_v3, where only processors and memory grow.
// Returns the names of those that it changed.
std::vector<std::string> mark_slices(std::map<std::string, Cells>& types, const OnDemandPrices& prices);

}  // namespace cloudplan::importer

#endif  // CLOUDPLAN_SRC_CATALOG_IMPORT_SLICES_HPP_
