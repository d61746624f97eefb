#include "catalog/table_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

bool parse_number(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

std::string suggestion(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string_view near = closest_name(name, known);
  return near.empty() ? std::string() : fmt::format("did you mean '{}'?", near);
}

// Columns that name a row's type or provider without being part of its record.
bool is_row_key(TableId table, std::string_view name) {
  return name == "provider" || (table == TableId::price && name == "instance_type") ||
         (table != TableId::source && name == "as_of");
}

}  // namespace

TableReader::TableReader(CatalogBuilder& builder, const TableFile& file, const Schema& schema, Folder folder,
                         std::vector<Diagnostic>& errors)
    : builder_(builder),
      schema_(schema),
      folder_name_(file.folder),
      folder_(std::move(folder)),
      csv_(file.file->text, file.file->path),
      errors_(errors) {
  match_columns();
}

void TableReader::match_columns() {
  std::vector<std::string_view> names;
  for (const Column& column : schema_.columns) {
    places_.push_back(column.name.empty() ? CsvReader::kNoColumn : csv_.column(column.name));
    if (!column.name.empty()) names.push_back(column.name);
    if (column.required && !column.name.empty() && column.name != "provider" &&
        places_.back() == CsvReader::kNoColumn)
      errors_.push_back(csv_.header_diagnostic(0, fmt::format("column '{}' is missing", column.name)));
  }
  for (std::size_t i = 0; i < csv_.header().size(); ++i) {
    const std::string& name = csv_.header()[i];
    if (std::find(names.begin(), names.end(), name) == names.end() && !is_row_key(schema_.id, name))
      errors_.push_back(
          csv_.header_diagnostic(i, fmt::format("unknown column '{}'", name), suggestion(name, names)));
  }
}

bool TableReader::next() {
  if (errors_.size() >= kMostCatalogErrors || !csv_.next()) return false;
  errors_before_row_ = errors_.size();
  record_ = builder_.blank(schema_.id);
  read_provider();
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (places_[i] != CsvReader::kNoColumn || schema_.columns[i].name == "provider")
      read_cell(schema_.columns[i], places_[i]);
  return true;
}

void TableReader::read_provider() {
  const std::string_view named = cell("provider");
  provider_ = named.empty() ? folder_.only_provider : std::string(named);
  provider_index_ = builder_.find(TableId::provider, "", provider_);
}

void TableReader::read_cell(const Column& column, std::size_t index) {
  if (column.name == "provider") {
    if (provider_index_ == kNoIndex)
      return add_error(
          "provider",
          provider_.empty() ? "a provider is required here" : fmt::format("unknown provider '{}'", provider_),
          suggestion(provider_, builder_.keys(TableId::provider, "")));
    return store_unsigned(column, provider_index_);
  }
  const std::string_view cell = csv_.cell(index);
  if (cell.empty()) {
    if (column.required)
      errors_.push_back(csv_.diagnostic(index, fmt::format("'{}' is required", column.name)));
    return;
  }
  switch (column.kind) {
    case ColumnKind::text:
      return read_text(column, cell);
    case ColumnKind::number:
    case ColumnKind::rate:
      return read_number(column, index);
    case ColumnKind::boolean:
    case ColumnKind::bit:
      return read_flag(column, index);
    case ColumnKind::choice:
      return read_choice(column, index);
    case ColumnKind::reference:
      return read_reference(column, index);
    case ColumnKind::plain:
      return;
  }
}

void TableReader::read_text(const Column& column, std::string_view cell) {
  set(column.offset, builder_.texts.add(cell));
}

void TableReader::read_number(const Column& column, std::size_t index) {
  double value = 0;
  if (!parse_number(csv_.cell(index), value)) {
    errors_.push_back(csv_.diagnostic(index, fmt::format("'{}' is not a number", csv_.cell(index)),
                                      "leave the cell blank when the value is not known"));
    return;
  }
  if (value < column.min || value > column.max) {
    errors_.push_back(csv_.diagnostic(
        index, fmt::format("{} = {} is not between {} and {}", column.name, value, column.min, column.max)));
    return;
  }
  if (column.kind == ColumnKind::number) return set(column.offset, value);
  set(column.offset, HourlyRate{static_cast<std::uint32_t>(std::llround(value * 1e6))});
}

void TableReader::read_flag(const Column& column, std::size_t index) {
  const std::string_view cell = csv_.cell(index);
  if (cell != "yes" && cell != "no") {
    errors_.push_back(csv_.diagnostic(index, fmt::format("expected yes or no, got '{}'", cell)));
    return;
  }
  if (column.kind == ColumnKind::boolean) return store_unsigned(column, cell == "yes" ? 1 : 0);
  if (cell == "yes") set(column.offset, get<std::uint32_t>(column.offset) | column.bit);
}

void TableReader::read_choice(const Column& column, std::size_t index) {
  const auto found = std::find(column.choices.begin(), column.choices.end(), csv_.cell(index));
  if (found != column.choices.end())
    return store_unsigned(column, static_cast<std::uint32_t>(found - column.choices.begin()));
  std::string all;
  for (const std::string_view name : column.choices)
    all += fmt::format("{}{}", all.empty() ? "" : ", ", name);
  errors_.push_back(csv_.diagnostic(index, fmt::format("unknown {} '{}'", column.name, csv_.cell(index)),
                                    fmt::format("one of {}", all)));
}

std::string_view TableReader::scope_of(TableId target) const {
  if (target == TableId::source) return folder_name_;
  if (target == TableId::region || target == TableId::instance_type) return provider_;
  return "";
}

void TableReader::read_reference(const Column& column, std::size_t index) {
  const std::string_view key = csv_.cell(index);
  if (column.target == TableId::source && !folder_.has_sources)
    return store_unsigned(column, inline_source(key));
  const Index found = builder_.find(column.target, scope_of(column.target), key);
  if (found != kNoIndex) return store_unsigned(column, found);
  errors_.push_back(csv_.diagnostic(index, fmt::format("unknown {} '{}'", column.name, key),
                                    suggestion(key, builder_.keys(column.target, scope_of(column.target)))));
}

// A table of a folder without sources.csv names its sources in full.
Index TableReader::inline_source(std::string_view text) {
  const std::string_view as_of = cell("as_of");
  const std::string key = fmt::format("{} {}", text, as_of);
  const Index known = builder_.find(TableId::source, folder_name_, key);
  if (known != kNoIndex) return known;
  const Name name = builder_.texts.add(text);
  Source source{.key = name, .text = name, .as_of = builder_.texts.add(as_of), .as_of_day = 0, .weak = 0};
  if (!as_of.empty() && !last_day_of(as_of, source.as_of_day)) add_error("as_of", "not a date", "YYYY-MM-DD");
  std::vector<std::byte> record = builder_.blank(TableId::source);
  std::memcpy(record.data(), &source, sizeof source);
  const Index index = builder_.append(TableId::source, record);
  builder_.add_key(TableId::source, folder_name_, key, index);
  return index;
}

void TableReader::store_unsigned(const Column& column, std::uint32_t value) {
  if (column.size == 1) return set(column.offset, static_cast<std::uint8_t>(value));
  if (column.size == 2) return set(column.offset, static_cast<std::uint16_t>(value));
  set(column.offset, value);
}

void TableReader::add_error(std::string_view column, std::string message, std::string hint) {
  const std::size_t index = csv_.column(column);
  errors_.push_back(
      csv_.diagnostic(index == CsvReader::kNoColumn ? 0 : index, std::move(message), std::move(hint)));
}

}  // namespace cloudplan
