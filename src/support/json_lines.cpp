#include "support/json_lines.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

constexpr std::string_view kBlanks = " \n\r\t";

// Reads one value after the other; everything between them is skipped.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { skip_blanks(); }

  char next() const { return text_.empty() ? '\0' : text_.front(); }
  void step() {
    text_.remove_prefix(text_.empty() ? 0 : 1);
    skip_blanks();
  }
  // Takes a whole value, without the blanks between its tokens.
  std::string value() {
    std::string out;
    int depth = 0;
    do {
      const char c = next();
      if (c == '\0' || (depth == 0 && (c == ']' || c == '}' || c == ','))) break;
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      out += token();
    } while (depth > 0 || !ends());
    return out;
  }

 private:
  void skip_blanks() { text_.remove_prefix(std::min(text_.find_first_not_of(kBlanks), text_.size())); }
  bool ends() const {
    return next() == ',' || next() == ']' || next() == '}' || next() == ':' || text_.empty();
  }
  // A string, or one other character.
  std::string_view token() {
    std::size_t length = 1;
    if (next() == '"') {
      while (length < text_.size() && text_[length] != '"') length += text_[length] == '\\' ? 2U : 1U;
      length = std::min(length + 1, text_.size());
    }
    const std::string_view found = text_.substr(0, length);
    text_.remove_prefix(length);
    skip_blanks();
    return found;
  }

  std::string_view text_;
};

std::string elements(Scanner scanner) {
  std::string lines;
  for (scanner.step(); scanner.next() != ']' && scanner.next() != '\0';) {
    lines += scanner.value() + '\n';
    if (scanner.next() == ',') scanner.step();
  }
  return lines;
}

}  // namespace

std::string json_lines(std::string_view document, std::string_view member) {
  Scanner scanner(document);
  if (scanner.next() == '[') return elements(scanner);
  if (scanner.next() == '{' && !member.empty()) {
    const std::string wanted = '"' + std::string(member) + '"';
    for (scanner.step(); scanner.next() == '"';) {
      const std::string name = scanner.value();
      scanner.step();  // the colon
      if (name == wanted && scanner.next() == '[') return elements(scanner);
      scanner.value();
      if (scanner.next() == ',') scanner.step();
    }
  }
  return Scanner(document).value() + '\n';
}

}  // namespace cloudplan
