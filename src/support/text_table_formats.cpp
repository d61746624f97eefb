#include "support/text_table.hpp"

#include "support/printable.hpp"

namespace cloudplan {

namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string safe;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '@':  // mentions nobody
        safe += "&#64;";
        break;
      default:
        if (std::string_view("|\\>`*_[]#~").find(c) != std::string_view::npos) safe += '\\';
        safe += c;
    }
  }
  return safe;
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

std::string TextTable::to_markdown() const {
  std::string text = "|";
  for (const Column& column : columns_) text += ' ' + markdown_text(column.title) + " |";
  text += "\n|";
  for (const Column& column : columns_) text += column.numbers ? "--:|" : "---|";
  text += '\n';
  for (const auto& row : rows_) {
    text += '|';
    for (const Cell& cell : row) text += ' ' + markdown_text(cell.text) + " |";
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
  add_line([&](std::size_t i) -> const std::string& { return columns_[i].title; });
  for (const auto& row : rows_) add_line([&](std::size_t i) -> const std::string& { return row[i].text; });
  return text;
}

}  // namespace cloudplan
