#include "support/glob.hpp"

#include <algorithm>

namespace cloudplan {

bool glob_matches(std::string_view pattern, std::string_view text) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t p = 0;
  std::size_t t = 0;
  // On a mismatch only the last star has to give way: an earlier one could
  // reach nothing that it could not.
  std::size_t star = kNone;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != kNone) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool glob_matches_full_name(std::string_view pattern, std::string_view full_name) {
  if (glob_matches(pattern, full_name)) return true;
  const bool bare = pattern.find('/') == std::string_view::npos;
  return bare && glob_matches(pattern, full_name.substr(full_name.find('/') + 1));
}

std::size_t glob_literals(std::string_view pattern) {
  return static_cast<std::size_t>(
      std::count_if(pattern.begin(), pattern.end(), [](char c) { return c != '*' && c != '?'; }));
}

}  // namespace cloudplan
