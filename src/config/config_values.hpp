// Single values of a configuration file. What is wrong is added to the document
// at its place, and the value left out.

#ifndef CLOUDPLAN_SRC_CONFIG_CONFIG_VALUES_HPP_
#define CLOUDPLAN_SRC_CONFIG_CONFIG_VALUES_HPP_

#include "cloudplan/quantity.hpp"
#include "support/json_reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// Rules, machines, stores and commitments of one file.
inline constexpr std::size_t kMostConfigEntries = 1000;

// The member of this name, or nothing. Reports a required one that is missing.
std::optional<JsonCursor> member_of(const JsonCursor& at, std::string_view name);
std::optional<JsonCursor> required_member(const JsonCursor& at, std::string_view name,
                                          std::string_view example);

// A printable text of 1 to 200 bytes; one of `known` when that has any names.
std::optional<std::string> config_text(const JsonCursor& at);
std::optional<std::string> known_text(const JsonCursor& at, const std::vector<std::string_view>& known);
// A list of texts, or one alone.
std::vector<std::string> config_texts(const JsonCursor& at, const std::vector<std::string_view>& known);
// A number within bounds, both included.
std::optional<double> config_number(const JsonCursor& at, double low, double high);
std::optional<double> config_quantity(const JsonCursor& at, QuantityKind kind);
// "$0.35/h" in dollars, `unit` being "h".
std::optional<double> config_price(const JsonCursor& at, std::string_view unit);
// "-10%" is 0.9, "+5%" 1.05.
std::optional<double> config_change(const JsonCursor& at);
// Whether it is an array of objects of a size that anybody writes.
bool is_config_list(const JsonCursor& at);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CONFIG_CONFIG_VALUES_HPP_
