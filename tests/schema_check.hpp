// Holds a JSON document against a JSON Schema: the keywords that cloudplan's
// own schemas use; any other keyword is an error, so that none is ignored.

#ifndef CLOUDPLAN_TESTS_SCHEMA_CHECK_HPP_
#define CLOUDPLAN_TESTS_SCHEMA_CHECK_HPP_

#include <string>
#include <vector>

namespace cloudplan {

// Every mistake as "POINTER: what"; throws when either text is not JSON. With
// `closed`, a member that the schema does not describe is a mistake too.
std::vector<std::string> schema_mistakes(const std::string& document, const std::string& schema, bool closed);

}  // namespace cloudplan

#endif  // CLOUDPLAN_TESTS_SCHEMA_CHECK_HPP_
