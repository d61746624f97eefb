// Names of the command line, found in a catalog: providers, regions, instance
// types, accelerators. What is not found gets the nearest name as a hint.

#ifndef CLOUDPLAN_SRC_CLI_PLACE_NAMES_HPP_
#define CLOUDPLAN_SRC_CLI_PLACE_NAMES_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// Lists of flags are by index into the catalog's table. Mistakes are added to `errors`.
class PlaceNames {
 public:
  PlaceNames(const Catalog& catalog, std::vector<Diagnostic>& errors) : catalog_(catalog), errors_(errors) {}

  // The providers named, those of `infra` ("aws", "aws/us-east-1"), or when
  // none is named those that are on by default; "all" names all.
  std::vector<bool> providers(const std::vector<std::string>& named, const std::vector<std::string>& infra);
  // The regions of these providers that match one pattern of `named` (when
  // there is any) and one of `infra`: globs on "us-east-1" or "aws/us-east-1".
  std::vector<bool> regions(const std::vector<std::string>& named, const std::vector<std::string>& infra,
                            const std::vector<bool>& providers);
  // Whether a restricted region was named without a wildcard.
  bool names_restricted_region() const { return names_restricted_; }

 private:
  void mark(const char* option, const std::string& pattern, const std::vector<bool>& providers,
            std::vector<bool>& regions);
  bool mark_provider(const char* option, const std::string& name, std::vector<bool>& providers);
  std::string nearest_region(const std::string& name, const std::vector<bool>& providers) const;

  const Catalog& catalog_;
  std::vector<Diagnostic>& errors_;
  bool names_restricted_ = false;
};

// Whether a name or glob ("c5.*", "aws/c5.*") means any instance type.
bool names_instance(const Catalog& catalog, std::string_view pattern);
// "did you mean ...?", or "".
std::string nearest_instance(const Catalog& catalog, std::string_view name);

// Marks the accelerators that a name means: the key, whole words of it in any
// order ("A100", "a100 80gb", "A100-80GB"), a glob, or an alias. False when none.
bool mark_accelerators(const Catalog& catalog, std::string_view name, std::vector<bool>& accelerators);
std::string nearest_accelerator(const Catalog& catalog, std::string_view name);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PLACE_NAMES_HPP_
