#include "support/source_text.hpp"

#include "support/printable.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

// Lines up to this many bytes are shown whole; of longer ones what is on either
// side of the place.
constexpr std::size_t kWholeLine = 100;
constexpr std::size_t kBefore = 60;
constexpr std::size_t kAfter = 40;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

int count_characters(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

// Tabs become blanks, so that the caret stands where it should.
std::string shown(std::string_view part) {
  std::string text(part);
  std::replace(text.begin(), text.end(), '\t', ' ');
  return printable(text);
}

}  // namespace

void SourceText::locate(std::size_t offset, Diagnostic& diagnostic) {
  offset = std::max(std::min(offset, text_.size()), line_start_);
  for (std::size_t end = 0; (end = text_.find('\n', line_start_)) < offset; ++line_) line_start_ = end + 1;
  diagnostic.line = line_;
  diagnostic.column = static_cast<int>(offset - line_start_) + 1;

  std::size_t end = std::min(text_.find('\n', offset), text_.size());
  if (end > offset && text_[end - 1] == '\r') --end;
  const bool whole = end - line_start_ <= kWholeLine;
  std::size_t first = line_start_;
  if (!whole && offset - first > kBefore) {
    first = offset - kBefore;
    while (first < offset && continues_character(text_[first])) ++first;
  }
  std::size_t last = whole ? end : std::min(end, offset + kAfter);
  while (last < end && continues_character(text_[last])) ++last;

  const std::string before = (first > line_start_ ? "..." : "") + shown(text_.substr(first, offset - first));
  diagnostic.caret = count_characters(before);
  diagnostic.excerpt = before + shown(text_.substr(offset, last - offset)) + (last < end ? "..." : "");
}

}  // namespace cloudplan
