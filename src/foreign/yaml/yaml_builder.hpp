// Builds YamlValues from the parser's events, within the limits.

#ifndef CLOUDPLAN_SRC_FOREIGN_YAML_YAML_BUILDER_HPP_
#define CLOUDPLAN_SRC_FOREIGN_YAML_YAML_BUILDER_HPP_

#include "foreign/yaml/yaml_document.hpp"

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace cloudplan {

// What is wrong with the text.
struct YamlMistake : std::runtime_error {
  YamlMistake(YamlPlace place, const std::string& message, std::string advice = {})
      : std::runtime_error(message), at(place), hint(std::move(advice)) {}
  YamlPlace at;
  std::string hint;
};

class YamlBuilder {
 public:
  // One value of the document in the order of the text; `anchor` 0 is none.
  void scalar(YamlPlace at, std::size_t anchor, std::string text, bool quoted);
  void null(YamlPlace at, std::size_t anchor);
  void alias(YamlPlace at, std::size_t anchor);
  void begin(YamlPlace at, std::size_t anchor, YamlValue::Kind kind);
  void end();

  // The document that has ended; the limits go on counting.
  YamlValue take();

 private:
  struct Size {
    std::size_t values = 0, text = 0;
  };
  struct Open {
    YamlValue value{};
    std::size_t anchor = 0;
    Size before{};                      // when it began
    std::optional<YamlValue> key{};     // of a map: read, and its value is not
    std::vector<YamlValue> to_merge{};  // values of "<<"
  };

  void count(YamlPlace at, Size more);
  void add(YamlValue value, std::size_t anchor, Size size);
  void add_member(Open& map, YamlValue value);
  static void merge(Open& map);

  std::vector<Open> open_{};
  YamlValue root_{};
  std::map<std::size_t, std::pair<YamlValue, Size>> anchors_{};
  Size total_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_YAML_YAML_BUILDER_HPP_
