// The JSON Schemas of the documents that commands write, but for that of a
// plan, which is the library's: docs/schemas/*.json, embedded by the build
// (cmake/Schemas.cmake).

#ifndef CLOUDPLAN_SRC_CLI_SCHEMAS_HPP_
#define CLOUDPLAN_SRC_CLI_SCHEMAS_HPP_

#include <span>
#include <string_view>

namespace cloudplan::cli {

struct DocumentSchema {
  std::string_view name;  // "check": of the document "cloudplan.check/1"
  std::string_view text;
};

// Sorted by name.
std::span<const DocumentSchema> document_schemas();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_SCHEMAS_HPP_
