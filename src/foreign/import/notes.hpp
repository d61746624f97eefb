// Reads maps of a foreign file so that every key is accounted for: translated,
// left out because it is about something else, or noted as not translated.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_NOTES_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_NOTES_HPP_

#include "cloudplan/error.hpp"
#include "foreign/yaml/yaml_document.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

class Notes {
 public:
  struct Note {
    YamlPlace at{};
    std::string message{}, hint{};
  };

  // What bears on the cost and was not translated.
  void add(YamlPlace at, std::string message, std::string hint = {});
  // A key about something that a plan does not ask for.
  void leave_out(std::string_view key);

  // In file order, each once; a long list ends with how many more there are.
  std::vector<Diagnostic> diagnostics(std::string_view text, std::string_view file) const;
  const std::vector<std::string>& left_out() const { return left_out_; }

 private:
  std::vector<Note> notes_{};
  std::vector<std::string> left_out_{};
};

// A value that may be missing, and the path to it for messages.
class ForeignMap {
 public:
  // Anything but a map is noted, and read as an empty one.
  ForeignMap(const YamlValue* value, std::string path, Notes& notes);

  bool is_there() const { return value_ != nullptr; }
  YamlPlace at() const { return value_ ? value_->at : YamlPlace{}; }
  const std::string& path() const { return path_; }
  Notes& notes() const { return *notes_; }

  // The value of a key, which now counts as read; null when there is none.
  const YamlValue* take(std::string_view key);
  // All of them that are not empty, in one pass; every key counts as read.
  struct Entry {
    const YamlValue::Key* key = nullptr;
    const YamlValue* value = nullptr;
  };
  std::vector<Entry> take_all();
  ForeignMap map(std::string_view key) { return {take(key), path_to(key), *notes_}; }
  // The elements of a list; a single value counts as a list of one when `lenient`.
  std::vector<const YamlValue*> list(std::string_view key, bool lenient = false);
  // The text of a scalar.
  std::optional<std::string> text(std::string_view key);
  // A number that is not negative.
  std::optional<double> number(std::string_view key);
  std::optional<double> number(const Entry& entry);
  std::optional<bool> boolean(std::string_view key);

  // These keys have no bearing on a plan.
  void leave_out(std::initializer_list<std::string_view> keys);
  // Notes every key that was neither read nor left out.
  void done();

  std::string path_to(std::string_view key) const;
  // The keys, in the order of the file.
  const std::vector<YamlValue::Key>& keys() const;

 private:
  const YamlValue* value_ = nullptr;
  std::string path_;
  Notes* notes_ = nullptr;
  std::vector<bool> used_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_NOTES_HPP_
