#include "option_values.hpp"

#include "cloudplan/error.hpp"
#include "support/printable.hpp"

#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

void fail_option(std::string_view option, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.file = option;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  throw InputError({std::move(diagnostic)});
}

// `given` is what stands in the option, `text` how it is read.
static double not_negative(std::string_view option, QuantityKind kind, const std::string& text,
                           const std::string& given) {
  const ParsedQuantity parsed = parse_quantity(kind, text);
  if (!parsed.value) fail_option(option, parsed.message, parsed.hint);
  if (*parsed.value < 0) fail_option(option, fmt::format("{} is below 0", in_quotes(given)));
  return *parsed.value;
}

double quantity_option(std::string_view option, QuantityKind kind, const std::string& text) {
  return not_negative(option, kind, text, text);
}

Money money_option(std::string_view option, const std::string& text) {
  const bool bare = !text.empty() && text.find_first_not_of("-0123456789.,") == std::string::npos;
  return dollars(not_negative(option, QuantityKind::money, bare ? "$" + text : text, text));
}

}  // namespace cloudplan::cli
