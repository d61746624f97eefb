// Reads the gathered price lists that the import starts from.

#ifndef CLOUDPLAN_SRC_CATALOG_IMPORT_SOURCE_TABLES_HPP_
#define CLOUDPLAN_SRC_CATALOG_IMPORT_SOURCE_TABLES_HPP_

#include "support/csv.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cloudplan::importer {

// A row of a source table; its cells are valid while it is read.
class Row {
 public:
  explicit Row(const CsvReader& csv) : csv_(csv) {}
  // Throws InputError when the table has no such column.
  std::string operator[](std::string_view column) const;
  bool has(std::string_view column) const { return csv_.column(column) != CsvReader::kNoColumn; }
  // The cell as a number; NaN when it is blank or none.
  double number(std::string_view column) const;

 private:
  const CsvReader& csv_;
};

class SourceTables {
 public:
  explicit SourceTables(std::string folder) : folder_(std::move(folder)) {}
  // Calls `use` with every row of FOLDER/NAME. Throws InputError when the
  // table can't be read.
  void each(const std::string& name, const std::function<void(const Row&)>& use) const;

 private:
  std::string folder_;
};

// A number as it is written in data/: the shortest text that reads back the same.
std::string plain(double number);

}  // namespace cloudplan::importer

#endif  // CLOUDPLAN_SRC_CATALOG_IMPORT_SOURCE_TABLES_HPP_
