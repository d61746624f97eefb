#include "support/json_reader.hpp"

#include "support/json_parser.hpp"
#include "support/printable.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

using Kind = JsonValue::Kind;

std::string_view kind_name(Kind kind) {
  constexpr std::string_view kNames[] = {"null",     "a boolean", "a number",
                                         "a string", "an array",  "an object"};
  return kNames[static_cast<int>(kind)];
}

std::string pointer_step(std::string_view name) {
  std::string step = "/";
  for (const char c : name) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

const JsonValue* JsonValue::find(std::string_view name) const {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].text == name) return &elements[i];
  return nullptr;
}

JsonDocument::JsonDocument(std::string_view text, std::string_view file) : text_(text), file_(file) {
  if (text.size() > kMostJsonBytes) {
    add(Severity::error, 0, {}, {fmt::format("larger than {} MiB", kMostJsonBytes >> 20U), {}, {}});
    throw_if_errors();
  }
  std::vector<JsonMistake> mistakes;
  const bool complete = parse_json(text, root_, mistakes);
  for (JsonMistake& mistake : mistakes)
    add(Severity::error, mistake.offset, std::move(mistake.pointer), std::move(mistake.problem));
  if (!complete) throw_if_errors();
}

void JsonDocument::add(Severity severity, std::size_t offset, std::string pointer, Problem problem) {
  if (severity == Severity::error) ++errors_;
  // One mistake can have consequences without end; a pointer can be long.
  if (is_full()) return;
  constexpr std::size_t kLongestPointer = 300;
  if (pointer.size() > kLongestPointer) pointer = pointer.substr(0, kLongestPointer) + "...";
  found_.push_back({severity, offset, std::move(pointer), std::move(problem)});
}

std::vector<Diagnostic> JsonDocument::take(Severity severity) {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Found& a, const Found& b) { return a.offset < b.offset; });
  std::vector<Diagnostic> diagnostics;
  SourceText source(text_);
  for (Found& found : found_) {
    if (found.severity != severity) continue;
    Diagnostic& diagnostic = diagnostics.emplace_back();
    diagnostic.file = file_;
    diagnostic.pointer = std::move(found.pointer);
    diagnostic.message = std::move(found.problem.message);
    diagnostic.hint = std::move(found.problem.hint);
    diagnostic.severity = severity;
    diagnostic.expected = std::move(found.problem.expected);
    source.locate(found.offset, diagnostic);
  }
  std::erase_if(found_, [&](const Found& found) { return found.severity == severity; });
  return diagnostics;
}

void JsonDocument::throw_if_errors() {
  if (errors_ == 0) return;
  std::vector<Diagnostic> diagnostics = take(Severity::error);
  if (errors_ > diagnostics.size()) {
    Diagnostic& more = diagnostics.emplace_back();
    more.file = file_;
    more.message = fmt::format("{} more errors", errors_ - diagnostics.size() + 1);
  }
  throw InputError(std::move(diagnostics));
}

std::vector<Diagnostic> JsonDocument::take_warnings() { return take(Severity::warning); }

JsonCursor JsonCursor::element(std::size_t index) const {
  return {*document_, value_->elements[index],
          pointer_ + (value_->kind == Kind::object ? pointer_step(value_->names[index].text)
                                                   : fmt::format("/{}", index))};
}

const JsonValue* JsonCursor::member(std::string_view name, Kind wanted, bool required) {
  if (value_->kind != Kind::object) return nullptr;  // allow_only() has said so
  const JsonValue* const found = value_->find(name);
  if (!found) {
    if (required) document_->add_error(*value_, pointer_, fmt::format("missing member \"{}\"", name));
    return nullptr;
  }
  if (found->kind == wanted) return found;
  document_->add_error(*found, pointer_to(name),
                       fmt::format("expected {}, got {}", kind_name(wanted), kind_name(found->kind)));
  return nullptr;
}

void JsonCursor::allow_only(std::initializer_list<std::string_view> names) {
  if (value_->kind != Kind::object) {
    document_->add_error(*value_, pointer_,
                         fmt::format("expected an object, got {}", kind_name(value_->kind)));
    return;
  }
  for (std::size_t i = 0; i < value_->names.size(); ++i) {
    const JsonName& name = value_->names[i];
    if (std::find(names.begin(), names.end(), name.text) != names.end()) continue;
    const std::string_view near = closest_name(name.text, names);
    document_->add(Severity::error, name.offset, pointer_to(name.text),
                   {"unknown member " + in_quotes(name.text),
                    {},
                    near.empty() ? "" : fmt::format("did you mean \"{}\"?", near)});
  }
}

std::string JsonCursor::string(std::string_view name) {
  const JsonValue* const value = member(name, Kind::string, true);
  return value ? value->string : std::string();
}

double JsonCursor::number_or(std::string_view name, double fallback) {
  const JsonValue* const value = member(name, Kind::number, false);
  return value ? value->number : fallback;
}

double JsonCursor::positive(std::string_view name) {
  const JsonValue* const value = member(name, Kind::number, true);
  if (!value) return 1;
  if (!(value->number > 0))
    document_->add_error(*value, pointer_to(name),
                         fmt::format("expected a number above 0, got {}", value->number));
  return value->number;
}

std::vector<JsonCursor> JsonCursor::array(std::string_view name) {
  std::vector<JsonCursor> cursors;
  if (const JsonValue* const value = member(name, Kind::array, true))
    for (std::size_t i = 0; i < value->elements.size(); ++i)
      cursors.push_back(JsonCursor(*document_, *value, pointer_to(name)).element(i));
  return cursors;
}

}  // namespace cloudplan
