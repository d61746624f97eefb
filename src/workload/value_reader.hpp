// Reads single values of a workload file as their fields say. What is wrong is
// added to the document, and the value left out.

#ifndef CLOUDPLAN_SRC_VALUE_READER_HPP_
#define CLOUDPLAN_SRC_VALUE_READER_HPP_

#include "support/json_reader.hpp"
#include "workload/fields.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cloudplan {

// Texts of a file are names and labels, not books; lists are short.
inline constexpr std::size_t kLongestText = 200;
inline constexpr std::size_t kLongestList = 1000;
inline constexpr std::size_t kMostTasks = 10000;  // and datasets, measurements
// Different patterns of a file; each is tried on every name there is.
inline constexpr std::size_t kMostPatterns = 1000;

class ValueReader {
 public:
  explicit ValueReader(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {}

  // In base units: bytes, seconds, per second, dollars, fractions. Of a range, the likely value; the range is
  // kept for take_ranges().
  std::optional<double> number(const Field& field, const JsonCursor& at) const;
  std::optional<bool> boolean(const Field& field, const JsonCursor& at) const;
  // A text; one that is known when the field asks for that.
  std::optional<std::string> text(const Field& field, const JsonCursor& at) const;
  // Index into the field's choices.
  std::optional<std::size_t> choice(const Field& field, const JsonCursor& at) const;
  std::vector<std::string> texts(const Field& field, const JsonCursor& at) const;

  // The ranges read since the last call; whose they are is not known here.
  std::vector<UncertainInput> take_ranges() const { return std::exchange(ranges_, {}); }

 private:
  std::optional<double> single_number(const Field& field, const JsonCursor& at) const;
  std::optional<double> range(const Field& field, const JsonCursor& at) const;
  void check_known(const Field& field, const JsonCursor& at, std::string_view name) const;
  void check_accelerator(const Field& field, const JsonCursor& at, std::string_view name) const;
  void check_pattern(const Field& field, const JsonCursor& at, std::string_view pattern) const;
  // Whether the pattern names anything; tried once a file, and taken for good when there are too many.
  template <class Matches>
  bool names_something(const Field& field, const JsonCursor& at, std::string_view pattern,
                       Matches matches) const;

  const Vocabulary* vocabulary_;
  mutable std::vector<UncertainInput> ranges_{};
  mutable std::map<std::pair<std::string_view, std::string>, bool> tried_{};  // by key and pattern
};

// The error that a value is not of the kind of JSON that its field takes.
void wrong_kind(const Field& field, const JsonCursor& at);
// A text that is printable, not empty and not too long; else an error.
std::optional<std::string> plain_text(const Field& field, const JsonCursor& at);

// The name that was probably meant, in any case of letters, or "".
std::string_view nearest_name(std::string_view name, const std::vector<std::string_view>& names);
// "did you mean "x"?" for the nearest of the names in any case of letters; else `otherwise`.
std::string nearest(std::string_view name, const std::vector<std::string_view>& names,
                    std::string otherwise = {});

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_VALUE_READER_HPP_
