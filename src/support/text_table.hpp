// A table of texts, for a terminal, for Markdown and for CSV. It knows nothing
// of what is in it.

#ifndef CLOUDPLAN_SRC_TEXT_TABLE_HPP_
#define CLOUDPLAN_SRC_TEXT_TABLE_HPP_

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

class TextTable {
 public:
  struct Column {
    std::string title;
    bool numbers = false;  // aligned at the right
  };

  explicit TextTable(std::vector<Column> columns);

  // As many cells as columns.
  void add_row(std::vector<std::string> cells);
  // A rule before the next row, in to_text() only: for totals.
  void add_rule();

  // Columns two blanks apart, titles underlined. Cells are made printable.
  std::string to_text() const;
  std::string to_markdown() const;
  // RFC 4180 with a header row, LF. Cells that a spreadsheet would take for a formula begin with a quote.
  std::string to_csv() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> rules_;  // before these rows
};

// How many columns of a terminal a text takes, when every character takes one.
std::size_t text_width(std::string_view text);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_TEXT_TABLE_HPP_
