// What to tell a person whose text is not JSON. The parser knows only which
// byte it refused; the mistake is mostly a token earlier.

#include "support/json_parser.hpp"
#include "support/printable.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Last = JsonState::Last;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Cold path of a broken text: reads the text once more and says what it meets.
class Explainer {
 public:
  Explainer(std::string_view text, const JsonState& state) : text_(text), state_(state) {}

  JsonMistake explain() const {
    const std::size_t next = skip_blanks(text_, state_.at);
    if (state_.open == 0 && state_.last == Last::nothing) {
      if (ended(next)) return say(next, "the file is empty", "a document begins with {");
      if (is_letter(text_[next]))
        return say(next, fmt::format("a JSON document begins with {{, not with {}", token(next)));
      return value(next);
    }
    if (state_.open == 0) return at_end(next);
    if (ended(next)) return unclosed();
    if (state_.last == Last::name) return after_name(next);
    if (state_.last == Last::open) return state_.open == '{' ? name(next) : value(next);
    return after_value(next);
  }

 private:
  bool ended(std::size_t at) const { return at >= text_.size(); }
  char close() const { return state_.open == '{' ? '}' : ']'; }

  static JsonMistake say(std::size_t at, std::string message, std::string hint = {}) {
    return {.offset = at, .pointer = {}, .problem = {std::move(message), {}, std::move(hint)}};
  }

  // The word, the text in quotes, or the character that stands there.
  std::string token(std::size_t at) const {
    if (at < text_.size() && text_[at] == '"') {
      const std::size_t close = text_.find_first_of("\"\n", at + 1);
      return in_quotes(text_.substr(at + 1, std::min(close, text_.size()) - at - 1), 30);
    }
    std::size_t end = at;
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '.')) ++end;
    if (end == at && at < text_.size()) end += utf8_at(text_, at).bytes;
    return in_quotes(text_.substr(at, end - at), 30);
  }

  int line_of(std::size_t at) const {
    Diagnostic place;
    SourceText(text_).locate(at, place);
    return place.line;
  }

  JsonMistake unclosed() const {
    return say(text_.size(),
               fmt::format("the file ends before the '{}' of line {} is closed", state_.open,
                           line_of(state_.open_offset)),
               fmt::format("add the missing '{}'", close()));
  }

  JsonMistake at_end(std::size_t next) const {
    if (text_.substr(next, 2) == "/*") return say(next, "this comment is not closed", "end it with */");
    return say(next, fmt::format("{} stands behind the end of the document", token(next)),
               "a file holds one object; is a '}' too early?");
  }

  JsonMistake after_name(std::size_t next) const {
    if (text_[next] != ':') return say(next, "a ':' is missing between a name and its value");
    const std::size_t at = skip_blanks(text_, next + 1);
    return ended(at) ? unclosed() : value(at);
  }

  JsonMistake after_value(std::size_t next) const {
    const char c = text_[next];
    if (c == ',') {
      const std::size_t behind = skip_blanks(text_, next + 1);
      if (ended(behind)) return unclosed();
      if (text_[behind] == '}' || text_[behind] == ']')
        return say(next, fmt::format("a comma may not stand before the closing '{}'", text_[behind]),
                   "remove the comma");
      return state_.open == '{' ? name(behind) : value(behind);
    }
    if (c == '}' || c == ']')
      return say(
          next,
          fmt::format("'{}' does not close the '{}' of line {}", c, state_.open, line_of(state_.open_offset)),
          fmt::format("expected ',' or '{}'", close()));
    if (state_.at > 0 && is_digit(text_[state_.at - 1]) && (is_letter(c) || c == '%' || c == '/') &&
        text_.substr(next, 2) != "/*")
      return say(next, fmt::format("{} behind a number", token(next)),
                 "a quantity with a unit stands in quotes: \"150 GB\"");
    if (c == '"' || c == '{' || c == '[' || c == '-' || is_digit(c) || is_letter(c))
      return say(next, fmt::format("a comma is missing before {}", token(next)));
    return stray(next, fmt::format("',' or '{}'", close()));
  }

  JsonMistake name(std::size_t at) const {
    if (text_[at] == '"') return string(at);
    if (is_letter(text_[at]))
      return say(at, fmt::format("the name {} has no quotes", token(at)), "names stand in double quotes");
    return stray(at, "a name in double quotes");
  }

  JsonMistake value(std::size_t at) const {
    const char c = text_[at];
    if (c == '"') return string(at);
    if (is_digit(c) || c == '-' || c == '+' || c == '.') return number(at);
    if (!is_letter(c)) return stray(at, "a value");
    const std::string word = token(at);
    if (word == "\"True\"" || word == "\"False\"")
      return say(at, fmt::format("{} is not a JSON value", word), "write true or false");
    if (word == "\"NaN\"" || word == "\"Infinity\"" || word == "\"None\"" || word == "\"undefined\"")
      return say(at, fmt::format("{} is not a JSON value", word), "leave out what is not known");
    return say(at, fmt::format("{} has no quotes", word), "texts stand in double quotes");
  }

  JsonMistake number(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) ||
                                  std::string_view("+-._").find(text_[end]) != std::string_view::npos))
      ++end;
    const std::string word = in_quotes(text_.substr(at, end - at), 30);
    if (text_[at] == '+') return say(at, fmt::format("{} is not a JSON number", word), "leave out the '+'");
    if (text_[at] == '.')
      return say(at, fmt::format("{} is not a JSON number", word), "write a 0 before the point");
    if (text_[at] == '0' && end > at + 1 && is_digit(text_[at + 1]))
      return say(at, fmt::format("{} is not a JSON number", word), "numbers don't begin with 0");
    return say(at, fmt::format("{} is not a number that JSON can hold", word),
               "digits, a point and an exponent such as 1.5e9; quantities with units stand in quotes");
  }

  // The text has a string there that the parser did not take.
  JsonMistake string(std::size_t at) const {
    for (std::size_t i = at + 1; i < text_.size();) {
      const Utf8Character c = utf8_at(text_, i);
      if (!c.valid) return say(i, "a byte that is not UTF-8", "save the file as UTF-8");
      if (c.code == '"') break;
      if (c.code == '\n' || c.code == '\r')
        return say(at, "this text is not closed on its line", "end it with a double quote");
      if (c.code < 0x20)
        return say(i, "a control character inside a text", "write \\t for a tab, \\n for a new line");
      if (c.code == '\\') {
        if (i + 1 < text_.size() &&
            std::string_view("\"\\/bfnrtu").find(text_[i + 1]) == std::string_view::npos)
          return say(i, fmt::format("'\\{}' is no escape that JSON knows", printable(text_.substr(i + 1, 1))),
                     "write \\\\ for a backslash");
        if (i + 1 < text_.size() && text_[i + 1] == 'u' && !is_escape(i))
          return say(i, "a \\u escape that is no character", "write \\u and four hexadecimal digits");
        ++i;
      }
      i += c.bytes;
    }
    return text_.find('"', at + 1) == std::string_view::npos
               ? say(at, "this text is not closed", "end it with a double quote")
               : say(state_.refused, "not valid JSON");
  }

  // Whether four hexadecimal digits follow that are no half of a pair.
  bool is_escape(std::size_t at) const {
    const std::string_view digits = text_.substr(at + 2, 4);
    const bool hexadecimal =
        digits.size() == 4 && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    const bool surrogate = hexadecimal && (digits[0] == 'd' || digits[0] == 'D') && digits[1] > '7';
    return hexadecimal && !surrogate;
  }

  JsonMistake stray(std::size_t at, std::string_view expected) const {
    const char c = text_[at];
    if (c == '\'') return say(at, "a single quote", "texts and names stand in double quotes");
    if (c == '#') return say(at, "'#' begins no comment here", "comments are // or /* */");
    if (text_.substr(at, 2) == "/*") return say(at, "this comment is not closed", "end it with */");
    if (c == ',') return say(at, fmt::format("expected {} before the comma", expected), "remove the comma");
    return say(at, fmt::format("expected {}, got {}", expected, token(at)));
  }

  std::string_view text_;
  const JsonState& state_;
};

}  // namespace

JsonMistake explain_syntax(std::string_view text, const JsonState& state) {
  return Explainer(text, state).explain();
}

}  // namespace cloudplan
