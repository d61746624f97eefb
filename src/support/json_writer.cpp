#include "support/json_writer.hpp"

#include "support/money_text.hpp"
#include "support/printable.hpp"

#include <cmath>
#include <cstdlib>

#include <fmt/core.h>

namespace cloudplan {

void JsonWriter::start(std::string_view name) {
  if (depth_ > 0) {
    if (!first_) out_ += ',';
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }
  first_ = false;
  if (name.data() == nullptr) return;
  quote(name);
  out_ += ": ";
}

void JsonWriter::begin(std::string_view name, char bracket) {
  start(name);
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!first_) {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }
  out_ += bracket;
  first_ = false;
}

void JsonWriter::begin_object(std::string_view name) { begin(name, '{'); }
void JsonWriter::end_object() { end('}'); }
void JsonWriter::begin_array(std::string_view name) { begin(name, '['); }
void JsonWriter::end_array() { end(']'); }

void JsonWriter::quote(std::string_view text) {
  out_ += '"';
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = utf8_at(text, at);
    if (!c.valid)
      out_ += "\xef\xbf\xbd";
    else if (c.code == '"' || c.code == '\\')
      (out_ += '\\') += static_cast<char>(c.code);
    else if (c.code == '\n')
      out_ += "\\n";
    else if (c.code == '\t')
      out_ += "\\t";
    else if (c.code < 0x20 || c.code == 0x7f)
      out_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c.code));
    else
      out_ += text.substr(at, c.bytes);
    at += c.bytes;
  }
  out_ += '"';
}

void JsonWriter::text(std::string_view name, std::string_view value) {
  start(name);
  quote(value);
}

void JsonWriter::texts(std::string_view name, const std::vector<std::string>& values) {
  begin_array(name);
  for (const std::string& value : values) text(kNoName, value);
  end_array();
}

void JsonWriter::boolean(std::string_view name, bool value) {
  start(name);
  out_ += value ? "true" : "false";
}

void JsonWriter::integer(std::string_view name, std::int64_t value) {
  start(name);
  out_ += fmt::format("{}", value);
}

void JsonWriter::number(std::string_view name, double value, int digits) {
  write_number(name, value, digits);
  if (const std::string also = shown_name(name); !also.empty()) write_number(also, shown(value), digits);
}

void JsonWriter::money(std::string_view name, Money value) {
  write_money(name, value);
  if (const std::string also = shown_name(name); !also.empty()) write_money(also, shown(value));
}

void JsonWriter::write_number(std::string_view name, double value, int digits) {
  if (!std::isfinite(value)) return null(name);
  start(name);
  // Rounded to its digits first, then written as short as it can be.
  const double rounded = std::strtod(fmt::format("{:.{}e}", value, digits - 1).c_str(), nullptr);
  const double size = std::abs(rounded);
  out_ += rounded == 0                  ? "0"
          : size >= 1e-7 && size < 1e15 ? fmt::format("{}", rounded)
                                        : fmt::format("{:e}", rounded);
}

void JsonWriter::write_money(std::string_view name, Money value) {
  start(name);
  const auto size =
      value.nanos < 0 ? 0 - static_cast<std::uint64_t>(value.nanos) : static_cast<std::uint64_t>(value.nanos);
  std::string digits =
      fmt::format("{}{}.{:09}", value.nanos < 0 ? "-" : "", size / 1'000'000'000, size % 1'000'000'000);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  out_ += digits;
}

void JsonWriter::null(std::string_view name) {
  start(name);
  out_ += "null";
}

std::string JsonWriter::take() {
  out_ += '\n';
  return std::move(out_);
}

}  // namespace cloudplan
