// A table of texts, for a terminal, for Markdown and for CSV. It knows nothing
// of what is in it.

#ifndef CLOUDPLAN_SRC_SUPPORT_TEXT_TABLE_HPP_
#define CLOUDPLAN_SRC_SUPPORT_TEXT_TABLE_HPP_

#include "support/text_style.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

class TextTable {
 public:
  struct Column {
    std::string title;
    bool numbers = false;  // aligned at the right
    bool wraps = false;    // may be narrower than its texts
    int widest = 0;        // above 0, of one that wraps: a long word is broken rather than wider than this
    int expendable = 0;    // above 0: left out when there is no room, the highest first
  };
  struct Cell {
    std::string text;
    Tone tone = Tone::plain;
    std::string below{};  // for a terminal: begins on a line of its own under the text
  };

  explicit TextTable(std::vector<Column> columns);

  // As many cells as columns.
  void add_row(std::vector<std::string> cells);
  void add_cells(std::vector<Cell> cells);
  // A rule before the next row, for a terminal only: for totals.
  void add_rule();
  bool empty() const { return rows_.empty(); }

  // Columns two blanks apart, titles underlined. Cells are made printable.
  std::string to_text() const;
  // For a terminal so wide: what does not fit is wrapped where a column allows
  // it, then left out, then broken within words; below 80 columns a row
  // of more than three columns then stands as its first cell and, below it, the others with their titles.
  // Lines begin with `indent` blanks; no header when all titles
  // are empty.
  std::string to_text(int terminal_columns, const TextStyle& style, int indent = 0) const;
  std::string to_markdown() const;
  // RFC 4180 with a header row, LF. Cells that a spreadsheet would take for a formula begin with a quote.
  std::string to_csv() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::size_t> rules_;  // before these rows
};

// How many columns of a terminal a text takes; see display_width().
std::size_t text_width(std::string_view text);

// A text as it stands in Markdown, in a table too; no markup, no mention, one line.
std::string markdown_text(std::string_view text);
std::string csv_field(std::string_view text);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_TEXT_TABLE_HPP_
