#include "support/printable.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

// How many bytes a sequence that begins with `first` takes; 0 when none does.
std::size_t sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}

bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

// C0 and C1 controls; soft hyphen, zero-width and direction marks, line and
// paragraph separators, byte order mark, language tags.
bool is_hidden(char32_t code) {
  return code < 0x20 || in(code, 0x7f, 0x9f) || code == 0xad || code == 0x61c || in(code, 0x200b, 0x200f) ||
         in(code, 0x2028, 0x202e) || in(code, 0x2060, 0x206f) || code == 0xfeff || in(code, 0xfff9, 0xfffb) ||
         in(code, 0xe0000, 0xe007f);
}

constexpr char32_t kJoiner = 0x200d;  // makes one picture of two: of a cat and a black square a black cat

// Emoji, and the marks that go with them.
bool is_picture(char32_t code) {
  return in(code, 0x2190, 0x2bff) || in(code, 0x1f000, 0x1faff) || code == 0xfe0f;
}

// The character before `at`.
char32_t code_before(std::string_view text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xc0U) == 0x80U) {}
  return utf8_at(text, at).code;
}

}  // namespace

bool joins_pictures(std::string_view text, std::size_t at) {
  const Utf8Character c = utf8_at(text, at);
  if (!c.valid || c.code != kJoiner || at == 0 || at + c.bytes >= text.size()) return false;
  return is_picture(code_before(text, at)) && is_picture(utf8_at(text, at + c.bytes).code);
}

Utf8Character utf8_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = sequence_length(byte(at));
  if (length == 0 || at + length > text.size()) return {.code = byte(at)};
  if (length == 1) return {.code = byte(at), .bytes = 1, .valid = true};
  char32_t code = byte(at) & (0x7fU >> length);
  for (std::size_t i = at + 1; i < at + length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {.code = byte(at)};
    code = (code << 6U) | (byte(i) & 0x3fU);
  }
  constexpr char32_t kFirstOfLength[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kFirstOfLength[length] || code > 0x10ffff || in(code, 0xd800, 0xdfff)) return {.code = byte(at)};
  return {.code = code, .bytes = length, .valid = true};
}

std::string printable(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = utf8_at(text, at);
    const auto code = static_cast<std::uint32_t>(c.code);
    if (c.valid && (!is_hidden(c.code) || joins_pictures(text, at)))
      safe += text.substr(at, c.bytes);
    else if (c.code == '\n')
      safe += "\\n";
    else if (c.code == '\t')
      safe += "\\t";
    else
      safe += !c.valid || code < 0x80 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
    at += c.bytes;
  }
  return safe;
}

std::string in_quotes(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size() && n < most; ++n) end += utf8_at(text, end).bytes;
  return '"' + printable(text.substr(0, end)) + (end < text.size() ? "...\"" : "\"");
}

}  // namespace cloudplan
