// Text to JsonValue: the part of the JSON reader that knows nlohmann's parser,
// and the part that says what is wrong with a text that it refuses.

#ifndef CLOUDPLAN_SRC_JSON_PARSER_HPP_
#define CLOUDPLAN_SRC_JSON_PARSER_HPP_

#include "support/json_reader.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace cloudplan {

// Something wrong at a place in a text.
struct JsonMistake {
  std::size_t offset = 0;
  std::string pointer;
  Problem problem;
};

// Builds the value; adds what is wrong. False: the text is not JSON, and the
// value is of no use.
bool parse_json(std::string_view text, JsonValue& root, std::vector<JsonMistake>& mistakes);

// The first byte at or after `at` that is neither blank nor in a comment; the
// text's size when there is none. A comment that does not end is not skipped.
std::size_t skip_blanks(std::string_view text, std::size_t at);

// Where a parser stopped: behind the last token it took.
struct JsonState {
  enum class Last { nothing, open, name, value };  // kind of that token
  Last last = Last::nothing;
  std::size_t at = 0;  // first byte behind it
  char open = 0;       // '{' or '[': innermost that is not closed; 0: none
  std::size_t open_offset = 0;
  std::size_t refused = 0;  // the byte that the parser refused
};

// What a person should be told about a text that stops being JSON there.
JsonMistake explain_syntax(std::string_view text, const JsonState& state);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_JSON_PARSER_HPP_
