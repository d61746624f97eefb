// What the parts of the export to command lines share.

#ifndef CLOUDPLAN_SRC_FOREIGN_EXPORT_COMMANDS_HPP_
#define CLOUDPLAN_SRC_FOREIGN_EXPORT_COMMANDS_HPP_

#include "foreign/export/export_text.hpp"
#include "foreign/export/exporter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// A shell script in the making.
class CommandScript {
 public:
  // "\"$NAME\"" of a variable that must be set; the name is put in capitals.
  std::string variable(std::string_view name, std::string_view description);
  void comment(std::string_view text) { body_ += "\n# " + comment_text(text) + "\n"; }
  // One command: the words as they are, one option a line.
  void command(const std::vector<std::string>& words);
  void note(std::string text) { notes_.push_back(std::move(text)); }
  ExportedPlan write(const ExportPlan& plan);

 private:
  ExportVariables variables_{};
  std::string body_{};
  std::vector<std::string> notes_{};
};

// An option with its value, quoted for the shell: "--region us-east-1".
std::string option(std::string_view name, std::string_view value);
// With a value that is a variable, or must not be quoted.
std::string raw_option(std::string_view name, std::string_view value);

void add_machine_command(const ExportMachine& machine, CommandScript& script);
void add_bucket_command(const ExportStore& store, CommandScript& script);
void add_database_command(const ExportStore& store, CommandScript& script);
void add_disk_command(const ExportStore& store, CommandScript& script);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_EXPORT_COMMANDS_HPP_
