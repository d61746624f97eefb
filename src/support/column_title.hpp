// Headings of tables made of names.

#ifndef CLOUDPLAN_SRC_SUPPORT_COLUMN_TITLE_HPP_
#define CLOUDPLAN_SRC_SUPPORT_COLUMN_TITLE_HPP_

#include <string>
#include <string_view>

namespace cloudplan {

// "USD PER HOUR" of "usd_per_hour".
inline std::string column_title(std::string_view name) {
  std::string text;
  for (const char c : name)
    text += c == '_' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_COLUMN_TITLE_HPP_
