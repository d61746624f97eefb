// How wide text is on a terminal, in columns, and text laid out by that.

#ifndef CLOUDPLAN_SRC_SUPPORT_TEXT_WIDTH_HPP_
#define CLOUDPLAN_SRC_SUPPORT_TEXT_WIDTH_HPP_

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// Of UTF-8 text without control characters (see printable()): 2 for each wide
// East Asian character or emoji, 0 for a combining mark, else 1.
int display_width(std::string_view text);

// The text in lines of at most `columns`, broken at spaces, or inside a word
// that is wider than a line. At least one line.
std::vector<std::string> wrap_text(std::string_view text, int columns);

// "  - too slow" and a line end, what goes on indented.
void add_list_item(std::string_view item, int columns, std::string& text);

// What wrap_text needs so as not to break a word.
int longest_word_width(std::string_view text);

// With spaces on the right or left up to `columns`; wider text stays as it is.
std::string pad_right(std::string_view text, int columns);
std::string pad_left(std::string_view text, int columns);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_TEXT_WIDTH_HPP_
