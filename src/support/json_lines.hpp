// Newline-delimited JSON: a row a line, for jq, log shippers and data frames.

#ifndef CLOUDPLAN_SRC_SUPPORT_JSON_LINES_HPP_
#define CLOUDPLAN_SRC_SUPPORT_JSON_LINES_HPP_

#include <string>
#include <string_view>

namespace cloudplan {

// The elements of an array of a JSON document, each on one line, digits and
// escapes as they were: of the array that is the `member` of the document's
// object, or of the document when it is an array. A document that has no such
// array is one line. `document` must be JSON, such as JsonWriter makes it.
std::string json_lines(std::string_view document, std::string_view member);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_JSON_LINES_HPP_
