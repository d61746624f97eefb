// Where an offset in a text is, for people: line, column and the line itself.

#ifndef CLOUDPLAN_SRC_SOURCE_TEXT_HPP_
#define CLOUDPLAN_SRC_SOURCE_TEXT_HPP_

#include "cloudplan/error.hpp"

#include <cstddef>
#include <string_view>

namespace cloudplan {

inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Answers for rising offsets in one pass over the text, so that many
// diagnostics of a long file cost no more than one.
class SourceText {
 public:
  explicit SourceText(std::string_view text) : text_(text) {
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) line_start_ = kByteOrderMark.size();
  }

  // Fills in line, column, excerpt and caret. An offset may not be below that
  // of the call before; beyond the text means its end.
  void locate(std::size_t offset, Diagnostic& diagnostic);

 private:
  std::string_view text_;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SOURCE_TEXT_HPP_
