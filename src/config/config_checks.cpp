#include "config/config_checks.hpp"

#include "config/config_values.hpp"
#include "support/glob.hpp"
#include "support/printable.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

std::optional<double> bounded_quantity(const JsonCursor& at, QuantityKind kind, double low, double high) {
  const auto value = config_quantity(at, kind);
  if (!value || (*value >= low && *value <= high)) return value;
  at.error({fmt::format("{} is out of bounds", in_quotes(at.value().string)),
            fmt::format("from {} to {}", format_quantity(kind, low), format_quantity(kind, high)),
            {}});
  return std::nullopt;
}

std::optional<double> whole_number(const JsonCursor& at, double low, double high) {
  const auto value = config_number(at, low, high);
  if (!value || *value == std::floor(*value)) return value;
  at.error(
      {fmt::format("{:g} is not a whole number", *value), fmt::format("from {:g} to {:g}", low, high), {}});
  return std::nullopt;
}

void check_provider_of(const JsonCursor& at, std::string_view key, const std::string& pattern,
                       const std::string& provider) {
  const std::size_t slash = pattern.find('/');
  if (provider.empty() || slash == std::string::npos || glob_matches(pattern.substr(0, slash), provider))
    return;
  const auto member = member_of(at, key);
  (member ? *member : at)
      .error({fmt::format("{} is not of {}, the provider beside it", in_quotes(pattern), in_quotes(provider)),
              {},
              "leave \"provider\" out, or name what it has"});
}

void check_schema_link(const JsonCursor& root) {
  if (const auto link = member_of(root, "$schema")) config_text(*link);
}

}  // namespace cloudplan
