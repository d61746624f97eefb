// Upper and lower case, of the letters of ASCII.

#ifndef CLOUDPLAN_SRC_LETTER_CASE_HPP_
#define CLOUDPLAN_SRC_LETTER_CASE_HPP_

#include <string>
#include <string_view>

namespace cloudplan {

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower_case(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = lower_case(c);
  return made;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_LETTER_CASE_HPP_
