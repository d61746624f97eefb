// Limits of a workload that no plan can keep together, whatever anything costs and however long it takes:
// found without planning.

#ifndef CLOUDPLAN_CONTRADICTIONS_HPP_
#define CLOUDPLAN_CONTRADICTIONS_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/workload.hpp"

#include <string_view>
#include <vector>

namespace cloudplan {

// One error for each task or dataset to which its limits leave no machine or no place in the catalog, with a
// smallest set of them, at one of them; and one where all are to be with one provider and none is open to
// all. `text` is the file that the workload was read from.
std::vector<Diagnostic> contradictions(std::string_view text, std::string_view file, const Workload& workload,
                                       const Catalog& catalog);

}  // namespace cloudplan

#endif  // CLOUDPLAN_CONTRADICTIONS_HPP_
