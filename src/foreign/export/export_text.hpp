// Text from a plan made safe for the languages that it is written in.

#ifndef CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORT_TEXT_HPP_
#define CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORT_TEXT_HPP_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

// "Bird photos!" as "bird_photos": a name that every language takes, from a letter on.
std::string identifier(std::string_view name);
// The same with "-", at most 50 long: names of machines and databases.
std::string dns_name(std::string_view name);

// A comment's text: one line, nothing that a terminal obeys.
std::string comment_text(std::string_view text);
// "..." of HCL, where ${ and %{ begin templates.
std::string hcl_text(std::string_view text);
// '...' of a POSIX shell; control characters become "?".
std::string shell_text(std::string_view text);
// "..." of YAML, as of JSON.
std::string yaml_text(std::string_view text);
// A whole number of gigabytes, at least 1.
std::string whole_gb(double gb);

// What must be given from outside, in the order of first use.
class ExportVariables {
 public:
  struct Variable {
    std::string name{}, description{};
    bool secret = false;
  };
  // Adds it unless it is there; returns the name.
  const std::string& need(std::string_view name, std::string_view description, bool secret = false);
  const std::vector<Variable>& all() const { return variables_; }

 private:
  std::vector<Variable> variables_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORT_TEXT_HPP_
