// Records of one table as rows of cells.

#ifndef CLOUDPLAN_SRC_CLI_RECORD_ROWS_HPP_
#define CLOUDPLAN_SRC_CLI_RECORD_ROWS_HPP_

#include "record_output.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cloudplan::cli {

// The records of a view, table by table, in the regions it asks for.
std::vector<std::vector<RecordPlace>> group_by_table(const Catalog& catalog, const RecordView& view);

bool region_matches(const Catalog& catalog, const RecordView& view, Index region);

// "aws/p4d.24xlarge", "aws S3 Standard in us-east-1".
std::string record_title(const Catalog& catalog, RecordPlace place);

// Cells of the columns that differ between the rows shown, and what is the same
// in all of them.
struct RecordRows {
  std::vector<std::pair<std::string, std::string>> common;  // column, value
  std::vector<const Column*> columns;
  std::vector<std::vector<std::string>> cells;
};
RecordRows record_rows(const Catalog& catalog, const std::vector<RecordPlace>& records, std::size_t limit);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_RECORD_ROWS_HPP_
