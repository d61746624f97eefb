// Patterns for names: "*" stands for any text, "?" for one character.

#ifndef CLOUDPLAN_SRC_GLOB_HPP_
#define CLOUDPLAN_SRC_GLOB_HPP_

#include <cstddef>
#include <string_view>

namespace cloudplan {

inline bool is_glob(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

// Whether the whole text matches. Takes at most pattern x text steps.
bool glob_matches(std::string_view pattern, std::string_view text);

// Whether a pattern means a name with its provider, "aws/g5.xlarge": the whole of it, or what is behind the
// slash where the pattern names no provider.
bool glob_matches_full_name(std::string_view pattern, std::string_view full_name);

// How many characters of a pattern stand for themselves: the more, the narrower.
std::size_t glob_literals(std::string_view pattern);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_GLOB_HPP_
