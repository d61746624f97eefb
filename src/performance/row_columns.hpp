// The columns of a table of measurements or questions.

#ifndef CLOUDPLAN_SRC_PERFORMANCE_ROW_COLUMNS_HPP_
#define CLOUDPLAN_SRC_PERFORMANCE_ROW_COLUMNS_HPP_

#include "cloudplan/measurement_row.hpp"
#include "support/csv.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

// Finds the columns of MeasurementRow in a table once, then reads record after record.
class RowColumns {
 public:
  explicit RowColumns(const CsvReader& csv);
  // The current record; a number that does not parse is appended to `problems` by column name and left
  // unknown.
  MeasurementRow read(const CsvReader& csv, std::vector<std::string>* problems) const;

 private:
  std::vector<std::pair<std::size_t, std::string MeasurementRow::*>> texts_;
  std::vector<std::pair<std::size_t, double MeasurementRow::*>> numbers_;
};

// NaN when the text is blank; *bad is set when it is not a finite number.
double number_of(std::string_view text, bool* bad);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PERFORMANCE_ROW_COLUMNS_HPP_
