#include "foreign/import/notes.hpp"

#include "foreign/import/foreign_units.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/core.h>

namespace cloudplan {

namespace {
constexpr std::size_t kMostNotes = 100;
const std::vector<YamlValue::Key> kNoKeys;
}  // namespace

void Notes::add(YamlPlace at, std::string message, std::string hint) {
  notes_.push_back({at, std::move(message), std::move(hint)});
}

void Notes::leave_out(std::string_view key) {
  constexpr std::size_t kMostLeftOut = 500;  // names that anybody reads
  const std::string name = printable(key);
  if (left_out_.size() < kMostLeftOut &&
      std::find(left_out_.begin(), left_out_.end(), name) == left_out_.end())
    left_out_.push_back(name);
}

std::vector<Diagnostic> Notes::diagnostics(std::string_view text, std::string_view file) const {
  std::vector<Note> sorted = notes_;
  const auto key = [](const Note& note) { return std::tie(note.at.line, note.at.column, note.message); };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Note& a, const Note& b) { return key(a) < key(b); });
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [&](const Note& a, const Note& b) { return key(a) == key(b); }),
               sorted.end());
  std::vector<Diagnostic> diagnostics;
  for (const Note& note : sorted) {
    if (diagnostics.size() == kMostNotes) {
      Diagnostic rest;
      rest.file = file;
      rest.message = fmt::format("and {} more like these", sorted.size() - kMostNotes);
      rest.severity = Severity::warning;
      diagnostics.push_back(std::move(rest));
      break;
    }
    diagnostics.push_back(yaml_diagnostic(text, file, note.at, note.message, note.hint));
    diagnostics.back().severity = Severity::warning;
  }
  return diagnostics;
}

ForeignMap::ForeignMap(const YamlValue* value, std::string path, Notes& notes)
    : path_(std::move(path)), notes_(&notes) {
  if (value && value->is_map())
    value_ = value;
  else if (value && value->kind != YamlValue::Kind::null)
    notes.add(value->at, fmt::format("{} is not a map, and is left out", path_));
  if (value_) used_.resize(value_->keys.size(), false);
}

const std::vector<YamlValue::Key>& ForeignMap::keys() const { return value_ ? value_->keys : kNoKeys; }

std::string ForeignMap::path_to(std::string_view key) const {
  return path_.empty() ? printable(key) : path_ + "." + printable(key);
}

const YamlValue* ForeignMap::take(std::string_view key) {
  for (std::size_t i = 0; i < keys().size(); ++i) {
    if (value_->keys[i].text != key) continue;
    used_[i] = true;
    return value_->elements[i].kind == YamlValue::Kind::null ? nullptr : &value_->elements[i];
  }
  return nullptr;
}

std::vector<const YamlValue*> ForeignMap::list(std::string_view key, bool lenient) {
  const YamlValue* const value = take(key);
  std::vector<const YamlValue*> elements;
  if (!value) return elements;
  if (value->is_list())
    for (const YamlValue& element : value->elements) elements.push_back(&element);
  else if (lenient)
    elements.push_back(value);
  else
    notes_->add(value->at, fmt::format("{} is not a list, and is left out", path_to(key)));
  return elements;
}

std::optional<std::string> ForeignMap::text(std::string_view key) {
  const YamlValue* const value = take(key);
  if (!value) return std::nullopt;
  if (value->is_scalar()) return value->text;
  notes_->add(value->at, fmt::format("{} is not a single value, and is left out", path_to(key)));
  return std::nullopt;
}

std::vector<ForeignMap::Entry> ForeignMap::take_all() {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < keys().size(); ++i) {
    used_[i] = true;
    if (value_->elements[i].kind != YamlValue::Kind::null)
      entries.push_back({&value_->keys[i], &value_->elements[i]});
  }
  return entries;
}

std::optional<double> ForeignMap::number(std::string_view key) {
  for (std::size_t i = 0; i < keys().size(); ++i)
    if (value_->keys[i].text == key && take(key))
      return number(Entry{&value_->keys[i], &value_->elements[i]});
  return std::nullopt;
}

std::optional<double> ForeignMap::number(const Entry& entry) {
  const auto number = entry.value->is_scalar() ? plain_number(entry.value->text) : std::nullopt;
  if (!number)
    notes_->add(entry.value->at, fmt::format("{}: {} is not a number, and is left out",
                                             path_to(entry.key->text), in_quotes(entry.value->text)));
  return number;
}

std::optional<bool> ForeignMap::boolean(std::string_view key) {
  const YamlValue* const value = take(key);
  const auto text = value ? this->text(key) : std::nullopt;
  if (!text) return std::nullopt;
  const std::string word = lower_case(*text);
  if (word == "true" || word == "yes" || word == "on") return true;
  if (word == "false" || word == "no" || word == "off") return false;
  notes_->add(value->at, fmt::format("{}: {} is neither true nor false, and is left out", path_to(key),
                                     in_quotes(*text)));
  return std::nullopt;
}

void ForeignMap::leave_out(std::initializer_list<std::string_view> names) {
  for (std::size_t i = 0; i < keys().size(); ++i)
    if (std::find(names.begin(), names.end(), value_->keys[i].text) != names.end()) {
      used_[i] = true;
      notes_->leave_out(value_->keys[i].text);
    }
}

void ForeignMap::done() {
  for (std::size_t i = 0; i < keys().size(); ++i) {
    const YamlValue::Key& key = value_->keys[i];
    if (used_[i]) continue;
    if (key.text.substr(0, 2) == "x-")
      notes_->leave_out(key.text);
    else
      notes_->add(key.at, fmt::format("{} is not translated", path_to(key.text)));
  }
}

}  // namespace cloudplan
