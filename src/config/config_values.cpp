#include "config/config_values.hpp"

#include "support/glob.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

constexpr std::size_t kLongest = 200;

bool expect(const JsonCursor& at, Kind kind, std::string expected = {}) {
  if (at.value().kind == kind) return true;
  at.error({fmt::format("expected {}, got {}", kind_name(kind), kind_name(at.value().kind)),
            std::move(expected),
            {}});
  return false;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string_view near = closest_name(name, known);
  return near.empty() ? std::string() : fmt::format("did you mean \"{}\"?", near);
}

// Regions are named with their provider and without.
bool names_any(std::string_view pattern, const std::vector<std::string_view>& known) {
  return std::any_of(known.begin(), known.end(),
                     [&](std::string_view name) { return glob_matches_full_name(pattern, name); });
}

}  // namespace

std::optional<JsonCursor> member_of(const JsonCursor& at, std::string_view name) {
  for (std::size_t i = 0; i < at.value().names.size(); ++i)
    if (at.value().names[i].text == name) return at.element(i);
  return std::nullopt;
}

std::optional<JsonCursor> required_member(const JsonCursor& at, std::string_view name,
                                          std::string_view example) {
  auto found = member_of(at, name);
  if (!found && at.value().kind == Kind::object)
    at.error({fmt::format("missing member \"{}\"", name), {}, fmt::format("add \"{}\": {}", name, example)});
  return found;
}

std::optional<std::string> config_text(const JsonCursor& at) {
  if (!expect(at, Kind::string)) return std::nullopt;
  const std::string& text = at.value().string;
  if (text.empty() || text.size() > kLongest || printable(text) != text) {
    at.error({fmt::format("{} is no name", in_quotes(text)), "1 to 200 printable bytes", {}});
    return std::nullopt;
  }
  return text;
}

std::optional<std::string> known_text(const JsonCursor& at, const std::vector<std::string_view>& known) {
  auto text = config_text(at);
  if (!text || names_any(*text, known)) return text;
  std::vector<std::string_view> all(known);
  for (const std::string_view name : known)
    if (const std::size_t slash = name.find('/'); slash != std::string_view::npos)
      all.push_back(name.substr(slash + 1));
  at.error({fmt::format("{} names nothing", in_quotes(*text)), {}, did_you_mean(*text, all)});
  return std::nullopt;
}

std::vector<std::string> config_texts(const JsonCursor& at, const std::vector<std::string_view>& known) {
  std::vector<std::string> found;
  const auto add = [&](const JsonCursor& one) {
    if (auto text = known_text(one, known)) found.push_back(std::move(*text));
  };
  if (at.value().kind == Kind::string) {
    add(at);
  } else if (at.value().kind == Kind::array && !at.value().elements.empty() &&
             at.value().elements.size() <= kMostConfigEntries) {
    for (std::size_t i = 0; i < at.value().elements.size(); ++i) add(at.element(i));
  } else {
    at.error({fmt::format("expected names, got {}", kind_name(at.value().kind)),
              R"("one" or ["one", "two"])",
              {}});
  }
  return found;
}

std::optional<double> config_number(const JsonCursor& at, double low, double high) {
  const std::string expected = fmt::format("a number from {:g} to {:g}", low, high);
  if (!expect(at, Kind::number, expected)) return std::nullopt;
  if (at.value().number >= low && at.value().number <= high) return at.value().number;
  at.error({fmt::format("{:g} is out of bounds", at.value().number), expected, {}});
  return std::nullopt;
}

std::optional<double> config_quantity(const JsonCursor& at, QuantityKind kind) {
  const std::string expected = fmt::format("{} such as {}", quantity_noun(kind), quantity_examples(kind));
  if (!expect(at, Kind::string, expected)) return std::nullopt;
  ParsedQuantity parsed = parse_quantity(kind, at.value().string);
  if (!parsed.value) at.error({std::move(parsed.message), expected, std::move(parsed.hint)});
  return parsed.value;
}

std::optional<double> config_price(const JsonCursor& at, std::string_view unit) {
  const std::string expected = fmt::format("a price such as \"$0.35/{}\"", unit);
  if (!expect(at, Kind::string, expected)) return std::nullopt;
  const std::string& text = at.value().string;
  const std::size_t slash = text.rfind('/');
  const std::string_view given = slash == std::string::npos ? "" : std::string_view(text).substr(slash + 1);
  if (given != unit) {
    at.error({fmt::format("{} is no price for one {}", in_quotes(text), unit), expected, {}});
    return std::nullopt;
  }
  constexpr double kMostPrice = 4000;  // dollars; an hourly price of the catalog ends near there
  const ParsedQuantity parsed = parse_quantity(QuantityKind::money, text.substr(0, slash));
  if (parsed.value && *parsed.value <= kMostPrice) return parsed.value;
  at.error({parsed.value ? "this price is too high" : parsed.message, expected,
            parsed.value ? fmt::format("at most ${:g}", kMostPrice) : parsed.hint});
  return std::nullopt;
}

std::optional<double> config_change(const JsonCursor& at) {
  const std::string expected = R"(a discount such as "-10%", or a mark-up such as "+5%")";
  if (!expect(at, Kind::string, expected)) return std::nullopt;
  const std::string& text = at.value().string;
  const bool down = !text.empty() && text.front() == '-', up = !text.empty() && text.front() == '+';
  const bool percent = !text.empty() && text.back() == '%';
  const ParsedQuantity share =
      down || up ? parse_quantity(QuantityKind::share, std::string_view(text).substr(1)) : ParsedQuantity{};
  constexpr double kMostUp = 10;  // eleven times the list price
  if (percent && share.value && *share.value <= (down ? 1 : kMostUp))
    return down ? 1 - *share.value : 1 + *share.value;
  const bool unsigned_share = !down && !up && percent;
  at.error({fmt::format("{} is no change of a price", in_quotes(text)), expected,
            unsigned_share ? fmt::format("\"-{}\" for a discount, \"+{}\" for a mark-up", text, text) : ""});
  return std::nullopt;
}

bool is_config_list(const JsonCursor& at) {
  if (at.value().kind == Kind::array && at.value().elements.size() <= kMostConfigEntries) return true;
  at.error({fmt::format("expected an array, got {}", kind_name(at.value().kind)),
            fmt::format("an array of at most {} objects", kMostConfigEntries),
            {}});
  return false;
}

}  // namespace cloudplan
