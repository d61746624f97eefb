// The names that a workload may use, from a catalog.

#ifndef CLOUDPLAN_SRC_CLI_VOCABULARY_HPP_
#define CLOUDPLAN_SRC_CLI_VOCABULARY_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/workload.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace cloudplan {
class PerformanceCatalog;
}

namespace cloudplan::cli {

// Must not outlive the catalog, nor the vocabulary this. Each list is made when it is first looked at.
class KnownNames {
 public:
  explicit KnownNames(const Catalog& catalog);
  KnownNames(const KnownNames&) = delete;
  KnownNames& operator=(const KnownNames&) = delete;

  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  std::string region_texts_, type_texts_;                  // what names of the vocabulary point into
  std::shared_ptr<const PerformanceCatalog> performance_;  // made when the first model is asked for
  std::map<std::string, std::optional<ModelTraits>, std::less<>> traits_;  // of the models asked for
  Vocabulary vocabulary_;
};

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_VOCABULARY_HPP_
