// What was probably meant by a name of a place that is not known: hints for the
// files that name providers, regions and ways to buy.

#ifndef CLOUDPLAN_SRC_SUPPORT_PLACE_HINTS_HPP_
#define CLOUDPLAN_SRC_SUPPORT_PLACE_HINTS_HPP_

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// The catalog's key of a provider that people call by its company: "amazon" is aws; others as they are.
std::string_view usual_provider_key(std::string_view name);

// "did you mean "aws"?" for "Amazon" and "asw"; where nothing is near, what lists them all.
std::string provider_hint(std::string_view name, const std::vector<std::string_view>& known);

// Of "us-est-1" or "aws/us-est-1", where `known` has "aws/us-east-1".
std::string region_hint(std::string_view name, const std::vector<std::string_view>& known);

// Of "reserved": "commit_1y". "" where nothing is near.
std::string purchase_hint(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_PLACE_HINTS_HPP_
