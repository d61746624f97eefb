// Writes JSON: members in the order they are added, two spaces a level, the
// same bytes for the same values everywhere.

#ifndef CLOUDPLAN_SRC_SUPPORT_JSON_WRITER_HPP_
#define CLOUDPLAN_SRC_SUPPORT_JSON_WRITER_HPP_

#include "cloudplan/units.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// Members of objects are named; elements of arrays, and the document itself,
// have the name kNoName. Beside a member in dollars ("amount_usd") stands the same in the
// display currency, when that is another ("amount_eur"; see money_text.hpp).
class JsonWriter {
 public:
  static constexpr std::string_view kNoName{};

  void begin_object(std::string_view name = kNoName);
  void end_object();
  void begin_array(std::string_view name = kNoName);
  void end_array();

  // Bytes that are not UTF-8 become U+FFFD.
  void text(std::string_view name, std::string_view value);
  void texts(std::string_view name, const std::vector<std::string>& values);
  void boolean(std::string_view name, bool value);
  void integer(std::string_view name, std::int64_t value);
  // At most `digits` significant digits; null for what is unknown or infinite.
  void number(std::string_view name, double value, int digits = 6);
  // Dollars, exact: at most nine decimals.
  void money(std::string_view name, Money value);
  void null(std::string_view name);

  // The document, with a line end. Every begin must have had its end.
  std::string take();

 private:
  void write_number(std::string_view name, double value, int digits);
  void write_money(std::string_view name, Money value);
  void begin(std::string_view name, char bracket);
  void end(char bracket);
  void start(std::string_view name);
  void quote(std::string_view text);

  std::string out_;
  std::size_t depth_ = 0;
  bool first_ = true;  // in the object or array that is open
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_JSON_WRITER_HPP_
