// YAML text to values that know where they stand. Only yaml_document.cpp knows
// yaml-cpp.
//
// YAML lets a short text mean a huge one (aliases), so what is read is bounded:
// in bytes, depth, values and text, aliases counted as what they stand for.

#ifndef CLOUDPLAN_SRC_FOREIGN_YAML_YAML_DOCUMENT_HPP_
#define CLOUDPLAN_SRC_FOREIGN_YAML_YAML_DOCUMENT_HPP_

#include "cloudplan/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

inline constexpr std::size_t kMostYamlBytes = std::size_t{4} << 20U;  // of the text: 4 MiB
inline constexpr std::size_t kMostYamlDepth = 64;                     // maps and lists inside each other
inline constexpr std::size_t kMostYamlValues = 200000;                // aliases expanded
inline constexpr std::size_t kMostYamlText = std::size_t{16} << 20U;  // bytes of scalars, aliases expanded
inline constexpr std::size_t kMostYamlDocuments = 10000;              // in one file

// A place in the text, counted from 1; a column counts bytes.
struct YamlPlace {
  int line = 0, column = 0;
};

struct YamlValue {
  enum class Kind { null, scalar, list, map };
  struct Key {
    std::string text{};
    YamlPlace at{};
  };

  Kind kind = Kind::null;
  std::string text{};                 // of a scalar
  bool quoted = false;                // "8" in quotes is a text, not a number
  std::vector<YamlValue> elements{};  // of a list, or the values of a map
  std::vector<Key> keys{};            // of a map, in the order of the text
  YamlPlace at{};                     // of an alias: where what it stands for is

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_map() const { return kind == Kind::map; }
  bool is_list() const { return kind == Kind::list; }
  // The value of a map's key; null when there is none, or when it is empty ("key:").
  const YamlValue* find(std::string_view key) const;
};

// All documents of a text, without the empty ones. Merge keys ("<<") are
// followed. Throws InputError for what is not YAML, breaks a limit, or has a key
// twice in a map.
std::vector<YamlValue> read_yaml(std::string_view text, std::string_view file);

// A diagnostic for a place in a text that read_yaml() has read, with its line and a caret.
Diagnostic yaml_diagnostic(std::string_view text, std::string_view file, YamlPlace at, std::string message,
                           std::string hint = {});

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_YAML_YAML_DOCUMENT_HPP_
