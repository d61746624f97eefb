// What a terminal can show: colors, and more than ASCII.

#ifndef CLOUDPLAN_SRC_SUPPORT_TEXT_STYLE_HPP_
#define CLOUDPLAN_SRC_SUPPORT_TEXT_STYLE_HPP_

#include <string>
#include <string_view>

namespace cloudplan {

// What a color says. Nothing is said by color alone.
enum class Tone { plain, strong, faint, good, bad, notice };

struct TextStyle {
  bool color = false;    // ANSI escape sequences
  bool unicode = false;  // dashes, arrows and lines beyond ASCII

  std::string paint(std::string_view text, Tone tone) const {
    constexpr const char* kCodes[] = {"", "1", "2", "32", "31", "33"};
    if (!color || tone == Tone::plain || text.empty()) return std::string(text);
    return std::string("\x1b[") + kCodes[static_cast<int>(tone)] + 'm' + std::string(text) + "\x1b[0m";
  }

  std::string_view times() const { return unicode ? "×" : "x"; }
  std::string_view dash() const { return unicode ? "–" : "-"; }
  std::string_view arrow() const { return unicode ? "→" : "->"; }
  std::string_view dot() const { return unicode ? " · " : ", "; }
  std::string_view yes() const { return unicode ? "✓" : "ok"; }
  std::string_view no() const { return unicode ? "✗" : "NO"; }
  std::string rule(int columns) const {
    std::string line;
    for (int i = 0; i < columns; ++i) line += unicode ? "─" : "-";
    return line;
  }
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_TEXT_STYLE_HPP_
