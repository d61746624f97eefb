#include "text_table.hpp"

#include "printable.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cloudplan {

namespace {

void append_padded(std::string& line, const std::string& cell, std::size_t width, bool right) {
  const std::size_t used = text_width(cell);
  const std::string blanks(width > used ? width - used : 0, ' ');
  line += right ? blanks + cell : cell + blanks;
}

void end_line(std::string& text, std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  text += line;
  text += '\n';
}

std::string markdown_cell(std::string_view text) {
  std::string safe;
  for (const char c : printable(text)) {
    if (c == '|' || c == '\\' || c == '<' || c == '>' || c == '`' || c == '*' || c == '_' || c == '[')
      safe += '\\';
    safe += c;
  }
  return safe;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

std::string csv_field(std::string_view text) {
  std::string safe;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
      !is_number(text))
    safe += '\'';
  safe += text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::size_t text_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); at += utf8_at(text, at).bytes) ++width;
  return width;
}

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

void TextTable::add_row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

void TextTable::add_rule() { rules_.push_back(rows_.size()); }

std::string TextTable::to_text() const {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : rows_) {
    rows.emplace_back();
    for (const std::string& cell : row) rows.back().push_back(printable(cell));
  }
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    widths.push_back(text_width(columns_[i].title));
    for (const auto& row : rows) widths[i] = std::max(widths[i], text_width(row[i]));
  }
  std::string text, line, rule;
  const auto add_line = [&](auto cell) {
    line.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) line += "  ";
      append_padded(line, cell(i), widths[i], columns_[i].numbers);
    }
    end_line(text, line);
  };
  add_line([&](std::size_t i) { return columns_[i].title; });
  const auto dashes = [&](std::size_t i) { return std::string(widths[i], '-'); };
  add_line(dashes);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (std::find(rules_.begin(), rules_.end(), r) != rules_.end()) add_line(dashes);
    add_line([&](std::size_t i) { return rows[r][i]; });
  }
  return text;
}

std::string TextTable::to_markdown() const {
  std::string text = "|";
  for (const Column& column : columns_) text += ' ' + markdown_cell(column.title) + " |";
  text += "\n|";
  for (const Column& column : columns_) text += column.numbers ? "--:|" : "---|";
  text += '\n';
  for (const auto& row : rows_) {
    text += '|';
    for (const std::string& cell : row) text += ' ' + markdown_cell(cell) + " |";
    text += '\n';
  }
  return text;
}

std::string TextTable::to_csv() const {
  std::string text;
  const auto add_line = [&](auto cell) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) text += ',';
      text += csv_field(cell(i));
    }
    text += '\n';
  };
  add_line([&](std::size_t i) { return columns_[i].title; });
  for (const auto& row : rows_) add_line([&](std::size_t i) { return row[i]; });
  return text;
}

}  // namespace cloudplan
