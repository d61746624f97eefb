#include "catalog/import/source_tables.hpp"

#include <charconv>
#include <fstream>
#include <limits>
#include <sstream>

#include <fmt/core.h>

namespace cloudplan::importer {

std::string Row::operator[](std::string_view column) const {
  const std::size_t index = csv_.column(column);
  if (index == CsvReader::kNoColumn)
    throw InputError({csv_.header_diagnostic(0, fmt::format("column '{}' is missing", column))});
  return std::string(csv_.cell(index));
}

double Row::number(std::string_view column) const {
  const std::string cell = (*this)[column];
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc() && end == cell.data() + cell.size() ? value
                                                                  : std::numeric_limits<double>::quiet_NaN();
}

void SourceTables::each(const std::string& name, const std::function<void(const Row&)>& use) const {
  const std::string path = folder_ + "/" + name;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw InputError({{path, 0, 0, "", "cannot be read", "name the folder of the source tables"}});
  const std::string content = text.str();
  CsvReader csv(content, path);
  const Row row(csv);
  while (csv.next()) use(row);
}

std::string plain(double number) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  return error == std::errc() ? std::string(digits, end) : std::string();
}

}  // namespace cloudplan::importer
