// A value of a workload file of which only a range is known: {"min": ..., "likely": ..., "max": ...}.

#include "support/printable.hpp"
#include "workload/value_reader.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::string_view kEnds[] = {"min", "likely", "max"};

// Whether it has these three and nothing else. What is misspelt is not said to be missing too.
bool check_ends(const Field& field, const JsonCursor& at) {
  bool right = true;
  const auto wrong = [&](std::size_t offset, std::string pointer, Problem problem) {
    at.document().add(Severity::error, offset, std::move(pointer), std::move(problem));
    right = false;
  };
  for (std::size_t i = 0; i < at.value().names.size(); ++i) {
    const JsonName& name = at.value().names[i];
    if (std::find(std::begin(kEnds), std::end(kEnds), name.text) == std::end(kEnds))
      wrong(name.offset, at.element(i).pointer(),
            {fmt::format("unknown key {} in the range of \"{}\"", in_quotes(name.text), field.key),
             {},
             nearest(name.text, {std::begin(kEnds), std::end(kEnds)}, "a range has min, likely and max")});
  }
  for (const std::string_view end : kEnds)
    if (right && !at.value().find(end))
      wrong(at.value().offset, at.pointer(),
            {fmt::format("the range of \"{}\" needs \"{}\"", field.key, end), "min, likely and max",
             end == "likely" ? "the plan is made for what is likely" : ""});
  return right;
}

}  // namespace

std::optional<double> ValueReader::range(const Field& field, const JsonCursor& at) const {
  if (!field.range) {
    at.error({fmt::format("\"{}\" is {}", field.key, kind_name(at.value().kind)), expectation(field),
              "only amounts of work and data, more of which never costs less, may be a range"});
    return std::nullopt;
  }
  if (!check_ends(field, at)) return std::nullopt;
  std::array<std::optional<double>, std::size(kEnds)> ends{};
  std::array<std::optional<JsonCursor>, std::size(kEnds)> places{};
  for (std::size_t i = 0; i < at.value().names.size(); ++i) {
    const auto end = static_cast<std::size_t>(
        std::find(std::begin(kEnds), std::end(kEnds), at.value().names[i].text) - std::begin(kEnds));
    places[end] = at.element(i);
    ends[end] = single_number(field, *places[end]);
  }
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (!ends[i]) return std::nullopt;
    if (i == 0 || *ends[i - 1] <= *ends[i]) continue;
    places[i]->error({fmt::format("\"{}\" is below \"{}\"", kEnds[i], kEnds[i - 1]),
                      fmt::format("at least {}", format_quantity(*quantity_of(field.type), *ends[i - 1])),
                      "min <= likely <= max"});
    return std::nullopt;
  }
  ranges_.push_back({.key = std::string(field.key),
                     .quantity = *quantity_of(field.type),
                     .min = *ends[0],
                     .likely = *ends[1],
                     .max = *ends[2],
                     .pointer = at.pointer()});
  return ends[1];
}

}  // namespace cloudplan
