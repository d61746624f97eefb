#include "support/text_table.hpp"

#include "support/printable.hpp"
#include "support/text_width.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace cloudplan {

namespace {

using Cell = TextTable::Cell;
using Column = TextTable::Column;

constexpr int kGap = 2;
constexpr int kLeftOut = -1;
constexpr int kNarrowest = 10;  // of a column whose words are broken

int total_of(const std::vector<int>& widths) {
  int total = -kGap;
  for (const int width : widths)
    if (width != kLeftOut) total += width + kGap;
  return total;
}

struct Widths {
  std::vector<int> natural, least;
};

Widths widths_of(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows) {
  Widths widths;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    int natural = display_width(columns[c].title);
    int least = natural;
    for (const auto& row : rows) {
      natural = std::max({natural, display_width(row[c].text), display_width(row[c].below)});
      least = std::max({least, longest_word_width(row[c].text), longest_word_width(row[c].below)});
    }
    if (columns[c].widest > 0) {
      natural = std::min(natural, columns[c].widest);
      least = std::min(least, natural);
    }
    widths.natural.push_back(natural);
    widths.least.push_back(columns[c].wraps ? least : natural);
  }
  return widths;
}

// The column to leave out next.
std::optional<std::size_t> most_expendable(const std::vector<Column>& columns,
                                           const std::vector<int>& widths) {
  std::optional<std::size_t> out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (widths[c] == kLeftOut || columns[c].expendable == 0) continue;
    if (!out || columns[c].expendable > columns[*out].expendable) out = c;
  }
  return out;
}

std::optional<std::size_t> widest_that_can_shrink(const std::vector<int>& widths,
                                                  const std::vector<int>& least) {
  std::optional<std::size_t> widest;
  for (std::size_t c = 0; c < widths.size(); ++c)
    if (widths[c] > least[c] && (!widest || widths[c] > widths[*widest])) widest = c;
  return widest;
}

// One column after another gives up a blank, the widest first.
void shrink(std::vector<int>& widths, const std::vector<int>& least, int terminal_columns) {
  while (total_of(widths) > terminal_columns) {
    const auto widest = widest_that_can_shrink(widths, least);
    if (!widest) return;
    --widths[*widest];
  }
}

// The width of each column in a terminal so wide, or kLeftOut.
std::vector<int> fit(const std::vector<Column>& columns, Widths widths, int terminal_columns) {
  while (total_of(widths.least) > terminal_columns) {
    const auto out = most_expendable(columns, widths.natural);
    if (!out) break;
    widths.natural[*out] = widths.least[*out] = kLeftOut;
  }
  shrink(widths.natural, widths.least, terminal_columns);
  // Still too wide: words are broken too.
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c].wraps && widths.least[c] != kLeftOut)
      widths.least[c] = std::min(widths.least[c], kNarrowest);
  shrink(widths.natural, widths.least, terminal_columns);
  return widths.natural;
}

// A cell in lines. Those after the first of an indented one stand further to the right than it.
std::vector<std::string> cell_lines(std::string_view text, int width) {
  constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
  constexpr int kHang = 2;
  int indent = 0;
  while (text.substr(0, kNoBreakSpace.size()) == kNoBreakSpace) {
    text.remove_prefix(kNoBreakSpace.size());
    ++indent;
  }
  if (indent == 0 || display_width(text) + indent <= width) {
    auto lines = wrap_text(text, std::max(width - indent, 1));
    if (indent > 0) lines[0].insert(0, static_cast<std::size_t>(indent), ' ');
    return lines;
  }
  const bool room = longest_word_width(text) + indent + kHang <= width;
  const int hang = indent + (room ? kHang : 0);
  auto lines = wrap_text(text, std::max(width - hang, 1));
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].insert(0, static_cast<std::size_t>(i == 0 ? indent : hang), ' ');
  return lines;
}

class RowWriter {
 public:
  RowWriter(const std::vector<Column>& columns, std::vector<int> widths, const TextStyle& style, int indent)
      : columns_(columns),
        widths_(std::move(widths)),
        style_(style),
        indent_(static_cast<std::size_t>(indent)) {}

  void add(const std::vector<Cell>& cells) {
    std::vector<std::vector<std::string>> wrapped;
    std::size_t height = 1;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      wrapped.push_back(columns_[c].wraps && widths_[c] > 0 ? cell_lines(cells[c].text, widths_[c])
                                                            : std::vector<std::string>{cells[c].text});
      if (!cells[c].below.empty() && widths_[c] > 0)
        for (std::string& line : cell_lines(cells[c].below, widths_[c]))
          wrapped[c].push_back(std::move(line));
      if (widths_[c] != kLeftOut) height = std::max(height, wrapped.back().size());
    }
    for (std::size_t h = 0; h < height; ++h) add_line(cells, wrapped, h);
  }
  void add_rule() {
    text_ += std::string(indent_, ' ') + style_.paint(style_.rule(total_of(widths_)), Tone::faint) + '\n';
  }
  // Dashes under each column.
  void underline() {
    std::vector<Cell> dashes;
    for (const int width : widths_)
      dashes.push_back({std::string(static_cast<std::size_t>(std::max(width, 0)), '-')});
    add(dashes);
  }
  std::string take() { return std::move(text_); }

 private:
  void add_line(const std::vector<Cell>& cells, const std::vector<std::vector<std::string>>& wrapped,
                std::size_t h) {
    std::string line;
    std::size_t blanks = indent_;  // due before the next text: none stay at the end of a line
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (widths_[c] == kLeftOut) continue;
      const std::string part = h < wrapped[c].size() ? wrapped[c][h] : std::string();
      const auto space = static_cast<std::size_t>(std::max(0, widths_[c] - display_width(part)));
      if (columns_[c].numbers) blanks += space;
      if (!part.empty()) {
        line.append(std::exchange(blanks, 0), ' ');
        line += style_.paint(part, cells[c].tone);
      }
      if (!columns_[c].numbers) blanks += space;
      blanks += kGap;
    }
    text_ += line + '\n';
  }

  const std::vector<Column>& columns_;
  std::vector<int> widths_;
  TextStyle style_;  // a copy: callers pass temporaries
  std::size_t indent_;
  std::string text_;
};

// For a terminal too narrow for columns: a row is its first cell, and below it the others with their titles.
std::string stacked(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows,
                    int terminal_columns, const TextStyle& style, int indent) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string text;
  for (const auto& row : rows) {
    const Tone tone = row[0].tone == Tone::plain ? Tone::strong : row[0].tone;
    for (const std::string& part : wrap_text(row[0].text, std::max(terminal_columns - indent, kNarrowest)))
      text += margin + style.paint(part, tone) + '\n';
    std::string line;
    const auto flush = [&] {
      if (!line.empty()) text += margin + "  " + std::exchange(line, {}) + '\n';
    };
    const int room = std::max(terminal_columns - indent - 2, kNarrowest);
    for (std::size_t c = 1; c < row.size(); ++c) {
      if (row[c].text.empty()) continue;
      const std::string pair = columns[c].title.empty() ? row[c].text : columns[c].title + ' ' + row[c].text;
      if (display_width(line) + kGap + display_width(pair) > room) flush();
      if (display_width(pair) <= room) {
        line += (line.empty() ? "" : "  ") + pair;
        continue;
      }
      for (const std::string& part : wrap_text(pair, room)) {
        flush();
        line = part;
      }
    }
    flush();
  }
  return text;
}

// Whether columns would break words, or stand out, in a terminal below the usual 80 columns.
bool needs_stacking(const std::vector<Column>& columns, Widths widths, int terminal_columns, int indent) {
  constexpr int kUsual = 80;
  constexpr std::size_t kFewColumns = 3;
  if (terminal_columns >= kUsual || columns.size() <= kFewColumns || columns[0].title.empty()) return false;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c].expendable > 0) widths.least[c] = kLeftOut;
  return total_of(widths.least) > terminal_columns - indent;
}

std::vector<std::vector<Cell>> printable_rows(const std::vector<std::vector<Cell>>& rows) {
  std::vector<std::vector<Cell>> safe = rows;
  for (auto& row : safe)
    for (Cell& cell : row) cell.text = printable(cell.text), cell.below = printable(cell.below);
  return safe;
}

}  // namespace

std::size_t text_width(std::string_view text) { return static_cast<std::size_t>(display_width(text)); }

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

void TextTable::add_row(std::vector<std::string> cells) {
  std::vector<Cell> row;
  for (std::string& cell : cells) row.push_back({std::move(cell)});
  rows_.push_back(std::move(row));
}

void TextTable::add_cells(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }

void TextTable::add_rule() { rules_.push_back(rows_.size()); }

std::string TextTable::to_text() const {
  const auto rows = printable_rows(rows_);
  RowWriter writer(columns_, widths_of(columns_, rows).natural, {}, 0);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.push_back({column.title});
  writer.add(titles);
  writer.underline();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (std::find(rules_.begin(), rules_.end(), r) != rules_.end()) writer.underline();
    writer.add(rows[r]);
  }
  return writer.take();
}

std::string TextTable::to_text(int terminal_columns, const TextStyle& style, int indent) const {
  const auto rows = printable_rows(rows_);
  const Widths natural = widths_of(columns_, rows);
  if (needs_stacking(columns_, natural, terminal_columns, indent))
    return stacked(columns_, rows, terminal_columns, style, indent);
  RowWriter writer(columns_, fit(columns_, natural, terminal_columns - indent), style, indent);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.push_back({column.title, Tone::faint});
  const bool titled =
      std::any_of(titles.begin(), titles.end(), [](const Cell& cell) { return !cell.text.empty(); });
  if (titled) writer.add(titles);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (std::find(rules_.begin(), rules_.end(), r) != rules_.end()) writer.add_rule();
    writer.add(rows[r]);
  }
  return writer.take();
}

}  // namespace cloudplan
