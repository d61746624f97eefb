// Text from inputs, made safe for a terminal and for one line of a message.

#ifndef CLOUDPLAN_SRC_PRINTABLE_HPP_
#define CLOUDPLAN_SRC_PRINTABLE_HPP_

#include <cstddef>
#include <string>
#include <string_view>

namespace cloudplan {

// One character of UTF-8 text. A byte that begins no valid sequence is a
// character of its own, with valid = false.
struct Utf8Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;
};
// `at` must be below text.size().
Utf8Character utf8_at(std::string_view text, std::size_t at);

// Whether a zero-width joiner stands there that makes one picture of the emoji around it; it must be below
// text.size().
bool joins_pictures(std::string_view text, std::size_t at);

// The text with everything escaped that a terminal could obey or hide: control
// characters, bytes that are not UTF-8, invisible and direction-changing
// characters ("\x1b", "\u202e"), but for joiners of emoji.
std::string printable(std::string_view text);

// The text in double quotes, printable, cut to about `most` characters.
std::string in_quotes(std::string_view text, std::size_t most = 60);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PRINTABLE_HPP_
