#include "support/json_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

const char* kind_name(Kind kind) {
  constexpr const char* kNames[] = {"null", "a boolean", "a number", "a string", "an array", "an object"};
  return kNames[static_cast<int>(kind)];
}

std::string escape(std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    if (c == '~')
      escaped += "~0";
    else if (c == '/')
      escaped += "~1";
    else
      escaped += c;
  }
  return escaped;
}

Diagnostic diagnostic_at(std::string_view text, std::size_t offset, std::string_view file) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {.file = std::string(file),
          .line = static_cast<int>(lines) + 1,
          .column = static_cast<int>(before.size() - line_start) + 1,
          .pointer = {},
          .message = {},
          .hint = {}};
}

// Builds the tree from the events of nlohmann's parser. The events don't say
// where their tokens stand, so this follows them through the text.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view text, std::string_view file, JsonValue& root)
      : text_(text), file_(file), root_(root) {}

  bool null() override { return add(Kind::null), true; }
  bool boolean(bool value) override { return add(Kind::boolean).boolean = value, true; }
  bool number_integer(number_integer_t value) override { return add_number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add_number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return add_number(value); }
  bool string(string_t& value) override { return add(Kind::string).string = std::move(value), true; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open_.push_back(&add(Kind::object)), true; }
  bool start_array(std::size_t) override { return open_.push_back(&add(Kind::array)), true; }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    std::vector<std::string>& names = open_.back()->names;
    const std::size_t offset = next_token();
    if (std::find(names.begin(), names.end(), name) != names.end())
      fail(offset, fmt::format("\"{}\" stands twice in one object", name));
    names.push_back(std::move(name));
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& e) override {
    std::string message =
        e.what();  // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
    if (const std::size_t colon = message.find(": "); colon != std::string::npos) message.erase(0, colon + 2);
    fail(position == 0 ? 0 : position - 1, "not valid JSON: " + message);
  }

 private:
  JsonValue& add(Kind kind) {
    JsonValue& value = open_.empty() ? root_ : open_.back()->elements.emplace_back();
    value.kind = kind;
    value.offset = next_token();
    return value;
  }

  bool add_number(double number) { return add(Kind::number).number = number, true; }

  bool close() {
    next_token();
    open_.pop_back();
    return true;
  }

  // Where the next token begins; goes on behind it.
  std::size_t next_token() {
    const std::size_t begin = text_.find_first_not_of(" \t\r\n,:", at_);
    at_ = begin + 1;
    if (text_[begin] == '"') {
      for (; text_[at_] != '"'; ++at_)
        if (text_[at_] == '\\') ++at_;
      ++at_;
    } else if (std::string_view("{}[]").find(text_[begin]) == std::string_view::npos) {
      at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    }
    return begin;
  }

  [[noreturn]] void fail(std::size_t offset, std::string message) const {
    Diagnostic diagnostic = diagnostic_at(text_, offset, file_);
    diagnostic.message = std::move(message);
    throw InputError({std::move(diagnostic)});
  }

  std::string_view text_;
  std::string_view file_;
  JsonValue& root_;
  std::vector<JsonValue*> open_;  // arrays and objects around the next value
  std::size_t at_ = 0;
};

}  // namespace

JsonDocument::JsonDocument(std::string_view text, std::string_view file) : text_(text), file_(file) {
  Builder builder(text, file, root_);
  nlohmann::json::sax_parse(text, &builder);
}

void JsonDocument::add_error(const JsonValue& at, std::string pointer, std::string message,
                             std::string hint) {
  Diagnostic diagnostic = diagnostic_at(text_, at.offset, file_);
  diagnostic.pointer = std::move(pointer);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  errors_.push_back(std::move(diagnostic));
}

void JsonDocument::throw_if_errors() {
  if (errors_.empty()) return;
  std::stable_sort(errors_.begin(), errors_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  throw InputError(std::move(errors_));
}

std::string JsonCursor::pointer_to(std::string_view name) const { return pointer_ + '/' + escape(name); }

const JsonValue* JsonCursor::member(std::string_view name, Kind wanted, bool required) {
  if (value_->kind != Kind::object) return nullptr;  // allow_only() has said so
  const auto found = std::find(value_->names.begin(), value_->names.end(), name);
  if (found == value_->names.end()) {
    if (required) document_->add_error(*value_, pointer_, fmt::format("missing member \"{}\"", name));
    return nullptr;
  }
  const JsonValue& value = value_->elements[static_cast<std::size_t>(found - value_->names.begin())];
  if (value.kind == wanted) return &value;
  document_->add_error(value, pointer_to(name),
                       fmt::format("expected {}, got {}", kind_name(wanted), kind_name(value.kind)));
  return nullptr;
}

void JsonCursor::allow_only(std::initializer_list<std::string_view> names) {
  if (value_->kind != Kind::object) {
    document_->add_error(*value_, pointer_,
                         fmt::format("expected an object, got {}", kind_name(value_->kind)));
    return;
  }
  for (std::size_t i = 0; i < value_->names.size(); ++i) {
    const std::string& name = value_->names[i];
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string_view near = closest_name(name, names);
    document_->add_error(value_->elements[i], pointer_to(name), fmt::format("unknown member \"{}\"", name),
                         near.empty() ? "" : fmt::format("did you mean \"{}\"?", near));
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
      cursors.push_back(
          JsonCursor(*document_, value->elements[i], fmt::format("{}/{}", pointer_to(name), i)));
  return cursors;
}

}  // namespace cloudplan
