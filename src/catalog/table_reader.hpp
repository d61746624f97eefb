// Reads one CSV table of data/ into a CatalogBuilder, as its schema says.

#ifndef CLOUDPLAN_SRC_CATALOG_TABLE_READER_HPP_
#define CLOUDPLAN_SRC_CATALOG_TABLE_READER_HPP_

#include "catalog/catalog_builder.hpp"
#include "catalog/catalog_schema.hpp"
#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/error.hpp"
#include "support/csv.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// A file, taken apart: "data/aws/prices.csv" is table "prices" of folder "aws".
struct TableFile {
  const CatalogFile* file = nullptr;
  std::string folder;
  std::string table;
};

// Where the rows of a folder belong.
struct Folder {
  std::string only_provider;  // the folder's provider, when it has exactly one
  bool has_sources = false;   // else `source` holds the text of the source itself
};

class TableReader {
 public:
  TableReader(CatalogBuilder& builder, const TableFile& file, const Schema& schema, Folder folder,
              std::vector<Diagnostic>& errors);

  // Moves to the next row and reads it into record(); false at the end.
  bool next();

  const std::vector<std::byte>& record() const { return record_; }
  template <class Member>
  void set(std::size_t offset, Member value) {
    std::memcpy(record_.data() + offset, &value, sizeof value);
  }
  template <class Member>
  Member get(std::size_t offset) const {
    Member value;
    std::memcpy(&value, record_.data() + offset, sizeof value);
    return value;
  }
  // A cell of a column that may be no part of the record; "" without the column.
  std::string_view cell(std::string_view column) const { return csv_.cell_or_blank(csv_.column(column)); }
  // The key of the row's provider; "" when it has none or an unknown one.
  std::string_view provider() const { return provider_; }
  Index provider_index() const { return provider_index_; }
  // Whether every cell of the row could be read.
  bool row_is_good() const { return errors_.size() == errors_before_row_; }
  void add_error(std::string_view column, std::string message, std::string hint = {});

 private:
  void match_columns();
  void read_provider();
  void read_cell(const Column& column, std::size_t index);
  void read_text(const Column& column, std::string_view cell);
  void read_number(const Column& column, std::size_t index);
  void read_choice(const Column& column, std::size_t index);
  void read_reference(const Column& column, std::size_t index);
  void read_flag(const Column& column, std::size_t index);
  void store_unsigned(const Column& column, std::uint32_t value);
  Index inline_source(std::string_view text);
  std::string_view scope_of(TableId target) const;

  CatalogBuilder& builder_;
  const Schema& schema_;
  std::string folder_name_;
  Folder folder_;
  CsvReader csv_;
  std::vector<Diagnostic>& errors_;
  std::size_t errors_before_row_ = 0;
  std::vector<std::size_t> places_;  // of each schema column in the CSV
  std::vector<std::byte> record_;
  std::string provider_;
  Index provider_index_ = kNoIndex;
};

// More mistakes than this are not worth listing.
inline constexpr std::size_t kMostCatalogErrors = 100;

// The last day that "2026", "2026-07" or "2026-07-05" can mean, in days since
// 1970-01-01. False when it is no date.
bool last_day_of(std::string_view date, std::int32_t& day);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_TABLE_READER_HPP_
