// Renders records of a catalog, for `catalog show`.

#ifndef CLOUDPLAN_SRC_CLI_RECORD_OUTPUT_HPP_
#define CLOUDPLAN_SRC_CLI_RECORD_OUTPUT_HPP_

#include "catalog/record_text.hpp"
#include "cloudplan/catalog.hpp"
#include "environment.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cloudplan::cli {

struct RecordView {
  std::vector<RecordPlace> records;  // records of one table stand together
  std::string region;                // glob over region keys; "": all
  std::size_t limit = 40;            // rows of one table to show; 0: all
};

// One record of a table as a list of its facts, more as a table; an instance
// type with its prices; then where the facts are from.
std::string records_as_text(const Catalog& catalog, const RecordView& view, const Environment& environment);
// The document "cloudplan.catalog-show/1".
std::string records_as_json(const Catalog& catalog, const RecordView& view);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_RECORD_OUTPUT_HPP_
