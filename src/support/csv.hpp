// Reads CSV (RFC 4180) and knows where every cell stands, so that a mistake in
// a table is reported at its line and column. LF and CRLF line ends and a
// UTF-8 byte order mark are accepted.

#ifndef CLOUDPLAN_SRC_SUPPORT_CSV_HPP_
#define CLOUDPLAN_SRC_SUPPORT_CSV_HPP_

#include "cloudplan/error.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// Walks over the records of a text that outlives it:
//
//   CsvReader csv(text, "prices.csv");
//   while (csv.next()) use(csv.cell(0));
class CsvReader {
 public:
  static constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

  // Reads the header row. Throws InputError when there is none, when it
  // repeats a name, or when it is malformed.
  CsvReader(std::string_view text, std::string_view file);

  const std::vector<std::string>& header() const { return header_; }
  // The place of a column in the header, or kNoColumn.
  std::size_t column(std::string_view name) const;

  // Moves to the next record that is not blank; false at the end. Throws
  // InputError when it is malformed or has more or fewer cells than the header.
  bool next();
  // A cell of the current record, unquoted; valid until next().
  std::string_view cell(std::size_t index) const { return cells_[index].text; }
  std::string_view cell_or_blank(std::size_t index) const {
    return index == kNoColumn ? std::string_view() : cell(index);
  }
  // A mistake in a cell of the current record, at its place.
  Diagnostic diagnostic(std::size_t index, std::string message, std::string hint = {}) const;
  // A mistake in a name of the header.
  Diagnostic header_diagnostic(std::size_t index, std::string message, std::string hint = {}) const;
  int line() const { return line_; }

 private:
  struct Cell {
    std::string_view text;
    std::size_t offset = 0;  // of its first byte, quote included
    int line = 0;
  };

  bool read_record();
  void read_cell();
  void read_quoted_cell();
  // Steps over a line end, if one is here.
  bool skip_line_end();
  Diagnostic at(const Cell& cell, std::string message, std::string hint) const;
  [[noreturn]] void fail(std::size_t offset, int line, std::string message, std::string hint = {}) const;

  std::string_view text_;
  std::string file_;
  std::size_t position_ = 0;
  int line_ = 1;
  std::vector<std::string> header_;
  std::vector<Cell> header_cells_;
  std::vector<Cell> cells_;
  std::deque<std::string> unquoted_;  // texts of cells that held doubled quotes
};

// A cell's text as it must be written: quoted when it holds a comma, a quote
// or a line end.
std::string csv_cell(std::string_view text);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_CSV_HPP_
