#include "support/json_parser.hpp"

#include "support/printable.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;
using Last = JsonState::Last;

// Builds the tree from the events of nlohmann's parser. The events don't say
// where their tokens stand, so this follows them through the text. Neither
// recurses.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view text, JsonValue& root, std::vector<JsonMistake>& mistakes)
      : text_(text), root_(root), mistakes_(mistakes) {
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) at_ = kByteOrderMark.size();
  }

  bool null() override { return add(Kind::null) != nullptr; }
  bool boolean(bool value) override { return set(Kind::boolean, &JsonValue::boolean, value); }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t& value) override { return set(Kind::string, &JsonValue::string, std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Kind::object); }
  bool start_array(std::size_t) override { return open(Kind::array); }
  bool end_object() override { return note_repeated_names(*open_.back()), close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const std::size_t offset = next_token();
    open_.back()->names.push_back({std::move(name), offset});
    last_ = Last::name;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
    const char open = open_.empty() ? '\0' : open_.back()->kind == Kind::object ? '{' : '[';
    mistakes_.push_back(explain_syntax(text_, {.last = last_,
                                               .at = at_,
                                               .open = open,
                                               .open_offset = open_.empty() ? 0 : open_.back()->offset,
                                               .refused = position == 0 ? 0 : position - 1}));
    return false;
  }

 private:
  // The value that the parser has come to; null when it is one too many.
  JsonValue* add(Kind kind) {
    const std::size_t offset = next_token();
    last_ = Last::value;
    if (++values_ > kMostJsonValues)
      return fail(offset, fmt::format("more than {} values in one file", kMostJsonValues)), nullptr;
    JsonValue& value = open_.empty() ? root_ : open_.back()->elements.emplace_back();
    value.kind = kind;
    value.offset = offset;
    return &value;
  }

  template <class Member, class Value>
  bool set(Kind kind, Member member, Value&& content) {
    JsonValue* const value = add(kind);
    if (value) value->*member = std::forward<Value>(content);
    return value != nullptr;
  }

  bool number(double value) { return set(Kind::number, &JsonValue::number, value); }

  bool open(Kind kind) {
    JsonValue* const value = add(kind);
    if (!value) return false;
    if (open_.size() == kMostJsonDepth)
      return fail(value->offset, fmt::format("objects and arrays nest more than {} deep", kMostJsonDepth));
    open_.push_back(value);
    last_ = Last::open;
    return true;
  }

  bool close() {
    next_token();
    open_.pop_back();
    last_ = Last::value;
    return true;
  }

  // Sorts instead of searching: an object may have very many names.
  void note_repeated_names(const JsonValue& object) {
    std::vector<std::size_t> order(object.names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return object.names[a].text < object.names[b].text;
    });
    for (std::size_t i = 1; i < order.size() && mistakes_.size() < kMostDiagnostics; ++i) {
      const JsonName& name = object.names[order[i]];
      if (name.text != object.names[order[i - 1]].text) continue;
      mistakes_.push_back(
          {.offset = name.offset,
           .pointer = pointer() + pointer_step(name.text),
           .problem = {in_quotes(name.text) + " stands twice in one object", "", "keep one of the two"}});
    }
  }

  // Of the innermost open object or array.
  std::string pointer() const {
    std::string path;
    for (std::size_t i = 1; i < open_.size(); ++i) {
      const JsonValue& parent = *open_[i - 1];
      path += parent.kind == Kind::object ? pointer_step(parent.names.back().text)
                                          : fmt::format("/{}", parent.elements.size() - 1);
    }
    return path;
  }

  // Where the next token begins; goes on behind it.
  std::size_t next_token() {
    std::size_t begin = skip_blanks(text_, at_);
    while (text_[begin] == ',' || text_[begin] == ':') begin = skip_blanks(text_, begin + 1);
    at_ = begin + 1;
    const char first = text_[begin];
    if (first == '"') {
      for (; text_[at_] != '"'; ++at_)
        if (text_[at_] == '\\') ++at_;
      ++at_;
    } else if (first == 't' || first == 'n') {
      at_ = begin + 4;
    } else if (first == 'f') {
      at_ = begin + 5;
    } else if (first == '0') {  // "01" is two tokens
      at_ = std::min(text_.find_first_not_of(".+-eE", at_), text_.size());
      if (at_ > begin + 1) at_ = end_of_number(at_);
    } else if (first == '-' || (first >= '1' && first <= '9')) {
      at_ = end_of_number(at_);
    }
    return begin;
  }

  std::size_t end_of_number(std::size_t at) const {
    return std::min(text_.find_first_not_of("0123456789.+-eE", at), text_.size());
  }

  bool fail(std::size_t offset, std::string message) {
    mistakes_.push_back({.offset = offset, .pointer = {}, .problem = {std::move(message), {}, {}}});
    return false;
  }

  std::string_view text_;
  JsonValue& root_;
  std::vector<JsonMistake>& mistakes_;
  std::vector<JsonValue*> open_;  // arrays and objects around the next value
  std::size_t at_ = 0;
  std::size_t values_ = 0;
  Last last_ = Last::nothing;
};

}  // namespace

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (true) {
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    const std::string_view two = text.substr(at, 2);
    if (two == "//") {
      at = std::min(text.find_first_of("\r\n", at), text.size());
    } else if (two == "/*") {
      const std::size_t end = text.find("*/", at + 2);
      if (end == std::string_view::npos) return at;
      at = end + 2;
    } else {
      return at;
    }
  }
}

bool parse_json(std::string_view text, JsonValue& root, std::vector<JsonMistake>& mistakes) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    mistakes.push_back(
        {.offset = 0, .pointer = {}, .problem = {"the file is UTF-16 text", {}, "save it as UTF-8 text"}});
    return false;
  }
  // nlohmann's parser takes it for the end of the text, and of a comment.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    mistakes.push_back(
        {.offset = zero, .pointer = {}, .problem = {"a NUL byte", {}, "save the file as UTF-8 text"}});
    return false;
  }
  Builder builder(text, root, mistakes);
  constexpr bool kWholeText = true;
  constexpr bool kIgnoreComments = true;
  return nlohmann::json::sax_parse(text, &builder, nlohmann::json::input_format_t::json, kWholeText,
                                   kIgnoreComments);
}

}  // namespace cloudplan
