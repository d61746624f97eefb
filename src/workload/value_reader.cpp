#include "workload/value_reader.hpp"

#include "support/letter_case.hpp"
#include "support/place_hints.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

// A number as a person would repeat it.
std::string written(double number) { return fmt::format("{:.15g}", number); }

// What people and other tools call the choices.
constexpr std::pair<std::string_view, std::string_view> kOtherWords[] = {
    {"amd64", "x86_64"},    {"x64", "x86_64"},       {"x86", "x86_64"},       {"intel", "x86_64"},
    {"amd", "x86_64"},      {"aarch64", "arm64"},    {"arm", "arm64"},        {"graviton", "arm64"},
    {"training", "train"},  {"inference", "infer"},  {"prediction", "infer"}, {"serving", "serve"},
    {"service", "serve"},   {"machine", "vm"},       {"server", "vm"},        {"bucket", "files"},
    {"objects", "files"},   {"database", "records"}, {"table", "records"},    {"rows", "records"},
    {"float64", "fp64"},    {"double", "fp64"},      {"float32", "fp32"},     {"float", "fp32"},
    {"float16", "fp16"},    {"half", "fp16"},        {"bfloat16", "bf16"},    {"mixed", "amp"},
    {"nf4", "int4"},        {"float8", "fp8"},       {"frequent", "hot"},     {"infrequent", "warm"},
    {"glacier", "archive"}, {"mariadb", "mysql"},    {"zonal", "single"},     {"regional", "multi_az"},
    {"price", "cost"},      {"speed", "time"}};

std::string meant_choice(const Field& field, std::string_view text) {
  std::string word = lower_case(text);
  std::replace(word.begin(), word.end(), '-', '_');
  std::replace(word.begin(), word.end(), ' ', '_');
  for (const auto& [other, choice] : kOtherWords)
    if (word == other && std::find(field.choices.begin(), field.choices.end(), choice) != field.choices.end())
      return fmt::format("did you mean \"{}\"?", choice);
  if (std::find(field.choices.begin(), field.choices.end(), "spot") != field.choices.end())
    return purchase_hint(text, {field.choices.begin(), field.choices.end()});
  return nearest(word, {field.choices.begin(), field.choices.end()});
}

// How a bare number could have been meant.
std::string with_likely_unit(QuantityKind quantity, double number) {
  switch (quantity) {
    case QuantityKind::bytes:  // a large number can only be of bytes
      return number >= 1e6 && number < 1e18 ? format_quantity(quantity, number) : written(number) + " GB";
    case QuantityKind::duration:
      return written(number) + " h";
    case QuantityKind::rate:
      return written(number) + "/s";
    case QuantityKind::money:
      return "$" + written(number);
    case QuantityKind::growth:
      return written(number) + "%/month";
    default:
      return written(number);
  }
}

bool takes_bare_number(FieldType type) {
  return type == FieldType::count || type == FieldType::whole || type == FieldType::share;
}

// The value as the file has it, for messages.
std::string shown(const JsonValue& value) {
  return value.kind == Kind::string ? in_quotes(value.string) : written(value.number);
}

bool check_bounds(const Field& field, QuantityKind quantity, double value, const JsonCursor& at) {
  const std::string what = shown(at.value());
  if (value < field.low || value > field.high) {
    std::string message = what + (value < 0           ? " is negative"
                                  : value < field.low ? " is too small"
                                                      : " is too large");
    std::string hint;
    if (field.type == FieldType::share && value > 1 && value <= 100 && at.value().kind == Kind::number)
      hint = fmt::format("did you mean \"{}%\"?", written(value));
    at.error({std::move(message),
              fmt::format("from {} to {}", format_quantity(quantity, field.low),
                          format_quantity(quantity, field.high)),
              std::move(hint)});
    return false;
  }
  if (field.type == FieldType::whole && value != std::floor(value)) {
    at.error({what + " is not a whole number", expectation(field), {}});
    return false;
  }
  return true;
}

}  // namespace

std::string_view nearest_name(std::string_view name, const std::vector<std::string_view>& names) {
  return closest_name(name, names);
}

std::string nearest(std::string_view name, const std::vector<std::string_view>& names,
                    std::string otherwise) {
  const std::string_view near = nearest_name(name, names);
  return near.empty() ? std::move(otherwise) : fmt::format("did you mean \"{}\"?", near);
}

void wrong_kind(const Field& field, const JsonCursor& at) {
  at.error({fmt::format("\"{}\" is {}", field.key, kind_name(at.value().kind)), expectation(field),
            at.value().kind == Kind::null ? "leave the key out when it is not known" : ""});
}

std::optional<double> ValueReader::number(const Field& field, const JsonCursor& at) const {
  return at.value().kind == Kind::object ? range(field, at) : single_number(field, at);
}

std::optional<double> ValueReader::single_number(const Field& field, const JsonCursor& at) const {
  const JsonValue& value = at.value();
  const QuantityKind quantity = *quantity_of(field.type);
  std::optional<double> number;
  if (value.kind == Kind::string) {
    ParsedQuantity parsed = parse_quantity(quantity, value.string);
    if (!parsed.value) {
      at.error({std::move(parsed.message), expectation(field), std::move(parsed.hint)});
      return std::nullopt;
    }
    number = parsed.value;
  } else if (value.kind == Kind::number && takes_bare_number(field.type)) {
    number = value.number;
  } else if (value.kind == Kind::number) {
    at.error({fmt::format("{} has no unit", written(value.number)), expectation(field),
              fmt::format("did you mean \"{}\"?", with_likely_unit(quantity, value.number))});
    return std::nullopt;
  } else {
    wrong_kind(field, at);
    return std::nullopt;
  }
  return check_bounds(field, quantity, *number, at) ? number : std::nullopt;
}

std::optional<bool> ValueReader::boolean(const Field& field, const JsonCursor& at) const {
  if (at.value().kind == Kind::boolean) return at.value().boolean;
  if (at.value().kind == Kind::string && (at.value().string == "true" || at.value().string == "false")) {
    at.error({fmt::format("\"{}\" is a text", field.key), expectation(field),
              fmt::format("write {} without quotes", at.value().string)});
    return std::nullopt;
  }
  wrong_kind(field, at);
  return std::nullopt;
}

std::optional<std::string> plain_text(const Field& field, const JsonCursor& at) {
  const std::string& text = at.value().string;
  if (at.value().kind != Kind::string) {
    wrong_kind(field, at);
  } else if (text.find_first_not_of(' ') == std::string::npos) {
    at.error({fmt::format("\"{}\" is empty", field.key), expectation(field), {}});
  } else if (text.size() > kLongestText) {
    at.error({fmt::format("a text of {} bytes", text.size()), fmt::format("at most {}", kLongestText), {}});
  } else if (printable(text) != text) {
    at.error({in_quotes(text) + " has characters that can't be printed", "letters, digits and marks", {}});
  } else {
    return text;
  }
  return std::nullopt;
}

std::optional<std::string> ValueReader::text(const Field& field, const JsonCursor& at) const {
  std::optional<std::string> text = plain_text(field, at);
  if (text && field.known) check_known(field, at, *text);
  return text;
}

std::optional<std::size_t> ValueReader::choice(const Field& field, const JsonCursor& at) const {
  if (at.value().kind != Kind::string) {
    wrong_kind(field, at);
    return std::nullopt;
  }
  const std::string& text = at.value().string;
  const auto found = std::find(field.choices.begin(), field.choices.end(), text);
  if (found != field.choices.end()) return static_cast<std::size_t>(found - field.choices.begin());
  at.error({field.type == FieldType::choice
                ? fmt::format("unknown {} {}", field.key, in_quotes(text))
                : fmt::format("unknown value {} in \"{}\"", in_quotes(text), field.key),
            expectation(field), meant_choice(field, text)});
  return std::nullopt;
}

std::vector<std::string> ValueReader::texts(const Field& field, const JsonCursor& at) const {
  std::vector<std::string> list;
  if (at.value().kind != Kind::array) {
    at.error({fmt::format("\"{}\" is {}", field.key, kind_name(at.value().kind)), expectation(field),
              at.value().kind == Kind::string && at.value().string.size() <= kLongestText
                  ? fmt::format("write [{}]", in_quotes(at.value().string))
                  : ""});
    return list;
  }
  const std::size_t size = at.value().elements.size();
  if (size == 0)
    at.error({fmt::format("\"{}\" is an empty array", field.key), expectation(field),
              "leave the key out to allow everything"});
  if (size > kLongestList) {
    at.error({fmt::format("an array of {} texts", size), fmt::format("at most {}", kLongestList), {}});
    return list;
  }
  for (std::size_t i = 0; i < size; ++i) {
    const JsonCursor element = at.element(i);
    if (field.type == FieldType::choices) {
      if (const auto index = choice(field, element)) list.emplace_back(field.choices[*index]);
    } else if (auto element_text = text(field, element)) {
      list.push_back(std::move(*element_text));
    }
  }
  std::vector<std::string_view> sorted(list.begin(), list.end());
  std::sort(sorted.begin(), sorted.end());
  if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end())
    at.warning({in_quotes(*twice) + " stands twice in the list", {}, {}});
  return list;
}

}  // namespace cloudplan
