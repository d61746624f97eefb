// Finds records of a catalog by a name that a person would type.

#ifndef CLOUDPLAN_SRC_CLI_RECORD_SEARCH_HPP_
#define CLOUDPLAN_SRC_CLI_RECORD_SEARCH_HPP_

#include "catalog/record_text.hpp"
#include "cloudplan/catalog.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// The records that the name means, in the order of the tables: an instance
// type ("p4d.24xlarge", "aws/p4d.24xlarge"), a service or class or plan ("S3",
// "gp3", "Heroku Postgres"), a region, a provider, an accelerator, a processor,
// a model. Letters count in any case. Where instance types have the name,
// nothing else is returned.
std::vector<RecordPlace> find_records(const Catalog& catalog, std::string_view name);

// "did you mean ...?", or "".
std::string nearest_record(const Catalog& catalog, std::string_view name);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_RECORD_SEARCH_HPP_
