// How commands hand over what they print: a file or standard output, JSON as a
// document or as lines.

#ifndef CLOUDPLAN_SRC_CLI_REPORT_OUTPUT_HPP_
#define CLOUDPLAN_SRC_CLI_REPORT_OUTPUT_HPP_

#include "command.hpp"

#include <string>
#include <string_view>

namespace cloudplan::cli {

// "-o,--output FILE" of a command.
Option output_option(std::string* output, std::string group = "Options");

// Into the file, whole or not at all, or on standard output when `output` is "" or "-".
void write_report(const std::string& output, std::string_view text);

// Whether a --format asks for JSON, as a document or by lines.
bool is_json(std::string_view format);
// A JSON document as `format` wants it: for "ndjson" the elements of the array
// `rows` of the document, a line each.
std::string in_format(std::string document, std::string_view format, std::string_view rows);

// Adds the flag "--json" to a command whose --format has json among its
// choices: it is --format json, whatever --format or the environment say.
void add_json_flag(Command& command);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_REPORT_OUTPUT_HPP_
