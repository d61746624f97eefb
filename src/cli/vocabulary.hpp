// The names that a workload may use, from a catalog.

#ifndef CLOUDPLAN_SRC_CLI_VOCABULARY_HPP_
#define CLOUDPLAN_SRC_CLI_VOCABULARY_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/workload.hpp"

#include <string>

namespace cloudplan::cli {

// Must not outlive the catalog, nor the vocabulary this.
class KnownNames {
 public:
  explicit KnownNames(const Catalog& catalog);
  KnownNames(const KnownNames&) = delete;
  KnownNames& operator=(const KnownNames&) = delete;

  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  std::string_view full_name(std::string_view provider, std::string_view name);

  std::string
      texts_;  // names with their provider before them, one behind the other; never grows past its capacity
  Vocabulary vocabulary_;
};

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_VOCABULARY_HPP_
