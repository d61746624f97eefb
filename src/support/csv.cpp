#include "support/csv.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

CsvReader::CsvReader(std::string_view text, std::string_view file) : text_(text), file_(file) {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") position_ = 3;
  if (!read_record()) fail(0, 1, "the table is empty", "the first row names the columns");
  header_cells_ = cells_;
  for (const Cell& cell : cells_) {
    if (std::find(header_.begin(), header_.end(), cell.text) != header_.end())
      fail(cell.offset, cell.line, fmt::format("column '{}' appears twice", cell.text));
    header_.emplace_back(cell.text);
    // A quoted name with doubled quotes lives in unquoted_, which the next record clears.
  }
}

std::size_t CsvReader::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  return found == header_.end() ? kNoColumn : static_cast<std::size_t>(found - header_.begin());
}

bool CsvReader::next() {
  if (!read_record()) return false;
  if (cells_.size() != header_.size())
    fail(cells_.front().offset, cells_.front().line,
         fmt::format("expected {} cells, got {}", header_.size(), cells_.size()),
         "a text with a comma in it must be quoted");
  return true;
}

bool CsvReader::read_record() {
  cells_.clear();
  unquoted_.clear();
  while (skip_line_end()) {}
  if (position_ >= text_.size()) return false;
  for (;;) {
    read_cell();
    if (position_ < text_.size() && text_[position_] == ',')
      ++position_;
    else
      break;
  }
  skip_line_end();
  return true;
}

bool CsvReader::skip_line_end() {
  std::size_t next = position_;
  if (next < text_.size() && text_[next] == '\r') ++next;
  if (next >= text_.size() || text_[next] != '\n') return false;
  position_ = next + 1;
  ++line_;
  return true;
}

void CsvReader::read_cell() {
  const std::size_t start = position_;
  if (start < text_.size() && text_[start] == '"') return read_quoted_cell();
  std::size_t end = text_.find_first_of(",\n", start);
  if (end == std::string_view::npos) end = text_.size();
  if (end < text_.size() && text_[end] == '\n' && end > start && text_[end - 1] == '\r') --end;
  const std::string_view cell = text_.substr(start, end - start);
  if (const std::size_t quote = cell.find('"'); quote != std::string_view::npos)
    fail(start + quote, line_, "a quote in a cell that is not quoted",
         "quote the whole cell and double the quotes in it");
  cells_.push_back({cell, start, line_});
  position_ = end;
}

void CsvReader::read_quoted_cell() {
  Cell cell{{}, position_, line_};
  const std::size_t start = ++position_;
  std::string* unquoted = nullptr;
  std::size_t piece = start;
  for (;;) {
    const std::size_t quote = text_.find('"', position_);
    if (quote == std::string_view::npos) fail(cell.offset, cell.line, "a quoted cell that never ends");
    line_ += static_cast<int>(std::count(text_.data() + position_, text_.data() + quote, '\n'));
    position_ = quote + 1;
    if (position_ >= text_.size() || text_[position_] != '"') {
      const std::string_view rest = text_.substr(piece, quote - piece);
      cell.text = unquoted ? std::string_view(unquoted->append(rest)) : rest;
      break;
    }
    if (!unquoted) unquoted = &unquoted_.emplace_back();
    unquoted->append(text_.substr(piece, position_ - piece));  // with one of the two quotes
    piece = ++position_;
  }
  cells_.push_back(cell);
  const std::string_view after = text_.substr(position_, 2);
  if (!after.empty() && after[0] != ',' && after[0] != '\n' && after != "\r\n")
    fail(position_, line_, "text after the end of a quoted cell", "double a quote that is part of the cell");
}

Diagnostic CsvReader::at(const Cell& cell, std::string message, std::string hint) const {
  const std::size_t line_end = cell.offset == 0 ? std::string_view::npos : text_.rfind('\n', cell.offset - 1);
  const std::size_t line_start = line_end == std::string_view::npos ? 0 : line_end + 1;
  return {.file = file_,
          .line = cell.line,
          .column = static_cast<int>(cell.offset - line_start) + 1,
          .pointer = {},
          .message = std::move(message),
          .hint = std::move(hint)};
}

Diagnostic CsvReader::diagnostic(std::size_t index, std::string message, std::string hint) const {
  return at(cells_[index], std::move(message), std::move(hint));
}

Diagnostic CsvReader::header_diagnostic(std::size_t index, std::string message, std::string hint) const {
  return at(header_cells_[index], std::move(message), std::move(hint));
}

void CsvReader::fail(std::size_t offset, int line, std::string message, std::string hint) const {
  throw InputError({at({{}, offset, line}, std::move(message), std::move(hint))});
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace cloudplan
